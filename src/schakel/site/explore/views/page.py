"""What all pages over answers share: catalog and language in, a clear 404 for what is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from schakel.answers.series import series
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog, load
from schakel.site.explore.links import figure_path, page_path

View = Callable[..., HttpResponse]
_NEAREST = 6


def page(view: View) -> View:
    """Give a view catalog and language; a name that does not exist becomes a 404 page."""

    @wraps(view)
    def wrapped(request: HttpRequest, region: str, **what: str) -> HttpResponse:
        language = (get_language() or "nl")[:2]
        catalog = None
        try:
            catalog = load(region)
            return view(request, catalog, language, **what)
        except UnknownName as error:
            return _not_found(request, catalog, language, error)

    return wrapped


def show(request: HttpRequest, template: str, catalog: Catalog, **context: Any) -> HttpResponse:
    """A page of this app."""
    language = (get_language() or "nl")[:2]
    return render(
        request, f"explore/{template}.html", {"region": catalog, "language": language, **context}
    )


def asked(request: HttpRequest, *names: str) -> str | None:
    """What the reader chose in a form; the name of the field is that of either language."""
    return next((request.GET[name] for name in names if request.GET.get(name)), None)


def _not_found(
    request: HttpRequest, catalog: Catalog | None, language: str, error: UnknownName
) -> HttpResponse:
    context = {
        "region": catalog,
        "language": language,
        "problems": error.problems,
        "data_path": page_path("data", catalog.region.id, language) if catalog else None,
        "nearest": [
            link
            for problem in error.problems
            for link in (_nearest(catalog, language, problem) if catalog else [])
        ],
    }
    return render(request, "explore/not_found.html", context, status=404)


def _nearest(catalog: Catalog, language: str, problem: Problem) -> list[tuple[str, str]]:
    """Links (address, words) to what does exist and looks like what was asked for."""
    names = problem.expected.removeprefix("one of: ").split(", ")
    links = [_link(catalog, language, name) for name in names]
    found = [link for link in links if link]
    return found or _same_series(catalog, language, problem.where)


def _link(catalog: Catalog, language: str, name: str) -> tuple[str, str] | None:
    entries: tuple[tuple[str, str, Any], ...] = (
        ("goal", "goal", catalog.goals),
        ("area", "area", catalog.areas),
        ("indicator", "indicator", catalog.indicators),
        ("dataset", "dataset", catalog.datasets),
    )
    for page_name, argument, known in entries:
        if name in known:
            path = page_path(page_name, catalog.region.id, language, **{argument: name})
            return path, known[name].label.in_language(language)
    return None


def _same_series(catalog: Catalog, language: str, address: str) -> list[tuple[str, str]]:
    """For a figure that is not there: the latest figures of the same indicator and area."""
    indicator, _, rest = address.partition("/")
    area = rest.partition("/")[0]
    if indicator not in catalog.indicators or area not in catalog.areas:
        return []
    here = [catalog.indicators[indicator].label, catalog.areas[area].label]
    label = ", ".join(words.in_language(language) for words in here)
    latest = series(catalog, indicator, area)[-_NEAREST:]
    links = [(figure_path(catalog, fig, language), f"{label}, {fig.period}") for fig in latest]
    path = page_path("indicator", catalog.region.id, language, indicator=indicator)
    return [*links, (path, here[0].in_language(language))]
