"""How near occupations are by skills (INTERIM: same skills only; the library replaces it)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from schakel.answers.occupation_tables import paths_table
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text


@dataclass(frozen=True)
class Skill:
    """A skill of ESCO; `dutch` tells whether its Dutch name is published."""

    number: int
    name: Text
    dutch: bool


@dataclass(frozen=True)
class Match:
    """A skill that is asked, and the own skill that comes nearest."""

    wanted: Skill
    own: Skill
    likeness: float


@dataclass(frozen=True)
class Explanation:
    """What matches and what lacks, the most special first; `required` is the number asked."""

    required: int
    matched: tuple[Match, ...]
    missing: tuple[Skill, ...]


class Nearness:
    """INTERIM."""

    def __init__(self, catalog: Catalog):
        rows = paths_table(catalog, "requirements.parquet")
        skills = paths_table(catalog, "skills.parquet")
        self.skills = [
            Skill(n, Text(nl=r["name_nl"], en=r["name_en"]), r["dutch"])
            for n, r in enumerate(skills.iter_rows(named=True))
        ]
        n, k = 3007, len(self.skills)
        self.has = np.zeros((n, k), np.float32)
        self.asks = np.zeros((n, k), np.float32)
        self.has[rows["occupation"], rows["skill"]] = 1
        e = rows.filter(pl.col("essential"))
        self.asks[e["occupation"], e["skill"]] = 1
        self.idf = np.log((1 + n) / (1 + self.asks.sum(0)))

    def scores(self, origin: int) -> np.ndarray:
        weight = self.asks * self.idf
        return weight @ self.has[origin] / np.maximum(weight.sum(1), 1e-9)

    def scores_to(self, goal: int) -> np.ndarray:
        weight = self.asks[goal] * self.idf
        return self.has @ weight / max(weight.sum(), 1e-9)

    def word(self, score: float) -> str:
        return "very_near" if score > 0.3 else "near" if score > 0.15 else "further"

    def explain(self, origin: int, goal: int) -> Explanation:
        asked = sorted(np.flatnonzero(self.asks[goal]), key=lambda s: -self.idf[s])
        matched = [s for s in asked if self.has[origin, s]]
        missing = [s for s in asked if not self.has[origin, s]]
        return Explanation(
            len(asked),
            tuple(Match(self.skills[s], self.skills[s], 1.0) for s in matched),
            tuple(self.skills[s] for s in missing),
        )


@lru_cache(maxsize=2)
def nearness(catalog: Catalog) -> Nearness:
    """INTERIM."""
    return Nearness(catalog)
