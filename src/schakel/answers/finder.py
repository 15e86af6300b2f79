"""From any job to technical work: which occupations are near, what matches and lacks, and why not.

The order follows skills alone. Demand and schooling in the region stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from schakel.answers.chain_names import chain_names
from schakel.answers.jobs import Job, jobs
from schakel.answers.moves import technical
from schakel.answers.nearness import Explanation, explain, from_one, nearness
from schakel.answers.occupation_groups import Group, technical_groups
from schakel.answers.occupation_routes import Route, routes
from schakel.answers.occupations import OccupationRow, known_area, row_of
from schakel.answers.path_network import move_rules
from schakel.answers.showing import finder_rules, ranked
from schakel.answers.wishes import Wish
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class Suggestion:
    """A technical occupation beside the one that someone has.

    `score` is 0–1 and `nearness` the class it reaches; `step` the difference in ISCO skill level;
    `refused` names the wishes it does not fit (level, field, time, travel), empty when it fits all.
    """

    job: Job
    group: Group
    score: float
    nearness: str
    step: int
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What is near an occupation: the first few that fit the wishes, and near ones that do not."""

    origin: Job
    wish: Wish
    suggestions: tuple[Suggestion, ...]
    refused: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Step:
    """One step from an occupation to another, with what matches and lacks, demand and schooling."""

    origin: Job
    suggestion: Suggestion
    explanation: Explanation
    demand: OccupationRow
    routes: tuple[Route, ...]


def found(catalog: Catalog, origin: Job, wish: Wish) -> Found:
    """The technical and ICT occupations nearest to one, by skills.

    Only common work is shown, and not too much of one kind (finder.yaml), and only work of which
    something is known already; what one grows into from the trade itself only when very near.
    """
    scores = from_one(catalog, origin.number)
    fitting: list[Suggestion] = []
    refused: list[Suggestion] = []
    for goal, score in ranked(catalog, technical_scores(catalog, scores)):
        if goal.number != origin.number:
            one = _suggestion(catalog, origin, goal, score, wish)
            (refused if one.refused else fitting).append(one)
    most = finder_rules(catalog).shown
    shown = _sensible(catalog, origin, fitting, most.occupations)
    if wish.sort == "openings":
        shown = tuple(sorted(shown, key=lambda one: -_openings(catalog, one, wish)))
    return Found(origin, wish, shown, _sensible(catalog, origin, refused, most.refused))


def _sensible(
    catalog: Catalog, origin: Job, nearest: Sequence[Suggestion], count: int
) -> tuple[Suggestion, ...]:
    """The first `count` of which someone knows something, and need not know the trade first."""
    rules, nearest_class = finder_rules(catalog), move_rules(catalog).classes[-1].id
    kept = (
        one
        for one in nearest
        if explain(catalog, origin.number, one.job.number).matched
        and (
            one.nearness == nearest_class
            or not any(entry.holds(one.job.code) for entry in rules.grown_into)
        )
    )
    return tuple(islice(kept, count))


def step(catalog: Catalog, origin: Job, goal: Job, area: str = "") -> Step | None:
    """One step in full; None when the goal is no technical or ICT occupation."""
    group = technical_groups(catalog).get(goal.isco)
    if group is None:
        return None
    score = float(from_one(catalog, origin.number)[goal.number])
    one = _suggestion(catalog, origin, goal, score, Wish())
    place = known_area(catalog, area or None)
    return Step(
        origin=origin,
        suggestion=one,
        explanation=explain(catalog, origin.number, goal.number),
        demand=row_of(catalog, None, group, place),
        routes=routes(catalog, group, place),
    )


def all_scores(catalog: Catalog, origin: Job) -> Iterator[Suggestion]:
    """Every technical and ICT occupation with its nearness, the nearest first."""
    groups, scores = technical_groups(catalog), from_one(catalog, origin.number)
    everyone = jobs(catalog)
    for number in np.argsort(-scores, kind="stable").tolist():
        goal = everyone[number]
        if goal.isco in groups and goal.number != origin.number:
            score = float(scores[number])
            yield _suggestion(catalog, origin, goal, score, Wish())


def technical_scores(catalog: Catalog, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores with those of work outside technology and ICT set to 0."""
    return np.where(technical(catalog), scores, np.float32(0))


def _suggestion(catalog: Catalog, origin: Job, goal: Job, score: float, wish: Wish) -> Suggestion:
    group, up = technical_groups(catalog)[goal.isco], goal.level - origin.level
    refused = []
    if wish.step and up > int(wish.step):
        refused.append("level")
    if wish.field and wish.field != field_of(catalog, group):
        refused.append("field")
    refused += _schooling_refused(catalog, group, wish)
    return Suggestion(goal, group, score, nearness(catalog, score), up, tuple(refused))


def _schooling_refused(catalog: Catalog, group: Group, wish: Wish) -> list[str]:
    """Whether no programme that leads to a group is known that is short or near enough."""
    if not (wish.time or wish.travel):
        return []
    known = [one for one in routes(catalog, group, known_area(catalog, wish.area or None))
             if not one.ended]  # fmt: skip
    near = [one for one in known if one.here] if wish.travel else known
    if wish.travel and not near:
        return ["travel"]
    short = not wish.time or any(
        one.years is not None and one.years[0] <= float(wish.time) for one in near
    )
    return [] if short else ["time"]


def field_of(catalog: Catalog, group: Group) -> str:
    """Whether an occupation group is `technical` or `ict`."""
    return chain_names(catalog).groups[group.family]


def demand(catalog: Catalog, one: Suggestion, wish: Wish) -> OccupationRow:
    """What is known of the occupation group of a suggestion in the area that was asked for."""
    return row_of(catalog, None, one.group, known_area(catalog, wish.area or None))


def schooling(catalog: Catalog, one: Suggestion, wish: Wish) -> tuple[Route, ...]:
    """Programmes in the region that lead to the occupation group of a suggestion."""
    return routes(catalog, one.group, known_area(catalog, wish.area or None))


def _openings(catalog: Catalog, one: Suggestion, wish: Wish) -> float:
    return demand(catalog, one, wish).values["openings"].value or 0.0
