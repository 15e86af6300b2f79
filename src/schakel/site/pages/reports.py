"""A report for editors: pages whose pinned figure is not what is published now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from schakel.answers.figures import Figure
from schakel.answers.words import figure_text, period_label
from schakel.catalog.catalog import Catalog
from schakel.site.explore.templatetags.figures import full_name
from schakel.site.exports import GUARDED
from schakel.site.pages.pinning import pinned_blocks


@dataclass(frozen=True)
class ChangedRow:
    """One pinned figure that has changed, in words."""

    pk: int
    page: str
    address: str
    figure: str
    was: str
    now: str


def changed_rows(pages: QuerySet) -> list[ChangedRow]:
    """What has changed since it was pinned, page by page."""
    language = (get_language() or "nl")[:2]
    found = []
    for page in pages.order_by("path").specific().iterator():
        catalog = getattr(page, "region", None)
        for block, value in pinned_blocks(page) if catalog else ():
            for change in block.changes(catalog, value):
                found.append(
                    ChangedRow(
                        page.pk,
                        page.title,
                        reverse("wagtailadmin_pages:edit", args=[page.pk]),
                        full_name(catalog, change.pinned, language),
                        figure_text(catalog, change.pinned, language),
                        _now(catalog, change.now, change.newer, language),
                    )
                )
    return found


def _now(catalog: Catalog, figure: Figure | None, newer: bool, language: str) -> str:
    if figure is None:
        return str(_("no longer published"))
    said = figure_text(catalog, figure, language)
    return f"{said} ({period_label(figure.period, language)})" if newer else said


class ChangedFiguresView(ReportView):
    """Page, figure, what was pinned, what is published now."""

    page_title = _("Pinned figures that have changed")
    header_icon = "order"
    index_url_name = "changed_figures"
    index_results_url_name = "changed_figures_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda row: row.address),
        Column("figure", label=_("Figure")),
        Column("was", label=_("Pinned")),
        Column("now", label=_("Now")),
    ]
    list_export = ["page", "figure", "was", "now"]
    custom_value_preprocess = GUARDED
    export_headings = {
        "page": _("Page"),
        "figure": _("Figure"),
        "was": _("Pinned"),
        "now": _("Now"),
    }

    def get_filtered_queryset(self) -> Any:
        """The rows of the pages that this user may change."""
        allowed = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return changed_rows(Page.objects.filter(pk__in=allowed.values("pk")))
