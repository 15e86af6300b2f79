"""Searching: what a reader finds, with slips of the pen, in both languages, and what nobody may."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from schakel.site.pacts.models import Action, Agreement, Pact
from schakel.site.pages.models import NewsIndexPage, NewsPage
from schakel.site.search.words import asked_words, fold, vocabulary

pytestmark = pytest.mark.django_db


def titles(question: str, language: str = "nl", **more: str) -> list[str]:
    """Titles of what is found, best first."""
    path = {"nl": "/nl/oost/zoeken/", "en": "/en/oost/search/"}[language]
    response = Client().get(path, {"q": question, **more})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [link.get_text() for link in page.select(".found h3 a")]


def words_on_page(question: str) -> str:
    response = Client().get("/nl/oost/zoeken/", {"q": question})
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def news(title: str, language: str = "nl", **fields: object) -> NewsPage:
    locale = Locale.objects.get_for_language(language)
    page = NewsPage(title=title, slug="bericht", date="2026-11-01", locale=locale, **fields)
    NewsIndexPage.objects.get(locale=locale).add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_word_of_a_title_comes_first() -> None:
    found = titles("Perron038")
    assert found[0] == "Perron038: plek voor makers" or found[0].startswith("Perron038")


def test_a_word_deep_in_the_text_is_found_too() -> None:
    news("Iets heel anders", body=[("text", "<p>Over de <b>zwaluwstaartverbinding</b>.</p>")])
    assert titles("zwaluwstaartverbinding") == ["Iets heel anders"]


@pytest.mark.parametrize(
    "typed", ["Stedendriehoek", "stedendrihoek", "stedendriehoeek", "STEDENDRIE"]
)
def test_a_slip_of_the_pen_finds_the_same(typed: str) -> None:
    assert "Techniekpact Stedendriehoek" in titles(typed)


def test_a_slip_is_told() -> None:
    assert "Voor “stedendrihoek” vonden we niets" in words_on_page("stedendrihoek")
    assert "vonden we niets" not in words_on_page("stedendriehoek")


def test_accents_do_not_matter() -> None:
    news("Bèta op school")
    assert "Bèta op school" in titles("beta")
    assert "Bèta op school" in titles("bèta")


def test_each_language_finds_its_own_pages() -> None:
    news("Lassen", "nl")
    news("Welding", "en")
    assert "Lassen" in titles("lassen", "nl")
    assert "Lassen" not in titles("lassen", "en")
    assert "Welding" in titles("welding", "en")


def test_figures_terms_and_areas_are_found() -> None:
    assert "Landsdeel" in [title.capitalize() for title in titles("landsdeel", kind="term")]
    assert "Enschede" in titles("Enschede", kind="area")
    assert titles("vacatures", kind="figure")


def test_all_words_must_fit() -> None:
    news("Rood en blauw")
    assert titles("rood blauw") == ["Rood en blauw"]
    assert titles("rood xqzvwy") == []


def test_filters_narrow_and_what_lies_outside_is_told() -> None:
    news("Zeldzaamwoord", theme="choosing")
    assert titles("zeldzaamwoord", kind="news", theme="choosing", year="2026") == ["Zeldzaamwoord"]
    assert titles("zeldzaamwoord", year="2019") == []
    response = Client().get("/nl/oost/zoeken/", {"q": "zeldzaamwoord", "year": "2019"})
    assert "Er is één resultaat buiten uw keuze" in response.content.decode()


@pytest.mark.parametrize(
    "odd",
    ["'; DROP TABLE x; --", '"', "a" * 5000, "<script>alert(1)</script>", "💡", "% _ * ()", "\x00"],
)
def test_odd_questions_get_an_answer_and_no_script(odd: str) -> None:
    response = Client().get("/nl/oost/zoeken/", {"q": odd, "page": "-3", "kind": "x", "year": "٣"})
    assert response.status_code == 200
    assert b"<script" not in response.content


def test_drafts_private_and_taken_back_pages_are_not_found() -> None:
    draft = news("Geheimschrift eerst")
    draft.unpublish()
    assert titles("geheimschrift") == []
    draft.save_revision().publish()
    assert titles("geheimschrift") == ["Geheimschrift eerst"]
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    assert titles("geheimschrift") == []


def test_a_draft_of_a_published_page_is_not_found() -> None:
    page = news("Openbaar")
    page.title = "Toekomstmuziek"
    page.save_revision()
    assert titles("toekomstmuziek") == []


def test_the_ledger_is_found_as_far_as_it_is_public() -> None:
    pact = Pact.objects.create(key="p-x", region="oost", kind="regional", name_nl="P")
    agreement = Agreement.objects.create(
        key="a-x", pact=pact, title_nl="Kwikzilverafspraak", public=True
    )
    Action.objects.create(key="x-1", agreement=agreement, title_nl="Kwikzilver", public=True)
    Action.objects.create(key="x-2", agreement=agreement, title_nl="Kwikzilver intern")
    assert set(titles("kwikzilver")) == {"Kwikzilverafspraak", "Kwikzilver"}
    agreement.public = False
    agreement.save()
    assert titles("kwikzilver") == []


def test_what_was_asked_is_not_kept() -> None:
    response = Client().get("/nl/oost/zoeken/", {"q": "werkloos"})
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert b'name="robots" content="noindex"' in response.content


def test_an_unknown_region_is_not_there() -> None:
    assert Client().get("/nl/nergens/zoeken/").status_code == 404


def test_words_are_folded_and_cut() -> None:
    assert fold("Bètá") == "beta"
    assert asked_words("  Één, twee;één ") == ["één", "twee"]
    assert len(asked_words(" ".join(f"w{n}" for n in range(50)))) == 8


def test_a_short_unknown_word_is_not_bent_into_another() -> None:
    known = vocabulary(["de mbo school", "hbo"])
    assert known.variants("xbo").instead is None
    assert known.variants("schol").instead == "school"
