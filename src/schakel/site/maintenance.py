"""While the keepers are at work (SCHAKEL_MAINTENANCE=on), visitors see a page that says so."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from schakel.site.errors import language_of
from schakel.site.headers import BACK_OFFICE

RETRY_AFTER = 600


class MaintenanceMiddleware:
    """Answers 503 to everything but the back office and the style sheets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if not settings.MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(BACK_OFFICE):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = render(None, "503.html", status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response
