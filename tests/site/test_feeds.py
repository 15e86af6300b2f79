"""Feeds: what is new in a region, in a pact, and in a figure."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from wagtail.models import PageViewRestriction

from schakel.answers.series import series
from schakel.catalog.catalog import load
from schakel.site.page_cache import PageCache
from schakel.site.pages import generation
from schakel.site.pages.models import EventPage, NewsPage, PublicationPage
from tests.site.looking import soup
from tests.site.publishing import a_pact, draft, made

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/nl/oost/feed.atom"
FIGURE = "/nl/oost/data/technical_share_hbo/feed.atom"


def atom(client: Client, path: str = FEED) -> Element:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return fromstring(response.content)


def texts(feed: Element, what: str) -> list[str]:
    return [str(found.text) for found in feed.findall(f"a:entry/a:{what}", ATOM)]


def test_the_region_feed_has_news_events_and_publications_newest_first(client: Client) -> None:
    made(NewsPage, "Nieuws", lead="De inleiding.", author="Iemand", theme="choosing")
    made(EventPage, "Bijeenkomst", cancelled=True)
    made(PublicationPage, "Publicatie")
    feed = atom(client)
    assert texts(feed, "title")[:3] == ["Gaat niet door: Bijeenkomst", "Publicatie", "Nieuws"]
    assert len(texts(feed, "id")) == len(set(texts(feed, "id"))) == 6
    assert all(name.startswith("urn:uuid:") for name in texts(feed, "id"))
    assert "De inleiding." in texts(feed, "summary")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    own = feed.find("a:link[@rel='self']", ATOM)
    assert own is not None and own.get("href") == settings.ADDRESS + FEED
    links = [link.get("href", "") for link in feed.findall("a:entry/a:link", ATOM)]
    assert all(link.startswith(settings.ADDRESS + "/nl/oost/") for link in links)


def test_rss_says_the_same_in_the_other_language(client: Client) -> None:
    response = client.get("/en/oost/feed.rss")
    assert response.headers["Content-Type"].startswith("application/rss+xml")
    channel = fromstring(response.content).find("channel")
    assert channel is not None and channel.findtext("language") == "en"
    assert "Experience maker culture" in str(channel.findall("item/title")[1].text)


def test_drafts_private_pages_and_other_pacts_stay_out(client: Client) -> None:
    a_pact()
    a_pact("ander", "Ander pact")
    made(NewsPage, "Van het pact", pact_key="proefpact")
    made(NewsPage, "Van een ander", pact_key="ander")
    draft(NewsPage, "Nog niet", pact_key="proefpact")
    hidden = made(NewsPage, "Besloten", pact_key="proefpact")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert texts(atom(client, FEED + "?pact=proefpact"), "title") == ["Van het pact"]
    everything = texts(atom(client), "title")
    assert {"Van het pact", "Van een ander"} < set(everything)
    assert not {"Nog niet", "Besloten"} & set(everything)
    assert client.get(FEED + "?pact=niets").status_code == 404
    assert client.get("/nl/nergens/feed.atom").status_code == 404


def test_a_reader_that_holds_the_feed_gets_nothing_anew(client: Client) -> None:
    first = client.get(FEED)
    again = client.get(FEED, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    made(NewsPage, "Nieuw")
    assert client.get(FEED, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", [FEED, "/nl/oost/feed.rss", FIGURE, "/nl/oost/agenda/agenda.ics"])
def test_the_page_cache_keeps_feeds(client: Client, path: str, connection_stays: None) -> None:
    asked: list[str] = []
    handler = WSGIHandler()

    def application(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return handler(environ, start_response)

    cache = PageCache(application, generation.current, ("/nl/",), settings.SESSION_COOKIE_NAME)
    environ = client._base_environ(PATH_INFO=path, REQUEST_METHOD="GET", QUERY_STRING="")
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        statuses.append(status)
        etags.extend(value for name, value in headers if name == "ETag")

    etags: list[str] = []
    held = {"HTTP_IF_NONE_MATCH": 'W/"another"'}
    b"".join(cache({**environ, **held}, start))
    b"".join(cache({**environ, "HTTP_IF_NONE_MATCH": etags[0]}, start))
    assert statuses == ["200 OK", "304 Not Modified"]
    assert asked == [path], "answered once, kept after that"


def test_pages_lead_to_the_feeds(client: Client) -> None:
    page = soup(client, "/nl/oost/nieuws/")
    found = {link["href"]: link["type"] for link in page.select("head link[rel=alternate][type]")}
    assert found == {FEED: "application/atom+xml", "/nl/oost/feed.rss": "application/rss+xml"}
    assert page.select_one(f"main a[href='{FEED}']").get_text() == "Wat er nieuw is, als Atom"
    assert soup(client, "/nl/oost/data/technical_share_hbo/").select_one(f"main a[href='{FIGURE}']")
    assert not soup(client, "/nl/").select("head link[rel=alternate][type]")


def test_the_feed_of_a_figure_has_an_entry_a_figure(client: Client) -> None:
    found = series(load("oost"), "technical_share_hbo", "PV25")
    feed = atom(client, FIGURE + "?area=PV25")
    assert len(texts(feed, "id")) == len(found)
    latest = found[-1]
    assert texts(feed, "id")[0].endswith(f"/nl/oost/cijfers/{latest.address}/#{latest.fingerprint}")
    assert latest.period in texts(feed, "title")[0] and "%" in texts(feed, "title")[0]
    assert "DUO" in texts(feed, "summary")[0]
    assert texts(feed, "updated")[0].startswith(latest.retrieved.isoformat())
    assert client.get(FIGURE + "?area=NERGENS").status_code == 404
    assert client.get("/nl/oost/data/niets/feed.atom").status_code == 404


def test_a_revised_figure_has_another_fingerprint_and_the_same_address() -> None:
    figure = series(load("oost"), "technical_share_hbo", "PV25")[-1]
    revised = replace(figure, value=(figure.value or 0) + 0.1)
    assert revised.address == figure.address
    assert revised.fingerprint != figure.fingerprint
    assert replace(figure).fingerprint == figure.fingerprint
