"""What editors are told when they open a page: what is out of date, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from schakel.site.pacts.viewmodels.pacts import landsdeel_offices
from schakel.site.pages.models import RegionPage


@hooks.register("before_edit_page")
def tell_what_is_old(request: HttpRequest, page: Page) -> None:
    """Warnings above the form; nothing is refused."""
    if request.method == "GET":
        for warning in _old_offices(page.specific):
            messages.warning(request, warning)


def _old_offices(page: Page) -> list[str]:
    if not isinstance(page, RegionPage):
        return []
    return [
        _("“%(office)s” is shown as of %(day)s. Is it still so? Roles are in the ledger.")
        % {
            "office": office.role.in_language("office")[0],
            "day": date_format(office.role.as_of, "j F Y"),
        }
        for office in landsdeel_offices(page.region_id, localdate())
        if office.past or office.stale
    ]
