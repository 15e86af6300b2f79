"""What the pages with forms share: nobody keeps them, no search engine lists them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def for_one_reader(view: View) -> View:
    """A page for whoever asks for it: never kept, never indexed, without a cookie.

    Its forms carry a signed token of their own (`guard`), or act on a signed link.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, **what: Any) -> HttpResponse:
        response = view(request, **what)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(wrapped)


def sent(request: HttpRequest) -> QueryDict:
    """What came with the form; nothing when it was larger than any form of ours can be."""
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return QueryDict()


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this app; `region` in the context gives it the menu of that region."""
    return render(request, f"readers/{template}.html", context, status=status)
