"""Events: what is coming and what has been, and the events themselves."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from schakel.site.kept import kept
from schakel.site.pages.addresses import check_address
from schakel.site.pages.blocks import Body
from schakel.site.pages.listing import FIELDS, asked, listing
from schakel.site.pages.models.base import SitePage
from schakel.site.pages.models.published import Published


class EventIndexPage(SitePage):
    """The calendar of a region: what is coming, soonest first; what has been, latest first."""

    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.EventPage"]

    class Meta:
        verbose_name = _("calendar")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`, whether it is of the `past`, and how many are on either side."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **_of_the_events(self, request.GET.urlencode())}


def split_by_day(events: Any, day: date) -> tuple[Any, Any]:
    """Events that end on `day` or later, soonest first; and those before, latest first."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    known = events.annotate(until=Coalesce("end", "start"))
    return (
        known.filter(until__gte=start).order_by("start", "pk"),
        known.filter(until__lt=start).order_by("-start", "-pk"),
    )


class EventPage(Published):
    """One event."""

    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"), null=True, blank=True, help_text=_("Empty: not known."))
    all_day = models.BooleanField(
        _("the whole day"), default=False, help_text=_("Only the days count, not the hours.")
    )
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays in the calendar, marked as cancelled."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    online_link = models.CharField(
        _("address to take part online"), max_length=400, blank=True, validators=[check_address]
    )
    sign_up_link = models.CharField(
        _("address to sign up"), max_length=400, blank=True, validators=[check_address]
    )
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("start", "end", "all_day", "cancelled")], _("When")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("place", "address", "online_link", "sign_up_link")],
            _("Where"),
        ),
        *Published.about_panels,
        Published.picture_panel,
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")

    @property
    def published_at(self) -> datetime:
        """When it was first published."""
        return self.first_published_at or timezone.now()

    @property
    def first_day(self) -> date:
        """The day on which it starts, here."""
        return timezone.localdate(self.start)

    @property
    def last_day(self) -> date:
        """The day on which it ends, here."""
        return timezone.localdate(self.end or self.start)

    @property
    def is_past(self) -> bool:
        """Whether its last day is over."""
        return self.last_day < timezone.localdate()

    def clean(self) -> None:
        """Refuse an end before the start."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError(
                {"end": _("This is before the start. Change one of the two, or leave it empty.")}
            )


@kept(64)
def _of_the_events(index: EventIndexPage, query: str) -> dict[str, Any]:
    given, language = QueryDict(query), index.locale.language_code
    events = EventPage.objects.child_of(index).live().public()
    coming, been = split_by_day(events, timezone.localdate())
    past = bool(asked(given, "past"))
    field = FIELDS["past"][language]
    chosen = been if past else coming
    held = ((field, "1"),) if past else ()
    return {
        "listing": listing(given, chosen, index.region, language, "start", held),
        "past": past,
        "past_address": f"?{field}=1",
        "number_coming": coming.count(),
        "number_past": been.count(),
    }
