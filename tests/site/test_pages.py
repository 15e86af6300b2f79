"""Every page type in both languages: there, light, safe, and the same in the other language."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.site.looking import PAIRS, PATHS, alternates, soup, weight_of, words

pytestmark = pytest.mark.django_db
LIMIT = 150_000
FETCHING = (("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "srcset"))


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_there_and_light(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    page = soup(client, path)
    sheets = [link["href"] for link in page.select("link[rel=stylesheet], link[rel=icon]")]
    assert len(response.content) + sum(map(weight_of, sheets)) < LIMIT


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_nobody_else_for_anything(client: Client, path: str) -> None:
    page = soup(client, path)
    fetched = [link["href"] for link in page.select("link[rel=stylesheet], link[rel=icon]")]
    fetched += [tag[name] for kind, name in FETCHING for tag in page.select(f"{kind}[{name}]")]
    assert fetched
    assert all(address.startswith(("/static/", "/media/")) for address in fetched), fetched


@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_nothing_that_its_own_policy_forbids(client: Client, path: str) -> None:
    page = soup(client, path)
    assert not page.select("script, style, [style]")
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("path", PATHS)
def test_a_visit_sets_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_names_itself(client: Client, path: str) -> None:
    page = soup(client, path)
    assert page.html["lang"] == path[1:3]
    assert page.title.get_text().strip()
    assert page.select_one("meta[name=description]")["content"].strip(), "says what it is about"
    assert len(page.select("h1")) == 1
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.select_one("a.skip")["href"] == "#main"
    assert page.select_one("main#main")


@pytest.mark.parametrize(("dutch", "english"), PAIRS)
def test_each_page_leads_to_itself_in_the_other_language(
    client: Client, dutch: str, english: str
) -> None:
    expected = {"nl": dutch, "en": english, "x-default": dutch}
    for path, other in ((dutch, english), (english, dutch)):
        page = soup(client, path)
        assert alternates(page) == expected
        assert page.select_one("header .switch")["href"] == other
        assert page.select_one("link[rel=canonical]")["href"].endswith(path)


def test_home_lists_the_landsdelen_and_how_their_goals_stand(client: Client) -> None:
    page = soup(client, "/nl/")
    card = next(card for card in page.select(".card") if card.a["href"] == "/nl/oost/")
    assert len(card.select(".standing li")) == 6
    assert all(line.select(".judge") for line in card.select(".standing li"))


def test_the_region_page_has_all_that_a_region_shows(client: Client) -> None:
    page = soup(client, "/nl/oost/")
    assert len(page.select("ol.chain li")) == 6
    assert len(page.select(".goal")) == 6
    assert 3 <= len(page.select(".bigs .big")) <= 5
    assert all("Bron" in big.get_text() for big in page.select(".bigs .big"))
    assert page.select_one('a[href="/nl/oost/gebieden/PV23/"]')
    assert page.select_one('a[href="https://www.gelderland.nl"]')
    assert len(page.select(".news > li")) == 3
    assert page.select(".news time[datetime='2020-10-12']")
    assert page.select_one('.more a[href="/nl/oost/nieuws/"]')
    assert "Claudia Wijnants-Crama" in page.select_one(".news").get_text()
    assert len(page.select("section[aria-labelledby=pacts] tbody tr")) == 8
    assert page.select_one('a[href="/nl/oost/praktijk/"]')


def test_every_number_in_a_tile_opens_its_figure(client: Client) -> None:
    page = soup(client, "/nl/oost/")
    for value in page.select(".goal .value, .figure-big"):
        link = value.select_one("a.figure") or value.find_parent("a")
        assert link, value
        assert client.get(link["href"]).status_code == 200


def test_the_pact_page_compares_its_territory(client: Client) -> None:
    page = soup(client, "/nl/oost/pacten/twente/")
    first = page.select_one("main h1").find_next(["ol", "section", "table"])
    assert "chain" in first.get("class", []), "the strip opens the page"
    heads = [head.get_text() for head in page.select("section[aria-labelledby=figures] thead th")]
    assert heads[-2:] == ["Overijssel", "Nederland"]
    assert len(page.select("#municipalities ~ ul li")) == 14
    assert "Sinds 17 december 2020" in words(client, "/nl/oost/pacten/twente/")


def test_a_pact_without_territory_says_so(client: Client) -> None:
    path = "/nl/oost/pacten/smart-and-sustainable/"
    assert not soup(client, path).select("ol.chain, table")
    assert "hoort niet bij één gebied" in words(client, path)


def test_news_can_be_read_by_year(client: Client) -> None:
    assert len(soup(client, "/nl/oost/nieuws/?jaar=2020").select(".news > li")) == 3
    assert "Niets past bij deze keuze" in words(client, "/nl/oost/nieuws/?jaar=1999")
    assert len(soup(client, "/nl/oost/nieuws/?jaar=x").select(".news > li")) == 3
    assert len(soup(client, "/nl/oost/nieuws/?pagina=99").select(".news > li")) == 3


def test_no_page_asks_the_database_more_than_a_few_questions(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for path in ("/nl/oost/", "/nl/oost/pacten/twente/", "/nl/over/"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) <= 3, (path, [query["sql"][:120] for query in asked])
