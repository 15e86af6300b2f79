"""How good the scores of moves are, against what a crowd said and against ISCO.

Crowd: 57 named moves with the mean rating of feasibility (1–5) by people of the British public,
from Nesta's Mapping Career Causeways: the opinion of lay people. ISCO: the part of the pairs in one
unit group (four digits) above the 96th percentile of all ordered pairs of different occupations.

The settings were chosen on every second pair and on every second occupation as origin; what was
kept aside is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.answers.occupation_tables import paths_table
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.paths.network import Floats

_PERCENTILE = 96.0


@dataclass(frozen=True)
class Agreement:
    """One measure: over everything, and over what was kept aside when settings were chosen."""

    everything: float
    kept_aside: float


@dataclass(frozen=True)
class CrowdMoves:
    """Named moves: numbers of origin and destination, and their mean rating (1–5)."""

    origins: NDArray[np.int64]
    destinations: NDArray[np.int64]
    ratings: NDArray[np.float64]


def crowd_moves(catalog: Catalog, path: Path) -> CrowdMoves:
    """The named moves of the crowd, from their file: columns o, d (names) and feas (rating).

    They are named by ESCO's English labels of v1.0; what was renamed since is found by its
    alternative label. Raises SchakelError when the file or a name is not there.
    """
    if not path.is_file():
        raise SchakelError(
            Problem(str(path), "no such file", "the named moves of Mapping Career Causeways",
                    "give the address of gold_labelled.csv")
        )  # fmt: skip
    rows = pl.read_csv(path, infer_schema=False).select("o", "d", "feas").rows()
    numbers = _numbers(catalog)
    unknown = {name for row in rows for name in row[:2] if name not in numbers}
    if unknown:
        raise SchakelError(
            Problem(str(path), ", ".join(sorted(unknown)), "names of ESCO occupations in English",
                    "look whether the table of labels is whole")
        )  # fmt: skip
    return CrowdMoves(
        np.array([numbers[origin] for origin, _, _ in rows]),
        np.array([numbers[destination] for _, destination, _ in rows]),
        np.array([float(rating) for _, _, rating in rows]),
    )


def crowd_agreement(scores: Floats, crowd: CrowdMoves) -> Agreement:
    """Spearman's rank correlation of the scores with the ratings of the crowd."""
    found = scores[crowd.origins, crowd.destinations]
    aside = np.arange(len(found)) % 2 == 1
    aside[-1] = True
    return Agreement(spearman(found, crowd.ratings), spearman(found[aside], crowd.ratings[aside]))


def unit_group_agreement(catalog: Catalog, scores: Floats) -> Agreement:
    """The part of the pairs in one ISCO unit group above the 96th percentile of all pairs."""
    isco = paths_table(catalog, "occupations.parquet")["isco"].to_numpy()
    origin, destination = np.nonzero(isco[:, None] == isco)
    other = origin != destination
    origin, destination = origin[other], destination[other]
    above = scores[origin, destination] > percentiles(scores, (_PERCENTILE,))[0]
    return Agreement(float(above.mean()), float(above[origin % 2 == 1].mean()))


def percentiles(scores: Floats, at: tuple[float, ...]) -> tuple[float, ...]:
    """Scores that these percents of all ordered pairs of different occupations stay below."""
    pairs = scores[~np.eye(len(scores), dtype=bool)]
    return tuple(float(score) for score in np.nanpercentile(pairs, at))


def spearman(left: NDArray[np.floating], right: NDArray[np.floating]) -> float:
    """Spearman's rank correlation; equal values share the mean of their ranks."""
    ranks = [pl.Series(values).rank("average").to_numpy() for values in (left, right)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _numbers(catalog: Catalog) -> dict[str, int]:
    """English names to occupations; an alternative name only where one occupation has it."""
    labels = paths_table(catalog, "labels.parquet").filter(pl.col("language") == "en")
    others = labels.group_by("label").agg(pl.col("occupation").unique())
    only = others.filter(pl.col("occupation").list.len() == 1)
    numbers = {name: int(found[0]) for name, found in only.iter_rows()}
    names = paths_table(catalog, "occupations.parquet")["name_en"]
    return numbers | {name: number for number, name in enumerate(names)}
