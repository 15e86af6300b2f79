"""A firm's question: which occupations can supply candidates for a vacancy? Never: which people.

Nearness is that of moves, asked the other way round. Beside it stands how many people work in the
occupation group here, what they would have to learn, and which other technical work draws on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schakel.answers.jobs import Job, jobs
from schakel.answers.nearness import Explanation, explain, from_one, nearness, to_one
from schakel.answers.occupation_groups import Group, groups_by_isco, technical_groups
from schakel.answers.occupation_values import Value, people
from schakel.answers.occupations import known_area
from schakel.answers.showing import common, finder_rules, ranked
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class Supplier:
    """An occupation that can supply candidates.

    `score` is 0–1 and `nearness` the class it reaches; `people` those in work in its whole
    occupation group in the area (an estimate); `rivals` the other technical occupations for which
    it is at least as near, the nearest first, of `rival_count`.
    """

    job: Job
    group: Group
    score: float
    nearness: str
    explanation: Explanation
    people: Value
    rivals: tuple[Job, ...]
    rival_count: int


@dataclass(frozen=True)
class Supply:
    """What can supply candidates for an occupation in an area, the nearest first."""

    wanted: Job
    area: str
    suppliers: tuple[Supplier, ...]


def supply(catalog: Catalog, wanted: Job, area: str = "") -> Supply:
    """The occupations nearest to one that is wanted; only common ones, not too many of one kind.

    Raises UnknownName for an area that is not there.
    """
    place = known_area(catalog, area or None)
    near = ranked(catalog, to_one(catalog, wanted.number))
    chosen = [job for job, _score in near if job.number != wanted.number]
    return _supply(catalog, wanted, place, chosen[: finder_rules(catalog).shown.suppliers])


def grow(catalog: Catalog, wanted: Job, own: Sequence[Job], area: str = "") -> Supply:
    """The same for occupations that a firm has itself: which could grow into the one wanted."""
    scores = to_one(catalog, wanted.number)
    mine = {job.number: job for job in own if job.number != wanted.number}
    ranked = sorted(mine.values(), key=lambda job: -scores[job.number])
    return _supply(catalog, wanted, known_area(catalog, area or None), ranked)


def _supply(catalog: Catalog, wanted: Job, place: str, chosen: Sequence[Job]) -> Supply:
    scores = to_one(catalog, wanted.number)
    made = (_supplier(catalog, wanted, one, float(scores[one.number]), place) for one in chosen)
    return Supply(wanted, place, tuple(made))


def _supplier(catalog: Catalog, wanted: Job, one: Job, score: float, place: str) -> Supplier:
    group = groups_by_isco(catalog)[one.isco]
    others, count = _rivals(catalog, one, wanted, score)
    return Supplier(
        job=one,
        group=group,
        score=score,
        nearness=nearness(catalog, score),
        explanation=explain(catalog, one.number, wanted.number),
        people=people(catalog, group, place),
        rivals=others,
        rival_count=count,
    )


def _rivals(catalog: Catalog, one: Job, wanted: Job, score: float) -> tuple[tuple[Job, ...], int]:
    """Other technical occupations to which one is at least as near as to the one wanted."""
    scores = from_one(catalog, one.number)
    groups, everyone, known = technical_groups(catalog), jobs(catalog), common(catalog)
    nearer = np.argsort(-scores, kind="stable")[: int((scores >= score).sum())].tolist()
    found = [
        everyone[number] for number in nearer if number in known and everyone[number].isco in groups
    ]
    found = [job for job in found if job not in (one, wanted)]
    return tuple(found[: finder_rules(catalog).shown.rivals]), len(found)
