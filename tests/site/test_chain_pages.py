"""The chain: shortages, places, flows and how sure they are, over a small made-up projection."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from schakel.answers import projection_store
from schakel.answers.drivers import SHOWN
from schakel.answers.drivers import kept as kept_drivers
from schakel.answers.projected import Projection
from schakel.catalog.catalog import load
from schakel.site.explore.viewmodels.chain import chain_page
from tests.site.looking import soup, words
from tests.support.small_projection import AHEAD, FIRST, LAST, small_projection

pytestmark = pytest.mark.usefixtures("db")
GOAL = "/en/oost/goals/inflow/"
DUTCH, ENGLISH = "/nl/oost/keten/", "/en/oost/chain/"
OOST = load("oost")


@pytest.fixture
def kept():
    """Keeps a projection where the site looks for the last one made."""
    folder = settings.HOME / "projections" / "oost"

    def keep(**changes):
        projection_store.write(small_projection(**changes), folder)

    keep()
    yield keep
    shutil.rmtree(folder)


@pytest.fixture
def none_kept(monkeypatch):
    """A region without a projection."""
    monkeypatch.setattr(projection_store, "_folder", lambda *_: None)


def table(page, name):
    """Rows of a table by their head, as texts."""
    body = page.select_one(f"table:has(#{name}) tbody")
    return {
        row.th.get_text(strip=True): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in body.select("tr")
    }


def test_it_opens_with_what_lacks_and_says_that_this_is_an_estimate(client, kept):
    page = soup(client, DUTCH)
    lead = page.select_one(".lead").get_text()
    assert f"in {LAST} ongeveer 2.500 banen" in lead
    assert "geen telling" in page.select_one(".notice").get_text()
    assert "2,500 jobs" in soup(client, ENGLISH).select_one(".lead").get_text()


def test_families_stand_in_a_table_rounded_to_tens_and_lead_to_their_own_chart(client, kept):
    page = soup(client, ENGLISH + "?area=AM-TWENTE")
    rows = table(page, "t-families")
    lacking, workers, wanted = "1,230", "10,000", "11,230"
    span = "1,110 to 1,360"
    assert rows["Construction"] == [lacking, span, lacking, workers, workers, wanted]
    assert "Technology and ICT together" in rows
    link = page.find("a", string="Construction")["href"]
    opened = soup(client, ENGLISH + link.partition("#")[0])
    assert "Construction" in opened.select_one("#families").get_text()
    assert opened.select_one("option[value=AM-TWENTE]").has_attr("selected")


def test_charts_have_a_sentence_a_description_and_a_table(client, kept):
    figures = soup(client, DUTCH).select("#families ~ .two figure.chart")
    assert len(figures) == 2
    for figure in figures:
        assert figure.select_one(".says").get_text().startswith(f"Van {FIRST} tot {LAST}")
        assert "Lijngrafiek met marges" in figure.select_one("svg desc").get_text()
        assert len(figure.select("tbody tr")) == LAST - FIRST + 1


def test_it_says_in_words_that_no_link_is_tight_or_which_one_is_first(client, kept):
    assert "in elk jaar genoeg plaatsen" in words(client, DUTCH)
    kept(tight="hbo_tech")
    page = soup(client, ENGLISH)
    assert "in 2025 about 1,000 people ask for a place" in page.get_text()
    assert table(page, "t-places")["Places in technical hbo"][0] == "too few from 2025"


def test_the_flow_picture_has_a_table_and_a_choice_for_sex(client, kept):
    page = soup(client, ENGLISH + "?sex=female")
    figure = page.select_one("section:has(#flow) figure.chart")
    assert "Flow picture" in figure.select_one("svg desc").get_text()
    rows = {row.th.get_text(): row.td.get_text() for row in figure.select("tbody tr")}
    assert rows["Primary school → Vmbo"] == "200"  # one flow of 100 women in each of two areas
    assert page.select_one(".choices [aria-current]").get_text() == "women"


def test_who_comes_from_outside_and_who_leaves_stands_in_a_table_with_its_interval(client, kept):
    """300 in each of two areas; the interval of the small projection is a tenth either way."""
    page = soup(client, ENGLISH)
    heads = [head.get_text() for head in page.select("table:has(#t-crossings) [scope=rowgroup]")]
    assert heads == ["Come from outside", "Leave"]
    comes, leaves = (
        {row.select_one("[scope=row]").get_text(): row for row in body.select("tr:has(td)")}
        for body in page.select("table:has(#t-crossings) tbody")
    )
    assert {"Returners do technical work again", "Status holders seek technical work"} <= set(comes)
    assert {"Stops technical work for a time", "Goes to work outside the region"} <= set(leaves)
    assert not any("school" in label for label in [*comes, *leaves]), "only to and from work"
    row = comes["Lives outside the region and comes to work in it"]
    assert [cell.get_text() for cell in row.select("td")] == ["600", "540 to 660"]
    opened = soup(client, row.a["href"])
    assert "Share of technicians that goes to work outside the region" in opened.get_text()


def test_it_tells_how_it_was_made_and_how_to_repeat_it(client, kept):
    said = words(client, ENGLISH)
    assert "schakel project oost --until 2026 --draws 1000 --seed 1 --engine mean" in said
    assert "1 November 2026" in said


def test_without_a_projection_it_says_what_to_do(client, none_kept):
    assert "schakel project oost" in words(client, DUTCH)
    assert client.get("/en/oost/chain.csv").status_code == 404


@pytest.mark.parametrize("query", ["area=AM-NOWHERE", "area=GM0153", "family=x", "sex=x"])
def test_what_does_not_exist_is_a_page_that_says_so(client, kept, query):
    assert client.get(f"{DUTCH}?{query}").status_code == 404


@pytest.mark.parametrize("name", ["families", "places", "flows"])
def test_every_table_is_there_as_csv_and_all_of_it_is_estimated(client, kept, name):
    response = client.get("/nl/oost/keten.csv", {"table": name, "area": "AM-TWENTE"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {row["area"] for row in rows} == {"AM-TWENTE"}
    assert {row["status"] for row in rows} == {"estimate"}
    assert client.get("/nl/oost/keten.csv", {"table": "x"}).status_code == 404


def test_reading_a_projection_does_not_load_the_engines():

    code = "import sys, schakel.site.explore.viewmodels.chain as c;sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_tells_what_drives_the_shortage_how_well_that_is_known_and_from_where(client, kept):
    """Shares are those of the table in the region's package; labels and sources are words."""
    first = kept_drivers(OOST).row(0, named=True)
    page = soup(client, ENGLISH)
    section = page.select_one("section:has(> #drivers)")
    head, *rows = section.select("figure.chart table tr")
    assert [cell.get_text() for cell in head.select("th")][:2] == ["Parameter", "Part"]
    assert len(rows) == SHOWN
    share = f"{100 * first['first_order']:.0f}%"
    assert rows[0].td.get_text() == share
    assert share in section.select_one(".says").get_text()
    assert first["parameter"] not in section.get_text()
    assert len(section.select("dl dt")) == SHOWN
    assert section.select("dl dd a[href^=http]")
    assert "Staafdiagram" in soup(client, DUTCH).select_one("#drivers ~ figure desc").get_text()


