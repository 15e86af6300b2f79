"""Events as a calendar (iCalendar, RFC 5545): of a region, of a pact, or one event."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from icalendar import Calendar, Event

from schakel.catalog.catalog import Catalog
from schakel.site.explore.views.page import page
from schakel.site.pages.models import EventPage
from schakel.site.pages.pact_names import pact_name

ZONE = ZoneInfo(settings.TIME_ZONE)
CONTENT_TYPE = "text/calendar; charset=utf-8"


@conditional_page
@page
def calendar(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """All events of the region, or of one pact (`?pact=`), past ones too."""
    pact = request.GET.get("pact", "")
    events = _published(catalog, language)
    about = catalog.region.name.in_language(language)
    if pact:
        about = pact_name(pact, language)
        if not about:
            raise Http404
        events = events.filter(pact_key=pact)
    return _response(about, events.order_by("start", "pk"))


@conditional_page
@page
def one_event(request: HttpRequest, catalog: Catalog, language: str, event: str) -> HttpResponse:
    """One event, to put into a calendar of one's own."""
    found = _published(catalog, language).filter(slug=event)[:1]
    if not found:
        raise Http404
    return _response(found[0].title, found)


def _published(catalog: Catalog, language: str) -> Any:
    events = EventPage.objects.live().public().select_related("locale")
    return events.filter(region_id=catalog.region.id, locale__language_code=language)


def _response(about: str, events: Any) -> HttpResponse:
    whole = Calendar()
    whole.add("prodid", "-//Schakel//Schakel//NL")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("Events: %(about)s") % {"about": about})
    whole.add("x-wr-timezone", settings.TIME_ZONE)
    for page_of_event in events:
        whole.add_component(_event(page_of_event))
    whole.add_missing_timezones()
    return HttpResponse(whole.to_ical(), content_type=CONTENT_TYPE)


def _event(page: EventPage) -> Event:
    changed = page.last_published_at or timezone.now()
    event = Event()
    event.add("uid", page.lasting_id.removeprefix("urn:uuid:") + "@schakel")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    cancelled = _("Cancelled: %(title)s") % {"title": page.title}
    event.add("summary", cancelled if page.cancelled else page.title)
    event.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    event.add("dtstart", page.first_day if page.all_day else page.start.astimezone(ZONE))
    if until := _until(page):
        event.add("dtend", until)
    where = ", ".join(part for part in (page.place, page.address) if part)
    if where or page.online_link:
        event.add("location", where or page.online_link)
    event.add("description", "\n".join(part for part in (page.lead, page.online_link) if part))
    event.add("url", settings.ADDRESS + (page.url or "/"))
    return event


def _until(page: EventPage) -> date | datetime | None:
    """The end; of whole days the day after the last, as the format wants it."""
    if page.all_day:
        return page.last_day + timedelta(days=1)
    return page.end.astimezone(ZONE) if page.end else None
