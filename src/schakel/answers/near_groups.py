"""From which occupation groups people could come to a group: the nearest ones by skills.

How near one group is to another: each common occupation of the one goes to the nearest common
occupation of the other, and each of the other comes from the nearest of the one. The lower mean of
the two scores counts, so that a few like occupations in two large groups do not make these near.
Nobody publishes who made such a move.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.answers.jobs import jobs
from schakel.answers.nearness import FURTHER, nearness, to_one
from schakel.answers.occupation_groups import Group, occupation_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.occupation_values import Value, people
from schakel.answers.showing import common
from schakel.catalog.catalog import Catalog

SHOWN = 8


@dataclass(frozen=True)
class NearGroup:
    """A group from which people could come: a mean score (0–1), its class, and people at work."""

    group: Group
    score: float
    nearness: str
    people: Value


def near_groups(catalog: Catalog, goal: Group, area: str) -> tuple[NearGroup, ...]:
    """The groups nearest to a group, the nearest first; those that are further away left out."""
    known = occupation_groups(catalog)
    found = (
        NearGroup(known[code], score, nearness(catalog, score), people(catalog, known[code], area))
        for code, score in group_scores(catalog, goal.code)[:SHOWN]
    )
    return tuple(one for one in found if one.nearness != FURTHER)


@lru_cache(maxsize=128)
def group_scores(catalog: Catalog, goal: str) -> tuple[tuple[str, float], ...]:
    """Every other group with a common occupation and its mean score, the nearest first."""
    of_group = common_by_group(catalog)
    if goal not in of_group:
        return ()
    scores = np.array([to_one(catalog, number) for number in of_group[goal]])
    found = {
        code: both_ways(scores[:, numbers]) for code, numbers in of_group.items() if code != goal
    }
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def both_ways(scores: NDArray[np.floating]) -> float:
    """How near a group is, by the scores (goals, origins) of its occupations to those of a goal."""
    return float(min(scores.max(axis=0).mean(), scores.max(axis=1).mean()))


@lru_cache(maxsize=4)
def common_by_group(catalog: Catalog) -> dict[str, tuple[int, ...]]:
    """Per occupation group the row numbers of its common occupations; groups with none left out."""
    rows = paths_table(catalog, "occupation_groups.parquet").select("isco", "group").iter_rows()
    group_of = dict(rows)
    found: dict[str, list[int]] = {}
    everyone = jobs(catalog)
    for number in sorted(common(catalog)):
        code = group_of.get(everyone[number].isco)
        if code is not None:
            found.setdefault(code, []).append(number)
    return {code: tuple(numbers) for code, numbers in found.items()}