def test_all_parameters_are_there_as_csv_with_evidence_and_sources(client, kept):
    text = client.get("/en/oost/chain.csv?table=drivers").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["parameter"] for row in rows] == kept_drivers(OOST)["parameter"].to_list()
    assert {row["status"] for row in rows} == {"estimate"}
    assert all(set(row["sources"].split()) <= set(OOST.sources) for row in rows)


def test_a_region_whose_drivers_nobody_worked_out_says_so(client, kept, monkeypatch):
    monkeypatch.setattr("schakel.site.explore.viewmodels.chain.drivers", lambda _: ())
    chain_page.cache_clear()
    assert "has not been worked out" in words(client, ENGLISH)
    chain_page.cache_clear()


def test_each_kind_of_place_has_the_chance_that_there_are_too_few(client, kept):
    """31% is told in steps of 5%, and the whole region counts when one area falls short."""
    twente = soup(client, ENGLISH + "?area=AM-TWENTE")
    assert table(twente, "t-places")["Places in technical hbo"][1:3] == ["about 30%"] * 2
    whole = soup(client, ENGLISH)
    assert table(whole, "t-places")["Places in technical hbo"][1:3] == ["about 35%"] * 2
    assert "in one labour-market region or more" in whole.get_text()
    rows = client.get("/en/oost/chain.csv?table=places&area=AM-TWENTE").content.decode()
    found = {row["chance"] for row in csv.DictReader(io.StringIO(rows))}
    assert found == {"", "0.31"}


