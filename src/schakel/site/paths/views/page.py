"""What the pages of paths share: rendering, and that nobody keeps what a visitor asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from schakel.catalog.catalog import Catalog

# The search box asks for suggestions while one types; pages need no script.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def show(request: HttpRequest, template: str, catalog: Catalog, **context: Any) -> HttpResponse:
    """A page of this app."""
    language = (get_language() or "nl")[:2]
    return render(
        request, f"paths/{template}.html", {"region": catalog, "language": language, **context}
    )


def private(response: HttpResponse) -> HttpResponse:
    """An answer to what a visitor typed: no cache keeps it, and no other site hears of it."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Security-Policy"] = POLICY
    return response
