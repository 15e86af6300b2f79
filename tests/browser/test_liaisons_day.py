"""A liaison's day, from log-in to the reader, in a real browser on a site of its own.

Liaison: logs in, sees what is due at the own pact, records a milestone with evidence, adds money,
sees coverage change, writes a news item in Dutch, sends it for review. Editor: reviews, sets the
hour, translates. Visitor: reads it on the pact's page and in the feed.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect

from tests.support.server import Server, serving

MINUTE = 60_000
PACT = "Techniekpact Twente"
ACTION = "Techniekles op de Bouwplaats"
NEWS = "Nieuwe leerlijn in Twente"
TRANSLATED = "A new learning line in Twente"
LEDGER = {
    "agreements": "key,pact,title_nl,title_en,status,public\n"
    "proefafspraak,twente,Proefafspraak van de test,Agreement of the test,running,true\n",
    "actions": "key,agreement,title_nl,title_en,goals,links,areas,status,public\n"
    f"proefactie,proefafspraak,{ACTION},Lesson on site,inflow,wo,AM-TWENTE,running,true\n",
    "milestones": "action,label_nl,due\nproefactie,Tien scholen doen mee,2026-06-30\n",
}


@pytest.fixture(scope="module")
def own_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site of its own: what happens here is nobody else's."""
    home = tmp_path_factory.mktemp("liaison")
    with serving(home) as server:
        yield server


@pytest.fixture(scope="module")
def passwords(own_site: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A liaison of Twente and an editor, and an action of Twente with a milestone that is due."""
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


def schakel(site: Server, *words: str) -> str:
    """A command on the folder of the site."""
    done = subprocess.run(
        [sys.executable, "-m", "schakel.cli.main", *words],
        env={**os.environ, "SCHAKEL_HOME": str(site.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def person(browser: Browser, own_site: Server) -> Iterator[Page]:
    """Somebody with a browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    context.set_default_timeout(MINUTE)
    yield context.new_page()
    context.close()


def log_in(page: Page, site: Server, name: str, password: str) -> None:
    """Log in for the first time: name and password, then the second factor is set up."""
    page.goto(f"{site.address}/admin/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()
    key = page.locator("code.key").inner_text().replace(" ", "")
    page.locator("input[name=code]").fill(f"{totp(base64.b32decode(key)):06}")
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_role("link", name=re.compile("bewaard")).click()


def save(page: Page) -> None:
    """Press the button with which the form is kept."""
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator(".messages .success, .messages [class*=success]").first).to_be_visible()


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_a_liaison_keeps_the_own_pact(person: Page, own_site: Server, passwords) -> None:
    visitor_sees = cell_of_coverage(person, own_site)

    log_in(person, own_site, "lies", passwords["lies"])
    # Sees the actions of the own pact that are due, and no other pact.
    expect(person.get_by_text("Tien scholen doen mee")).to_be_visible()
    expect(person.locator("main")).not_to_contain_text("Techniekpact Regio Zwolle")

    # Records the milestone with what shows it.
    person.get_by_role("link", name=re.compile(ACTION)).first.click()
    tab(person, "Mijlpalen")
    person.locator("#id_milestones-0-done_on").fill("2026-11-20")
    person.locator("#id_milestones-0-evidence").fill("Verslag van de tien scholen")
    # Adds money.
    tab(person, "Geld")
    person.locator("#id_money-ADD").click()
    person.locator("#id_money-0-funder").select_option(label="Provincie Overijssel")
    person.locator("#id_money-0-year").fill("2026")
    person.locator("#id_money-0-granted").fill("12.500,00")
    save(person)

    # Sees the coverage change.
    after = cell_of_coverage(person, own_site)
    assert after != visitor_sees
    assert "12.500" in after or "12,5" in after

    # Writes a news item in Dutch and sends it for review.
    person.goto(f"{own_site.address}/admin/pages/add/pages/newspage/{news_index(own_site)}/")
    person.locator("#id_title").fill(NEWS)
    person.locator("#id_lead").fill("Tien scholen in Twente beginnen met een nieuwe leerlijn.")
    person.locator("#id_date").fill("2026-11-20")
    person.locator("#id_pact_key").select_option(label=PACT)
    person.locator("footer [data-controller~=w-dropdown] button").first.click()
    person.locator("button[name=action-submit]").click()
    expect(person.locator(".messages")).to_contain_text(NEWS)
    # It is not for the public yet.
    person.context.clear_cookies()
    person.goto(f"{own_site.address}/nl/oost/pacten/twente/")
    expect(person.locator("main")).not_to_contain_text(NEWS)


def cell_of_coverage(page: Page, site: Server) -> str:
    """What the page of coverage tells of universities in Twente."""
    page.goto(f"{site.address}/nl/oost/dekking/?link=wo&area=AM-TWENTE")
    return page.locator("main").inner_text()


def news_index(site: Server) -> str:
    """Number of the list of news, as the address of its form has it."""
    code = (
        "import django; django.setup(); from schakel.site.pages.models import NewsIndexPage as N; "
        "print(N.objects.get(locale__language_code='nl').pk)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "SCHAKEL_HOME": str(site.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
