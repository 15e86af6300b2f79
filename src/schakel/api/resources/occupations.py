"""Occupations: technical and ICT groups with their numbers, members, programmes and skills."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers import projection_store
from schakel.answers.entries import METHOD, Entering, entering
from schakel.answers.near_groups import NearGroup, near_groups
from schakel.answers.occupation_groups import group_named, like, members
from schakel.answers.occupation_routes import routes, taught
from schakel.answers.occupation_words import chance_sentence, group_sentence
from schakel.answers.occupations import (
    Choice,
    OccupationRow,
    areas_of,
    families_of,
    row_of,
)
from schakel.answers.occupations import (
    occupations as occupations_in,
)
from schakel.answers.origin_words import year_of
from schakel.answers.projected import Projection
from schakel.answers.shortage import Band
from schakel.api import occupation_shapes as shapes
from schakel.api.filters import OccupationFilters, OccupationsListed
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.occupation_parts import both, number, programme, with_tables
from schakel.api.paging import page_of
from schakel.api.problems import INVALID, Refused, request_error
from schakel.api.shapes import Listing
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog

router = Router(tags=["occupations"])


@router.get("/regions/{region}/occupations", response=Listing[shapes.OccupationGroup])
def occupations(request: HttpRequest, region: str, filters: Query[OccupationsListed]) -> Table:
    """Technical and ICT occupation groups: people, openings, tightness and vacancies."""
    catalog = with_tables(request)
    known_value("area", filters.area, areas_of(catalog))
    known_value("family", filters.family, tuple(families_of(catalog)))
    choice = Choice(filters.area, filters.family, filters.promising, filters.sort)
    rows = occupations_in(catalog, _projection(catalog), choice)
    at = Addresses(request, region)
    page = page_of(request, filters, rows, lambda row: _group(catalog, at, row))
    return Table(page, columns_of(shapes.OccupationGroup))


@router.get("/regions/{region}/occupations/{occupation}", response=shapes.OccupationDetail)
def occupation(
    request: HttpRequest, region: str, occupation: str, filters: Query[OccupationFilters]
) -> shapes.OccupationDetail:
    """One group: numbers, who come to it, ESCO occupations, programmes, skills, its like."""
    catalog = with_tables(request)
    known_value("area", filters.area, areas_of(catalog))
    group = group_named(catalog, occupation)
    area = filters.area or catalog.region.area
    row = row_of(catalog, _projection(catalog), group, area)
    return {
        **_group(catalog, Addresses(request, region), row),
        "sentence": both(lambda language: group_sentence(catalog, row, language)),
        "chance": both(lambda language: chance_sentence(catalog, row, language)),
        "entering": _entering(entering(catalog, group.family, area)),
        "near": [_near(one) for one in near_groups(catalog, group, area)],
        "occupations": [
            {
                "uri": member.uri,
                "isco": member.isco,
                "name": member.name,
                "dutch": member.dutch,
                "estimate": member.estimate,
            }
            for member in members(catalog, group)
        ],
        "programmes": [programme(route) for route in routes(catalog, group, area)],
        "skills": [
            {
                "label": entry.label,
                "kind": entry.kind,
                "esco": entry.esco,
                "qualifications": entry.programmes,
                "described": entry.of,
            }
            for entry in taught(catalog, group)
        ],
        "like": [other.code for other in like(catalog, group)],
    }


def _projection(catalog: Catalog) -> Projection | None:
    return projection_store.read(catalog, settings.HOME)


def known_value(name: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is None or value in known:
        return
    error = request_error(
        "query",
        name,
        "unknown_name",
        found=f"{value!r}, of which there are no numbers",
        expected=f"one of: {', '.join(known)}",
        advice="choose one of these",
    )
    raise Refused(INVALID, "There are no occupations for what was asked.", [error])


def _group(catalog: Catalog, at: Addresses, row: OccupationRow) -> shapes.OccupationGroup:
    group, named = row.group, row.classes
    return {
        "code": group.code,
        "label": group.label,
        "family": group.family,
        "family_label": group.family_label,
        "area": row.area,
        "area_label": catalog.area(row.area).label,
        "promising": row.promising,
        "bottlenecks": named.bottlenecks,
        "tension_class": named.tension,
        "direction": named.direction,
        "numbers": {name: number(value) for name, value in row.values.items()},  # type: ignore[typeddict-item]
        "_links": {"self": {"href": at.resource("occupations", group.code)}},
    }


def _entering(found: Entering | None) -> shapes.Entering | None:
    if found is None:
        return None
    return {
        "family": found.family,
        "area": found.area,
        "period": year_of(found),
        "total": _interval(found.total),
        "entries": [
            {
                "origin": entry.origin,
                "label": entry.label,
                "within": entry.within or None,
                "people": _interval(entry.people),
                "percent": _interval(entry.part),
            }
            for entry in found.entries
        ],
        "status": Status.ESTIMATE,
        "draws": found.draws,
        "method": METHOD,
    }


def _interval(band: Band) -> shapes.Interval:
    return {"low": band.low, "middle": band.middle, "high": band.high}


def _near(one: NearGroup) -> shapes.NearGroup:
    return {
        "code": one.group.code,
        "label": one.group.label,
        "score": round(one.score, 4),
        "nearness": one.nearness,
        "people": number(one.people),
    }
