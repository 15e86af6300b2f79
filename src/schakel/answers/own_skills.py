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
from schakel.paths.titles_index import Index, Pieces, alphabet_of, build, similarity

_LIKE = 0.25  # cosine below which a name resembles nothing that was typed


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


def skills_like(catalog: Catalog, text: str, language: str) -> tuple[Skill, ...]:
    """The skills whose names have most pieces of words in common with a text, the likest first.

    Names are in the language asked, or in English where there is none.
    """
    pieces, index = _index(catalog, language)
    alike = similarity(index, pieces.cut([text.casefold()])[0])
    best = np.argsort(-alike, kind="stable")[: finder_rules(catalog).shown.skills]
    return tuple(skills(catalog)[place] for place in best if alike[place] >= _LIKE)


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


@lru_cache(maxsize=4)
def _index(catalog: Catalog, language: str) -> tuple[Pieces, Index]:
    """The names of all skills by pieces of two to five letters within a word."""
    names = [one.name.in_language(language).casefold() for one in skills(catalog)]
    pieces = Pieces(2, 5, True, alphabet_of(names))
    return pieces, build(*pieces.cut(names), len(names))
