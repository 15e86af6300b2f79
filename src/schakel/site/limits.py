"""Refuses what is too large to receive, before it fills memory or disk."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.site.errors import too_large

_PIECE = 64 * 1024


class SizeMiddleware:
    """Answers 413 to a request that announces more than `LARGEST_REQUEST` bytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= settings.LARGEST_REQUEST:
            return self.get_response(request)
        # Who is still sending does not listen: let it pass, without keeping it, up to a measure.
        for _ in range(4 * settings.LARGEST_REQUEST // _PIECE):
            if not request.read(_PIECE):
                break
        return too_large(request)
