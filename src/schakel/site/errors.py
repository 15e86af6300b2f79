"""What a visitor sees when a page is not there, or when something broke."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views import defaults

from schakel.catalog.types import Languages

MEGABYTE = 1024 * 1024
_PART = 64 * 1024


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page 404, in the language of the address."""
    with translation.override(language_of(request)):
        return render(request, "404.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that is not taken: too large, or not as a browser sends it."""
    if isinstance(exception, RequestDataTooBig):
        _let_the_rest_arrive(request)
        return too_large(request)
    return defaults.bad_request(request, exception)


def _let_the_rest_arrive(request: HttpRequest) -> None:
    """Take and drop what is still coming: a browser reads the answer only when it has sent all."""
    left = settings.LARGEST_REQUEST
    try:
        while left > 0 and (part := request.read(_PART)):
            left -= len(part)
    except OSError:
        return  # whoever sent it is gone


def too_large(request: HttpRequest) -> HttpResponse:
    """The page 413: how much can be sent at once."""
    measures = {
        "most": settings.LARGEST_REQUEST // MEGABYTE,
        "pasted": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
    }
    with translation.override(language_of(request)):
        response = render(None, "413.html", measures, status=413)
    response.headers["Cache-Control"] = "no-store"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The page 500: leans on nothing that may be broken itself, so it has no menu."""
    with translation.override(language_of(request)):
        return render(None, "500.html", status=500)


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, Dutch when it asks for none."""
    first = request.path.split("/")[1:2]
    return first[0] if first and first[0] in Languages else "nl"
