"""What a liaison sees first: what is due, what is old, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from schakel.site.pacts.models import Action, Money, Role
from schakel.site.pacts.office.dashboard import LedgerPanel
from schakel.site.pacts.office.due import waiting
from tests.site.ledger import Rows, action_of, address, milestone, rows
from tests.site.looking import soup, words
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def here() -> Rows:
    return rows("Proefland")


@pytest.fixture
def liaison(here: Rows) -> Client:
    return logged_in("lies", "liaison", [here.pact])


def soon(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_late_comes_first_and_what_is_far_away_is_not_there(here: Rows) -> None:
    milestone(here.action, "ver weg", due=soon(61))
    milestone(here.action, "straks", due=soon(30))
    milestone(here.action, "te laat", due=soon(-3))
    milestone(here.action, "al gehaald", due=soon(-9), done_on=soon(-10))
    Action.objects.filter(pk=here.action.pk).update(valid_until=soon(10))
    (found,) = waiting([here.pact], TODAY)
    assert [due.words.split(": ")[-1] for due in found.due] == [
        "te laat", "De actie loopt af", "straks",
    ]  # fmt: skip
    assert [due.late for due in found.due] == [True, False, False]


def test_what_is_over_is_not_due(here: Rows) -> None:
    milestone(here.action, "te laat", due=soon(-3))
    Action.objects.filter(pk=here.action.pk).update(status="done", valid_until=soon(-1))
    (found,) = waiting([here.pact], TODAY)
    assert found.due == []


def test_what_an_action_lacks_is_named(here: Rows) -> None:
    bare = action_of(here.agreement, "Kaal", status="done")
    whole = {"owner": here.organisation, "links": "vmbo", "status": "done", "evidence_nl": "ja"}
    full = action_of(here.agreement, "Vol", **whole)
    for action in (here.action, full):
        Money.objects.create(action=action, funder=here.organisation, year=2026, pledged=1)
    (found,) = waiting([here.pact], TODAY)
    assert [(entry.row, entry.words) for entry in found.missing] == [
        (bare, ["trekker", "schakel van de keten", "geld", "bewijs"])
    ]


def test_a_liaison_sees_own_pacts_with_links_to_the_forms(liaison: Client, here: Rows) -> None:
    there = rows("Verderop")
    milestone(here.action, "Eerste groep", due=soon(-3))
    Role.objects.filter(pk=here.role.pk).update(as_of=soon(-400))
    page = soup(liaison, "/admin/").select_one(".ledger-waiting")
    said = " ".join(page.get_text(" ").split())
    assert "1 te laat" in said
    assert "Mijlpaal: Eerste groep" in said
    assert "Klopt dit nog?" in said
    addresses = {link["href"] for link in page.select("a")}
    assert {address(here.action, "edit"), address(here.role, "edit")} <= addresses
    assert "Verderop" not in said
    assert address(there.action, "edit") not in addresses


def test_who_only_reads_the_ledger_is_led_to_pages_to_read(here: Rows) -> None:
    client = logged_in("redactie", "editor")
    page = soup(client, "/admin/").select_one(".ledger-waiting")
    addresses = {link["href"] for link in page.select("a")}
    assert address(here.action, "inspect") in addresses
    assert address(here.action, "edit") not in addresses


def test_nothing_to_do_is_said_kindly(liaison: Client, here: Rows) -> None:
    Money.objects.create(action=here.action, funder=here.organisation, year=2026, pledged=1)
    assert "Er is niets te doen." in words(liaison, "/admin/")


def test_a_liaison_without_a_pact_hears_what_to_do() -> None:
    client = logged_in("nieuw", "liaison")
    assert "U houdt nog geen pact bij." in words(client, "/admin/")


def test_it_asks_little_whatever_there_is(here: Rows, django_assert_max_num_queries) -> None:
    found = [here, *(rows(f"Nog {number}") for number in range(8))]
    for one in found:
        for number in range(5):
            milestone(one.action, str(number), due=soon(number))
            action_of(one.agreement, f"{one.pact} {number}")
    client = logged_in("manager", "programme_manager")
    user = type(client.user).objects.get(pk=client.user.pk)
    request = type("Request", (), {"user": user})()
    with django_assert_max_num_queries(15):
        LedgerPanel().render_html({"request": request})
