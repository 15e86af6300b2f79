"""Axe finds nothing in what is ours of the back office: whole pages where they are all ours, else
the part that our templates make. Frames and editors of text around it are Wagtail's own."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.office import PATIENCE, log_in, schakel

WRONG = b"key,agreement,title_nl,status,public\nGeen sleutel,bestaat-niet,,lopend,misschien\n"
# The field for long texts has no name of its own in Wagtail: only the original is looked at.
ORIGINAL = ".desk-beside__original"
PAGES = {
    "dashboard": ("/admin/", "html"),
    "list of actions": ("/admin/snippets/pacts/action/", "html"),
    "form of an action": ("/admin/snippets/pacts/action/add/", "html"),
    "form of a pact": ("/admin/snippets/pacts/pact/add/", "html"),
    "form of a meeting": ("/admin/snippets/pacts/meeting/add/", "html"),
    "import and export": ("/admin/ledger/", "html"),
    "feedback": ("/admin/feedback/", "html"),
    "what grows old": ("/admin/desk/reports/old/", "html"),
    "translations": ("/admin/desk/reports/translations/", "html"),
    "links": ("/admin/desk/reports/links/", "html"),
    "clock": ("/admin/desk/reports/clock/", "html"),
    "pinned figures": ("/admin/reports/changed-figures/", "html"),
    "second factor anew": ("/admin/second-factor/renew/", "html"),
}


@pytest.fixture(scope="module")
def administrator(browser: Browser, live_site) -> Iterator[Page]:
    """An administrator who has logged in, with a browser."""
    made = json.loads(
        schakel(live_site, "user", "add", "axel", "--role", "administrator", "--json")
    )
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    log_in(page, live_site.address, "axel", made["password"])
    yield page
    context.close()


def wide_and_narrow(axe, page: Page, within: str = "html") -> list[str]:
    """What axe finds on a desk and on a telephone."""
    found = []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found += axe(page, within)
    return found


def test_the_way_in(visit, live_site, axe) -> None:
    words = ("user", "add", "inge", "--role", "editor", "--json")
    password = json.loads(schakel(live_site, *words))["password"]
    page = visit("/admin/login/")
    assert wide_and_narrow(axe, page) == [], "name and password"
    for typed in ("fout", password):
        page.locator("[name=username]").fill("inge")
        page.locator("[name=password]").fill(typed)
        page.locator(".entry button").click()
        assert wide_and_narrow(axe, page) == [], "a mistake, then the second factor"
    page.locator("[name=code]").fill("000000")
    page.locator(".entry button").first.click()
    assert wide_and_narrow(axe, page) == [], "a code that is wrong"


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_back_office(administrator: Page, live_site, axe, name: str) -> None:
    path, within = PAGES[name]
    administrator.goto(f"{live_site.address}{path}")
    assert wide_and_narrow(axe, administrator, within) == []


def test_the_problems_of_an_import(administrator: Page, live_site, axe) -> None:
    administrator.goto(f"{live_site.address}/admin/ledger/")
    files = [{"name": "actions.csv", "mimeType": "text/csv", "buffer": WRONG}]
    administrator.locator("input[type=file]").set_input_files(files)
    administrator.get_by_role("button", name="Controleren").click()
    expect(administrator.locator("#ledger-wrong")).to_be_visible()
    assert wide_and_narrow(axe, administrator) == []


def test_the_original_beside_a_translation(administrator: Page, live_site, axe) -> None:
    administrator.goto(f"{live_site.address}/admin/pages/search/?q=Made+in+Gelderland")
    found = administrator.locator("main tr", has=administrator.locator("a[href^='/en/']"))
    edit = found.first.locator("a[href*='/edit/']").first.get_attribute("href")
    number = edit.strip("/").split("/")[2]
    administrator.goto(f"{live_site.address}/admin/desk/translate/{number}/")
    assert wide_and_narrow(axe, administrator, ORIGINAL) == []
