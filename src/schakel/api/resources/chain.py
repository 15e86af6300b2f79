"""The chain: what is projected per family, per kind of place and per flow. All is estimated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers import projection_store
from schakel.answers.chain_names import ChainNames, chain_names
from schakel.answers.chain_rows import (
    CAPACITY_MEASURES,
    FAMILY_MEASURES,
    FLOW_MEASURES,
    areas_of,
    key_label,
    selected,
)
from schakel.answers.measure_paths import MeasurePath
from schakel.answers.measure_rows import measure_paths
from schakel.answers.projected import ALL, Projection
from schakel.api import chain_shapes as shapes
from schakel.api.filters import (
    CapacityListed,
    ChainListed,
    FamilyListed,
    FlowListed,
    MeasureListed,
    catalog_of,
)
from schakel.api.formats import Table, columns_of
from schakel.api.paging import listing, offset
from schakel.api.problems import INVALID, NOT_FOUND, Refused, request_error
from schakel.api.shapes import Listing
from schakel.catalog.catalog import Catalog

router = Router(tags=["chain"])
Row = Mapping[str, Any]


@router.get("/regions/{region}/chain", response=Listing[shapes.FamilyEstimate])
def chain(request: HttpRequest, region: str, filters: Query[FamilyListed]) -> Table:
    """People in work, people seeking, jobs wanted, vacancies and what stays unfilled."""
    return _table(
        request, filters, FAMILY_MEASURES, filters.family, "family", shapes.FamilyEstimate, _named
    )


@router.get("/regions/{region}/chain/capacities", response=Listing[shapes.CapacityEstimate])
def chain_capacities(request: HttpRequest, region: str, filters: Query[CapacityListed]) -> Table:
    """Places there are, and people who ask for one."""
    key = filters.capacity
    return _table(
        request, filters, CAPACITY_MEASURES, key, "capacity", shapes.CapacityEstimate, _placed
    )


@router.get("/regions/{region}/chain/flows", response=Listing[shapes.FlowEstimate])
def chain_flows(request: HttpRequest, region: str, filters: Query[FlowListed]) -> Table:
    """People in each stage of the chain, and people moving on in a year, by sex."""
    return _table(request, filters, FLOW_MEASURES, filters.key, "key", shapes.FlowEstimate, _moving)


@router.get("/regions/{region}/chain/measures", response=Listing[shapes.MeasureEstimate])
def chain_measures(request: HttpRequest, region: str, filters: Query[MeasureListed]) -> Table:
    """Measures of goals that the chain projects: their path, and the chance of the target."""
    catalog = catalog_of(request)
    paths = measure_paths(catalog, _projection(catalog))
    _known("area", filters.area, sorted({path.area for path in paths}))
    _known("indicator", filters.indicator, sorted({path.state.indicator.id for path in paths}))
    rows = [
        row
        for path in paths
        if filters.area in (None, path.area)
        and filters.indicator in (None, path.state.indicator.id)
        for row in _path_rows(request, catalog, path)
        if filters.year in (None, row["year"])
    ]
    first = offset(filters, len(rows))
    items = rows[first : first + filters.page_size]
    return Table(listing(request, filters, len(rows), items), columns_of(shapes.MeasureEstimate))


def _path_rows(request: HttpRequest, catalog: Catalog, path: MeasurePath) -> list[dict[str, Any]]:
    indicator, target = path.state.indicator, path.state.measure.target
    return [
        {
            "indicator": indicator.id,
            "indicator_label": indicator.label,
            "area": path.area,
            "area_label": catalog.area(path.area).label,
            "year": year,
            **{name: round(getattr(band, name), 2) for name in ("low", "middle", "high")},
            "unit": indicator.unit,
            "starts_at": path.measure.starts_at,
            "target": target.value if target else None,
            "target_year": path.judged_to,
            "chance": None if path.chance is None else round(path.chance, 2),
            "status": "forecast",
            "_links": {"self": {"href": request.build_absolute_uri()}},
        }
        for year, band in zip(path.years, path.bands, strict=True)
    ]


def _named(names: ChainNames, row: Row, kind: str) -> dict[str, Any]:
    return {kind: row["key"], f"{kind}_label": key_label(names, row["measure"], row["key"])}


def _placed(names: ChainNames, row: Row, kind: str) -> dict[str, Any]:
    return {**_named(names, row, kind), "chance": row["chance"]}


def _moving(names: ChainNames, row: Row, kind: str) -> dict[str, Any]:
    key, moves = row["key"], row["measure"] == "flow"
    source, target = names.ends.get(key, ("", "")) if moves else ("", "")
    links = names.link_of_flow if moves else names.link_of_stage
    link = links.get(key.removesuffix("_otherwise"), "")
    ends = {"source": source or None, "target": target or None, "link": link or None}
    return {**_named(names, row, kind), "sex": row["sex"], **ends}


def _table(
    request: HttpRequest,
    filters: ChainListed,
    measures: Sequence[str],
    key: str | None,
    kind: str,
    shape: Any,
    represent: Callable[[ChainNames, Row, str], dict[str, Any]],
) -> Table:
    catalog = catalog_of(request)
    projection = _projection(catalog)
    _known("area", filters.area, [*areas_of(projection), ALL])
    chosen = getattr(filters, "measure", None)
    rows = selected(projection, [chosen] if chosen else measures, filters.area, key, filters.year)
    if key is not None:
        every = selected(projection, measures)["key"].unique(maintain_order=True).to_list()
        _known(kind, key, every)
    if sex := getattr(filters, "sex", None):
        rows = rows.filter(pl.col("sex") == sex)
    first = offset(filters, len(rows))
    names = chain_names(catalog)
    items = [
        {**_estimate(request, catalog, row), **represent(names, row, kind)}
        for row in rows.slice(first, filters.page_size).iter_rows(named=True)
    ]
    return Table(listing(request, filters, len(rows), items), columns_of(shape))


def _projection(catalog: Catalog) -> Projection:
    found = projection_store.read(catalog, settings.HOME)
    if found is None:
        error = request_error(
            "path",
            "region",
            "no_projection",
            found=f"{catalog.region.id!r}, of which no projection has been made yet",
            expected="a region with a projection",
            advice=f"make one with “schakel project {catalog.region.id}”",
        )
        raise Refused(NOT_FOUND, "There is no projection of this region yet.", [error])
    return found


def _known(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is None or value in known:
        return
    error = request_error(
        "query",
        name,
        "unknown_name",
        found=f"{value!r}, which is not in the projection",
        expected=f"one of: {', '.join(known[:20])}{', …' if len(known) > 20 else ''}",
        advice="choose one of these",
    )
    raise Refused(INVALID, "The projection does not hold what was asked for.", [error])


def _estimate(request: HttpRequest, catalog: Catalog, row: Row) -> dict[str, Any]:
    area = row["region"]
    label = catalog.region.name if area == ALL else catalog.area(area).label
    return {
        "measure": row["measure"],
        "area": area,
        "area_label": label,
        "year": row["year"],
        **{name: round(row[name]) for name in ("low", "middle", "high", "mean")},
        "status": "estimate",
        "_links": {"self": {"href": request.build_absolute_uri()}},
    }
