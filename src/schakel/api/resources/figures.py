"""Figures: lists by filter, and each at its permanent address."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, ValidationInfo, field_validator

from schakel.answers.data import figure_at, sources_of
from schakel.answers.figures import Figure
from schakel.answers.observations import figures_in_order, periods_of
from schakel.answers.series import splits
from schakel.api import shapes
from schakel.api.filters import (
    AreaCode,
    Filters,
    IndicatorName,
    Listed,
    Name,
    catalog_in,
    catalog_of,
    known_among,
    wrong_value,
)
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.paging import page_of
from schakel.api.problems import NOT_FOUND, Refused, request_error
from schakel.api.resources.definitions import source_shape
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog

router = Router(tags=["figures"])


class FigureFilters(Listed):
    """Parameters of the list of figures."""

    indicator: IndicatorName = Field(description="id of the indicator")
    area: list[AreaCode] = Field([], description="code of an area; may be repeated")
    period: list[Name] = Field([], description="period, as 2024 or 2023/24; may be repeated")
    split: Name | None = Field(
        None, description="dimension to split by, one of the indicator’s `splits`"
    )
    code: list[Name] = Field([], description="code of that dimension; may be repeated")
    status: list[Status] = Field([], description="status; may be repeated")

    @field_validator("period")
    @classmethod
    def _periods_exist(cls, periods: list[str], info: ValidationInfo) -> list[str]:
        asked = [period.replace("_", "/") for period in periods]
        if name := info.data.get("indicator"):
            known = periods_of(catalog_in(info), name)
            return [known_among(known, period, "period of this indicator") for period in asked]
        return asked

    @field_validator("split")
    @classmethod
    def _split_exists(cls, split: str | None, info: ValidationInfo) -> str | None:
        name = info.data.get("indicator")
        if split is None or name is None:
            return split
        known = splits(catalog_in(info).indicator(name))
        return known_among(known, split, "split of this indicator")

    @field_validator("code")
    @classmethod
    def _codes_exist(cls, codes: list[str], info: ValidationInfo) -> list[str]:
        name, split = info.data.get("indicator"), info.data.get("split")
        if not codes or not name or "split" not in info.data:
            return codes
        if split is None:
            told = ("a code without a split", "split and code together", "add split=…")
            raise wrong_value("split_missing", *told)
        found = figures_in_order(catalog_in(info), name, split)
        known = sorted({code for figure in found for _, code in figure.breakdown})
        return [known_among(known, code, "code of this split") for code in codes]

    def fit(self, figure: Figure) -> bool:
        """Whether a figure is among those that were asked for."""
        return (
            (not self.area or figure.area in self.area)
            and (not self.period or figure.period in self.period)
            and (not self.status or figure.status in self.status)
            and (not self.code or any(code in self.code for _, code in figure.breakdown))
        )


@router.get("/regions/{region}/figures", response=shapes.Listing[shapes.Figure])
def figures(request: HttpRequest, region: str, filters: Query[FigureFilters]) -> Table:
    """The figures of an indicator, by area, code and time."""
    catalog = catalog_of(request)
    at = Addresses(request, region)
    found = figures_in_order(catalog, filters.indicator, filters.split)
    fitting = [figure for figure in found if filters.fit(figure)]
    page = page_of(request, filters, fitting, lambda figure: figure_shape(catalog, at, figure))
    return Table(page, columns_of(shapes.Figure))


@router.get("/regions/{region}/figures/{indicator}/{area}/{period}", response=shapes.FigureDetail)
def figure(
    request: HttpRequest,
    region: str,
    indicator: str,
    area: str,
    period: str,
    filters: Query[Filters],
) -> shapes.FigureDetail:
    """One figure at its permanent address; a `/` in the period is written `_` (2023_24)."""
    return _detail(request, indicator, area, period, {})


@router.get(
    "/regions/{region}/figures/{indicator}/{area}/{period}/{split}", response=shapes.FigureDetail
)
def split_figure(
    request: HttpRequest,
    region: str,
    indicator: str,
    area: str,
    period: str,
    split: str,
    filters: Query[Filters],
) -> shapes.FigureDetail:
    """One figure of a split indicator; the last part of its address is `dimension=code`."""
    dimension, sign, code = split.partition("=")
    if not sign:
        error = request_error(
            "path",
            "split",
            "unknown_name",
            found=repr(split),
            expected="dimension=code",
            advice="take the address from the list of figures",
        )
        raise Refused(NOT_FOUND, "The last part of the address is not a split.", [error])
    return _detail(request, indicator, area, period, {dimension: code})


def _detail(
    request: HttpRequest, indicator: str, area: str, period: str, breakdown: dict[str, str]
) -> shapes.FigureDetail:
    catalog = catalog_of(request)
    at = Addresses(request, catalog.region.id)
    found = figure_at(catalog, indicator, area, period.replace("_", "/"), breakdown)
    entry = catalog.indicator(indicator)
    unit = catalog.units[found.unit]
    definition = next(version for version in entry.versions if version.id == found.version)
    return {
        **figure_shape(catalog, at, found),
        "indicator_label": entry.label,
        "unit_label": unit.label,
        "decimals": unit.decimals,
        "definition": definition,
        "breaks": list(entry.breaks),
        "provenance": [source_shape(at, source) for source in sources_of(catalog, [found])],
    }


def figure_shape(catalog: Catalog, at: Addresses, figure: Figure) -> shapes.Figure:
    """A figure as the API shows it."""
    split, code = next(iter(figure.breakdown), (None, None))
    address = figure.address
    return {
        "indicator": figure.indicator,
        "area": figure.area,
        "area_label": catalog.areas[figure.area].label,
        "period": figure.period,
        "split": split,
        "code": code,
        "code_label": catalog.labels.get(split, {}).get(code) if split and code else None,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unit": figure.unit,
        "status": figure.status,
        "suppressed_cells": figure.suppressed_cells,
        "cells": figure.cells,
        "definition_version": figure.version,
        "sources": list(figure.sources),
        "retrieved": figure.retrieved,
        "note": figure.note,
        "address": address,
        "_links": {
            "self": {"href": at.figure(address)},
            "indicator": {"href": at.resource("indicators", figure.indicator)},
            "alternate": [
                {"href": at.figure_page(address, "nl"), "hreflang": "nl", "type": "text/html"},
                {"href": at.figure_page(address, "en"), "hreflang": "en", "type": "text/html"},
            ],
        },
    }
