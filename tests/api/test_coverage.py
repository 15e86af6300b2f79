"""Coverage over the API: cells, summary, actions, filters, and that nothing internal gets out.

The small country has two links and two provinces. Its one action acts on both links, in PV1, and
gets 100 euros in 2020 that are not divided: so they are shared by two cells.
"""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.site.pacts.models import Action, Agreement, Money, Organisation
from tests.api.asking import LAND, ROOT, Asker

OOST = f"{ROOT}/regions/oost"


def test_cells_come_link_by_link_with_totals_that_count_once(api):
    cells = api.ok(f"{LAND}/coverage")["items"]
    found = {(cell["link"], cell["area"]): cell for cell in cells}
    assert len(cells) == (2 + 1) * (2 + 1)  # links and provinces, each with their totals
    assert found["mbo", "PV1"]["shared"]["granted"] == 100
    assert found["mbo", "PV1"]["own"]["granted"] is None
    assert found[None, None]["own"]["committed"] == 100
    assert found["mbo", None]["row"] == "link_total"


def test_a_cell_leads_to_its_actions(api):
    cells = api.ok(f"{LAND}/coverage", {"goal": "inflow"})["items"]
    (action,) = api.ok(cells[0]["_links"]["self"]["href"])["items"]
    assert (action["key"], action["links"]) == ("lessen", ["mbo", "work"])
    assert action["title"] == {"nl": "Actie lessen", "en": "Actie lessen"}
    assert action["title_is_translated"] is False


def test_the_summary_tells_of_the_whole(api):
    summary = api.ok(f"{LAND}/coverage/summary")
    assert summary["chain_money"] == {
        "key": None,
        "single": 0,
        "chain": 100,
        "unknown": 0,
        "chain_share": 1,
    }
    assert summary["together"] == []
    assert summary["not_placed"] == []


def test_cells_as_csv_say_the_same(api):
    head, *rows = api.csv(f"{LAND}/coverage", {"format": "csv"})
    names = head.split(",")
    assert {"row", "link", "area", "own_committed", "shared_committed"} <= set(names)
    assert len([row for row in rows if row]) == len(api.ok(f"{LAND}/coverage")["items"])


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"pact": "nowhere"}, ["pact"]),
        ({"funder": "x", "pact": "y"}, ["funder", "pact"]),
        ({"by": "corop"}, ["by"]),
        ({"by": "pact"}, ["by"]),
        ({"goal": "x"}, ["goal"]),
        ({"first_year": "2021", "last_year": "2020"}, ["first_year"]),
        ({"first_year": "20"}, ["first_year"]),
    ],
)
def test_what_does_not_exist_is_refused_with_its_name(api, query, wrong):
    api.refused(f"{LAND}/coverage", query, status=400, wrong=wrong)


def test_a_cell_needs_an_area_that_is_a_column(api):
    api.refused(f"{LAND}/coverage/actions", {"area": "GM1"}, status=400, wrong=["area"])
    api.refused(f"{LAND}/coverage/actions", {"link": "x"}, status=400, wrong=["link"])


@pytest.fixture
def oost(db):
    """The whole site over its real ledger."""
    asker = Asker()
    asker.client = Client(headers={"host": "localhost"})
    return asker


def _added(**more):
    agreement = Agreement.objects.filter(public=True, pact__region="oost").first()
    entry = {"links": "wo", "areas": "AM-TWENTE", "title_nl": "Vertrouwelijk plan", **more}
    action = Action(agreement=agreement, **entry)
    action.full_clean()
    action.save()
    payer = Organisation.objects.first()
    Money.objects.create(action=action, funder=payer, year=2020, granted=123456)
    return action


def test_a_change_of_the_ledger_shows_at_once_and_changes_the_fingerprint(oost):
    before = oost.get(f"{OOST}/coverage")
    assert "no-cache" in before["Cache-Control"]
    again = oost.get(f"{OOST}/coverage", **{"if-none-match": before["ETag"]})
    assert again.status_code == 304
    _added(public=True)
    after = oost.get(f"{OOST}/coverage", **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


def test_nothing_internal_gets_out(oost):
    pages = ("coverage", "coverage/summary", "coverage/actions", "coverage/actions?link=wo")
    before = {page: oost.get(f"{OOST}/{page}").content for page in pages}
    _added(public=False)
    assert {page: oost.get(f"{OOST}/{page}").content for page in pages} == before
