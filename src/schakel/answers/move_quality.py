"""How good the scores of moves are, against what a crowd said and against ISCO.

    python -m schakel.answers.move_quality gold_labelled.csv

writes what they reach into regions/nl/paths/move_quality.csv.

Crowd: 57 named moves with the mean rating of feasibility (1–5) by people of the British public,
from Nesta's Mapping Career Causeways: the opinion of lay people. ISCO: the part of the pairs in one
unit group (four digits) above the 96th percentile of all ordered pairs of different occupations.

The settings were chosen on every second pair and on every second occupation as origin; what was
kept aside is counted apart.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.answers.occupation_tables import paths_table
from schakel.answers.path_network import path_network, weights
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, load
from schakel.paths.moves import Weights, matrix
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


def without_isco(given: Weights) -> Weights:
    """The weights with the part that knows ISCO left out, the rest in proportion."""
    rest = 1 - given.classification
    return replace(
        given,
        coverage=given.coverage / rest,
        descriptions=given.descriptions / rest,
        profiles=given.profiles / rest,
        classification=0.0,
    )


def reached(catalog: Catalog, crowd_file: Path) -> list[tuple[str, str, float]]:
    """Measure, part and value of everything that is published of the quality of moves."""
    net, given = path_network(catalog), weights(catalog)
    scores = matrix(net, given)
    crowd = crowd_agreement(scores, crowd_moves(catalog, crowd_file))
    groups = unit_group_agreement(catalog, scores)
    blind = unit_group_agreement(catalog, matrix(net, without_isco(given)))
    return [
        ("crowd", "all", crowd.everything),
        ("crowd", "kept aside", crowd.kept_aside),
        ("same_isco", "all", groups.everything),
        ("same_isco", "kept aside", groups.kept_aside),
        ("same_isco_blind", "all", blind.everything),
    ]


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


def write(catalog: Catalog, crowd_file: Path) -> None:
    """Write what the scores reach into the package of the nation."""
    path = catalog.packages[0].folder / "paths" / "move_quality.csv"
    found = reached(catalog, crowd_file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("measure", "part", "value"))
        writer.writerows((name, part, f"{value:.4f}") for name, part, value in found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("use: python -m schakel.answers.move_quality CROWD_FILE")
    try:
        write(load("nl"), Path(sys.argv[1]))
    except SchakelError as error:
        sys.exit(str(error))
