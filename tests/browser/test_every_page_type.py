"""What must hold on every type of page, in both languages.

A page is loaded twice, with and without JavaScript, and all tests of it look at these two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import COLOURS, new_context
from tests.browser.pages import ALL, PAGES

CHANGED_IN_THE_DARK = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule.media?.mediaText.includes("prefers-color-scheme"))
    .flatMap(rule => [...rule.cssRules])
    .flatMap(rule => [...rule.style].map(name => rule.style.getPropertyValue(name)))"""


@dataclass(frozen=True)
class Seen:
    """A type of page in a browser of its own: all that was answered, and said on the console."""

    name: str
    language: str
    address: str
    page: Page
    answers: list[Response] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def looked_at(self, width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        """The page in this size and scheme, whatever the test before did."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": height})
        return self.page


@pytest.fixture(
    scope="module", params=ALL, ids=[f"{name}, {language}" for name, language, _ in ALL]
)
def seen(request: pytest.FixtureRequest, browser: Browser, live_site) -> Iterator[Seen]:
    """Each page in turn, loaded once; pytest runs all tests of one before it opens the next."""
    name, language, path = request.param
    context = new_context(browser)
    page = Seen(name, language, f"{live_site.address}{path}", context.new_page())
    page.page.on("response", lambda answer: page.answers.append(answer))  # noqa: PLW0108
    page.page.on("console", lambda message: page.said.append(message.text))
    page.page.goto(page.address, wait_until="load")
    yield page
    context.close()


def test_axe_finds_nothing_in_the_light_in_the_dark_and_on_a_phone(seen: Seen, axe) -> None:
    assert axe(seen.looked_at()) == []
    assert axe(seen.looked_at(width=390)) == []
    dark = seen.looked_at(scheme="dark")
    changed = dark.evaluate(CHANGED_IN_THE_DARK)
    assert changed and all(value.strip().startswith("#") for value in changed), "colours only"
    assert axe(dark, rules=COLOURS) == [], "so that no other rule can find more in the dark"


def test_nothing_sticks_out_on_a_phone_nor_at_400_percent_zoom(seen: Seen) -> None:
    wide = "document.documentElement.scrollWidth"
    assert seen.looked_at(width=390).evaluate(wide) <= 390
    assert seen.looked_at(width=320, height=600).evaluate(wide) <= 320


def test_the_page_reads_the_same_without_javascript(seen: Seen, visit, live_site) -> None:
    with_scripts = seen.looked_at().locator("main").inner_text()
    path = seen.address.removeprefix(live_site.address)
    without = visit(path, scripts=False).locator("main").inner_text()
    assert without == with_scripts
    assert len(without) > 40


def test_the_language_is_set_and_the_other_one_is_a_click_away(seen: Seen) -> None:
    page = seen.looked_at()
    other = "en" if seen.language == "nl" else "nl"
    assert page.locator("html").get_attribute("lang") == seen.language
    switch = page.locator(f"header a[hreflang={other}]")
    assert switch.count() == 1
    if seen.name != "not found":
        target = PAGES[seen.name][1 if seen.language == "nl" else 0]
        assert switch.get_attribute("href") == target
        assert page.locator("link[rel=alternate][hreflang]").count() >= 3


def test_all_comes_from_the_site_itself_within_150_kb_without_cookies_or_refusals(
    seen: Seen, live_site
) -> None:
    assert seen.answers
    assert all(answer.url.startswith((live_site.address, "data:")) for answer in seen.answers)
    assert sum(len(answer.body()) for answer in seen.answers) < 150_000
    assert seen.page.context.cookies() == []
    assert [text for text in seen.said if "Content Security Policy" in text] == []
