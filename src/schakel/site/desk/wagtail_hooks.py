"""What the desk adds to Wagtail's back office."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from schakel.site.desk import translations, views
from schakel.site.desk.reports import REPORTS, ListReport
from schakel.site.saving import point_out


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """The addresses of the desk, below /admin/desk/."""
    own = [
        path("translate/<int:page_id>/", views.BesideView.as_view(), name="beside"),
        path("translate/<int:page_id>/fits/", views.still_fits, name="still_fits"),
        *_reports(),
    ]
    return [path("desk/", include((own, "desk")))]


def _reports() -> Iterator[URLPattern]:
    for name, (report, _order) in REPORTS.items():
        yield path(f"reports/{name}/", report.as_view(), name=name)
        results = report.as_view(results_only=True)
        yield path(f"reports/{name}/results/", results, name=f"{name}_results")


class ReportItem(MenuItem):
    """A report in the menu, for whoever may see it."""

    def __init__(self, name: str, report: type[ListReport], order: int):
        self._may = report.may
        super().__init__(
            report.page_title,
            reverse(f"desk:{name}"),
            name=f"desk-{name}",
            icon_name=report.header_icon,
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """As the report itself decides."""
        return self._may(request.user)


def _item(name: str) -> ReportItem:
    report, order = REPORTS[name]
    return ReportItem(name, report, order)


for _name in REPORTS:
    hooks.register("register_reports_menu_item", partial(_item, _name))


@hooks.register("before_edit_page")
def tell_who_saved(request: HttpRequest, page: Page) -> None:
    """A link to what another saved, beside the error of the form; not for background saves."""
    if request.method == "POST" and "json" not in request.headers.get("Accept", ""):
        point_out(request, page)


@hooks.register("before_edit_page")
def tell_out_of_date(request: HttpRequest, page: Page) -> None:
    """A mark on the form of a translation whose original was published later."""
    found = translations.out_of_date().get(page.pk) if request.method == "GET" else None
    here = reverse("desk:beside", args=(page.pk,))
    if found is None or request.path == here:
        return
    original = Page.objects.get(pk=found.original)
    words = {
        "language": original.locale.get_display_name(),
        "day": date_format(localtime(found.changed), "j F Y"),
    }
    messages.warning(
        request,
        _("Out of date: the page in %(language)s was published later, on %(day)s.") % words,
        buttons=[messages.button(here, _("Beside the original"))],
    )


@hooks.register("register_page_header_buttons")
def to_the_original(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a translation's form: translate it beside its original."""
    if view_name == "edit" and translations.original_of(page) is not None:
        address = reverse("desk:beside", args=(page.pk,))
        yield Button(_("Beside the original"), address, icon_name="globe", priority=15)


@hooks.register("register_page_listing_buttons")
def mark_in_the_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In lists of pages: the mark of a translation that is out of date."""
    if page.pk in translations.out_of_date():
        yield Button(
            _("Translation out of date"),
            reverse("desk:beside", args=(page.pk,)),
            icon_name="warning",
            priority=5,
        )
