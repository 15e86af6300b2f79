"""Which technical work can someone move to, what matches and what is missing?

Skills say what is plausible; demand says what happens. The people at work in a group of occupations
stand beside the score and are not in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.answers.jobs import Job, job_at, jobs
from schakel.answers.nearness import Explanation, explain, from_one, reached
from schakel.answers.occupation_groups import groups_by_isco, technical_groups
from schakel.answers.occupation_values import Value, people
from schakel.answers.path_network import move_rules, path_network, weights
from schakel.catalog.catalog import Catalog
from schakel.paths.employer import suppliers


@dataclass(frozen=True)
class Move:
    """One destination. `level` is the class of its score (an id of the rules), None below all.

    `group` and `people` (at work in that group of occupations in the area, an estimate) are None
    where the occupation lies in no group that is counted.
    """

    occupation: Job
    score: float
    level: str | None
    explanation: Explanation
    group: str | None
    people: Value | None


@dataclass(frozen=True)
class Supplier:
    """An occupation that can supply people: how near it is and how many work in its group."""

    occupation: Job
    score: float
    level: str | None
    group: str | None
    people: Value | None


def moves(
    catalog: Catalog, uri: str, area: str, top: int = 10, everything: bool = False
) -> tuple[Move, ...]:
    """The destinations nearest to an occupation, the nearest first.

    Only technical and ICT occupations, unless `everything`. `area` is where people at work are
    counted. Raises UnknownName for an address that is no occupation.
    """
    origin = job_at(catalog, uri).number
    scores = from_one(catalog, origin)
    allowed = (scores > 0) & (everything | technical(catalog))
    allowed[origin] = False
    ranked = np.argsort(-np.where(allowed, scores, 0), kind="stable")[: min(top, allowed.sum())]
    return tuple(_move(catalog, origin, n, float(scores[n]), area) for n in ranked.tolist())


def supplying(catalog: Catalog, uri: str, area: str, top: int = 10) -> tuple[Supplier, ...]:
    """Occupations that can supply people for a vacancy, by score × people at work in the area.

    The people of a group are divided equally over its occupations, for the order alone: nobody
    publishes them per occupation.
    """
    wanted, least = job_at(catalog, uri).number, move_rules(catalog).classes[0].least
    near = suppliers(path_network(catalog), wanted, _people(catalog, area), weights(catalog), least)
    return tuple(
        Supplier(
            jobs(catalog)[one.occupation],
            one.score,
            reached(catalog, one.score),
            *_at_work(catalog, one.occupation, area),
        )
        for one in near[:top]
    )


@lru_cache(maxsize=8)
def technical(catalog: Catalog) -> NDArray[np.bool_]:
    """Which occupations lie in a group of technology or ICT."""
    groups = technical_groups(catalog)
    return np.array([job.isco in groups for job in jobs(catalog)])


def _move(catalog: Catalog, origin: int, destination: int, score: float, area: str) -> Move:
    return Move(
        jobs(catalog)[destination],
        score,
        reached(catalog, score),
        explain(catalog, origin, destination),
        *_at_work(catalog, destination, area),
    )


def _at_work(catalog: Catalog, number: int, area: str) -> tuple[str | None, Value | None]:
    """The group of an occupation, and the people in work there."""
    group = groups_by_isco(catalog).get(jobs(catalog)[number].isco)
    return (group.code, people(catalog, group, area)) if group else (None, None)


@lru_cache(maxsize=32)
def _people(catalog: Catalog, area: str) -> NDArray[np.float64]:
    """People at work in an area per occupation: its group's, in equal parts; NaN where unknown."""
    groups = [groups_by_isco(catalog).get(job.isco) for job in jobs(catalog)]
    each = {
        group: _part(people(catalog, group, area), size)
        for group, size in Counter(groups).items()
        if group is not None
    }
    return np.array([each.get(group, np.nan) if group else np.nan for group in groups])


def _part(value: Value, size: int) -> float:
    return np.nan if value.value is None else value.value / size
