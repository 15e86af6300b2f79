"""A network of three occupations and four skills, small enough to work out by hand.

| occupation | essential | optional | description | branches |
|------------|-----------|----------|-------------|----------|
| 0          | a, b      | c        | (1, 0)      | 7, 72    |
| 1          | b, d      |          | (0, 1)      | 7, 74    |
| 2          | a, c      |          | (1, 1)      | 2, 21    |

c and d are like each other for a half. a and b lie in one skill group, c and d in another. Of the
three occupations two require a, two b, one c and one d, so that a and b weigh ln(4 ÷ 3) and c and d
ln(4 ÷ 2).
"""

from __future__ import annotations

import numpy as np

from schakel.paths.moves import Weights
from schakel.paths.network import Likeness, Lists, Network, Requirements, network

A, B, C, D = range(4)
WEIGHTS = Weights(coverage=0.5, descriptions=0.2, profiles=0.2, classification=0.1)
OFTEN, SELDOM = np.log(4 / 3), np.log(2)


def requirements(rows: list[tuple[int, int, bool]]) -> Requirements:
    """Requirements from rows of occupation, skill and essential."""
    occupation, skill, essential = zip(*rows, strict=True)
    return Requirements(np.array(occupation), np.array(skill), np.array(essential, bool))


def small_network(rows: list[tuple[int, int, bool]] | None = None) -> Network:
    """The network above, or another of three occupations over the same four skills."""
    asked = rows or [
        (0, A, True), (0, B, True), (0, C, False), (1, B, True), (1, D, True), (2, A, True),
        (2, C, True),
    ]  # fmt: skip
    likeness = Likeness(
        Lists.of_pairs(np.array([C, D]), np.array([D, C]), 4), np.array([0.5, 0.5], np.float32)
    )
    return network(
        requirements(asked),
        likeness,
        groups=Lists.of_pairs(np.arange(4), np.array([0, 0, 1, 1]), 4),
        descriptions=np.array([[1, 0], [0, 1], [1, 1]], np.float32),
        branches=np.array([[7, 72], [7, 74], [2, 21]], np.int32),
    )
