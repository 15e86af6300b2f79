"""The page of one figure at its permanent address, and the same as JSON and CSV."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.answers.data import figure_at
from schakel.answers.explain import explain
from schakel.answers.figures import Figure
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.site.explore import downloads
from schakel.site.explore.viewmodels.figures import figure_page
from schakel.site.explore.views.page import page, show


@page
def figure(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """One number with everything that makes it traceable."""
    model = figure_page(catalog, _find(catalog, address), language)
    return show(request, "figure", catalog, model=model, address=settings.ADDRESS + request.path)


@page
def json(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """The figure with its formula, rows and sources as JSON."""
    return downloads.json_response(
        downloads.explained(catalog, explain(catalog, _find(catalog, address)))
    )


@page
def csv(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """The figure as one row of CSV."""
    found = _find(catalog, address)
    return downloads.csv_response(downloads.figure_answer(catalog, found), found.address)


@page
def rows_csv(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """All observations that the figure adds up, as CSV."""
    found = _find(catalog, address)
    return downloads.rows_response(explain(catalog, found), f"{found.address}/rows")


def _find(catalog: Catalog, address: str) -> Figure:
    """The figure at a path indicator/area/period[/dimension=code]."""
    parts = address.split("/")
    splits = [part.partition("=") for part in parts[3:]]
    if len(parts) < 3 or len(splits) > 1 or not all(equals for _, equals, _ in splits):
        raise UnknownName(
            Problem(
                address,
                "an address that is not that of a figure",
                "indicator/area/period, or indicator/area/period/dimension=code",
                "look the figure up on the page of its indicator",
            )
        )
    breakdown = {dimension: code for dimension, _, code in splits}
    return figure_at(catalog, parts[0], parts[1], parts[2].replace("_", "/"), breakdown)
