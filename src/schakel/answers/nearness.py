"""How near occupations are by skills, and why: what the finders ask of the network of ESCO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.answers.occupation_tables import paths_table
from schakel.answers.path_network import move_rules, path_network, weights
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.paths.gap import matches
from schakel.paths.moves import scores_from, scores_of_skills, scores_to

FURTHER = "further"
FURTHER_WORDS = Text(nl="verder weg", en="further away")
_KEPT = 64  # occupations whose scores are remembered: 12 kB each


@dataclass(frozen=True)
class Skill:
    """A skill of ESCO; `dutch` tells whether its Dutch name is published."""

    number: int
    uri: str
    name: Text
    dutch: bool


@dataclass(frozen=True)
class SkillMatch:
    """A skill that is asked, and the nearest that someone has; `own` is None where none is like it.

    `likeness` is 0–1; `part` is the part of all that is asked, by importance.
    """

    wanted: Skill
    own: Skill | None
    likeness: float
    part: float


@dataclass(frozen=True)
class Explanation:
    """What matches and what is lacking, what weighs most first.

    `by_optional` tells that the work has no essential skills and is judged by its optional ones.
    """

    matched: tuple[SkillMatch, ...]
    lacking: tuple[SkillMatch, ...]
    by_optional: bool

    @property
    def required(self) -> int:
        """How many skills are asked."""
        return len(self.matched) + len(self.lacking)

    @property
    def missing(self) -> tuple[Skill, ...]:
        """The skills that are lacking."""
        return tuple(one.wanted for one in self.lacking)

    @property
    def coverage(self) -> float:
        """The part (0–1) of what is asked that someone has, by importance and likeness."""
        return sum(one.part * one.likeness for one in (*self.matched, *self.lacking))


@lru_cache(maxsize=4)
def skills(catalog: Catalog) -> tuple[Skill, ...]:
    """All skills of ESCO, in the order of their row numbers."""
    rows = paths_table(catalog, "skills.parquet").select("uri", "name_nl", "name_en", "dutch")
    return tuple(
        Skill(number, uri, Text(nl=nl, en=en), dutch)
        for number, (uri, nl, en, dutch) in enumerate(rows.iter_rows())
    )


@lru_cache(maxsize=_KEPT)
def from_one(catalog: Catalog, origin: int) -> NDArray[np.float32]:
    """Scores (0–1) from an occupation to all; 0 where nothing can be compared."""
    ones = np.array([origin], np.int32)
    row: NDArray[np.float32] = scores_from(path_network(catalog), ones, weights(catalog))[0]
    return np.nan_to_num(row)


@lru_cache(maxsize=_KEPT)
def to_one(catalog: Catalog, goal: int) -> NDArray[np.float32]:
    """Scores (0–1) from all occupations to one; 0 where nothing can be compared."""
    return np.nan_to_num(scores_to(path_network(catalog), goal, weights(catalog)))


def from_skills(catalog: Catalog, own: NDArray[np.integer]) -> NDArray[np.float32]:
    """Scores (0–1) to all occupations for someone with these skills and no occupation."""
    found = scores_of_skills(path_network(catalog), own, weights(catalog))
    return np.nan_to_num(found)


def explain(catalog: Catalog, origin: int, goal: int) -> Explanation:
    """What of a goal's skills an occupation has, or comes near, and what it lacks."""
    return explain_skills(catalog, path_network(catalog).held[origin], goal)


def explain_skills(catalog: Catalog, own: NDArray[np.integer], goal: int) -> Explanation:
    """The same for someone with these skills."""
    net, known, enough = path_network(catalog), skills(catalog), move_rules(catalog).enough
    found = [
        SkillMatch(
            known[match.skill],
            None if match.held is None else known[match.held],
            match.similarity,
            match.part,
        )
        for match in matches(net, own, goal)
    ]
    return Explanation(
        matched=tuple(one for one in found if one.likeness >= enough),
        lacking=tuple(one for one in found if one.likeness < enough),
        by_optional=bool(net.judged_by_optional[goal]),
    )


def reached(catalog: Catalog, score: float) -> str | None:
    """The highest class of moves that a score reaches, None below all."""
    classes = [each.id for each in move_rules(catalog).classes if score >= each.least]
    return classes[-1] if classes else None


def nearness(catalog: Catalog, score: float) -> str:
    """The highest class of moves that a score reaches, `further` below all."""
    return reached(catalog, score) or FURTHER


def nearness_words(catalog: Catalog, name: str, language: str) -> str:
    """A class of nearness in words."""
    labels = {each.id: each.label for each in move_rules(catalog).classes}
    return labels.get(name, FURTHER_WORDS).in_language(language)
