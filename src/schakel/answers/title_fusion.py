"""Learns how much each feature of a title counts: `python -m schakel.answers.title_fusion MELO`.

MELO is a folder with the published set: Dutch titles, each of one concept of ESCO. The chance of a
concept is taken as a softmax over the features; the weights are those under which the right
concepts are most likely. The titles of the Dutch national list take no part, since the set was made
from that list. A part of the titles is kept aside: it chooses nothing and is measured at the end.
Settings were chosen by the folds of the rest. Needs the extra `method`.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from schakel.answers.title_melo import Melo, measures, read_melo
from schakel.answers.title_search import searcher
from schakel.answers.title_tables import folder
from schakel.base.errors import SchakelError
from schakel.paths.titles_fields import FEATURES

Reals = NDArray[np.float64]
Integers = NDArray[np.int64]
CANDIDATES, FOLDS, LEARNED, SHRINKAGE, SEED = 120, 5, 1600, 1.0, 0
PRECISION = 0.9  # from which chance on an answer is sure: where nine of ten are right
_FIRST = {"label_pieces": 1.0, "label_words": 0.5, "description_words": 0.5, "meaning": 2.0}


@dataclass(frozen=True)
class Candidates:
    """Per title its candidates: (titles, candidates) numbers, and their features beside them.

    `right` (titles,) is the concept that is right, or -1 where the tables lack it.
    """

    numbers: Integers
    features: Reals
    right: Integers


def candidates(melo: Melo) -> Candidates:
    """The concepts of the set that are most alike to each title by a first sum of features."""
    fields = searcher("nl", aliases=False).search.fields
    first = np.array([_FIRST.get(name, 0.0) for name in FEATURES], np.float32)
    numbers, features = [], []
    for query in melo.queries:
        found, _ = fields.features(query)
        score = np.where(melo.listed, found @ first, -np.inf)
        best = np.argsort(-score, kind="stable")[:CANDIDATES]
        numbers.append(best)
        features.append(found[best])
    return Candidates(np.array(numbers), np.array(features, np.float64), melo.right)


def learn(found: Candidates, titles: Integers) -> Reals:
    """Weights (features,) under which the right concepts of some titles are most likely."""
    hit = found.numbers[titles] == found.right[titles][:, None]
    has = hit.any(axis=1)
    features, right = found.features[titles][has], hit[has].argmax(axis=1)
    spread = features.std(axis=(0, 1)) + 1e-9
    features = (features - features.mean(axis=(0, 1))) / spread
    of_right = features[np.arange(len(right)), right].sum(axis=0)

    def loss(weights: Reals) -> tuple[float, Reals]:
        score = features @ weights
        score -= score.max(axis=1, keepdims=True)
        chance = np.exp(score)
        chance /= chance.sum(axis=1, keepdims=True)
        likely = np.log(chance[np.arange(len(right)), right] + 1e-12).sum()
        slope = np.einsum("qk,qkf->f", chance, features) - of_right
        return SHRINKAGE * weights @ weights - likely, slope + 2 * SHRINKAGE * weights

    start = np.zeros(features.shape[2])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x / spread)


def ranks(found: Candidates, titles: Integers, weights: Reals) -> tuple[Integers, Reals]:
    """The place of the right concept of some titles (0: not among the candidates).

    Beside it the chance that the model gives to the first.
    """
    score = found.features[titles] @ weights
    hit = found.numbers[titles] == found.right[titles][:, None]
    its = np.where(hit, score, -np.inf).max(axis=1)
    place = np.where(hit.any(axis=1), 1 + (score > its[:, None]).sum(axis=1), 0)
    chance = np.exp(score - score.max(axis=1, keepdims=True))
    return place, (chance / chance.sum(axis=1, keepdims=True)).max(axis=1)


def split(count: int) -> tuple[Integers, Integers]:
    """Numbers of the titles to learn from, and of those that are kept aside."""
    order = np.random.default_rng(SEED).permutation(count)
    return order[:LEARNED], order[LEARNED:]


def out_of_fold(found: Candidates, titles: Integers) -> tuple[Integers, Reals]:
    """As `ranks`, each title by weights learned from the other folds; in the order of titles."""
    folds = np.array_split(titles, FOLDS)
    parts = []
    for n, fold in enumerate(folds):
        others = np.concatenate([other for m, other in enumerate(folds) if m != n])
        parts.append(ranks(found, fold, learn(found, others)))
    places, chances = zip(*parts, strict=True)
    return np.concatenate(places), np.concatenate(chances)


def sure_from(places: Integers, chances: Reals) -> float:
    """The least chance from which on the share of right answers is `PRECISION`."""
    order = np.argsort(-chances)
    share = np.cumsum(places[order] == 1) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= PRECISION)
    return float(chances[order[good[-1]]]) if len(good) else 1.0


def fuse(melo: Melo) -> tuple[dict[str, float], list[tuple[str, int, float, float, float]]]:
    """The weights by name, and what they reach: part, titles, MRR, first right, in five."""
    found = candidates(melo)
    learned, aside = split(len(melo.queries))
    places, chances = out_of_fold(found, learned)
    weights = learn(found, learned)
    every, _ = out_of_fold(found, np.concatenate((learned, aside)))
    reached = [
        ("folds", len(learned), *measures(places)),
        ("kept aside", len(aside), *measures(ranks(found, aside, weights)[0])),
        ("whole set, out of fold", len(every), *measures(every)),
    ]
    named = dict(zip(FEATURES, weights.round(4).tolist(), strict=True))
    return {**named, "sure": round(sure_from(places, chances), 3)}, reached


def write(melo: Melo) -> None:
    """Learn, and write the weights and what they reach into the package."""
    weights, reached = fuse(melo)
    tables = {
        "title_weights.csv": (("name", "value"), weights.items()),
        "title_quality.csv": (("part", "titles", "mrr", "first", "in_five"), reached),
    }
    for name, (head, lines) in tables.items():
        with (folder() / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(
                [f"{cell:.4f}" if isinstance(cell, float) else cell for cell in line]
                for line in lines
            )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("use: python -m schakel.answers.title_fusion MELO_FOLDER")
    try:
        write(read_melo(Path(sys.argv[1])))
    except SchakelError as error:
        sys.exit(str(error))
