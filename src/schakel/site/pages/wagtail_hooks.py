"""What editors are told when they open a page: what is out of date, and why."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from schakel.site.pages.models import RegionPage
from schakel.site.pages.offices import offices


@hooks.register("before_edit_page")
def tell_what_is_old(request: HttpRequest, page: Page) -> None:
    """Warnings above the form; nothing is refused."""
    if request.method == "GET":
        for warning in _old_offices(page.specific):
            messages.warning(request, warning)


def _old_offices(page: Page) -> list[str]:
    if not isinstance(page, RegionPage) or page.region is None:
        return []
    language = (get_language() or "nl")[:2]
    return [
        _("“%(office)s” is shown as of %(day)s. Is it still so? Roles are in roles.yaml.")
        % {
            "office": office.office.in_language(language),
            "day": date_format(office.role.as_of, "j F Y"),
        }
        for office in offices(page.region.roles, date.today())
        if office.past or office.stale
    ]
