"""Events: on the page and as a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from schakel.site.pages.models import EventPage
from tests.site.looking import soup, words
from tests.site.publishing import a_pact, draft, made

pytestmark = pytest.mark.django_db
AGENDA = "/nl/oost/agenda/"
ICS = "/nl/oost/agenda/agenda.ics"


def calendar(client: Client, path: str = ICS) -> Calendar:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content)


def soon(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 14, 0)


def test_what_comes_and_what_has_been_are_apart(client: Client) -> None:
    made(EventPage, "Morgen", start=soon(1))
    made(EventPage, "Overmorgen", start=soon(2))
    made(EventPage, "Vandaag geweest", start=soon(0).replace(hour=0))
    made(EventPage, "Loopt nog", start=soon(-3), end=soon(1))
    made(EventPage, "Geweest", start=soon(-3), end=soon(-2))
    shown = [a.get_text() for a in soup(client, AGENDA).select(".news a")]
    assert shown == ["Loopt nog", "Vandaag geweest", "Morgen", "Overmorgen"]
    past = soup(client, AGENDA + "?geweest=1")
    assert [a.get_text() for a in past.select(".news a")] == ["Geweest"]
    assert "Deze bijeenkomst is geweest" in words(client, AGENDA + "geweest/")


def test_an_empty_calendar_says_so_and_is_a_calendar(client: Client) -> None:
    assert "Er staat niets op de agenda" in words(client, AGENDA)
    assert "Nothing is planned" in words(client, "/en/oost/events/")
    assert list(calendar(client).walk("VEVENT")) == []


def test_an_end_before_the_start_is_refused_at_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        draft(EventPage, "Andersom", start=soon(2), end=soon(1)).full_clean()
    assert list(refused.value.message_dict) == ["end"]


def test_the_calendar_gives_hours_here_with_their_zone(client: Client) -> None:
    made(EventPage, "Bijeenkomst", start=datetime(2027, 7, 1, 14, 0), end=datetime(2027, 7, 1, 16))
    whole = calendar(client)
    (event,) = whole.walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert event.decoded("dtstart").isoformat() == "2027-07-01T14:00:00+02:00"
    assert event["url"].endswith("/nl/oost/agenda/bijeenkomst/")
    assert [zone["tzid"] for zone in whole.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_whole_days_end_on_the_day_after(client: Client) -> None:
    made(
        EventPage,
        "Week",
        start=datetime(2027, 7, 1, 9),
        end=datetime(2027, 7, 3, 9),
        all_day=True,
    )
    (event,) = calendar(client).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 7, 1)
    assert event.decoded("dtend") == date(2027, 7, 4)


def test_an_event_keeps_its_name_for_machines_and_says_that_it_is_cancelled(client: Client) -> None:
    page = made(EventPage, "Bijeenkomst", place="Zaal", address="Straat 1, Zwolle")
    (before,) = calendar(client).walk("VEVENT")
    page.title, page.slug, page.cancelled = "Anders", "anders", True
    page.save_revision().publish()
    (after,) = calendar(client).walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["summary"] == "Gaat niet door: Anders"
    assert after["location"] == "Zaal, Straat 1, Zwolle"
    assert "Deze bijeenkomst gaat niet door" in words(client, AGENDA + "anders/")


def test_one_event_and_the_events_of_a_pact(client: Client) -> None:
    a_pact()
    made(EventPage, "Van het pact", pact_key="proefpact")
    made(EventPage, "Van allen")
    draft(EventPage, "Nog niet", pact_key="proefpact")
    (event,) = calendar(client, AGENDA + "van-allen.ics").walk("VEVENT")
    assert event["summary"] == "Van allen"
    (event,) = calendar(client, ICS + "?pact=proefpact").walk("VEVENT")
    assert event["summary"] == "Van het pact"
    assert len(calendar(client).walk("VEVENT")) == 2
    assert client.get(AGENDA + "nog-niet.ics").status_code == 404
    assert client.get(ICS + "?pact=niets").status_code == 404
    assert client.get("/nl/nergens/agenda/agenda.ics").status_code == 404
    assert client.get("/en/oost/events/events.ics").status_code == 200