def test_a_projection_from_before_chances_were_kept_says_so(client, kept):
    whole = small_projection()
    old = Projection(whole.question, whole.rows, whole.record)
    projection_store.write(old, settings.HOME / "projections" / "oost")
    assert "before the chance of too few places was kept" in words(client, ENGLISH)
    assert "before this path was kept" in words(client, GOAL)


def test_a_goal_has_the_path_of_its_measure_from_the_last_figure_and_its_chance(client, kept):
    """The model stays within a point of the last figure, 18.4% in 2024: 40% is out of reach."""
    page = soup(client, GOAL)
    section = page.select_one("section:has(> #ahead)")
    assert (
        section.select_one(".says")
        .get_text()
        .startswith(f"If nothing changes, this is about 18% in {AHEAD} (80% chance of 18% to 19%).")
    )
    assert f"target of 40% is reached in {AHEAD} is less than 5%" in section.get_text()
    assert "begins at the latest figure, about 18.4% in 2024" in section.get_text()
    assert "The model itself has about 22% in 2025" in section.get_text()
    assert "not a forecast" in section.get_text()
    assert len(section.select("figure.chart tbody tr")) == AHEAD - 2024


def test_a_measure_whose_figures_are_old_begins_at_the_model_and_says_so(client, kept):
    """Of draws evenly spread from 30% to 50%, half reach 40%."""
    page = soup(client, GOAL + "?measure=technical_share_mbo")
    said = page.select_one("section:has(> #ahead)").get_text(" ", strip=True)
    assert f"target of 40% is reached in {AHEAD} is about 50%" in said
    assert "begins in 2025 at the model itself" in said
    assert "The latest figure is 27.8% in 2019" in said


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (GOAL + "?measure=technical_share_wo", "does not follow from the model"),
        (GOAL + "?area=PV23", "for this area the model does not work out"),
        ("/en/oost/goals/money/", "does not follow from the model"),
    ],
)
def test_where_nothing_is_projected_the_page_says_so(client, kept, path, why):
    section = soup(client, path).select_one("section:has(> #ahead)")
    assert why in section.get_text().lower()
    assert not section.select("figure")


def test_all_paths_are_there_as_csv(client, kept):
    text = client.get("/en/oost/chain.csv?table=measures").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["indicator"] for row in rows} == {"technical_share_hbo", "technical_share_mbo"}
    assert {row["status"] for row in rows} == {"forecast"}


