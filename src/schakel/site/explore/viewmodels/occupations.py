"""What the pages of occupations show: a list of groups, and one group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.answers.occupation_groups import Group, Member, like, members, units
from schakel.answers.occupation_routes import Route, Taught, list_ends, routes, taught
from schakel.answers.occupation_rows import EXPLAINED, MEASURES, sources_of
from schakel.answers.occupation_vacancies import sector_label
from schakel.answers.occupation_values import Value
from schakel.answers.occupation_words import (
    PROMISING_RULE,
    about_sentence,
    chance_sentence,
    group_sentence,
    list_sentence,
    lists_sentence,
    until_year,
)
from schakel.answers.occupations import (
    SORTINGS,
    Choice,
    OccupationRow,
    areas_of,
    families_of,
    occupations,
)
from schakel.answers.projected import Projection
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area, Source, Text
from schakel.site.explore.links import group_path
from schakel.site.explore.viewmodels.occupation_origins import Origins, origins_of

SORT_WORDS: Mapping[str, str | Promise] = {
    "openings": _("most openings first"),
    "rate": _("most openings for its size first"),
    "people": _("most people in work first"),
    "expansion": _("most growth first"),
    "replacement": _("most replacement first"),
    "tension": _("tightest now first"),
    "outlook": _("hardest to find people later first"),
    "ours": _("most unfilled in the chain model first"),
    "vacancies": _("most vacancies in the sector first"),
    "name": _("by name"),
}


@dataclass(frozen=True)
class RowView:
    """A group in the list, with the address of its page."""

    row: OccupationRow
    path: str


@dataclass(frozen=True)
class Head:
    """The head of a column: the query that sorts by it, and whether the list is sorted so now."""

    query: str
    here: bool


@dataclass(frozen=True)
class OccupationsPage:
    """The list of groups. `heads` has per order the head of its column."""

    sentence: str
    rule: Text
    rows: tuple[RowView, ...]
    choice: Choice
    area: str
    areas: tuple[Area, ...]
    families: tuple[tuple[str, Text], ...]
    sorts: tuple[tuple[str, str | Promise], ...]
    heads: Mapping[str, Head]
    query: str
    projected: bool
    until: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class UnitView:
    """An ISCO unit group of a group, with the ESCO occupations in it."""

    code: str
    name: Text
    estimate: bool
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Programme:
    """A programme at a level, with every school and path in which it is taught."""

    name: str
    register: str
    code: str
    years: tuple[float, float] | None
    schools: tuple[Route, ...]


@dataclass(frozen=True)
class LevelView:
    """The programmes at one level, and how many schools they have together."""

    level: str
    programmes: tuple[Programme, ...]
    schools: int


@dataclass(frozen=True)
class OccupationPage:
    """One group in one area."""

    row: OccupationRow
    area_label: str
    slug: str
    about: str
    here: str
    chance: str
    numbers: tuple[tuple[Text, Text | None, Value], ...]
    sector: Text | None
    areas: tuple[tuple[Area, str, bool], ...]
    units: tuple[UnitView, ...]
    routes: int
    lists: str
    listed: bool
    levels: tuple[LevelView, ...]
    ended: tuple[Route, ...]
    taught: tuple[Taught, ...]
    like: tuple[tuple[Group, str], ...]
    origins: Origins
    rule: Text
    sources: tuple[Source, ...]


def occupations_page(
    catalog: Catalog, projection: Projection | None, language: str, choice: Choice
) -> OccupationsPage:
    """The list for one choice; raises UnknownName for what does not exist in it."""
    rows = occupations(catalog, projection, choice)
    return OccupationsPage(
        sentence=list_sentence(catalog, rows, choice, language),
        rule=PROMISING_RULE,
        rows=tuple(RowView(row, group_path(catalog, row.group, language)) for row in rows),
        choice=choice,
        area=choice.area or catalog.region.area,
        areas=tuple(catalog.area(code) for code in areas_of(catalog)),
        families=tuple(families_of(catalog).items()),
        sorts=tuple(SORT_WORDS.items()),
        heads={name: Head(_query(choice, name), name == choice.sort) for name in SORTINGS},
        query=_query(choice, choice.sort),
        projected=projection is not None,
        until=until_year(rows[0]) if rows else "",
        sources=sources_of(catalog, rows),
    )


def occupation_page(catalog: Catalog, row: OccupationRow, language: str) -> OccupationPage:
    """The page of one group in one area."""
    group = row.group
    found, ends = routes(catalog, group, row.area), list_ends(catalog)
    levels = _levels(tuple(route for route in found if not route.ended))
    parts = _units(catalog, group)
    count = sum(len(unit.members) for unit in parts)
    names = [unit.name.in_language(language) for unit in parts]
    return OccupationPage(
        row=row,
        area_label=catalog.area(row.area).label.in_language(language),
        slug=group.slug(language),
        about=about_sentence(names, count, group, language),
        here=group_sentence(catalog, row, language),
        chance=chance_sentence(catalog, row, language),
        numbers=tuple(
            (label, EXPLAINED.get(name), row.values[name]) for name, label in MEASURES.items()
        ),
        sector=sector_label(catalog, group),
        areas=tuple(
            (catalog.area(code), urlencode({"area": code}), code == row.area)
            for code in areas_of(catalog)
        ),
        units=parts,
        routes=sum(len(level.programmes) for level in levels),
        lists=lists_sentence(ends, language),
        listed=bool(ends),
        levels=levels,
        ended=tuple(route for route in found if route.ended),
        taught=taught(catalog, group),
        like=tuple(
            (other, group_path(catalog, other, language) if other.focus else "")
            for other in like(catalog, group)
        ),
        origins=origins_of(catalog, group, row.area, language),
        rule=PROMISING_RULE,
        sources=_sources(catalog, row, found),
    )


def _units(catalog: Catalog, group: Group) -> tuple[UnitView, ...]:
    found = members(catalog, group)
    return tuple(
        UnitView(code, name, estimate, tuple(one for one in found if one.isco == code))
        for code, name, estimate in units(catalog, group)
    )


def _levels(found: tuple[Route, ...]) -> tuple[LevelView, ...]:
    """Programmes by level and name; the same name at a level is one programme, whatever its code.

    That of the newest code gives code and time.
    """
    by_level: dict[str, dict[str, list[Route]]] = {}
    for route in found:
        by_level.setdefault(route.level, {}).setdefault(route.name, []).append(route)
    return tuple(
        LevelView(
            level,
            tuple(_programme(schools) for _, schools in sorted(names.items())),
            len({route.institution for schools in names.values() for route in schools}),
        )
        for level, names in by_level.items()
    )


def _programme(schools: list[Route]) -> Programme:
    newest = max(schools, key=lambda route: route.code)
    return Programme(newest.name, newest.register, newest.code, newest.years, tuple(schools))


def _sources(catalog: Catalog, row: OccupationRow, found: tuple[Route, ...]) -> tuple[Source, ...]:
    numbers = sources_of(catalog, (row,))
    named = {*(route.source for route in found), "cbs_brc_2014", "esco_1_1_1_en",
             "esco_1_2_occupations_nl", "roa_comparable_2026", "competentnl_crebo",
             "sbb_register_2015"}  # fmt: skip
    return (*numbers, *(catalog.sources[name] for name in sorted(named) if name in catalog.sources))


def _query(choice: Choice, sort: str) -> str:
    asked = {
        "area": choice.area or "",
        "family": choice.family or "",
        "promising": "yes" if choice.promising else "",
        "sort": sort,
    }
    return urlencode({name: value for name, value in asked.items() if value})
