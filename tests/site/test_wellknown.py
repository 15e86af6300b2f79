"""Addresses for machines, and what a visitor sees when something is not there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from schakel.site import errors
from schakel.site.maintenance import MaintenanceMiddleware
from tests.site.looking import PATHS, soup

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_security_txt_names_a_contact_and_has_not_expired(client: Client) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"].startswith(("https://", "http://", "mailto:"))
    expires = datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00"))
    assert 0 < (expires - datetime.now(UTC)).days < 366
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.ADDRESS}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_sitemap_has_every_page_in_both_languages(client: Client) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    entries = {
        entry.find("s:loc", NAMES).text.removeprefix(settings.ADDRESS): {
            link.get("hreflang"): link.get("href").removeprefix(settings.ADDRESS)
            for link in entry.findall("x:link", NAMES)
        }
        for entry in root.findall("s:url", NAMES)
    }
    assert set(PATHS) <= set(entries)
    for path, links in entries.items():
        assert set(links) == {"nl", "en", "x-default"}, path
        assert path in (links["nl"], links["en"])
        assert entries[links["en"]] == entries[links["nl"]], "the two point at each other"


def test_the_address_of_the_law_leads_to_the_statement(client: Client) -> None:
    response = client.get("/toegankelijkheid", follow=True)
    assert response.redirect_chain[-1][0] == "/nl/toegankelijkheid/"
    assert response.status_code == 200


def test_the_root_leads_to_the_language_of_the_reader(client: Client) -> None:
    for wanted, path in (("nl", "/nl/"), ("en-GB,en;q=0.9", "/en/"), ("de", "/nl/")):
        response = client.get("/", headers={"accept-language": wanted})
        assert (response.status_code, response.headers["Location"]) == (302, path)
        assert not response.cookies


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nl/nergens/", "Deze schakel leidt nergens heen"),
        ("/en/nowhere/", "This link leads nowhere"),
        ("/en/oost/pacts/nowhere/", "This link leads nowhere"),
    ],
)
def test_a_page_that_is_not_there(client: Client, path: str, said: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert said in response.content.decode()
    assert f'lang="{path[1:3]}"' in response.content.decode()


@pytest.mark.parametrize(
    ("path", "said"),
    [("/nl/", "Er ging bij ons iets mis"), ("/en/", "Something broke on our side")],
)
def test_when_something_breaks(path: str, said: str) -> None:
    response = errors.broken(RequestFactory().get(path))
    assert response.status_code == 500
    assert said in response.content.decode()


@pytest.mark.parametrize(
    ("path", "said"), [("/nl/", "We werken aan de site"), ("/en/", "working on")]
)
def test_maintenance_is_announced(settings, path: str, said: str) -> None:
    settings.MAINTENANCE = True
    middleware = MaintenanceMiddleware(lambda request: pytest.fail("let through"))
    response = middleware(RequestFactory().get(path))
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert said in response.content.decode()


def test_a_theme_comes_after_our_own_style(client: Client, settings, tmp_path: Path) -> None:
    assert client.get("/theme.css").status_code == 404
    settings.THEME = tmp_path / "ours.css"
    settings.THEME.write_text(":root { --schakel-accent: #154273 }")
    assert b"#154273" in client.get("/theme.css").content
    sheets = [link["href"] for link in soup(client, "/nl/over/").select("link[rel=stylesheet]")]
    assert sheets[-1] == "/theme.css"
