"""A session in which the second factor was not given belongs to nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from schakel.site.accounts.second_factor import is_verified, person_of


class SecondFactorMiddleware:
    """Makes `request.user` a visitor until a code was given; `request.person` is who it may become.

    Everything that asks who the user is (the back office, previews, private pages and documents) is
    thereby closed at once, also what is added later. What is shown to somebody with a session is
    kept by no cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = request.user
        request.user = SimpleLazyObject(lambda: _user(request))
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _user(request: HttpRequest) -> object:
    person = person_of(request)
    return person if is_verified(person) else AnonymousUser()
