"""What all pages over the ledger share: catalog and language in, a clear 404 for what is not there.

An entry that is not public does not exist for a visitor, and is never named as a near one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog, load
from schakel.site.pacts.addresses import page_path

View = Callable[..., HttpResponse]
_NEAREST = 5


class NotHere(Exception):
    """An entry that does not exist, with links (address, words) to those that look like it."""

    def __init__(self, key: str, nearest: list[tuple[str, str]]):
        self.key, self.nearest = key, nearest
        super().__init__(key)


def page(view: View) -> View:
    """Give a view catalog and language; what does not exist becomes a 404 page."""

    @wraps(view)
    def wrapped(request: HttpRequest, region: str, **what: str) -> HttpResponse:
        catalog = None
        try:
            catalog = load(region)
            return view(request, catalog, language_now(), **what)
        except NotHere as missing:
            return _not_found(request, catalog, missing.key, missing.nearest)
        except UnknownName as error:
            return _not_found(request, catalog, error.problems[0].where, [])

    return wrapped


def show(request: HttpRequest, template: str, catalog: Catalog, **context: Any) -> HttpResponse:
    """A page of this app."""
    return render(request, f"pacts/{template}.html", {"region": catalog, **context})


def not_here(
    catalog: Catalog, page_name: str, key: str, known: Iterable[tuple[str, str]]
) -> NotHere:
    """The error for a key that is not there; `known` are the keys and titles that are."""
    titles = dict(known)
    near = get_close_matches(key, titles, n=_NEAREST, cutoff=0.4)
    region, language = catalog.region.id, language_now()
    return NotHere(key, [(page_path(page_name, region, language, key=k), titles[k]) for k in near])


def asked(request: HttpRequest, *names: str) -> str:
    """What the reader chose in a form; the name of the field is that of either language."""
    return next((request.GET[name] for name in names if request.GET.get(name)), "")


def paged(request: HttpRequest, found: Any, size: int) -> Page:
    """The page of a long list that was asked for; the nearest when there is no such page."""
    return Paginator(found, size).get_page(asked(request, "pagina", "page"))


def language_now() -> str:
    """Language of the page: nl or en."""
    return (get_language() or "nl")[:2]


def today() -> date:
    """The day on which a reader looks."""
    return localdate()


def _not_found(
    request: HttpRequest, catalog: Catalog | None, name: str, nearest: list[tuple[str, str]]
) -> HttpResponse:
    context = {
        "region": catalog,
        "language": language_now(),
        "problems": [Problem(name, name, "", "")],
        "nearest": nearest,
    }
    return render(request, "explore/not_found.html", context, status=404)
