"""Indicators with their definitions, sources and the glossary."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers.data import sources_of
from schakel.answers.observations import figures_in_order, periods_of
from schakel.answers.series import splits
from schakel.api import shapes
from schakel.api.filters import Filters, Listed, catalog_of
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.paging import page_of
from schakel.catalog import types as t
from schakel.catalog.catalog import Catalog, find

router = Router(tags=["definitions"])


@router.get("/regions/{region}/indicators", response=shapes.Listing[shapes.Indicator])
def indicators(request: HttpRequest, region: str, filters: Query[Listed]) -> Table:
    """The indicators that are followed in this region."""
    catalog = catalog_of(request)
    at = Addresses(request, region)
    entries = [entry for _, entry in sorted(catalog.indicators.items())]
    page = page_of(request, filters, entries, lambda entry: _indicator(catalog, at, entry))
    return Table(page, columns_of(shapes.Indicator))


@router.get("/regions/{region}/indicators/{indicator}", response=shapes.IndicatorDetail)
def indicator(
    request: HttpRequest, region: str, indicator: str, filters: Query[Filters]
) -> shapes.IndicatorDetail:
    """One indicator: its definitions over time, its breaks, its sources, what there is of it."""
    catalog = catalog_of(request)
    at = Addresses(request, region)
    entry = catalog.indicator(indicator)
    figures = figures_in_order(catalog, indicator)
    return {
        **_indicator(catalog, at, entry),
        "versions": list(entry.versions),
        "breaks": list(entry.breaks),
        "periods": list(periods_of(catalog, indicator)),
        "areas": sorted({figure.area for figure in figures}),
        "provenance": [source_shape(at, source) for source in sources_of(catalog, figures)],
    }


def _indicator(catalog: Catalog, at: Addresses, entry: t.Indicator) -> shapes.Indicator:
    return {
        "id": entry.id,
        "label": entry.label,
        "short": entry.short,
        "description": entry.description,
        "unit": catalog.units[entry.unit],
        "direction": entry.direction,
        "splits": splits(entry),
        "related": list(entry.related),
        "_links": {
            "self": {"href": at.resource("indicators", entry.id)},
            "figures": {"href": at.resource("figures", indicator=entry.id)},
        },
    }


@router.get("/regions/{region}/sources", response=shapes.Listing[shapes.Source])
def sources(request: HttpRequest, region: str, filters: Query[Listed]) -> Table:
    """The sources of all numbers and definitions, each with its licence."""
    catalog = catalog_of(request)
    at = Addresses(request, region)
    entries = [entry for _, entry in sorted(catalog.sources.items())]
    page = page_of(request, filters, entries, lambda entry: source_shape(at, entry))
    return Table(page, columns_of(shapes.Source))


@router.get("/regions/{region}/sources/{source}", response=shapes.Source)
def source(
    request: HttpRequest, region: str, source: str, filters: Query[Filters]
) -> shapes.Source:
    """One source: publisher, table, licence, dates and fingerprint."""
    entry = find(catalog_of(request).sources, source, "source")
    return source_shape(Addresses(request, region), entry)


def source_shape(at: Addresses, entry: t.Source) -> shapes.Source:
    """A source as the API shows it."""
    return {
        "id": entry.id,
        "publisher": entry.publisher,
        "title": entry.title,
        "address": entry.address,
        "licence": entry.licence,
        "published": entry.published,
        "retrieved": entry.retrieved,
        "sha256": entry.sha256,
        "note": entry.note,
        "_links": {"self": {"href": at.resource("sources", entry.id)}},
    }


@router.get("/regions/{region}/glossary", response=shapes.Listing[shapes.Term])
def glossary(request: HttpRequest, region: str, filters: Query[Listed]) -> Table:
    """The terms that the definitions use, in Dutch and in English."""
    entries = [entry for _, entry in sorted(catalog_of(request).terms.items())]
    return Table(page_of(request, filters, entries, _term), columns_of(shapes.Term))


def _term(entry: t.Term) -> shapes.Term:
    return {
        "id": entry.id,
        "label": t.Text(nl=entry.nl, en=entry.en),
        "definition": entry.definition,
        "source": entry.source,
        "not_to_confuse_with": list(entry.not_to_confuse_with),
    }
