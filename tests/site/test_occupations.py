"""Pages of occupations: the list that is filtered and sorted by address, and a page a group."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from django.conf import settings

from schakel.answers import entries, projection_store
from schakel.answers.occupation_groups import group_named
from schakel.catalog.catalog import load
from tests.site.looking import alternates, soup, words
from tests.support.small_projection import small_projection

pytestmark = pytest.mark.usefixtures("db")
DUTCH, ENGLISH = "/nl/oost/beroepen/", "/en/oost/occupations/"
MECHANICS = {"nl": f"{DUTCH}0744-machinemonteurs/", "en": f"{ENGLISH}0744-machinery-mechanics/"}


@pytest.fixture
def none_kept(monkeypatch):
    """A region without a projection."""
    monkeypatch.setattr(projection_store, "_folder", lambda *_: None)


@pytest.fixture
def kept():
    """Keeps a projection where the site looks for the last one made."""
    folder = settings.HOME / "projections" / "oost"
    projection_store.write(small_projection(), folder)
    yield
    shutil.rmtree(folder)


def names(page):
    return [cell.a.get_text() for cell in page.select("table.occupations tbody th")]


@pytest.mark.parametrize(
    ("path", "lead"),
    [(DUTCH, "In Landsdeel Oost komen in 29 beroepsgroepen"), (ENGLISH, "In Landsdeel Oost an")],
)
def test_the_list_opens_with_what_is_to_be_seen(client, path, lead):
    page = soup(client, path)
    assert page.select_one(".lead").get_text().startswith(lead)
    assert len(names(page)) == 29
    assert not page.select("script")


def test_every_estimate_has_its_mark(client):
    page = soup(client, DUTCH)
    for row in page.select("table.occupations tbody tr"):
        people, openings = row.select("td")[:2]
        assert "schatting" in people.get_text()
        assert "schatting" in openings.get_text()


def test_filters_and_order_stand_in_the_address(client):
    page = soup(client, f"{DUTCH}?area=AM-TWENTE&family=mechanics&sort=name")
    assert names(page) == ["Automonteurs", "Machinemonteurs"]
    assert page.select_one("#area option[selected]")["value"] == "AM-TWENTE"
    assert page.select_one("#sort option[selected]")["value"] == "name"
    assert page.select_one("th[aria-sort]").get_text(strip=True) == "Beroepsgroep"
    promising = names(soup(client, f"{DUTCH}?promising=yes"))
    assert "Machinemonteurs" in promising
    assert "Lassers en plaatwerkers" not in promising


def test_the_head_of_a_column_sorts_and_keeps_the_rest(client):
    page = soup(client, f"{ENGLISH}?area=AM-TWENTE")
    rate = next(a for a in page.select("thead a") if "per 100" in a.get_text())
    sorted_page = soup(client, ENGLISH + rate["href"])
    assert sorted_page.select_one("#area option[selected]")["value"] == "AM-TWENTE"
    assert names(sorted_page)[0] == "Product inspectors", "ROA: 49 of a hundred"


def test_nothing_fits_is_told(client):
    page = soup(client, f"{ENGLISH}?family=science_design&promising=yes")
    assert not page.select("table.occupations")
    assert "Choose another family" in page.select_one(".empty").get_text()


def test_what_is_not_projected_says_so_and_what_is_shows_both(client, none_kept):
    text = words(client, MECHANICS["en"])
    assert "the chain of this region has not been run yet" in text
    assert "is empty" in words(client, ENGLISH)


def test_roa_and_the_chain_stand_side_by_side(client, kept):
    rows = soup(client, MECHANICS["en"]).select("table:has(#t-tight) tbody tr")
    roa, ours = (row.get_text(" ", strip=True) for row in rows)
    assert "9.2" in roa
    assert "great bottlenecks" in roa
    assert "%" in ours
    assert "estimate" in ours


# One without programmes, one that ROA joins, one that it splits, and one without vacancies.
@pytest.mark.parametrize("code", ["0753", "0756", "0813", "0711"])
@pytest.mark.parametrize(("folder", "language"), [(DUTCH, "nl"), (ENGLISH, "en")])
def test_groups_that_differ_have_a_whole_page(client, folder, language, code):
    group = group_named(load("oost"), code)
    page = soup(client, f"{folder}{group.slug(language)}/")
    assert page.h1.get_text() == group.label.in_language(language)
    assert page.select("#members")
    assert bool(page.select("#routes ~ details dl")) == (code != "0753")


def test_a_page_tells_people_programmes_likeness_and_members(client):
    text = words(client, MECHANICS["nl"])
    assert "werken naar schatting 12.700 mensen" in text
    assert "Fietstechnicus" in text
    assert "De lijsten lopen niet tot nu: mbo tot 2019, hbo tot 2024" in text
    assert "Elektriciens en elektronicamonteurs" in text
    assert "ISCO 7233" in text


def test_it_says_where_people_come_from_and_that_moves_are_not_observed(client):
    page = soup(client, MECHANICS["nl"])
    text = " ".join(page.select_one("section:has(#origins)").get_text(" ").split())
    assert "de hele familie, niet alleen over deze groep" in text
    assert "is voor Nederland niet gepubliceerd per beroepsgroep" in text
    rows = page.select("table:has(#t-origins) tbody tr")
    assert all("schatting" in row.get_text() for row in rows)
    assert "van school" in {row.th.get_text() for row in rows}
    near = page.select("table:has(#t-near) tbody th a")
    assert f"{DUTCH}0743-automonteurs/" in {link["href"] for link in near}
    assert "From which work people could come" in words(client, MECHANICS["en"])


def test_where_nobody_counted_it_says_so(client, monkeypatch):
    monkeypatch.setattr("schakel.answers.entries.kept", lambda _: None)
    entries.entering.cache_clear()
    page = soup(client, MECHANICS["en"])
    entries.entering.cache_clear()
    assert "has not been worked out for this region yet" in page.get_text()
    assert not page.select("#t-origins")


def test_where_people_come_from_as_csv_is_marked_as_an_estimate_of_the_family(client):
    came = rows_of(client, f"{MECHANICS['nl'][:-1]}.csv?table=entering&area=AM-TWENTE")
    assert {(row["family"], row["area"], row["status"]) for row in came} == {
        ("mechanics", "AM-TWENTE", "estimate")
    }
    school = next(row for row in came if row["origin"] == "from_school")
    assert float(school["people_low"]) < float(school["people"]) < float(school["people_high"])
    near = rows_of(client, f"{MECHANICS['nl'][:-1]}.csv?table=near")
    assert {"0743"} <= {row["from"] for row in near}
    assert client.get(f"{MECHANICS['nl'][:-1]}.csv?table=luck").status_code == 404


def test_numbers_follow_the_area(client):
    page = soup(client, f"{MECHANICS['nl']}?area=AM-TWENTE")
    assert page.select_one("#numbers").get_text() == "De cijfers voor Twente"
    assert "In Twente werken naar schatting 2.400 mensen" in page.get_text()


def test_a_code_or_a_name_in_the_other_language_leads_to_the_page(client):
    response = client.get(f"{DUTCH}0744/?area=AM-TWENTE")
    assert (response.status_code, response["Location"]) == (
        301, f"{MECHANICS['nl']}?area=AM-TWENTE",
    )  # fmt: skip
    assert client.get(f"{DUTCH}0744-machinery-mechanics/").status_code == 301


def test_the_same_page_in_the_other_language_has_its_own_name(client):
    page = soup(client, f"{MECHANICS['nl']}?area=AM-TWENTE")
    assert alternates(page)["en"] == MECHANICS["en"]
    switch = page.select_one("header a[hreflang=en]")
    assert switch["href"] == f"{MECHANICS['en']}?area=AM-TWENTE"


@pytest.mark.parametrize(
    "path",
    [f"{DUTCH}9999/", f"{DUTCH}1112-koks/", f"{DUTCH}?area=AM-NOWHERE", f"{DUTCH}?sort=luck",
     f"{DUTCH}?family=%27%3B--", f"{MECHANICS['nl']}?area=GM0153"],
)  # fmt: skip
def test_what_does_not_exist_is_told_without_a_traceback(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()


def rows_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_csv_has_the_rows_of_the_page_with_status_and_method(client):
    rows = rows_of(client, "/nl/oost/beroepen.csv?family=mechanics")
    assert {row["occupation"] for row in rows} == {"0743", "0744"}
    assert all(row["method"] for row in rows)
    people = [row for row in rows if row["measure"] == "people"]
    assert {row["status"] for row in people} == {"estimate"}


def test_programmes_as_csv_say_when_they_were_last_seen(client):
    rows = rows_of(client, f"{MECHANICS['nl'][:-1]}.csv?table=programmes")
    bicycle = next(row for row in rows if row["code"] == "25231" and row["path"] == "bbl")
    assert (bicycle["last_year"], bicycle["list_until"]) == ("2019", "2019")
    assert {row["link_status"] for row in rows} == {"estimate"}


def test_they_are_found_and_stand_in_the_menu_and_the_sitemap(client):
    assert f'href="{MECHANICS["nl"]}"' in str(soup(client, "/nl/oost/zoeken/?q=fietsenmaker"))
    menu = [link["href"] for link in soup(client, "/nl/oost/").select("header nav a")]
    assert DUTCH in menu
    assert MECHANICS["en"] in client.get("/sitemap.xml").content.decode()
