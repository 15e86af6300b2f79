"""Pages over the ledger: what visitors may see, what came of promises, and what is not known."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from schakel.site.pacts.models import (
    Action,
    Agreement,
    Decision,
    Meeting,
    Money,
    Organisation,
    Pact,
    PactMunicipality,
    PactStatus,
    Promise,
    Role,
)
from schakel.site.pacts.viewmodels.money import money_table
from schakel.site.pacts.viewmodels.outcomes import Outcome, lines_of, outcome, tally
from schakel.site.pages import generation
from tests.site.looking import soup, words

TODAY = date(2026, 11, 26)
BUDGET = 12
numbers = st.decimals(min_value=0, max_value=10_000, places=1)
days = st.none() | st.dates(date(2010, 1, 1), date(2035, 1, 1))


def promise(**fields: object) -> Promise:
    return Promise(**{"label_nl": "iets", "evidence_nl": "een bericht", **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"promised": 40, "reached": 40}, Outcome.REACHED),
        ({"promised": 40, "reached": 30}, Outcome.PARTLY),
        ({"promised": 40, "reached": 0}, Outcome.NOT_REACHED),
        ({"promised": 40}, Outcome.NO_EVIDENCE),
        ({"promised": 40, "reached": 40, "evidence_nl": ""}, Outcome.NO_EVIDENCE),
        ({"promised": 40, "promised_by": TODAY + timedelta(days=9)}, Outcome.UNKNOWN),
        ({"reached": 750}, Outcome.UNKNOWN),
        (
            {"promised": 40, "promised_by": TODAY, "reached": 30, "reached_on": TODAY},
            Outcome.NOT_REACHED,
        ),
    ],
)
def test_the_word_follows_from_the_numbers(fields: dict[str, object], expected: Outcome) -> None:
    assert outcome(promise(**fields), TODAY) is expected


@given(promised=numbers, reached=st.none() | numbers, by=days, on=days)
def test_only_a_number_that_meets_the_promise_counts_as_reached(
    promised: Decimal, reached: Decimal | None, by: date | None, on: date | None
) -> None:
    given = promise(promised=promised, reached=reached, promised_by=by, reached_on=on)
    found = outcome(given, TODAY)
    assert (found is Outcome.REACHED) == (reached is not None and reached >= promised)
    assert (reached is None) == (found in (Outcome.NO_EVIDENCE, Outcome.UNKNOWN))


@given(st.lists(st.tuples(st.none() | numbers, st.none() | numbers)))
def test_every_promise_is_counted_once(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    lines = lines_of([promise(promised=p, reached=r) for p, r in pairs], TODAY)
    found = tally(lines)
    parts = found.reached + found.partly + found.not_reached + found.no_evidence + found.unknown
    assert parts == found.promised
    assert found.promised + found.reported == len(pairs)


def test_unknown_money_stays_unknown_beside_known_money() -> None:
    funder = Organisation(pk=1, key="f", name="Fonds")
    paid = [
        Money(funder=funder, year=2019, pledged=Decimal(100)),
        Money(funder=funder, year=2019, pledged=Decimal(50)),
        Money(funder=funder, year=2020, granted=Decimal(7)),
    ]
    table = money_table(paid)
    assert table is not None
    assert [(line.year, line.amounts.pledged) for line in table.lines] == [
        (2019, Decimal(150)),
        (2020, None),
    ]
    assert (table.total.granted, table.total.spent) == (Decimal(7), None)
    assert money_table([]) is None


@pytest.fixture
def hidden(db: None) -> Agreement:
    """A programme that the pact keeps to itself, with an action and a partner of its own."""
    agreement = Agreement.objects.get(key="twents-fonds-voor-vakmanschap")
    agreement.public = False
    agreement.save()
    generation.forget()
    return agreement


@pytest.mark.parametrize(
    "path",
    [
        "/nl/oost/afspraken/twents-fonds-voor-vakmanschap/",
        "/nl/oost/acties/twents-fonds-cheque/",
        "/nl/oost/organisaties/gemeente-wierden/",
    ],
)
def test_what_is_not_public_is_not_there(client: Client, hidden: Agreement, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Twents Fonds" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/nl/oost/",
        "/nl/oost/afspraken/",
        "/nl/oost/pacten/twente/",
        "/nl/oost/resultaten/",
        "/nl/oost/resultaten.csv",
        "/nl/oost/organisaties/",
        "/nl/oost/organisaties/gemeente-enschede/",
        "/nl/oost/afspraken/twents-fonds/",
        "/sitemap.xml",
    ],
)
def test_what_is_not_public_appears_nowhere(client: Client, hidden: Agreement, path: str) -> None:
    said = client.get(path).content.decode()
    assert "Twents Fonds" not in said
    assert "twents-fonds-voor-vakmanschap" not in said
    assert "gemeente-wierden" not in said


@pytest.mark.django_db
def test_an_action_can_be_kept_back_alone(client: Client) -> None:
    Action.objects.filter(key="gelders-coaches").update(public=False)
    assert client.get("/nl/oost/acties/gelders-coaches/").status_code == 404
    assert "Coaches die" not in words(client, "/nl/oost/afspraken/gelders-vakmanschap/")


@pytest.mark.django_db
def test_a_name_that_is_almost_right_leads_to_the_right_one(client: Client) -> None:
    response = client.get("/en/oost/agreements/gelders-vakman/")
    assert response.status_code == 404
    assert "/en/oost/agreements/gelders-vakmanschap/" in response.content.decode()
    assert client.get("/nl/nergens/afspraken/").status_code == 404


@pytest.mark.django_db
def test_agreements_are_narrowed_by_what_the_reader_chooses(client: Client) -> None:
    def titles(query: str) -> list[str]:
        page = soup(client, f"/nl/oost/afspraken/{query}")
        return [head.a.get_text() for head in page.select("tbody th")]

    everything = titles("")
    assert len(everything) == Agreement.objects.filter(public=True).count()
    assert titles("?pact=rivierenland") == ["TechExplore24"]
    teachers = titles("?schakel=teachers")
    assert "Leve(n)lang Gelders Vakmanschap" in teachers
    assert len(teachers) < len(everything)
    assert "Leve(n)lang Gelders Vakmanschap" not in titles("?doel=chain")
    assert titles("?pact=rivierenland&doel=teachers") == []
    assert "past bij deze keuze" in words(client, "/nl/oost/afspraken/?pact=x")


@pytest.mark.django_db
def test_a_programme_tells_its_funds_promises_and_money(client: Client) -> None:
    said = words(client, "/nl/oost/afspraken/gelders-vakmanschap/")
    assert "O&O-fondsen OTIB" in said
    assert "750" in said
    assert "Geen bewijs" in said
    assert "er is geen getal beloofd" in said
    assert "€ 1.800.000" in said
    assert "€1,800,000" in words(client, "/en/oost/agreements/gelders-vakmanschap/")


@pytest.mark.django_db
def test_an_action_shows_which_links_it_strengthens(client: Client) -> None:
    page = soup(client, "/nl/oost/acties/gelders-vouchers/")
    acting = [link.contents[0] for link in page.select(".steps .acts")]
    assert acting == ["Overstappen en bijleren", "Werken en blijven", "Leraren"]
    assert len(page.select(".steps li")) == 10
    assert page.select_one('a[href="/nl/oost/praktijk/gelderland-works-on-technology/"]')
    assert page.select_one("#figures ~ ul a.figure"), "the latest figure that it should move"


@pytest.mark.django_db
def test_the_results_are_the_same_on_the_page_and_in_the_file(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/oost/results.csv").content.decode())))
    page = soup(client, "/en/oost/results/")
    assert len(rows) == len(page.select(".promises tbody tr")) == Promise.objects.count()
    outcomes = [row["outcome"] for row in rows if row["promised"]]
    lead = page.select_one(".lead").get_text()
    assert f"{len(outcomes)}." in lead
    assert f"{outcomes.count('no_evidence')} no evidence" in lead
    assert f"{outcomes.count('reached')} reached" in lead


@pytest.mark.django_db
def test_a_text_that_is_only_there_in_dutch_is_marked(client: Client) -> None:
    Agreement.objects.filter(key="gelders-vakmanschap").update(title_en="", about_en="")
    page = soup(client, "/en/oost/agreements/gelders-vakmanschap/")
    assert page.h1.select_one('span[lang="nl"]').get_text() == "Leve(n)lang Gelders Vakmanschap"
    assert page.select_one('div[lang="nl"] p')
    assert "in Dutch only" in page.get_text()
    assert not soup(client, "/nl/oost/afspraken/gelders-vakmanschap/").h1.select("[lang]")


@pytest.mark.django_db
def test_a_pact_shows_its_states_parts_and_who_lies_outside(client: Client) -> None:
    page = soup(client, "/nl/oost/pacten/zwolle/")
    assert len(page.select(".moments li")) == 2
    outside = [li.a.get_text() for li in page.select(".columns li") if "buiten" in li.get_text()]
    assert outside == ["Meppel", "Westerveld"]
    assert page.select_one('dd a[href="/nl/oost/"]'), "part of the landsdeel"
    assert "vanaf 1 september 2018" in words(client, "/nl/oost/pacten/stedendriehoek/")
    assert "holds for the whole country" in words(client, "/en/oost/pacts/techniekpact/")


@pytest.mark.django_db
def test_a_pact_that_merged_leads_to_the_other(client: Client) -> None:
    pact, other = (Pact.objects.get(key=key) for key in ("foodvalley", "rivierenland"))
    PactStatus.objects.create(
        pact=pact, status="merged", merged_into=other, valid_from=date(2025, 1, 1)
    )
    generation.forget()
    page = soup(client, "/nl/oost/pacten/foodvalley/")
    now = page.select_one(".moments li.now")
    assert now.a["href"] == "/nl/oost/pacten/rivierenland/"
    row = next(r for r in soup(client, "/nl/oost/").select("#pacts ~ div tr") if "Food" in r.text)
    assert row.select('a[href="/nl/oost/pacten/rivierenland/"]')


@pytest.mark.django_db
def test_a_page_says_when_its_figures_are_of_other_municipalities(client: Client) -> None:
    notice = "gebied van de cijfers is nog niet aangepast"
    assert notice not in words(client, "/nl/oost/pacten/twente/")
    gone = PactMunicipality.objects.filter(pact__key="twente", municipality="GM0189")
    gone.update(valid_until=date(2020, 1, 1))
    generation.rise()
    assert notice in words(client, "/nl/oost/pacten/twente/")


@pytest.mark.django_db
def test_only_public_meetings_are_told_and_only_public_actions_named_there(client: Client) -> None:
    pact = Pact.objects.get(key="twente")
    action = Action.objects.get(key="sto-twente")
    Action.objects.filter(pk=action.pk).update(public=False)
    for key, public in (("open", True), ("besloten", False)):
        meeting = Meeting.objects.create(
            key=key, pact=pact, day=TODAY, title=f"Overleg {key}", public=public
        )
        Decision.objects.create(meeting=meeting, text=f"Besluit {key}", action=action)
    generation.rise()
    said = words(client, "/nl/oost/pacten/twente/")
    assert "Overleg open" in said
    assert "Besluit open" in said
    assert "besloten" not in said
    assert (
        "Sterk Techniekonderwijs Twente" not in said.split("Bijeenkomsten")[1].split("Cijfers")[0]
    )


@pytest.mark.django_db
def test_a_role_that_ended_keeps_its_office_but_not_its_person(client: Client) -> None:
    Role.objects.filter(key="lead-gelderland").update(valid_until=date(2024, 1, 1))
    generation.rise()
    for path in ("/nl/oost/", "/nl/oost/organisaties/provincie-gelderland/"):
        assert "Kerris" not in client.get(path).content.decode()
    assert "Landsdeeltrekker" in words(client, "/nl/oost/")


@pytest.mark.django_db
def test_a_script_in_a_field_is_shown_as_text(client: Client) -> None:
    mean = "<script>alert(1)</script>"
    Agreement.objects.filter(key="techexplore24").update(about_nl=mean, title_nl=mean)
    for path in ("afspraken/techexplore24/", "afspraken/", "resultaten/"):
        page = soup(client, f"/nl/oost/{path}")
        assert not page.select("script")
        assert mean in page.get_text()


@pytest.mark.django_db
def test_a_region_without_a_ledger_says_so(client: Client) -> None:
    for kind in (Decision, Meeting, Action, Agreement, Role):
        kind.objects.all().delete()
    Pact.objects.update(parent=None)
    PactStatus.objects.all().delete()
    Pact.objects.all().delete()
    generation.rise()
    for path in ("/nl/oost/", "/nl/oost/pacten/"):
        assert "nog geen pact ingevoerd" in words(client, path)
    for path in ("/nl/oost/afspraken/", "/nl/oost/resultaten/"):
        assert "nog geen afspraak ingevoerd" in words(client, path)
    assert "nog geen organisatie ingevoerd" in words(client, "/nl/oost/organisaties/")
    assert "niet ingevoerd" in words(client, "/nl/oost/pacten/twente/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/nl/oost/afspraken/",
        "/nl/oost/afspraken/gelders-vakmanschap/",
        "/nl/oost/acties/gelders-vouchers/",
        "/nl/oost/resultaten/",
        "/nl/oost/organisaties/",
        "/nl/oost/organisaties/provincie-gelderland/",
        "/nl/oost/gebieden/PV23/",
    ],
)
def test_a_page_asks_the_database_few_questions(client: Client, path: str) -> None:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) <= BUDGET, [query["sql"][:90] for query in asked]
