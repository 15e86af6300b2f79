"""The form of every page: two who save at once lose nothing."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from schakel.site.saving import TellsWhoSaved


class SitePageForm(TellsWhoSaved, WagtailAdminPageForm):
    """Wagtail's form of a page; it refuses once to overwrite what another saved meanwhile."""
