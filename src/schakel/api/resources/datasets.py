"""Data sets, and the observations in them: the rows on which all figures rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from schakel.answers.data import DatasetState
from schakel.answers.figures import note_text
from schakel.answers.observations import TOTAL, chosen, states, values_of
from schakel.api import shapes
from schakel.api.filters import (
    AreaCode,
    DatasetName,
    Filters,
    Listed,
    Name,
    SourceName,
    catalog_in,
    catalog_of,
    known_among,
)
from schakel.api.formats import Columns, Table, columns_of
from schakel.api.links import Addresses
from schakel.api.paging import listing, offset, page_of
from schakel.api.problems import LONGEST_SHOWN, RequestError, request_error
from schakel.api.resources.definitions import source_shape
from schakel.base.statuses import Status
from schakel.catalog import types as t
from schakel.catalog.catalog import Catalog, find

router = Router(tags=["observations"])

ANY_DIMENSION = {
    "name": "dimension",
    "in": "query",
    "description": "Any dimension of the data set, by its id, as `sex=f`; may be repeated. An "
    "empty value, as `sex=`, asks for the rows that are the total over that dimension.",
    "style": "form",
    "explode": True,
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}


@router.get("/regions/{region}/datasets", response=shapes.Listing[shapes.Dataset])
def datasets(request: HttpRequest, region: str, filters: Query[Listed]) -> Table:
    """The tables of observations that the figures are made from."""
    at = Addresses(request, region)
    entries = [state for _, state in sorted(states(catalog_of(request)).items())]
    page = page_of(request, filters, entries, lambda state: _dataset(at, state))
    return Table(page, columns_of(shapes.Dataset))


@router.get("/regions/{region}/datasets/{dataset}", response=shapes.DatasetDetail)
def dataset(
    request: HttpRequest, region: str, dataset: str, filters: Query[Filters]
) -> shapes.DatasetDetail:
    """One data set: its variables, its dimensions with their codes, and its sources."""
    catalog = catalog_of(request)
    at = Addresses(request, region)
    entry = find(catalog.datasets, dataset, "data set")
    return {
        **_dataset(at, states(catalog)[dataset]),
        "variables": [
            {
                "id": name,
                "label": variable.label,
                "unit": catalog.units[variable.unit],
                "additive": variable.additive,
            }
            for name, variable in entry.variables.items()
        ],
        "dimensions": [_dimension(catalog, entry, name) for name in entry.dimensions],
        "suppression": entry.suppression,
        "provenance": [source_shape(at, catalog.sources[name]) for name in entry.sources],
    }


def _dataset(at: Addresses, state: DatasetState) -> shapes.Dataset:
    entry = state.dataset
    return {
        "id": entry.id,
        "label": entry.label,
        "description": entry.description,
        "grain": list(entry.grain),
        "sources": list(entry.sources),
        "rows": state.rows,
        "suppressed": state.suppressed,
        "first_period": state.first_period,
        "last_period": state.last_period,
        "retrieved": state.retrieved,
        "_links": {
            "self": {"href": at.resource("datasets", entry.id)},
            "observations": {"href": at.resource("observations", dataset=entry.id)},
        },
    }


def _dimension(catalog: Catalog, entry: t.Dataset, name: str) -> shapes.Dimension:
    dimension = catalog.dimensions[name]
    labels = catalog.labels.get(name, {})
    return {
        "id": name,
        "label": dimension.label,
        "classification": dimension.classification,
        "codes": [
            {"code": code, "label": labels.get(code)} for code in values_of(catalog, entry.id, name)
        ],
    }


class ObservationFilters(Listed):
    """Parameters of the list of observations; the data set adds its own dimensions."""

    dataset: DatasetName = Field(description="id of the data set")
    variable: list[Name] = Field([], description="variable of the data set; may be repeated")
    region: list[AreaCode] = Field([], description="code of an area; may be repeated")
    period: list[Name] = Field([], description="period, as 2024 or 2023/24; may be repeated")
    status: list[Status] = Field([], description="status; may be repeated")
    source: list[SourceName] = Field([], description="id of a source; may be repeated")

    @field_validator("variable")
    @classmethod
    def _variables_exist(cls, names: list[str], info: ValidationInfo) -> list[str]:
        if dataset := _asked_for(catalog_in(info), info.data.get("dataset")):
            return [known_among(dataset.variables, name, "variable") for name in names]
        return names

    @field_validator("period")
    @classmethod
    def _periods_exist(cls, periods: list[str], info: ValidationInfo) -> list[str]:
        asked = [period.replace("_", "/") for period in periods]
        if dataset := _asked_for(catalog_in(info), info.data.get("dataset")):
            known = values_of(catalog_in(info), dataset.id, "period")
            return [known_among(known, period, "period of this data set") for period in asked]
        return asked

    @classmethod
    def further_names(cls, request: HttpRequest) -> Collection[str]:
        """The dimensions of the data set."""
        dataset = _asked_for(catalog_of(request), request.GET.get("dataset"))
        return dataset.dimensions if dataset else ()

    @classmethod
    def further_errors(cls, request: HttpRequest) -> Iterator[RequestError]:
        """Codes that do not occur in the data set."""
        catalog = catalog_of(request)
        dataset = request.GET.get("dataset", "")
        for name in cls.further_names(request):
            known = values_of(catalog, dataset, name)
            for code in request.GET.getlist(name):
                try:
                    known_among((*known, TOTAL), code, f"code of {name}")
                except PydanticCustomError as error:
                    yield _unknown_code(name, code, error.context or {})

    def wanted(self, request: HttpRequest) -> dict[str, list[str]]:
        """Per column of the table the values that are asked for."""
        own = {name: getattr(self, name) for name in ("variable", "region", "period", "source")}
        dimensions = {name: request.GET.getlist(name) for name in self.further_names(request)}
        return {**own, "status": [str(status) for status in self.status], **dimensions}


def _asked_for(catalog: Catalog, name: str | None) -> t.Dataset | None:
    return catalog.datasets.get(name or "")


def _unknown_code(name: str, code: str, context: dict[str, Any]) -> RequestError:
    return request_error(
        "query",
        name,
        "unknown_name",
        found=f"{code[:LONGEST_SHOWN]!r}, {context['found']}",
        expected=context["expected"],
        advice=f"{context['advice']}; an empty value asks for the total",
    )


@router.get(
    "/regions/{region}/observations",
    response=shapes.Listing[shapes.Observation],
    openapi_extra={"parameters": [ANY_DIMENSION]},
)
def observations(request: HttpRequest, region: str, filters: Query[ObservationFilters]) -> Table:
    """The rows of a data set; a suppressed cell has the value null and the status suppressed."""
    catalog = catalog_of(request)
    dimensions = catalog.datasets[filters.dataset].dimensions
    found = chosen(catalog, filters.dataset, filters.wanted(request))
    first = offset(filters, found.total)
    items = [_observation(catalog, dimensions, row) for row in found.rows(first, filters.page_size)]
    page = listing(request, filters, found.total, items)
    return Table(page, _columns(dimensions))


def _columns(dimensions: tuple[str, ...]) -> Columns:
    """The columns of all observations, with those of the data set where its dimensions stand."""
    columns: dict[str, tuple[str, ...]] = {}
    for name, path in columns_of(shapes.Observation).items():
        own = {one: ("dimensions", one) for one in dimensions}
        columns |= own if name == "dimensions" else {name: path}
    return columns


def _observation(
    catalog: Catalog, dimensions: tuple[str, ...], row: dict[str, Any]
) -> shapes.Observation:
    return {
        "variable": row["variable"],
        "region": row["region"],
        "region_label": catalog.areas[row["region"]].label,
        "period": row["period"],
        "dimensions": {name: row[name] for name in dimensions},
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "status": row["status"],
        "source": row["source"],
        "retrieved": row["retrieved"],
        "note": note_text(row["note"]),
    }
