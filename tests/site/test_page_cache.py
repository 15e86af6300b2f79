"""The layer that keeps whole pages: what it keeps, what it lets through, when it forgets."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from schakel.site.page_cache import PageCache
from schakel.site.pages import generation
from schakel.site.pages.models import StandardPage


@dataclass
class Application:
    """A site of one page that counts how often it is asked."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(
        default_factory=lambda: [("Content-Type", "text/html; charset=utf-8"), ("X-Own", "kept")]
    )
    body: bytes = b"<p>hello</p>" * 100
    asked: int = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, self.headers)
        return [self.body]


class Visitor:
    """Asks a WSGI application and remembers the answer."""

    def __init__(self, application: Any):
        self.application = application

    def get(self, path: str = "/nl/", method: str = "GET", **more: str) -> Visitor:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **more,
        }

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            self.status, self.headers = status, {key.lower(): value for key, value in headers}

        chunks = self.application(environ, start_response)
        self.body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        return self


@pytest.fixture
def number() -> list[int]:
    return [1]


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def visitor(application: Application, number: list[int]) -> Visitor:
    return Visitor(PageCache(application, lambda: number[0], ("/nl/", "/en/"), "sessionid"))


def test_a_page_is_made_once(visitor: Visitor, application: Application) -> None:
    first = visitor.get().body
    assert visitor.get().body == first == application.body
    assert application.asked == 1
    assert visitor.headers["x-own"] == "kept"
    assert visitor.headers["cache-control"] == "public, max-age=60"
    assert visitor.headers["vary"] == "Accept-Encoding"


def test_what_the_browser_has_is_not_sent_again(visitor: Visitor) -> None:
    etag = visitor.get().headers["etag"]
    visitor.get(HTTP_IF_NONE_MATCH=f'"other", {etag}')
    assert (visitor.status, visitor.body) == ("304 Not Modified", b"")
    assert visitor.headers["etag"] == etag
    assert "content-length" not in visitor.headers
    assert visitor.get(HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_a_page_is_compressed_for_those_who_can_read_that(visitor: Visitor) -> None:
    plain = visitor.get().body
    packed = visitor.get(HTTP_ACCEPT_ENCODING="br, gzip").body
    assert visitor.headers["content-encoding"] == "gzip"
    assert int(visitor.headers["content-length"]) == len(packed) < len(plain)
    assert gzip.decompress(packed) == plain


def test_head_has_the_length_and_no_body(visitor: Visitor, application: Application) -> None:
    visitor.get(method="HEAD")
    assert visitor.body == b""
    assert int(visitor.headers["content-length"]) == len(application.body)


@pytest.mark.parametrize(
    ("path", "method", "more"),
    [
        ("/nl/", "POST", {}),
        ("/admin/", "GET", {}),
        ("/api/v1", "GET", {}),
        ("/nl/", "GET", {"HTTP_COOKIE": "sessionid=abc"}),
    ],
)
def test_what_is_not_everybodys_goes_straight_through(
    visitor: Visitor, application: Application, path: str, method: str, more: dict[str, str]
) -> None:
    visitor.get(path, method, **more)
    visitor.get(path, method, **more)
    assert application.asked == 2


@pytest.mark.parametrize(
    "change",
    [
        {"status": "404 Not Found"},
        {"status": "302 Found"},
        {"headers": [("Content-Type", "text/html"), ("Set-Cookie", "a=b")]},
        {"headers": [("Content-Type", "text/html"), ("Cache-Control", "private")]},
    ],
)
def test_only_what_may_be_kept_is_kept(
    visitor: Visitor, application: Application, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(application, name, value)
    visitor.get()
    assert visitor.get().status == application.status
    assert application.asked == 2


def test_address_query_and_host_are_told_apart(visitor: Visitor, application: Application) -> None:
    visitor.get("/nl/a/")
    visitor.get("/nl/b/")
    visitor.get("/nl/a/", QUERY_STRING="x=1")
    visitor.get("/nl/a/", HTTP_HOST="other")
    assert application.asked == 4


def test_a_change_of_content_empties_it(
    visitor: Visitor, application: Application, number: list[int]
) -> None:
    visitor.get()
    application.body = b"<p>new</p>" * 100
    assert visitor.get().body != application.body
    number[0] += 1
    assert visitor.get().body == application.body


def test_it_never_holds_more_than_its_limit(application: Application) -> None:
    cache = PageCache(application, lambda: 1, ("/nl/",), "sessionid", limit=20_000)
    visitor = Visitor(cache)
    for page in range(100):
        visitor.get(f"/nl/{page}/")
    assert 0 < cache._size <= 20_000
    assert sum(kept.size for kept in cache._kept.values()) == cache._size
    application.asked = 0
    visitor.get("/nl/99/")
    assert application.asked == 0, "the latest is kept"


@pytest.mark.django_db
def test_publishing_shows_at_once(connection_stays: None) -> None:
    prefixes = ("/nl/", "/en/")
    cache = PageCache(WSGIHandler(), generation.current, prefixes, settings.SESSION_COOKIE_NAME)
    visitor = Visitor(cache)
    assert b"<h1>Privacy</h1>" in visitor.get("/nl/privacy/").body
    page = StandardPage.objects.get(slug="privacy", locale__language_code="nl")
    page.title = "Wat wij van u weten"
    page.save_revision().publish()
    assert "<h1>Wat wij van u weten</h1>" in visitor.get("/nl/privacy/").body.decode()
    page.unpublish()
    assert visitor.get("/nl/privacy/").status.startswith("404")
