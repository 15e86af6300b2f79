"""From skills to technical work, for someone without an occupation to start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from schakel.answers.finder import technical_scores
from schakel.answers.jobs import Job
from schakel.answers.nearness import Explanation, Skill, explain_skills, from_skills, skills
from schakel.answers.occupation_groups import Group, technical_groups
from schakel.answers.showing import finder_rules, ranked
from schakel.catalog.catalog import Catalog, find


@dataclass(frozen=True)
class Fitting:
    """A technical occupation, and what of its skills someone has."""

    job: Job
    group: Group
    score: float
    explanation: Explanation


def skill(catalog: Catalog, name: str) -> Skill:
    """A skill by the last part of its ESCO address; raises UnknownName for another."""
    return find(_by_name(catalog), name, "skill of ESCO")


def name_of(one: Skill) -> str:
    """The last part of a skill's ESCO address: what stands for it in an address of the site."""
    return one.uri.rpartition("/")[2]


def fitting(catalog: Catalog, own: Sequence[Skill]) -> tuple[Fitting, ...]:
    """The technical and ICT occupations that ask most of what someone can, the most first."""
    numbers = np.array([one.number for one in own], np.int32)
    scores = technical_scores(catalog, from_skills(catalog, numbers))
    groups, most = technical_groups(catalog), finder_rules(catalog).shown.occupations
    best = [one for one, _ in zip(ranked(catalog, scores, least=0), range(most), strict=False)]
    return tuple(
        Fitting(job, groups[job.isco], score, explain_skills(catalog, numbers, job.number))
        for job, score in best
        if score > 0
    )


@lru_cache(maxsize=4)
def _by_name(catalog: Catalog) -> dict[str, Skill]:
    return {name_of(one): one for one in skills(catalog)}
