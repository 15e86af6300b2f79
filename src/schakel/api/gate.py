"""The gate that every request to the API goes through: what holds for all of them alike.

Methods, errors, the headers of open data and of safety, and the fingerprint by which a client
learns that nothing has changed. The API brings this itself, so that it does not depend on how the
site around it is set up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from schakel.api import VERSION
from schakel.api.filters import LONGEST_NAME
from schakel.api.problems import (
    NOT_ALLOWED,
    NOT_FOUND,
    Refused,
    problem_response,
    refused,
    request_error,
)
from schakel.catalog.catalog import load

View = Callable[..., HttpResponse]
METHODS = "GET, HEAD, OPTIONS"
# Open data may be kept for a short while, and after that only be asked for again if it changed.
KEPT = "public, max-age=300"
# What rests on the ledger may be kept too, but is asked for again each time: editors change it.
ASKED_AGAIN = "public, no-cache"
# What somebody asks about themselves is kept by nobody.
KEPT_BY_NOBODY = "private, no-store"


def guarded(view: View) -> View:
    """A view behind the gate."""

    @wraps(view)
    def through_the_gate(request: HttpRequest, **names: str) -> HttpResponse:
        method = request.method
        # Else a site in several languages would lead an unknown address on to a page of its own.
        request.urlconf = "schakel.api.urls"
        try:
            response = _answered(view, request, names)
        except Exception as error:  # The last boundary: becomes a problem document, and is logged.
            response = problem_response(request, refused(error, names))
        _left_out_when_unchanged(request, response)
        return _dressed(request, response, method)

    through_the_gate.csrf_exempt = True  # type: ignore[attr-defined]
    return through_the_gate


def _answered(view: View, request: HttpRequest, names: dict[str, str]) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        raise Refused(
            NOT_ALLOWED, f"{request.method} is not for reading.", headers={"Allow": METHODS}
        )
    for name, value in names.items():
        if len(value) > LONGEST_NAME:
            raise Refused(NOT_FOUND, "A name in the address is too long.", [_too_long(name, value)])
    if "region" in names:
        request.catalog = load(names["region"])
    request.method = "GET"
    return view(request, **names)


def _too_long(name: str, value: str) -> Any:
    return request_error(
        "path",
        name,
        "too_long",
        found=f"{len(value)} characters",
        expected=f"at most {LONGEST_NAME}",
        advice="shorten it",
    )


def _how_long_kept(request: HttpRequest) -> str:
    if getattr(request, "is_personal", False):
        return KEPT_BY_NOBODY
    return ASKED_AGAIN if getattr(request, "reads_ledger", False) else KEPT


def _left_out_when_unchanged(request: HttpRequest, response: HttpResponse) -> None:
    """Set the fingerprint; a client that holds the same content gets 304 with the same headers."""
    if response.status_code != 200:
        return
    response["ETag"] = fingerprint = f'"{sha256(response.content).hexdigest()[:32]}"'
    held = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in held or fingerprint in [tag.removeprefix("W/") for tag in held]:
        response.status_code = 304
        response.content = b""


def _dressed(request: HttpRequest, response: HttpResponse, method: str | None) -> HttpResponse:
    response["API-Version"] = VERSION
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "API-Version, ETag, Link, X-Total-Count"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY"
    response["Referrer-Policy"] = "no-referrer"
    response.setdefault("Content-Language", "nl, en")
    response.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    if request.is_secure():
        response.setdefault("Strict-Transport-Security", "max-age=31536000")
    response["Cache-Control"] = (
        _how_long_kept(request) if response.status_code in (200, 304) else "no-store"
    )
    patch_vary_headers(response, ["Accept"])
    if response.status_code in (204, 304):
        del response["Content-Type"]
    if method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    if method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
        request.method = "HEAD"
    return response
