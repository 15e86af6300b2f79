"""How far it is from one occupation to another, by the skills that both ask for.

The coverage of a destination is the share of what it requires, weighted by importance, that the
skills of the origin match; a skill matches another by their likeness. The score of a move joins it
with the likeness of the two descriptions, of the two profiles of skill groups, and of the places in
the classification of occupations. It says what is plausible; whether work is offered is another
question and is not in it.

An occupation without skills cannot be compared: its scores are NaN, from it and to it. Nor can one
be told from others as a destination if it only requires what all require.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.paths.network import Floats, Network, Numbers, profiles

_AT_ONCE = 128  # rows of best matches in memory together: 128 × 13,896 × 4 bytes = 7 MB


@dataclass(frozen=True)
class Weights:
    """The parts of coverage and of three likenesses in a score; they sum to one."""

    coverage: float
    descriptions: float
    profiles: float
    classification: float

    def __post_init__(self) -> None:
        parts = (self.coverage, self.descriptions, self.profiles, self.classification)
        if min(parts) < 0 or abs(sum(parts) - 1) > 1e-9:
            raise ValueError(f"the weights of a score are 0 or more and sum to 1, not {parts}")


def scores_from(net: Network, origins: Numbers, weights: Weights) -> Floats:
    """Scores (0–1) from each of these occupations to all: (origins, occupations)."""
    best = np.stack([best_matches(net, net.held[n]) for n in origins])
    covered = coverage(net, best)
    covered[net.held.lengths()[origins] == 0] = np.nan
    return _joined(net, origins, covered, weights)


def scores_to(net: Network, destination: int, weights: Weights) -> Floats:
    """Scores (0–1) from all occupations to one: a column of the matrix, asked by an employer."""
    required = net.required[destination]
    covered = np.full(net.occupations, np.nan, np.float32)
    if net.demand[destination] > 0:
        matched = net.importance[required] @ matches_of(net, required)
        covered = np.asarray(matched / net.demand[destination], np.float32)
        covered[net.held.lengths() == 0] = np.nan
    return _joined(net, np.array([destination]), covered[None], weights).ravel()


def scores_of_skills(net: Network, skills: NDArray[np.integer], weights: Weights) -> Floats:
    """Scores (0–1) to all occupations for someone with these skills and no occupation.

    There is no description and no place in a classification to compare: coverage and profiles carry
    their weight.
    """
    covered = coverage(net, best_matches(net, skills)[None])[0]
    own = profiles(net.groups, np.zeros(len(skills), np.int32), skills, 1)[0]
    total = weights.coverage + weights.profiles
    found = weights.coverage * covered + weights.profiles * (net.profiles[:, : len(own)] @ own)
    return np.asarray(found / total, np.float32)


def matrix(net: Network, weights: Weights) -> Floats:
    """Scores (0–1) of all moves: [i, j] from i to j."""
    everyone = np.arange(net.occupations, dtype=np.int32)
    blocks = np.split(everyone, range(_AT_ONCE, len(everyone), _AT_ONCE))
    return np.concatenate([scores_from(net, block, weights) for block in blocks])


def best_matches(net: Network, held: NDArray[np.integer]) -> Floats:
    """How well each skill is matched (0–1) by the best of the skills that someone has."""
    best = np.zeros(net.skills, np.float32)
    places = net.likeness.others.places(held)
    np.maximum.at(best, net.likeness.others.items[places], net.likeness.similarity[places])
    best[held] = 1
    return best


def matches_of(net: Network, wanted: NDArray[np.integer]) -> Floats:
    """How well each of these skills is matched in each occupation: (wanted, occupations)."""
    likeness, holders = net.likeness, net.holders
    rows = np.arange(len(wanted))
    places = likeness.others.places(wanted)
    row = np.concatenate([rows, np.repeat(rows, likeness.others.lengths()[wanted])])
    skill = np.concatenate([wanted, likeness.others.items[places]])
    similarity = np.concatenate([np.ones(len(wanted), np.float32), likeness.similarity[places]])
    times = holders.lengths()[skill]
    holding = holders.items[holders.places(skill)]
    best = np.zeros((len(wanted), net.occupations), np.float32)
    np.maximum.at(best, (np.repeat(row, times), holding), np.repeat(similarity, times))
    return best


def coverage(net: Network, best: Floats) -> Floats:
    """The part (0–1) of what each occupation requires that is matched, by importance.

    `best` is (people, skills), the result (people, occupations); NaN where nothing is required.
    """
    matched = net.required.sums(best.T * net.importance[:, None]).T
    share = np.full(matched.shape, np.nan, np.float32)
    return np.divide(matched, net.demand, out=share, where=net.demand > 0)


def _joined(net: Network, ones: NDArray[np.integer], covered: Floats, weights: Weights) -> Floats:
    """Coverage with the two likenesses between `ones` and all occupations: (ones, all).

    Descriptions that point away from each other (a cosine below 0) are as unlike as can be: 0.
    """
    alike = np.maximum(net.descriptions[ones] @ net.descriptions.T, 0)
    groups = net.profiles[ones] @ net.profiles.T
    scores = (
        weights.coverage * covered
        + weights.descriptions * alike
        + weights.profiles * groups
        + weights.classification * shared_levels(net, ones)
    )
    return np.asarray(scores.clip(0, 1), np.float32)


def shared_levels(net: Network, ones: NDArray[np.integer]) -> Floats:
    """The part (0–1) of the levels of the classification that two occupations share."""
    shared = np.zeros((len(ones), net.occupations), np.float32)
    for level in net.branches.T:
        shared += level[ones, None] == level
    return np.asarray(shared / net.branches.shape[1], np.float32)
