"""The page of one number of the chain at its address, and the same as JSON and CSV."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.answers import projection_store
from schakel.answers.answer import Answer, Column
from schakel.answers.chain_names import chain_names
from schakel.answers.estimate_words import METHOD, name_of
from schakel.answers.estimates import Estimate, estimate_at
from schakel.answers.projected import Projection
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.site.explore import downloads
from schakel.site.explore.viewmodels.chain_number import number_page
from schakel.site.explore.views.chain import fresh
from schakel.site.explore.views.page import page, show

_QUESTION = Text(nl="Eén getal van de keten", en="One number of the chain")


@page
def number(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """One number with its method, what it rests on, and the run that gave it."""
    projection, found = _find(catalog, address)
    model = number_page(catalog, projection, found, language)
    where = settings.ADDRESS + request.path
    return fresh(show(request, "chain_number", catalog, model=model, address=where))


@page
def json(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """The number with its method and the record of its run as JSON."""
    projection, found = _find(catalog, address)
    record = projection.record.model_dump(mode="json") if projection.record else None
    return fresh(downloads.json_response({**_said(catalog, found), "record": record}))


@page
def csv(request: HttpRequest, catalog: Catalog, language: str, address: str) -> HttpResponse:
    """The number as one row of CSV."""
    _projection, found = _find(catalog, address)
    row = {name: value for name, value in _said(catalog, found).items() if name != "method"}
    flat = {**row, "label_nl": row["label"]["nl"], "label_en": row["label"]["en"]}
    del flat["label"]
    columns = tuple(Column(name, Text(nl=name, en=name)) for name in flat)
    answer = Answer(_QUESTION, columns, (tuple(flat.values()),))
    return fresh(downloads.csv_response(answer, f"chain/{found.address}"))


def _find(catalog: Catalog, address: str) -> tuple[Projection, Estimate]:
    projection = projection_store.read(catalog, settings.HOME)
    if projection is None:
        raise UnknownName(
            Problem(
                address,
                f"{catalog.region.id!r}, of which no projection has been made yet",
                "a region with a projection",
                f"make one with “schakel project {catalog.region.id}”",
            )
        )
    return projection, estimate_at(projection, chain_names(catalog), catalog.links, address)


def _said(catalog: Catalog, found: Estimate) -> dict[str, Any]:
    return {
        "measure": found.measure,
        "area": found.area,
        "key": found.key,
        "label": name_of(chain_names(catalog), catalog.links, found).model_dump(),
        "year": found.year,
        "sex": found.sex,
        **{
            name: None if value is None else round(value)
            for name, value in (
                ("low", found.low), ("middle", found.middle), ("high", found.high),
                ("mean", found.mean),
            )
        },
        "unit": "persons",
        "status": "estimate",
        "method": METHOD[found.measure].model_dump(),
    }  # fmt: skip
