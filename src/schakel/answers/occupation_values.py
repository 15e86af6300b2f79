"""The numbers of an occupation group in an area, each with its source, status and method.

What is published for the nation only is brought down by people in work: an area has that part of
a group's openings that it has of the people in the group's family. All such is an estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_tables import chain_list, paths_table
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import read_chain
from schakel.catalog.types import Text
from schakel.facts.store import observations

NATION = "NL"
PEOPLE, OUTLOOK = "denkwerk_occupations", "roa_outlook"
OPENINGS = {
    "openings": "job_openings",
    "expansion": "expansion_demand",
    "replacement": "replacement_demand",
}
NATIONAL = {"tension": "tension", "outlook": "recruitment_outlook", "rate": "job_openings_share"}
AS_PUBLISHED = Text(nl="zoals gepubliceerd, voor heel Nederland", en="as published, for the nation")
BROUGHT_DOWN = Text(
    nl="landelijk cijfer, verdeeld naar het aantal werkenden in de beroepsfamilie",
    en="national figure, divided by the number of people in work in the occupation family",
)
PEOPLE_METHOD = Text(
    nl="werkenden in de beroepsfamilie volgens het ketenmodel, verdeeld over de beroepsgroepen "
    "zoals in heel Nederland",
    en="people in work in the occupation family in the chain model, divided over its occupation "
    "groups as in the nation",
)


@dataclass(frozen=True)
class Value:
    """One number, or that there is none (value None, status missing), and where it comes from.

    `area` is what it is about: an area of the region, or NL for what is published for the nation
    alone. `low` and `high` are its 80% interval, where one is known.
    """

    value: float | None
    unit: str
    period: str
    area: str
    status: Status
    sources: tuple[str, ...]
    method: Text
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Shares:
    """Per area of the chain and per family: its part of the nation's people in work."""

    areas: tuple[str, ...]
    share: Mapping[tuple[str, str], float]


@lru_cache(maxsize=8)
def shares(catalog: Catalog) -> Shares:
    """The shares in each labour-market region of the chain, and in the region as a whole."""
    files = read_chain(catalog)
    whole, nation = catalog.region.area, _families(catalog)
    found = {(area, family): 0.0 for area in (*files.regions, whole) for family in nation}
    for row in files.tables["stocks"]:
        if row["stage"] == "workers":
            part = float(row["value"]) / nation[row["family"]]
            found[row["region"], row["family"]] += part
            found[whole, row["family"]] += part
    return Shares(files.regions, found)


def _families(catalog: Catalog) -> dict[str, float]:
    """The nation's people in work per family: its groups, and for `other` all the rest."""
    family_of = dict(chain_list(catalog, "families.csv").iter_rows())
    found = dict.fromkeys(chain_list(catalog, "keys.csv")["family"], 0.0)
    total = 0.0
    for code, value in _national_people(catalog).items():
        if code is None:
            total = value
        else:
            found[family_of.get(code, "other")] += value
    found["other"] = total - sum(value for name, value in found.items() if name != "other")
    return found


@lru_cache(maxsize=8)
def _counted(catalog: Catalog) -> tuple[str, dict[str | None, float]]:
    """The newest period with people in work, and how many there were per group."""
    rows = observations(catalog, PEOPLE).filter(
        (pl.col("variable") == "employed") & pl.col("value").is_not_null()
    )
    period = str(rows["period"].max())
    newest = rows.filter(pl.col("period") == period)
    return period, dict(newest.select("denkwerk_occupation", "value").iter_rows())


def _national_people(catalog: Catalog) -> dict[str | None, float]:
    return _counted(catalog)[1]


def national_people(catalog: Catalog, group: Group) -> float | None:
    """The nation's people in work in a group; None where a part of it is not known."""
    people = _national_people(catalog)
    parts = [
        people[brc] * part if brc in people and part is not None else None
        for brc, part in group.parts
    ]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def people(catalog: Catalog, group: Group, area: str) -> Value:
    """People in work in a group in an area, in the newest period that is counted."""
    national = national_people(catalog, group)
    here = None if national is None else national * _share(catalog, group, area)
    period, status = _counted(catalog)[0], _status(here, Status.ESTIMATE)
    return Value(here, "persons", period, area, status, (PEOPLE,), PEOPLE_METHOD)


def openings(catalog: Catalog, group: Group, area: str) -> dict[str, Value]:
    """Openings to 2030, and what they consist of: expansion and replacement demand.

    ROA's openings are replacement plus expansion where that is above zero, rounded to a hundred.
    """
    found = {}
    for name, variable in OPENINGS.items():
        value, period, source = _roa(catalog, variable, group.code)
        here = None if value is None else value * _share(catalog, group, area)
        status = _status(here, Status.ESTIMATE)
        found[name] = Value(here, "persons", period, area, status, (source, PEOPLE), BROUGHT_DOWN)
    return found


def national_values(catalog: Catalog, group: Group) -> dict[str, Value]:
    """What ROA says of the whole nation: tension now, recruitment outlook, openings a hundred."""
    units = {"tension": "ratio", "outlook": "score", "rate": "percent"}
    found = {}
    for name, variable in NATIONAL.items():
        value, period, source = _roa(catalog, variable, group.code)
        status = _status(value, Status.VALUE if name == "tension" else Status.FORECAST)
        found[name] = Value(value, units[name], period, NATION, status, (source,), AS_PUBLISHED)
    return found


@dataclass(frozen=True)
class Classes:
    """What ROA calls a group, as codes: bottlenecks and direction to 2030, tension today."""

    bottlenecks: str | None
    tension: str | None
    direction: str | None


@lru_cache(maxsize=8)
def classes(catalog: Catalog) -> Mapping[str, Classes]:
    """The classes of every group."""
    rows = paths_table(catalog, "group_outlook.parquet")
    columns = ("group", "bottlenecks", "tension", "direction")
    return {code: Classes(*rest) for code, *rest in rows.select(columns).iter_rows()}


@lru_cache(maxsize=8)
def _outlook(catalog: Catalog) -> dict[tuple[str, str], tuple[float | None, str, str]]:
    rows = observations(catalog, OUTLOOK).filter(pl.col("occupation").is_not_null())
    columns = ("variable", "occupation", "value", "period", "source")
    return {(variable, code): tuple(rest) for variable, code, *rest
            in rows.select(columns).iter_rows()}  # fmt: skip


def _roa(catalog: Catalog, variable: str, code: str) -> tuple[float | None, str, str]:
    return _outlook(catalog).get((variable, code), (None, "", OUTLOOK))


def _share(catalog: Catalog, group: Group, area: str) -> float:
    return shares(catalog).share[area, group.family]


def _status(value: float | None, when_filled: Status) -> Status:
    return Status.MISSING if value is None else when_filled
