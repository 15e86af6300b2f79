"""Which technical work can someone move to, what matches and what is missing?

Skills say what is plausible; demand says what happens. The people at work in a group of occupations
stand beside the score and are not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.answers.occupation_groups import Group, occupation_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.occupation_values import Value, people
from schakel.answers.path_network import move_rules, path_network, weights
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.paths.employer import suppliers
from schakel.paths.gap import Match, matches, missing
from schakel.paths.moves import scores_from

_EXPECTED = (
    "the address of an occupation of ESCO v1.1.1, as http://data.europa.eu/esco/occupation/…"
)
_HOW_TO_FIND = 'find the address with `schakel titles "the title"`, or in occupations.parquet'


@dataclass(frozen=True)
class Occupation:
    """An ESCO occupation; `dutch` tells whether its Dutch name is published."""

    uri: str
    name: Text
    isco: str
    dutch: bool


@dataclass(frozen=True)
class SkillMatch:
    """One skill that is asked for, and the likest that someone has; `by` None for none.

    `similarity` is 0–1; `part` is the part of all that is asked for, by importance.
    """

    uri: str
    name: Text
    dutch: bool
    by: Text | None
    similarity: float
    part: float


@dataclass(frozen=True)
class Move:
    """One destination. `level` is the class of its score (an id of the rules), None below all.

    `group` and `people` (at work in that group of occupations in the area, an estimate) are None
    where the occupation lies in no group that is counted.
    """

    occupation: Occupation
    score: float
    level: str | None
    coverage: float
    matched: tuple[SkillMatch, ...]
    missing: tuple[SkillMatch, ...]
    judged_by_optional: bool
    group: str | None
    people: Value | None


@dataclass(frozen=True)
class Supplier:
    """An occupation that can supply people: how near it is and how many work in its group."""

    occupation: Occupation
    score: float
    level: str | None
    group: str | None
    people: Value | None


@lru_cache(maxsize=8)
def occupations(catalog: Catalog) -> tuple[Occupation, ...]:
    """All occupations in their one order."""
    rows = paths_table(catalog, "occupations.parquet").select(
        "uri", "name_nl", "name_en", "isco", "dutch"
    )
    return tuple(
        Occupation(uri, Text(nl=dutch, en=english), isco, known)
        for uri, dutch, english, isco, known in rows.iter_rows()
    )


def occupation_number(catalog: Catalog, uri: str) -> int:
    """The place of an occupation in the one order. Raises UnknownName for another address."""
    found = _numbers(catalog).get(uri)
    if found is None:
        raise UnknownName(Problem("ESCO occupation", repr(uri[:200]), _EXPECTED, _HOW_TO_FIND))
    return found


def moves(
    catalog: Catalog, uri: str, area: str, top: int = 10, everything: bool = False
) -> tuple[Move, ...]:
    """The destinations nearest to an occupation, the nearest first.

    Only technical and ICT occupations, unless `everything`. `area` is where people at work are
    counted. Raises UnknownName for an address that is no occupation.
    """
    origin = occupation_number(catalog, uri)
    net = path_network(catalog)
    scores = scores_from(net, np.array([origin], np.int32), weights(catalog))[0]
    allowed = np.ones(len(scores), bool) if everything else technical(catalog)
    scores = np.where(allowed, scores, np.nan)
    scores[origin] = np.nan
    ranked = [int(n) for n in np.argsort(-scores, kind="stable")[:top] if not np.isnan(scores[n])]
    return tuple(_move(catalog, origin, n, float(scores[n]), area) for n in ranked)


def supplying(catalog: Catalog, uri: str, area: str, top: int = 10) -> tuple[Supplier, ...]:
    """Occupations that can supply people for a vacancy, by score × people at work in the area.

    The people of a group are divided equally over its occupations, for the order alone: nobody
    publishes them per occupation.
    """
    wanted = occupation_number(catalog, uri)
    least = move_rules(catalog).classes[0].least
    near = suppliers(path_network(catalog), wanted, _people(catalog, area), weights(catalog), least)
    found = []
    for supply in near[:top]:
        group = _group_of(catalog, supply.occupation)
        found.append(
            Supplier(
                occupations(catalog)[supply.occupation],
                supply.score,
                level(catalog, supply.score),
                group.code if group else None,
                people(catalog, group, area) if group else None,
            )
        )
    return tuple(found)


@lru_cache(maxsize=8)
def technical(catalog: Catalog) -> NDArray[np.bool_]:
    """Which occupations lie in a group of technology or ICT."""
    groups = (_group_of(catalog, n) for n in range(len(occupations(catalog))))
    return np.array([group is not None and group.focus for group in groups])


def level(catalog: Catalog, score: float) -> str | None:
    """The highest class that a score reaches, None below all."""
    reached = [each.id for each in move_rules(catalog).classes if score >= each.least]
    return reached[-1] if reached else None


def _move(catalog: Catalog, origin: int, destination: int, score: float, area: str) -> Move:
    net, enough = path_network(catalog), move_rules(catalog).enough
    found = matches(net, net.held[origin], destination)
    group = _group_of(catalog, destination)
    return Move(
        occupations(catalog)[destination],
        score,
        level(catalog, score),
        sum(match.part * match.similarity for match in found),
        _named(catalog, [match for match in found if match.similarity >= enough]),
        _named(catalog, missing(found, enough)),
        bool(net.judged_by_optional[destination]),
        group.code if group else None,
        people(catalog, group, area) if group else None,
    )


def _named(catalog: Catalog, found: Sequence[Match]) -> tuple[SkillMatch, ...]:
    names = _skill_names(catalog)
    return tuple(
        SkillMatch(
            *names[match.skill],
            names[match.held][1] if match.held is not None else None,
            match.similarity,
            match.part,
        )
        for match in found
    )


@lru_cache(maxsize=8)
def _skill_names(catalog: Catalog) -> tuple[tuple[str, Text, bool], ...]:
    rows = paths_table(catalog, "skills.parquet").select("uri", "name_nl", "name_en", "dutch")
    return tuple((uri, Text(nl=nl, en=en), dutch) for uri, nl, en, dutch in rows.iter_rows())


@lru_cache(maxsize=8)
def _numbers(catalog: Catalog) -> dict[str, int]:
    return {each.uri: number for number, each in enumerate(occupations(catalog))}


@lru_cache(maxsize=8)
def _groups_by_isco(catalog: Catalog) -> dict[str, str]:
    rows = paths_table(catalog, "occupation_groups.parquet").select("isco", "group")
    return dict(rows.filter(pl.col("group").is_not_null()).iter_rows())


def _group_of(catalog: Catalog, number: int) -> Group | None:
    code = _groups_by_isco(catalog).get(occupations(catalog)[number].isco)
    return occupation_groups(catalog).get(code) if code else None


@lru_cache(maxsize=32)
def _people(catalog: Catalog, area: str) -> NDArray[np.float64]:
    """People at work in an area per occupation: its group's, in equal parts; NaN where unknown."""
    groups = [_group_of(catalog, n) for n in range(len(occupations(catalog)))]
    members = Counter(groups)
    each = {
        group: None if (value := people(catalog, group, area).value) is None else value / size
        for group, size in members.items()
        if group is not None
    }
    values = [each.get(group) if group else None for group in groups]
    return np.array([np.nan if value is None else value for value in values])
