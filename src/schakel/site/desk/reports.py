"""Reports in the back office: what grows old, is out of date, leads nowhere; and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from schakel.site.desk import links, stale, translations
from schakel.site.desk.models import CheckedAddress, ClockJob, ClockLease
from schakel.site.exports import GUARDED


class ListReport(ReportView):
    """A report of plain rows; every one can be taken along as CSV or for a spreadsheet."""

    header_icon = "list-ul"
    results_template_name = "desk/report_results.html"
    is_searchable = False
    custom_value_preprocess = GUARDED

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for whom it is meant."""
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def may(user: Any) -> bool:
        """Whether this user may see the report: whoever may change a page."""
        return bool(page_permission_policy.user_has_permission(user, "change"))

    def rows(self) -> list[Any]:
        """What is in the report."""
        raise NotImplementedError

    def note(self) -> str:
        """What stands above the table."""
        return ""

    def get_filtered_queryset(self) -> list[Any]:
        """The rows; there is nothing to filter."""
        return self.rows()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `note`."""
        return {**super().get_context_data(*args, **kwargs), "note": self.note()}


def _written(row: Any) -> str:
    return stale.written(row.day)


class GrowsOldReport(ListReport):
    """Pages and contacts that end soon, have ended, or were not looked at for a year."""

    page_title = gettext_lazy("Expiring pages and contacts")
    header_icon = "time"
    index_url_name = "desk:old"
    index_results_url_name = "desk:old_results"
    columns = [
        TitleColumn("title", label=gettext_lazy("What"), get_url=lambda row: row.edit or None),
        Column("kind", label=gettext_lazy("Kind")),
        Column("why", label=gettext_lazy("Why")),
        Column("day", label=gettext_lazy("Day"), accessor=_written),
    ]
    list_export = ["title", "kind", "why", "day"]
    export_headings = {
        "title": gettext_lazy("What"),
        "kind": gettext_lazy("Kind"),
        "why": gettext_lazy("Why"),
        "day": gettext_lazy("Day"),
    }

    def rows(self) -> list[stale.GrowsOld]:
        """All of it, the oldest day first."""
        return stale.grow_old(date.today())

    def note(self) -> str:
        """What is looked at."""
        return _(
            "Pages that are taken down within 60 days or were not touched for a year, and contacts "
            "that end within 60 days, have ended, or were last known to be so more than a year ago."
        )


@dataclass(frozen=True)
class TranslationRow:
    """A translation that is out of date."""

    title: str
    pk: int
    language: str
    changed: datetime
    fitted: datetime


class TranslationsReport(ListReport):
    """Translations whose original was published later."""

    page_title = gettext_lazy("Translations out of date")
    header_icon = "globe"
    index_url_name = "desk:translations"
    index_results_url_name = "desk:translations_results"
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), url_name="desk:beside", id_accessor="pk"),
        Column("language", label=gettext_lazy("Language")),
        Column(
            "changed",
            label=gettext_lazy("Original published"),
            accessor=lambda row: stale.written(timezone.localtime(row.changed)),
        ),
        Column(
            "fitted",
            label=gettext_lazy("Translation fitted on"),
            accessor=lambda row: stale.written(timezone.localtime(row.fitted)),
        ),
    ]
    list_export = ["title", "language", "changed", "fitted"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "language": gettext_lazy("Language"),
        "changed": gettext_lazy("Original published"),
        "fitted": gettext_lazy("Translation fitted on"),
    }

    def rows(self) -> list[TranslationRow]:
        """Those whose original was published longest ago first."""
        found = translations.out_of_date()
        pages = Page.objects.filter(pk__in=found).select_related("locale")
        rows = [
            TranslationRow(
                page.title,
                page.pk,
                page.locale.get_display_name(),
                found[page.pk].changed,
                found[page.pk].fitted,
            )
            for page in pages
        ]
        return sorted(rows, key=lambda row: row.changed)


@dataclass(frozen=True)
class LinkRow:
    """A link that leads nowhere."""

    where: str
    edit: str
    address: str
    said: str
    checked: str


class LinksReport(ListReport):
    """Links that lead nowhere."""

    page_title = gettext_lazy("Broken links")
    header_icon = "link-external"
    index_url_name = "desk:links"
    index_results_url_name = "desk:links_results"
    columns = [
        TitleColumn("where", label=gettext_lazy("Where"), get_url=lambda row: row.edit or None),
        Column("address", label=gettext_lazy("Address")),
        Column("said", label=gettext_lazy("What is wrong")),
        Column("checked", label=gettext_lazy("Checked")),
    ]
    list_export = ["where", "address", "said", "checked"]
    export_headings = {
        "where": gettext_lazy("Where"),
        "address": gettext_lazy("Address"),
        "said": gettext_lazy("What is wrong"),
        "checked": gettext_lazy("Checked"),
    }

    def rows(self) -> list[LinkRow]:
        """Those inside the site are looked at now."""
        return [
            LinkRow(
                found.place.where,
                found.place.edit,
                found.place.address,
                found.said,
                stale.written(found.checked) if found.checked else _("now"),
            )
            for found in links.broken_links()
        ]

    def note(self) -> str:
        """When addresses elsewhere were asked the last time, or that nobody asks them."""
        last = CheckedAddress.objects.order_by("-checked_at").first()
        if not settings.LINK_CHECK:
            return _(
                "Links inside the site are checked. Addresses elsewhere are not asked: "
                "SCHAKEL_LINK_CHECK is off."
            )
        if last is None:
            return _("Addresses elsewhere are asked at night; that has not been done yet.")
        when = date_format(timezone.localtime(last.checked_at), "j F Y, H:i")
        return _("Addresses elsewhere were last asked on %(when)s.") % {"when": when}


class ClockReport(ListReport):
    """What the clock did last; for administrators."""

    page_title = gettext_lazy("The clock")
    header_icon = "history"
    index_url_name = "desk:clock"
    index_results_url_name = "desk:clock_results"
    columns = [
        Column("name", label=gettext_lazy("job")),
        Column("get_state_display", label=gettext_lazy("state")),
        Column("started", label=gettext_lazy("started")),
        Column("ended", label=gettext_lazy("ended")),
        Column("said", label=gettext_lazy("what it said")),
    ]
    list_export = ["name", "state", "started", "ended", "said"]

    @staticmethod
    def may(user: Any) -> bool:
        """Administrators."""
        return bool(user.is_superuser or user.has_perm("desk.view_clockjob"))

    def rows(self) -> list[ClockJob]:
        """A row a job."""
        return list(ClockJob.objects.all())

    def note(self) -> str:
        """Whether the clock runs."""
        lease = ClockLease.objects.first()
        if lease and lease.until > timezone.now() - timedelta(minutes=1):
            return _("The clock is running.")
        return _(
            "The clock stands still: scheduled pages are not published. Start the site with "
            "SCHAKEL_CLOCK=on, or run: schakel clock"
        )


REPORTS = {
    "old": (GrowsOldReport, 210),
    "translations": (TranslationsReport, 220),
    "links": (LinksReport, 230),
    "clock": (ClockReport, 990),
}
