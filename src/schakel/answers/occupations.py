"""Which technical and ICT occupations are promising in a region, and what is known of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.chain_names import chain_names
from schakel.answers.occupation_groups import Group, focus_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.occupation_vacancies import sector_vacancies
from schakel.answers.occupation_values import (
    Classes,
    Value,
    classes,
    national_values,
    openings,
    people,
    shares,
)
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import FamilyPath, family_paths
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text

NO_PROJECTION = Text(
    nl="voor deze regio is de keten nog niet doorgerekend",
    en="the chain of this region has not been run yet",
)
GAP = Text(
    nl="ketenmodel: banen die onvervuld blijven in de hele beroepsfamilie; 80%-interval",
    en="chain model: jobs that stay unfilled in the whole occupation family; 80% interval",
)
OURS = Text(
    nl="ketenmodel: deel van de gevraagde banen dat onvervuld blijft, voor de hele beroepsfamilie",
    en="chain model: part of the jobs wanted that stays unfilled, for the whole occupation family",
)


@dataclass(frozen=True)
class OccupationRow:
    """One occupation group in one area.

    `values` has people, openings, expansion and replacement (persons), vacancies of the sector,
    rate (openings to 2030 a hundred people in work), tension and outlook (of the nation, ROA),
    ours_now and ours_then (percent of the jobs wanted that stays unfilled, chain model), and
    gap_now and gap_then (how many jobs that is, with an interval).
    """

    group: Group
    area: str
    values: Mapping[str, Value]
    classes: Classes
    promising: bool


@dataclass(frozen=True)
class Sorting:
    """An order of the rows: by which value, and whether the largest comes first."""

    value: str | None
    descending: bool = True


# What a reader may sort by. ROA's outlook runs the other way: the lower, the harder to find people.
SORTINGS: Mapping[str, Sorting] = {
    "openings": Sorting("openings"),
    "rate": Sorting("rate"),
    "people": Sorting("people"),
    "expansion": Sorting("expansion"),
    "replacement": Sorting("replacement"),
    "tension": Sorting("tension"),
    "outlook": Sorting("outlook", descending=False),
    "ours": Sorting("ours_then"),
    "vacancies": Sorting("vacancies"),
    "name": Sorting(None, descending=False),
}


@dataclass(frozen=True)
class Choice:
    """What is asked for: an area (None: the whole region), a family, only promising, an order."""

    area: str | None = None
    family: str | None = None
    promising: bool = False
    sort: str = "openings"


def areas_of(catalog: Catalog) -> tuple[str, ...]:
    """The region as a whole, then its labour-market regions."""
    return (catalog.region.area, *shares(catalog).areas)


def families_of(catalog: Catalog) -> Mapping[str, Text]:
    """The occupation families of the groups, by code."""
    return {group.family: group.family_label for group in focus_groups(catalog)}


def occupations(
    catalog: Catalog, projection: Projection | None, choice: Choice = Choice()
) -> tuple[OccupationRow, ...]:
    """The technical and ICT groups that fit a choice, in its order; what is missing comes last.

    Raises UnknownName for an area, family or order that does not exist.
    """
    area = known_area(catalog, choice.area)
    if choice.family is not None:
        find(dict(families_of(catalog)), choice.family, "occupation family")
    sorting = find(dict(SORTINGS), choice.sort, "order")
    rows = (row_of(catalog, projection, group, area) for group in focus_groups(catalog))
    fit = [
        row
        for row in rows
        if choice.family in (None, row.group.family) and (row.promising or not choice.promising)
    ]
    return tuple(sorted(fit, key=_order(sorting)))


def known_area(catalog: Catalog, area: str | None) -> str:
    """The area itself, or that of the region; raises UnknownName for one without numbers."""
    if area is None:
        return catalog.region.area
    find(dict.fromkeys(areas_of(catalog)), area, "labour-market region of this region")
    return area


def _order(sorting: Sorting) -> Callable[[OccupationRow], tuple[bool, float, str]]:
    sign = -1 if sorting.descending else 1

    def key(row: OccupationRow) -> tuple[bool, float, str]:
        value = row.values[sorting.value].value if sorting.value else 0.0
        return value is None, sign * (value or 0.0), row.group.label.nl

    return key


def row_of(
    catalog: Catalog, projection: Projection | None, group: Group, area: str
) -> OccupationRow:
    """Everything that is counted of one group in one area."""
    values = {
        "people": people(catalog, group, area),
        **openings(catalog, group, area),
        **national_values(catalog, group),
        **_ours(catalog, projection, group, area),
        "vacancies": sector_vacancies(catalog, group, area),
    }
    named = classes(catalog)[group.code]
    return OccupationRow(group, area, values, named, is_promising(catalog, named))


def is_promising(catalog: Catalog, named: Classes) -> bool:
    """Whether the rule in promising.csv holds: bottlenecks to come, and tight now where known."""
    rows = paths_table(catalog, "promising.csv").rows()
    wanted = {kind: {code for name, code in rows if name == kind} for kind, _ in rows}
    tight = named.tension is None or named.tension in wanted["tension"]
    return named.bottlenecks in wanted["bottlenecks"] and tight


def _ours(
    catalog: Catalog, projection: Projection | None, group: Group, area: str
) -> dict[str, Value]:
    paths = _family_paths(catalog, projection, area) if projection else {}
    path = paths.get(group.family)
    if path is None:
        return {
            name: Value(None, unit, "", area, Status.MISSING, (), NO_PROJECTION)
            for name, unit in (
                ("ours_now", "percent"), ("ours_then", "percent"),
                ("gap_now", "jobs"), ("gap_then", "jobs"),
            )
        }  # fmt: skip
    sources, found = chain_names(catalog).sources, {}
    for when, place in (("now", 0), ("then", -1)):
        year, short = str(path.years[place]), path.shortage[place]
        found[f"ours_{when}"] = Value(
            _unfilled(path, place), "percent", year, area, Status.ESTIMATE, sources, OURS
        )
        found[f"gap_{when}"] = Value(
            short.middle, "jobs", year, area, Status.ESTIMATE, sources, GAP, short.low, short.high
        )
    return found


@lru_cache(maxsize=64)
def _family_paths(catalog: Catalog, projection: Projection, area: str) -> Mapping[str, FamilyPath]:
    """The families that a projection has in an area, by code."""
    where = ALL if area == catalog.region.area else area
    paths = family_paths(projection, chain_names(catalog), where)
    return {path.family: path for path in paths if path.years}


def _unfilled(path: FamilyPath, place: int) -> float:
    wanted = path.demand[place].middle
    return 100 * path.shortage[place].middle / wanted if wanted else 0.0