def test_every_number_in_the_tables_opens_its_own_page(client, kept):
    """In the tables of families and places and those beside the charts: there stands the same."""
    page = soup(client, ENGLISH + "?area=AM-TWENTE&family=metal")
    links = page.select("main table a.figure")
    assert len(links) > 30
    for link in links[:: len(links) // 12]:
        opened = soup(client, link["href"])
        assert link.get_text() in opened.select_one(".figure-big").get_text()
        assert "an estimate, not a count" in opened.get_text()
    for name, linked in (("t-families", 5), ("t-places", 4)):
        for row in page.select(f"table:has(#{name}) tbody tr"):
            assert len(row.select("td a.figure")) == linked


def test_a_number_tells_how_it_was_made_what_it_rests_on_and_from_which_run(client, kept):
    page = soup(client, "/en/oost/chain/numbers/places/AM-TWENTE/hbo_tech/2025/")
    said = page.get_text(" ", strip=True)
    assert page.h1.get_text() == "Places in technical hbo: places"
    assert "Twente" in said
    assert "school year 2025/26" in said
    assert "In eight of ten draws it lies between 720 and 880" in said
    assert "number of teachers" in said
    assert [dt.get_text() for dt in page.select("#rests ~ details dt")] == [
        "Full-time jobs for each teacher",
        "Pupils or students for each full-time job, hbo",
    ]
    assert "schakel project oost --until 2026 --draws 1000 --seed 1 --engine mean" in said


@pytest.mark.parametrize(
    ("address", "rests"),
    [
        ("shortage/all/metal/2026", "Jobs that are wanted, as a part of those at the start"),
        (
            "workers/all/group:technology/2025",
            "Jobs that are wanted, as a part of those at the start",
        ),
        ("requests/all/hbo_tech/2025", "Share that passes, havo"),
        ("stock/all/havo_n/2025/female", "Share with a technical or science profile, havo"),
        ("flow/all/havo_choice_n/2025", "Share with a technical or science profile, havo"),
        ("moves/all/havo_vwo-hbo/2025/male", "Share that passes, havo"),
    ],
)
def test_each_kind_of_number_rests_on_its_own_parameters(client, kept, address, rests):
    page = soup(client, f"/en/oost/chain/numbers/{address}/")
    assert rests in [dt.get_text() for dt in page.select("#rests ~ details dt")]


def test_a_number_is_there_as_csv_and_json_with_its_run(client, kept):
    base = "/nl/oost/keten/getallen/shortage/all/metal/2026"
    (row,) = csv.DictReader(io.StringIO(client.get(f"{base}.csv").content.decode()))
    assert (row["middle"], row["status"]) == ("2468", "estimate")
    data = client.get(f"{base}.json").json()
    assert data["middle"] == 2468
    assert data["record"]["question"]["seed"] == 1
    assert data["method"]["en"].startswith("Jobs wanted less people")


@pytest.mark.parametrize(
    "address",
    ["shortage/all/metal/1999", "shortage/all/metal", "shortage/nowhere/metal/2026", "x/y/z/q",
     "moves/all/mbo-mars/2025", "shortage/all/metal/2026/female", "shortage/all/metal/2026/all/x"],
)  # fmt: skip
def test_a_number_that_is_not_there_is_not_found(client, kept, address):
    assert client.get(f"/en/oost/chain/numbers/{address}/").status_code == 404
    assert client.get(f"/en/oost/chain/numbers/{address}.csv").status_code == 404


def test_the_command_to_repeat_a_scenario_names_it(client, kept):
    projection = small_projection()
    question = projection.question.model_copy(update={"scenario": "more teachers"})
    record = projection.record.model_copy(update={"question": question})
    told = Projection(question, projection.rows, record)
    projection_store.write(told, settings.HOME / "projections" / "oost")
    assert "--engine mean --scenario 'more teachers'" in words(client, ENGLISH)


def test_the_track_record_stands_beside_the_chain_with_its_own_page(client, kept):
    page = soup(client, DUTCH)
    link = page.select_one("section:has(> #sure) a[href$='/keten/hoe-zeker/']")
    opened = soup(client, link["href"])
    assert "nog niet" in opened.select_one(".lead").get_text()
    rows = opened.select("table:has(#t-mbo_students) tbody tr")
    assert rows[0].th.get_text() == "niets verandert"
    assert rows[1].td.get_text().endswith("% kleiner")
    assert "one school" not in opened.get_text()
    english = soup(client, "/en/oost/chain/how-sure/")
    assert "must not be used for" in english.get_text()
    assert english.select("ul.sources a[href^=http]")


def test_the_chain_is_reached_from_the_region_and_from_its_areas(client, kept):
    """Of two areas with 1,234 unfilled jobs each, 2,500 in hundreds."""
    region = soup(client, "/en/oost/")
    assert "about 2,500 jobs in technology and ICT stay unfilled" in region.get_text()
    area = soup(client, "/en/oost/areas/AM-TWENTE/")
    assert "about 1,200 jobs in technology and ICT stay unfilled" in area.get_text()
    assert area.select("a[href='/en/oost/chain/?area=AM-TWENTE']")
    assert not soup(client, "/en/oost/areas/PV23/").select("main a[href*='oost/chain/']")
