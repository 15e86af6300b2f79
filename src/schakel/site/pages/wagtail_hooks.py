"""What editors are told when they open a page, and which documents a visitor gets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from schakel.site import media
from schakel.site.pacts.viewmodels.pacts import landsdeel_offices
from schakel.site.pages.models import RegionPage
from schakel.site.pages.reports import ChangedFiguresView


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


@hooks.register("register_reports_menu_item")
def changed_figures_item() -> MenuItem:
    """The way to the report."""
    address = reverse("changed_figures")
    return MenuItem(
        gettext_lazy("Pinned figures that have changed"), address, icon_name="order", order=1100
    )


@hooks.register("register_admin_urls")
def changed_figures_addresses() -> list[Any]:
    """The report, and its rows alone."""
    view = ChangedFiguresView
    return [
        path("reports/changed-figures/", view.as_view(), name="changed_figures"),
        path(
            "reports/changed-figures/results/",
            view.as_view(results_only=True),
            name="changed_figures_results",
        ),
    ]


@hooks.register("before_serve_document")
def only_published(document: AbstractDocument, request: HttpRequest) -> None:
    """What hangs on a draft or on an internal meeting does not leak by its address."""
    media.only_published(document, request)
