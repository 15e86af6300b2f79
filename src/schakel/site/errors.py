"""What a visitor sees when a page is not there, or when something broke."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from schakel.catalog.types import Languages


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page 404, in the language of the address."""
    with translation.override(language_of(request)):
        return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page 500: leans on nothing that may be broken itself, so it has no menu."""
    with translation.override(language_of(request)):
        return render(None, "500.html", status=500)


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, Dutch when it asks for none."""
    first = request.path.split("/")[1:2]
    return first[0] if first and first[0] in Languages else "nl"
