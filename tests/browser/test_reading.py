"""What a reader comes to do, in plain words."""

from __future__ import annotations

import re

import pytest


def test_a_journalist_follows_a_number_to_its_source(visit):
    page = visit("/nl/oost/")
    page.get_by_role("link", name=re.compile("Meer instroom in technische studies")).first.click()
    assert (
        page.get_by_role("heading", level=1).inner_text() == "Meer instroom in technische studies"
    )
    page.locator("main a.figure[href*='technical_share_hbo/OOST/2024']").first.click()
    text = page.locator("main").inner_text()
    assert "18,4%" in text
    assert "3.553" in text
    assert "19.325" in text
    assert "DUO" in text
    assert "CC" in text
    assert re.search(r"\b[0-9a-f]{64}\b", text), "the fingerprint of the source file"


def test_a_policy_maker_sees_whether_the_region_is_on_course_and_why(visit):
    page = visit("/nl/oost/doelen/inflow/")
    text = page.locator("main").inner_text()
    assert "40%" in text
    assert "Gaat de verkeerde kant op" in text
    assert "procentpunt per jaar" in text


def test_a_liaison_looks_at_the_own_region_without_javascript(visit):
    page = visit("/nl/oost/doelen/inflow/", scripts=False)
    page.select_option("main form select", "AM-TWENTE")
    page.locator("main form button").first.click()
    assert "AM-TWENTE" in page.url
    assert "Twente" in page.locator("main").inner_text()


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit("/nl/oost/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_other_language_says_the_same_number_in_its_own_way(visit):
    dutch = visit("/nl/oost/cijfers/technical_share_hbo/PV23/2024/").locator("main").inner_text()
    english = visit("/en/oost/figures/technical_share_hbo/PV23/2024/").locator("main").inner_text()
    assert "20,4%" in dutch
    assert "2.138" in dutch
    assert "20.4%" in english
    assert "2,138" in english


def test_what_is_not_measured_is_said(visit):
    text = visit("/nl/oost/doelen/money/").locator("main").inner_text()
    assert "Wat niet wordt gemeten" in text
    assert "Niemand houdt dit bij" in text


def test_a_name_that_does_not_exist_gets_the_nearest_names_and_no_traceback(visit):
    page = visit("/nl/oost/cijfers/technical_share_hb/PV23/2024/")
    text = page.locator("main").inner_text()
    assert "technical_share_hb" in text
    assert "Aandeel techniek onder hbo-eerstejaars" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("path", ["/nl/oost/", "/nl/oost/doelen/inflow/"])
def test_on_paper_the_sources_stay_and_the_menu_goes(visit, path):
    page = visit(path)
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    assert page.locator("main h1").is_visible()


def test_every_number_that_can_be_clicked_leads_to_its_figure(visit, live_site):
    page = visit("/nl/oost/doelen/inflow/")
    addresses = page.eval_on_selector_all("main a.figure", "all => all.map(a => a.href)")
    assert len(addresses) > 20
    for address in sorted(set(addresses))[::7]:
        answer = page.request.get(address)
        assert answer.status == 200, address
