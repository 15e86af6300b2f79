"""Regions, and the areas that their figures are about."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers import projection_store
from schakel.answers.occupation_tables import has_paths
from schakel.api import VERSION, shapes
from schakel.api.filters import AreaFilters, Filters, Listed, catalog_of
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses, root_of
from schakel.api.paging import page_of
from schakel.catalog import types as t
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import region_ids

router = Router(tags=["regions"])
LISTS = ("areas", "goals", "coverage", "indicators", "datasets", "sources", "glossary")
# Lists that cannot be had without saying of what.
LISTS_OF = {"figures": "{?indicator}", "observations": "{?dataset}"}


@router.get("", response=shapes.Entrance, include_in_schema=False, url_name="root")
def entrance(request: HttpRequest, filters: Query[Filters]) -> shapes.Entrance:
    """The entrance: where everything else is found."""
    root = root_of(request)
    names = {"self": "", "regions": "/regions", "service-desc": "/openapi.json"}
    return {
        "title": "Schakel API",
        "version": VERSION,
        "_links": {
            **{name: {"href": root + path} for name, path in names.items()},
            "service-doc": {"href": f"{root}/docs"},
        },
    }


@router.get("/regions", response=shapes.Listing[shapes.Region])
def regions(request: HttpRequest, filters: Query[Listed]) -> Table:
    """All regions that this server holds."""

    def represent(name: str) -> shapes.Region:
        return _region(request, load(name).region)

    return Table(page_of(request, filters, region_ids(), represent), columns_of(shapes.Region))


@router.get("/regions/{region}", response=shapes.RegionDetail)
def region(request: HttpRequest, region: str, filters: Query[Filters]) -> shapes.RegionDetail:
    """One region: what it is, and where its goals, figures and definitions are found."""
    entry = catalog_of(request).region
    return {
        **_region(request, entry),
        "about": entry.about,
        "links": [{"label": link.label, "address": link.address} for link in entry.links],
    }


def _region(request: HttpRequest, entry: t.Region) -> shapes.Region:
    at = Addresses(request, entry.id)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "area": entry.area,
        "parent": entry.parent,
        "label": entry.label,
        "name": entry.name,
        "tagline": entry.tagline,
        "_links": {
            "self": {"href": at.base},
            **{name: {"href": at.resource(name)} for name in LISTS},
            **_chain(entry, at),
            **_occupations(entry, at),
            **{
                name: {"href": at.resource(name) + blank, "templated": True}
                for name, blank in LISTS_OF.items()
            },
        },
    }


def _chain(entry: t.Region, at: Addresses) -> dict[str, shapes.Link]:
    """Address of the projection of the chain, of a region that has one."""
    there = projection_store.exists(load(entry.id), settings.HOME)
    return {"chain": {"href": at.resource("chain")}} if there else {}


def _occupations(entry: t.Region, at: Addresses) -> dict[str, shapes.Link]:
    """Address of the occupations, of a region that has tables of them."""
    if not has_paths(load(entry.id)):
        return {}
    return {
        "occupations": {"href": at.resource("occupations")},
        "titles": {"href": at.resource("titles") + "{?q,lang}", "templated": True},
    }


@router.get("/regions/{region}/areas", response=shapes.Listing[shapes.Area])
def areas(request: HttpRequest, region: str, filters: Query[AreaFilters]) -> Table:
    """The areas that figures of this region can be about."""
    catalog = catalog_of(request)
    inside = set(catalog.territory.parts(filters.within)) if filters.within else None
    found = [
        area
        for code, area in sorted(catalog.areas.items())
        if (not filters.kind or area.kind in filters.kind) and (inside is None or code in inside)
    ]
    at = Addresses(request, region)
    page = page_of(request, filters, found, lambda area: _area(catalog, at, area))
    return Table(page, columns_of(shapes.Area))


@router.get("/regions/{region}/areas/{code}", response=shapes.AreaDetail)
def area(
    request: HttpRequest, region: str, code: str, filters: Query[Filters]
) -> shapes.AreaDetail:
    """One area with its parts."""
    catalog = catalog_of(request)
    entry = catalog.area(code)
    return {
        **_area(catalog, Addresses(request, region), entry),
        "parts": catalog.territory.parts(code),
    }


def _area(catalog: Catalog, at: Addresses, entry: t.Area) -> shapes.Area:
    return {
        "code": entry.code,
        "kind": entry.kind,
        "label": entry.label,
        "within": catalog.territory.wholes(entry.code),
        "valid_from": entry.valid_from,
        "valid_until": entry.valid_until,
        "source": entry.source,
        "note": entry.note,
        "_links": {"self": {"href": at.resource("areas", entry.code)}},
    }
