"""What resources about occupations share: a region with tables, a number, a programme."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from schakel.answers.occupation_routes import Route
from schakel.answers.occupation_rows import shown
from schakel.answers.occupation_tables import has_paths
from schakel.answers.occupation_values import Value
from schakel.api import occupation_shapes as shapes
from schakel.api.filters import catalog_of
from schakel.api.problems import NOT_FOUND, Refused, request_error
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text


def with_tables(request: HttpRequest) -> Catalog:
    """The catalog; raises Refused for a region without tables of occupations."""
    catalog = catalog_of(request)
    if has_paths(catalog):
        return catalog
    error = request_error(
        "path",
        "region",
        "no_occupations",
        found=f"{catalog.region.id!r}, whose packages have no tables of occupations",
        expected="a region with tables of occupations",
        advice="take one whose parent has them, as `nl` does",
    )
    raise Refused(NOT_FOUND, "There are no tables of occupations of this region.", [error])


def number(value: Value) -> shapes.Number:
    """A number with what it is about and how it was made."""
    return {
        "value": shown(value),
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
        "period": value.period,
        "area": value.area,
        "status": value.status,
        "sources": list(value.sources),
        "method": value.method,
    }


def programme(route: Route) -> shapes.Programme:
    """A programme of one school."""
    return {
        "register": route.register,
        "code": route.code,
        "name": route.name,
        "level": route.level,
        "path": route.path,
        "institution": route.institution,
        "institution_label": route.institution_label,
        "area": route.area,
        "last_year": route.last_year,
        "students": route.students,
        "counted": route.counted,
        "status": route.status,
        "list_until": route.until,
        "years": list(route.years) if route.years else None,
        "method": route.method,
        "source": route.source,
    }


def both(said: Callable[[str], str]) -> Text:
    """What is said in a language, in both."""
    return Text(nl=said("nl"), en=said("en"))
