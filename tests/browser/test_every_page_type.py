"""What must hold on every type of page, in both languages."""

from __future__ import annotations

import pytest

from tests.browser.pages import ALL, PAGES

EVERY_PAGE = pytest.mark.parametrize(
    ("name", "language", "path"), ALL, ids=[f"{name}, {language}" for name, language, _ in ALL]
)


@EVERY_PAGE
def test_axe_finds_nothing_in_the_light_in_the_dark_and_on_a_phone(
    visit, axe, name, language, path
):
    assert axe(visit(path)) == []
    assert axe(visit(path, scheme="dark")) == []
    assert axe(visit(path, width=390)) == []


@EVERY_PAGE
def test_nothing_sticks_out_on_a_phone_nor_at_400_percent_zoom(visit, name, language, path):
    page = visit(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@EVERY_PAGE
def test_the_page_reads_the_same_without_javascript(visit, name, language, path):
    with_scripts = visit(path).locator("main").inner_text()
    without = visit(path, scripts=False).locator("main").inner_text()
    assert without == with_scripts
    assert len(without) > 40


@EVERY_PAGE
def test_the_language_is_set_and_the_other_one_is_a_click_away(visit, name, language, path):
    page = visit(path)
    other = "en" if language == "nl" else "nl"
    assert page.locator("html").get_attribute("lang") == language
    switch = page.locator(f"header a[hreflang={other}]")
    assert switch.count() == 1
    if name != "not found":
        target = PAGES[name][1 if language == "nl" else 0]
        assert switch.get_attribute("href") == target
        assert page.locator("link[rel=alternate][hreflang]").count() >= 3


@EVERY_PAGE
def test_all_comes_from_the_site_itself_within_150_kb_without_cookies_or_refusals(
    visit, live_site, name, language, path
):
    page = visit("/robots.txt")
    answers, refusals = [], []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page.on("console", lambda message: refusals.append(message.text))
    page.goto(f"{live_site.address}{path}", wait_until="load")
    assert answers
    assert all(answer.url.startswith((live_site.address, "data:")) for answer in answers)
    assert sum(len(answer.body()) for answer in answers) < 150_000
    assert page.context.cookies() == []
    assert [text for text in refusals if "Content Security Policy" in text] == []
