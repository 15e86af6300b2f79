"""A liaison's day, from log-in to the reader, in a real browser on a site of its own.

Liaison: logs in, sees what is due at the own pact, records a milestone with evidence, adds money,
sees coverage change, writes a news item in Dutch, sends it for review. Editor: reviews, translates,
publishes at a set hour. Visitor: reads it on the pact's page and in the feed.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.office import PATIENCE, log_in, schakel
from tests.support.server import Server, serving

PACT = "Techniekpact Twente"
FUNDER = "Provincie Overijssel"
ACTION = "Techniekles op de bouwplaats"
NEWS, TRANSLATED = "Nieuwe leerlijn in Twente", "A new learning line in Twente"
LEDGER = {
    "agreements": "key,pact,title_nl,title_en,status,public\n"
    "proefafspraak,twente,Proefafspraak van de test,Agreement of the test,running,true\n",
    "actions": "key,agreement,title_nl,title_en,goals,links,areas,status,public\n"
    f"proefactie,proefafspraak,{ACTION},Lesson on site,inflow,wo,AM-TWENTE,running,true\n",
    "milestones": "action,label_nl,due\nproefactie,Tien scholen doen mee,2026-06-30\n",
}


@pytest.fixture
def own_site(browser: Browser, site_copy: Path) -> Iterator[Server]:
    """A site of its own: what happens here is nobody else's."""
    with serving(site_copy) as server:
        yield server


