"""The coverage page: what it says, what it leads to, and who sees internal entries."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import RequestFactory

from schakel.catalog.catalog import load
from schakel.coverage.ledger import ACTIONS, MONEY, PACTS
from schakel.site.accounts.models import User
from schakel.site.explore.views import coverage as view
from schakel.site.pacts.models import Action, Agreement, Money, Organisation
from schakel.site.pacts.tables import ledger
from tests.site.looking import soup, words

pytestmark = pytest.mark.usefixtures("db")
OOST = load("oost")
DUTCH, ENGLISH = "/nl/oost/dekking/", "/en/oost/coverage/"
SECRET = "Vertrouwelijk plan"


@pytest.fixture
def agreement():
    """A public agreement of Oost."""
    return Agreement.objects.filter(public=True, pact__region="oost").first()


def added(agreement, title, **more):
    """An action on the university link in Twente, where the ledger of Oost has none."""
    entry = {"links": "wo", "areas": "AM-TWENTE", "goals": "inflow", "public": True, **more}
    action = Action(agreement=agreement, title_nl=title, **entry)
    action.full_clean()
    action.save()
    return action


@pytest.fixture
def secret(agreement):
    """An internal action with money."""
    action = added(agreement, SECRET, public=False)
    payer = Organisation.objects.first()
    Money.objects.create(action=action, funder=payer, year=2020, granted=123456)
    return action


def cell(page, link, area):
    """The cell of the table in the row of a link, under an area."""
    table = page.select_one("table.coverage")
    heads = [head.get_text(strip=True) for head in table.select("thead th")]
    for row in table.select("tbody tr"):
        if row.th.get_text(strip=True) == link:
            return " ".join(row.find_all(["th", "td"])[heads.index(area)].get_text(" ").split())
    raise AssertionError(link)


def test_it_opens_with_the_largest_gap_without_money_and_the_white_spots(client):
    lead = soup(client, DUTCH).select_one(".lead").get_text()
    assert lead.startswith("De grootste achterstand zonder bekend geld")
    assert "zijn wit" in lead


def test_the_chain_is_the_navigation_and_names_white_and_tight_links(client):
    links = soup(client, ENGLISH).select(".chain.small a")
    assert [a.span.get_text() for a in links] == [e.label.en for e in OOST.links.values()]
    assert len([a for a in links if "the chain is tight here" in a.get_text()]) == 1
    for link in links:
        assert client.get(ENGLISH + link["href"].partition("#")[0]).status_code == 200


def test_an_action_that_is_added_changes_the_cell_and_is_listed_with_its_source(client, agreement):
    assert "wit" in cell(soup(client, DUTCH), "Universiteit", "Twente")
    action = added(agreement, "Techniekles", source_label="Krant", source_date="2024-05-01")
    payer = Organisation.objects.first()
    Money.objects.create(action=action, funder=payer, year=2024, granted=250000)
    found = cell(soup(client, DUTCH), "Universiteit", "Twente")
    assert "1 actie" in found
    assert "€ 250.000" in found.replace("\xa0", " ")
    opened = words(client, DUTCH + "?link=wo&area=AM-TWENTE")
    assert "Techniekles" in opened
    assert "Krant" in opened


def test_choices_of_pact_goal_and_years_narrow_it_down(client):
    everything = words(client, ENGLISH + "?link=mbo")
    assert everything != words(client, ENGLISH + "?link=mbo&pact=twente")
    page = soup(client, ENGLISH + "?pact=twente&goal=inflow&by=pact")
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert {"pact", "twente", "inflow"} <= set(chosen)


@pytest.mark.parametrize("query", ["first=abcd", "first=2021&last=2019", "last=20211"])
def test_a_year_that_cannot_be_is_told_at_the_field(client, query):
    page = soup(client, f"{ENGLISH}?{query}")
    assert page.select_one("#first")["aria-invalid"] == "true"
    assert page.select_one(f"#{page.select_one('#first')['aria-describedby']}").get_text(strip=True)


@pytest.mark.parametrize("query", ["link=x", "link=mbo&area=GM0153", "by=corop", "pact=no"])
def test_what_does_not_exist_is_a_page_that_says_so(client, query):
    assert client.get(f"{DUTCH}?{query}").status_code == 404


@pytest.mark.parametrize("table", ["cells", "together", "chain-money", "not-placed"])
def test_every_table_is_there_as_csv(client, table):
    response = client.get("/nl/oost/dekking.csv", {"table": table})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    if table == "cells":
        assert len(rows) == (len(OOST.links) + 1) * (9 + 1)


def test_visitors_never_see_internal_entries(client, secret):
    for path in (DUTCH, DUTCH + "?link=wo&area=AM-TWENTE", ENGLISH + "?funder=" + _payer(secret)):
        response = client.get(path)
        text = response.content.decode()
        assert SECRET not in text
        assert secret.key not in text
        assert "123.456" not in text
        assert "no-store" not in response.get("Cache-Control", "")
    for table in view.TABLES:
        answer = client.get("/nl/oost/dekking.csv", {"table": table}).content.decode()
        assert secret.key not in answer
    assert secret.key not in set(ledger("oost").actions["key"])
    assert secret.key not in set(ledger("oost").money["action"])


def _payer(action):
    return Money.objects.exclude(action=action).first().funder.key


def test_an_internal_agreement_hides_its_public_actions(client, agreement):
    agreement.public = False
    agreement.save()
    action = added(agreement, SECRET)
    assert action.key not in set(ledger("oost").actions["key"])
    assert SECRET not in client.get(DUTCH + "?link=wo").content.decode()


def seen_by(user, path=DUTCH + "?link=wo&area=AM-TWENTE"):
    """The page as a user sees it who has come in with both factors."""
    request = RequestFactory().get(path)
    request.user = user
    return view.coverage(request, region="oost")


def test_who_may_see_the_ledger_sees_them_marked_and_nothing_keeps_that_page(secret):
    user = User.objects.create_user("reader", password="a long enough one")
    assert SECRET not in seen_by(user).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_action"))
    response = seen_by(User.objects.get(pk=user.pk))
    page = BeautifulSoup(response.content, "html.parser")
    assert "no-store" in response["Cache-Control"]
    assert "U bent ingelogd" in page.select_one(".notice").get_text()
    listed = page.find(string=SECRET).find_parent("li")
    assert listed.select_one(".tag").get_text() == "intern"
    assert not [a for a in listed.select("a") if secret.key in a["href"]]


def test_the_tables_leave_the_database_in_the_form_the_engine_reads(secret):
    tables = ledger("oost", internal=True)
    assert tables.actions.schema == ACTIONS
    assert tables.money.schema == MONEY
    assert tables.pacts.schema == PACTS
    row = tables.money.filter(tables.money["action"] == secret.key).row(0, named=True)
    assert (row["granted"], row["pledged"], row["link"]) == (123456.0, None, None)
    empty = ledger("nowhere")
    assert (empty.actions.schema, empty.money.schema) == (ACTIONS, MONEY)
