"""The chain: people, jobs and shortages to come, as a page and as CSV. All of it is estimated."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schakel.answers import projection_store
from schakel.answers.answer import Answer
from schakel.answers.chain_names import chain_names
from schakel.answers.chain_rows import (
    TABLES,
    areas_of,
    rows_answer,
    selected,
)
from schakel.answers.drivers import drivers, drivers_answer
from schakel.answers.measure_rows import measure_paths, measures_answer
from schakel.answers.projected import ALL
from schakel.answers.track_record import histories, record_sentence
from schakel.catalog.catalog import Catalog, find
from schakel.site.explore import downloads
from schakel.site.explore.viewmodels.chain import Asked, chain_page
from schakel.site.explore.viewmodels.chain_record import record_tables
from schakel.site.explore.views.page import page, show

DRIVERS, MEASURES = "drivers", "measures"  # of other shape, of all areas at once


@page
def chain(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Shortages per family, places against requests, the flow of people, and how sure that is."""
    projection = projection_store.read(catalog, settings.HOME)
    if projection is None:
        return _absent(request, catalog, status=200)
    asked = Asked(**{name: request.GET[name] for name in vars(Asked()) if request.GET.get(name)})
    model = chain_page(catalog, projection, language, asked, timezone.localdate().year)
    return fresh(show(request, "chain", catalog, model=model))


@page
def csv(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """A table of the page as CSV; families, places and flows of one area or of all."""
    name = request.GET.get("table") or "families"
    measures = find({**TABLES, DRIVERS: (), MEASURES: ()}, name, "table")
    if name == DRIVERS:
        return _csv(catalog, drivers_answer(drivers(catalog)), name)
    projection = projection_store.read(catalog, settings.HOME)
    if projection is None:
        return _absent(request, catalog, status=404)
    if name == MEASURES:
        return _csv(catalog, measures_answer(measure_paths(catalog, projection)), name)
    area = request.GET.get("area") or None
    if area is not None:
        find(dict.fromkeys([*areas_of(projection), ALL]), area, "area")
    rows = selected(projection, measures, area)
    return _csv(catalog, rows_answer(projection, chain_names(catalog), rows), name)


@page
def record(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """How well forecasts did, and what the model is for, leaves out and must not be used for."""
    found = histories(catalog)
    return show(
        request,
        "chain_record",
        catalog,
        sentence=record_sentence(found, language) if found else "",
        histories=record_tables(catalog, language),
    )


def _csv(catalog: Catalog, answer: Answer, name: str) -> HttpResponse:
    return fresh(downloads.csv_response(answer, f"{catalog.region.id}-chain-{name}"))


def _absent(request: HttpRequest, catalog: Catalog, status: int) -> HttpResponse:
    """The page of a region that has no projection yet, with what to do about it."""
    response = fresh(show(request, "chain_absent", catalog))
    response.status_code = status
    return response


def fresh(response: HttpResponse) -> HttpResponse:
    """Whoever makes a new projection sees it at once: nothing keeps this page."""
    response["Cache-Control"] = "no-cache, private"
    return response