@pytest.fixture
def passwords(own_site: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A liaison of Twente and an editor; an action of Twente has a milestone that is due."""
    files = tmp_path_factory.mktemp("tables")
    paths = [files / f"{name}.csv" for name in LEDGER]
    for path, text in zip(paths, LEDGER.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    schakel(own_site, "ledger", "import", "oost", *map(str, paths))
    users = {"lies": ["--role", "liaison", "--pact", "twente"], "eddy": ["--role", "editor"]}
    return {
        name: json.loads(schakel(own_site, "user", "add", name, *options, "--json"))["password"]
        for name, options in users.items()
    }


@pytest.fixture
def person(browser: Browser, own_site: Server) -> Iterator[Page]:
    """Somebody with a browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_liaisons_day(person: Page, own_site: Server, passwords: dict[str, str]) -> None:
    at = own_site.address
    before = cell_of_coverage(person, at)

    log_in(person, at, "lies", passwords["lies"])
    sees_what_is_due_at_the_own_pact(person)
    records_a_milestone_and_adds_money(person)
    assert "12.500" not in before
    assert "12.500" in cell_of_coverage(person, at)
    writes_news_and_sends_it_for_review(person, at)
    log_out(person)
    assert NEWS not in pact_page(person, at), "a draft is nobody's business"

    log_in(person, at, "eddy", passwords["eddy"])
    number = reviews_and_sets_the_hour(person, at)
    translates(person, at, number)
    log_out(person)

    the_hour_comes(own_site)
    appears(person, at, "nl", NEWS)
    appears(person, at, "en", TRANSLATED)


def log_out(page: Page) -> None:
    page.context.clear_cookies()


def sees_what_is_due_at_the_own_pact(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("Tien scholen doen mee")
    expect(page.locator("main")).not_to_contain_text("Techniekpact Regio Zwolle")


def records_a_milestone_and_adds_money(page: Page) -> None:
    page.get_by_role("link", name=ACTION).first.click()
    page.get_by_role("tab", name="Mijlpalen").click()
    page.locator("#id_milestones-0-done_on").fill("2026-11-20")
    page.locator("#id_milestones-0-evidence").fill("Verslag van de tien scholen")
    page.get_by_role("tab", name="Geld").click()
    page.locator("#id_money-ADD").click()
    page.locator("#id_money-0-year").fill("2026")
    page.locator("#id_money-0-granted").fill("12.500,00")
    page.get_by_role("button", name="Kies organisatie").last.click()
    page.locator(".modal-body input[name=q]").fill(FUNDER)
    page.locator(".modal-body").get_by_role("link", name=FUNDER, exact=True).click()
    expect(page.locator("#id_money-0-funder-chooser")).to_contain_text(FUNDER)
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url(re.compile(r"/pacts/action/$"))


def cell_of_coverage(page: Page, at: str) -> str:
    """What everybody reads about universities in Twente."""
    page.goto(f"{at}/nl/oost/dekking/?link=wo&area=AM-TWENTE")
    return page.locator("main").inner_text()


def writes_news_and_sends_it_for_review(page: Page, at: str) -> None:
    page.goto(f"{at}{address_of_new_item(page, at)}")
    page.locator("#id_title").fill(NEWS)
    page.locator("#id_lead").fill("Tien scholen in Twente beginnen met een nieuwe leerlijn.")
    page.locator("#id_date").fill("2026-11-20")
    page.locator("#id_pact_key").select_option(label=PACT)
    page.get_by_role("button", name="Meer acties").click()
    page.locator("button[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text(NEWS)


def address_of_new_item(page: Page, at: str) -> str:
    """The address of the form for a news item, found as a person does: by searching the list."""
    page.goto(f"{at}/admin/pages/search/?q=Nieuws")
    found = page.locator("main tr", has=page.locator("a[href='/nl/oost/nieuws/']"))
    numbers = re.findall(r"/pages/(\d+)/", found.first.inner_html())
    return f"/admin/pages/add/pages/newspage/{numbers[-1]}/"


def pact_page(page: Page, at: str) -> str:
    page.goto(f"{at}/nl/oost/pacten/twente/")
    return page.locator("main").inner_text()


def reviews_and_sets_the_hour(page: Page, at: str) -> str:
    """Approve it, to appear this hour tomorrow; the number of the page."""
    page.get_by_role("link", name=NEWS).first.click()
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").click()
    hour = datetime.now(ZoneInfo("Europe/Amsterdam")) + timedelta(days=1)
    page.locator("#id_go_live_at").fill(hour.strftime("%Y-%m-%d %H:%M"))
    closes_calendars(page)
    page.get_by_role("button", name="Schema opslaan").click()
    expect(page.locator(".messages")).to_contain_text(NEWS)
    number = re.search(r"/pages/(\d+)/edit/", page.url)
    assert number
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name="Meer acties").click()
    page.locator("button[data-workflow-action-name=approve]").first.click()
    expect(page.locator(".messages")).to_contain_text(NEWS)
    assert NEWS not in pact_page(page, at), "approved, but its hour has not come"
    return number[1]


def closes_calendars(page: Page) -> None:
    """By a click beside them, as a person does once they are open."""
    calendars = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendars).to_have_count(1)
    page.locator("#title-schedule-publishing-dialog").click()
    expect(calendars).to_have_count(0)


def translates(page: Page, at: str, number: str) -> None:
    """Into English, beside the original; it waits for the same hour."""
    page.goto(f"{at}/admin/translation/submit/page/{number}/")
    page.get_by_label("Engels").check()
    page.locator("[value=Verzenden]").or_(page.get_by_role("button", name="Verzenden")).click()
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    copy = re.search(r"/pages/(\d+)/edit/", page.url)
    assert copy
    page.goto(f"{at}/admin/desk/translate/{copy[1]}/")
    expect(page.get_by_role("heading", name="Het origineel, in het Nederlands")).to_be_visible()
    expect(page.get_by_text("Tien scholen in Twente").first).to_be_visible()
    page.locator("#id_title").fill(TRANSLATED)
    page.locator("#id_lead").fill("Ten schools in Twente start a new learning line.")
    page.get_by_role("button", name="Meer acties").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text(TRANSLATED)
    page.goto(f"{at}/en/oost/pacts/twente/")
    assert TRANSLATED not in page.locator("main").inner_text(), "its hour has not come"


def the_hour_comes(site: Server) -> None:
    """As if a day had passed: what was to appear tomorrow was to appear a minute ago."""
    past = datetime.now(UTC) - timedelta(minutes=1)
    with closing(sqlite3.connect(site.home / "schakel.sqlite3", timeout=20)) as database, database:
        moved = database.execute(
            "UPDATE wagtailcore_revision SET approved_go_live_at = ?, "
            "content = json_set(content, '$.go_live_at', ?) WHERE approved_go_live_at IS NOT NULL",
            (past.strftime("%Y-%m-%d %H:%M:%S"), past.isoformat()),
        )
    assert moved.rowcount == 2, "the news item and its translation"


def appears(page: Page, at: str, language: str, title: str) -> None:
    """A visitor reads it on the pact's page and in its feed, once the hour has come."""
    pacts = {"nl": "pacten", "en": "pacts"}[language]
    for _attempt in range(120):
        page.goto(f"{at}/{language}/oost/{pacts}/twente/")
        if title in page.locator("main").inner_text():
            break
        page.wait_for_timeout(1_000)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    feed = page.request.get(f"{at}/{language}/oost/feed.atom?pact=twente")
    assert title in feed.text()
