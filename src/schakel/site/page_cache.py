"""Whole pages kept in memory, before Django: a visitor's page costs a look-up instead of a render.

A WSGI layer. It keeps answers to GET (and serves HEAD from them) for paths of the public site,
with status 200 and without cookies, and drops all of them when the content generation changes.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

CACHE_CONTROL = "public, max-age=60"
_COMPRESSED = (
    "text/",
    "image/svg+xml",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
)
# What a visitor holds already is compared here, with what is kept.
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
_NOT_IN_304 = ("content-length", "content-type", "content-encoding", "content-language")


@dataclass(frozen=True)
class Answer:
    """One answer as the application gave it."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """Value of a header, empty when it is absent."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True)
class Kept:
    """An answer ready to be sent, plain and compressed (None where that saves nothing)."""

    headers: Headers
    etag: str
    plain: bytes
    compressed: bytes | None

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return len(self.plain) + len(self.compressed or b"")


class PageCache:
    """The layer. `generation` gives what changes with the content; `limit` is in bytes."""

    def __init__(
        self,
        application: Application,
        generation: Callable[[], Hashable],
        prefixes: tuple[str, ...],
        session_cookie: str,
        limit: int = 64_000_000,
    ):
        self._application = application
        self._generation = generation
        self._prefixes = prefixes
        self._session_cookie = session_cookie + "="
        self._limit = limit
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._size = 0
        self._number: Hashable = None
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let the application answer and keep what may be kept."""
        if not self._concerns(environ):
            return self._application(environ, start_response)
        number = self._generation()
        key = tuple(environ.get(n, "") for n in ("HTTP_HOST", "PATH_INFO", "QUERY_STRING"))
        kept = self._find(key, number)
        if kept is None:
            plain = {key: value for key, value in environ.items() if key not in _CONDITIONS}
            answer = _ask(self._application, {**plain, "REQUEST_METHOD": "GET"})
            if not _may_be_kept(answer):
                start_response(answer.status, answer.headers)
                return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]
            kept = _kept(answer)
            self._keep(key, number, kept)
        return _send(kept, environ, start_response)

    def _concerns(self, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ["PATH_INFO"].startswith(self._prefixes)
            and self._session_cookie not in environ.get("HTTP_COOKIE", "")
        )

    def _find(self, key: tuple[str, ...], number: Hashable) -> Kept | None:
        with self._lock:
            if number != self._number:
                self._kept.clear()
                self._size, self._number = 0, number
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[str, ...], number: Hashable, kept: Kept) -> None:
        with self._lock:
            if number != self._number or key in self._kept or kept.size > self._limit // 8:
                return
            self._kept[key] = kept
            self._size += kept.size
            while self._size > self._limit:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size


def _ask(application: Application, environ: Environ) -> Answer:
    given: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        given.append((status, headers))

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = given[-1]
    return Answer(status, headers, body)


def _may_be_kept(answer: Answer) -> bool:
    said = answer.header("cache-control")
    return (
        answer.status.startswith("200")
        and not answer.header("set-cookie")
        and not any(word in said for word in ("no-store", "no-cache", "private"))
    )


def _kept(answer: Answer) -> Kept:
    etag = answer.header("etag") or f'W/"{blake2b(answer.body, digest_size=12).hexdigest()}"'
    ours = ("content-length", "etag", "vary", "cache-control")
    headers = [(key, value) for key, value in answer.headers if key.lower() not in ours]
    headers.append(("Cache-Control", answer.header("cache-control") or CACHE_CONTROL))
    headers.append(("Vary", "Accept-Encoding"))
    headers.append(("ETag", etag))
    small = None
    if answer.header("content-type").startswith(_COMPRESSED):
        small = gzip.compress(answer.body, compresslevel=6, mtime=0)
    return Kept(headers, etag, answer.body, small)


def _send(kept: Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
        headers = [pair for pair in kept.headers if pair[0].lower() not in _NOT_IN_304]
        start_response("304 Not Modified", headers)
        return []
    body, headers = kept.plain, kept.headers
    if kept.compressed and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body, headers = kept.compressed, [*headers, ("Content-Encoding", "gzip")]
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _matches(asked: str, etag: str) -> bool:
    plain = etag.removeprefix("W/")
    return asked.strip() == "*" or any(
        part.strip().removeprefix("W/") == plain for part in asked.split(",")
    )
