"""The pages over answers: each says what it should, links every number, and fails kindly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from schakel.answers.figures import Figure
from schakel.answers.judgements import Judgement, Reason, Verdict
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog, load

EXPLORE = Path(__file__).parents[2] / "src/schakel/site/explore"
STYLES = sum(
    path.stat().st_size for path in (EXPLORE.parent).glob("**/static/*/*.css") if path.is_file()
)
MOST_BYTES = 150_000
XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = {
    "nl": (
        "doelen/",
        "doelen/inflow/",
        "doelen/staff/?gebied=AM-TWENTE",
        "doelen/inflow/?gebied=NL&meting=technical_share_mbo",
        "gebieden/",
        "gebieden/OOST/",
        "gebieden/NL/",
        "gebieden/AM-TWENTE/",
        "gebieden/GM0153/",
        "cijfers/technical_share_hbo/PV23/2024/",
        "cijfers/technical_share_havo/NL/2023_24/sex=f/",
        "cijfers/open_vacancies/OOST/2026Q2/",
        "data/",
        "data/technical_share_havo/?per=municipality",
        "data/technical_share_havo/kaart/",
        "data/open_vacancies/?eerder=3",
        "data/sets/duo_hbo/",
        "data/sets/single_figures/",
        "begrippen/",
        "methode/",
    ),
    "en": (
        "goals/",
        "goals/inflow/",
        "goals/staff/?area=AM-TWENTE",
        "areas/",
        "areas/AM-TWENTE/",
        "figures/technical_share_hbo/PV23/2024/",
        "data/",
        "data/technical_share_havo/",
        "data/technical_share_havo/map/?per=municipality",
        "data/sets/duo_hbo/",
        "glossary/",
        "method/",
    ),
}
ALL = [f"/{language}/oost/{path}" for language, paths in PAGES.items() for path in paths]


@pytest.fixture
def visitor(site_db: Path, django_db_blocker: Any) -> Iterator[Client]:
    """Somebody who only reads: no transaction around the page, as in life."""
    with django_db_blocker.unblock():
        yield Client(HTTP_HOST="localhost")


@pytest.fixture(scope="module")
def oost() -> Catalog:
    return load("oost")


_pages: dict[str, tuple[int, Element]] = {}


def read(visitor: Client, address: str) -> Element:
    """The page at an address as a tree; it must be there and be HTML without mistakes."""
    return _read(visitor, address)[1]


def _read(visitor: Client, address: str) -> tuple[int, Element]:
    """Size and tree of a page, fetched once for all tests."""
    if address not in _pages:
        response = visitor.get(address)
        assert response.status_code == 200, address
        parser = html5lib.HTMLParser()
        tree = parser.parse(response.content.decode())
        assert not parser.errors, (address, parser.errors[:3])
        _pages[address] = len(response.content), tree
    return _pages[address]


def said(element: Element) -> str:
    """All words of an element, spaces evened out."""
    return " ".join("".join(element.itertext()).split())


def having(tree: Element, tag: str, name: str = "") -> Iterator[Element]:
    """Elements of a tag, with a class if asked."""
    for element in tree.iter(XHTML + tag):
        if not name or name in element.get("class", "").split():
            yield element


# --- every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ALL)
def test_a_page_is_whole(visitor: Client, address: str) -> None:
    tree = read(visitor, address)
    html = tree if tree.tag == XHTML + "html" else next(tree.iter(XHTML + "html"))
    assert html.get("lang") == address[1:3]
    assert len(list(having(tree, "h1"))) == 1
    words = said(tree)
    assert "{{" not in words
    assert "{%" not in words
    assert "nl='" not in words, "a text was printed instead of its words in one language"


@pytest.mark.parametrize("address", ALL)
def test_a_page_with_its_styles_stays_small(visitor: Client, address: str) -> None:
    assert _read(visitor, address)[0] + STYLES < MOST_BYTES


@pytest.mark.parametrize("address", ALL)
def test_every_table_has_a_caption_and_scopes_and_can_be_scrolled_by_keyboard(
    visitor: Client, address: str
) -> None:
    tree = read(visitor, address)
    for box in having(tree, "div", "table-scroll"):
        assert (box.get("role"), box.get("tabindex")) == ("region", "0")
        assert box.get("aria-label") or box.get("aria-labelledby")
    for table in having(tree, "table"):
        assert any(said(caption) for caption in having(table, "caption"))
        assert all(head.get("scope") for head in having(table, "th"))


@pytest.mark.parametrize("address", ALL)
def test_every_chart_has_a_sentence_a_table_a_source_and_a_csv(
    visitor: Client, address: str
) -> None:
    for chart in having(read(visitor, address), "figure", "chart"):
        assert len(said(next(having(chart, "p", "says")))) > 40
        assert list(having(chart, "table"))
        links = having(next(having(chart, "figcaption")), "a")
        csv = next(link for link in links if said(link) == "CSV")
        assert visitor.get(csv.get("href", "")).status_code == 200


@pytest.mark.parametrize("address", ["/nl/oost/doelen/", "/en/oost/goals/inflow/"])
def test_every_number_opens_its_own_page(visitor: Client, address: str) -> None:
    links = {a.get("href", "") for a in having(read(visitor, address), "a", "figure")}
    assert len(links) > 20
    for link in sorted(links)[::9]:
        page = read(visitor, link)
        assert list(having(page, "p", "figure-big"))


# --- goals ---------------------------------------------------------------------------------------


def test_a_goal_page_shows_value_target_rule_and_arithmetic(visitor: Client) -> None:
    words = said(read(visitor, "/nl/oost/doelen/inflow/"))
    for expected in (
        "18,4%",
        "Doel: 40% in 2020",
        "Gewone regel",
        "Nodig",
        "per jaar",
        "Stilstand",
    ):
        assert expected in words


def test_a_goal_page_says_what_is_not_measured_and_why(visitor: Client, oost: Catalog) -> None:
    for goal in oost.goals.values():
        words = said(read(visitor, f"/en/oost/goals/{goal.id}/"))
        for gap in goal.not_measured:
            assert " ".join(gap.label.en.split()) in words
            assert " ".join(gap.why.en.split()) in words


def test_a_goal_can_be_asked_for_another_area_without_javascript(visitor: Client) -> None:
    tree = read(visitor, "/nl/oost/doelen/inflow/?gebied=AM-TWENTE")
    chosen = [o.get("value") for o in having(tree, "option") if o.get("selected") is not None]
    assert chosen == ["AM-TWENTE"]
    # The field has another name in English; an address with the other one keeps working.
    assert "Twente" in said(read(visitor, "/en/oost/goals/inflow/?gebied=AM-TWENTE"))


def test_the_matrix_holds_every_stage_for_provinces_labour_markets_and_nation(
    visitor: Client, oost: Catalog
) -> None:
    tree = read(visitor, "/nl/oost/doelen/inflow/")
    matrix = next(having(tree, "table", "matrix"))
    rows = [said(next(having(row, "th"))) for row in list(having(matrix, "tr"))[1:]]
    assert {"Overijssel", "Gelderland", "Twente", "Nederland"} <= set(rows)
    heads = said(next(having(matrix, "thead")))
    for stage in ("Vmbo", "Havo", "Vwo", "Mbo", "Hbo", "Wo"):
        assert stage in heads


# --- figures -------------------------------------------------------------------------------------


def test_a_figure_page_shows_the_arithmetic_with_its_numbers(visitor: Client) -> None:
    words = said(read(visitor, "/nl/oost/cijfers/technical_share_hbo/PV23/2024/"))
    assert "2.138 ÷ 10.491 × 100 = 20,4%" in words
    assert "Dienst Uitvoering Onderwijs" in words
    assert "CC BY" in words
    assert re.search(r"[0-9a-f]{64}", words), "the fingerprint of the source file"


def test_a_figure_on_hidden_cells_says_so_in_a_sentence(visitor: Client) -> None:
    words = said(read(visitor, "/en/oost/figures/technical_share_havo/PV23/2023_24/"))
    assert "cells, because they are about so few people" in words
    assert "≈" in words


def test_a_figure_as_json_carries_formula_rows_and_sources(visitor: Client) -> None:
    response = visitor.get("/nl/oost/cijfers/technical_share_hbo/PV23/2024.json")
    data = json.loads(response.content)
    assert data["figure"]["numerator"] == 2138
    assert data["figure"]["denominator"] == 10491
    assert sum(row["counted"] for row in data["parts"][0]["rows"]) == 2138
    assert data["sources"][0]["licence"] == "CC BY"


def test_a_figure_as_csv_has_one_row_and_its_rows_add_up(visitor: Client) -> None:
    one = visitor.get("/en/oost/figures/technical_share_hbo/PV23/2024.csv").content.decode()
    assert len(one.splitlines()) == 2
    rows = visitor.get("/en/oost/figures/technical_share_hbo/PV23/2024/rows.csv").content.decode()
    head, *lines = (line.split(",") for line in rows.splitlines())
    counted = head.index("counted")
    totals = {"numerator": 0.0, "denominator": 0.0}
    for line in lines:
        totals[line[0]] += float(line[counted])
    assert totals == {"numerator": 2138, "denominator": 10491}


# --- data ----------------------------------------------------------------------------------------


def test_the_csv_of_an_indicator_can_be_narrowed(visitor: Client) -> None:
    address = "/nl/oost/data/technical_share_hbo.csv"
    everything = visitor.get(address).content.decode().splitlines()
    two = visitor.get(f"{address}?area=PV23&area=PV25&period=2024").content.decode().splitlines()
    assert len(everything) > 500
    assert [line.split(",")[0] for line in two] == ["area", "PV23", "PV25"]
    assert "sex" in visitor.get(f"{address}?by=sex").content.decode().splitlines()[0]


def test_a_data_set_gives_its_tidy_table_in_two_forms(visitor: Client) -> None:
    csv = visitor.get("/nl/oost/data/sets/cbs_unemployment.csv").content.decode()
    assert csv.startswith("variable,region,period")
    parquet = visitor.get("/nl/oost/data/sets/cbs_unemployment.parquet")
    assert b"".join(parquet.streaming_content)[:4] == b"PAR1"


def test_the_glossary_has_an_anchor_for_every_term(visitor: Client, oost: Catalog) -> None:
    tree = read(visitor, "/nl/oost/begrippen/")
    anchors = {element.get("id") for element in having(tree, "dt")}
    assert set(oost.terms) <= anchors


def test_the_method_page_is_made_from_the_rules(visitor: Client, oost: Catalog) -> None:
    words = said(read(visitor, "/en/oost/method/"))
    for rule in oost.rules.values():
        assert rule.label.en in words
        assert " ".join(rule.reason.en.split()) in words


# --- what is not there ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/nl/oost/doelen/inflw/", "/nl/oost/doelen/inflow/"),
        ("/nl/oost/gebieden/AM-TWENT/", "/nl/oost/gebieden/AM-TWENTE/"),
        ("/nl/oost/data/technical_share_hb/", "/nl/oost/data/technical_share_hbo/"),
        ("/en/oost/data/sets/duo_hb/", "/en/oost/data/sets/duo_hbo/"),
        (
            "/nl/oost/cijfers/technical_share_hbo/PV23/1999/",
            "/nl/oost/cijfers/technical_share_hbo/PV23/2024/",
        ),
        ("/nl/oost/cijfers/technical_share_hbo/PV23/2024/sex=x/", "/nl/oost/data/"),
        ("/nl/oost/cijfers/nothing/", "/nl/oost/data/"),
        ("/nl/oost/doelen/inflow/?gebied=AM-TWENT", "/nl/oost/gebieden/AM-TWENTE/"),
        ("/nl/oost/doelen/inflow/?meting=technical_share_hb", "/nl/oost/data/technical_share_hbo/"),
        ("/nl/oost/data/technical_share_hbo.csv?by=colour", "/nl/oost/data/"),
        ("/nl/oost/data/technical_share_hbo/?per=planet", "/nl/oost/data/"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    visitor: Client, address: str, nearest: str
) -> None:
    response = visitor.get(address)
    assert response.status_code == 404
    tree = html5lib.parse(response.content.decode())
    assert nearest in {a.get("href") for a in having(tree, "a")}
    assert "Traceback" not in response.content.decode()


def test_a_number_of_a_page_that_does_not_exist_gives_the_nearest_page(visitor: Client) -> None:
    for page in ("99999", "-1", "x", "²"):
        read(visitor, f"/nl/oost/data/technical_share_havo/?per=municipality&pagina={page}")


# --- tags ----------------------------------------------------------------------------------------


def figure_with(status: Status, value: float | None) -> Figure:
    return Figure(
        indicator="technical_share_hbo",
        area="PV23",
        period="2024",
        breakdown=(),
        value=value,
        low=None,
        high=None,
        numerator=None,
        denominator=None,
        unit="percent",
        status=status,
        suppressed_cells=0,
        cells=1,
        version="2",
        sources=("duo_hbo_first_years",),
        retrieved=date(2026, 11, 23),
    )


def shown(oost: Catalog, source: str, language: str = "nl", **context: object) -> str:
    with override(language):
        template = Template("{% load figures measures %}" + source)
        return template.render(Context({"region": oost, "language": language, **context}))


@pytest.mark.parametrize(
    ("status", "value", "visible", "heard"),
    [
        (Status.VALUE, 20.379, "20,4%", "20,4%"),
        (Status.ZERO, 0.0, "0,0%", "0,0%"),
        (Status.ESTIMATE, 20.379, "20,4%", "schatting"),
        (Status.PROVISIONAL, 20.379, "20,4%", "voorlopig"),
        (Status.FORECAST, 20.379, "20,4%", "prognose"),
        (Status.SUPPRESSED, None, ">·<", "onderdrukt"),
        (Status.MISSING, None, ">–<", "ontbreekt"),
    ],
)
def test_the_seven_statuses_look_and_sound_different(
    oost: Catalog, status: Status, value: float | None, visible: str, heard: str
) -> None:
    html = shown(oost, "{% figure fig %}", fig=figure_with(status, value))
    assert visible in html
    assert heard in html
    assert 'href="/nl/oost/cijfers/technical_share_hbo/PV23/2024/"' in html
    if value is None:
        assert "0" not in re.sub(r"<[^>]+>|2024", "", html), "what is not known is never zero"


def test_a_figure_in_a_sentence_says_what_it_is_about(oost: Catalog) -> None:
    fig = figure_with(Status.VALUE, 20.379)
    full = shown(oost, "{% figure fig %}", "en", fig=fig)
    assert "Hbo, Overijssel, 2024: " in full
    assert "Overijssel" not in shown(oost, '{% figure fig "short" %}', "en", fig=fig)
    assert shown(oost, "{% figure fig %}", fig=replace(fig, period="ca. 2022")).count("%20") == 1


def test_a_judgement_has_word_shape_and_reason(oost: Catalog) -> None:
    none = Judgement(Verdict.NO_JUDGEMENT, Reason.TOO_SHORT)
    assert shown(oost, "{% judgement j %}", j=none) == (
        '<span class="judge unknown">Geen oordeel: reeks te kort</span>'
    )
    away = shown(oost, "{% judgement j %}", j=Judgement(Verdict.MOVING_AWAY))
    assert 'class="judge away"' in away


def test_a_term_links_to_the_glossary(oost: Catalog) -> None:
    html = shown(oost, '{% term "trend" %}', "en")
    assert 'href="/en/oost/glossary/#trend"' in html
