"""Why a move is near or far: what matches, with what, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.paths.network import Network


@dataclass(frozen=True)
class Match:
    """One skill that the destination requires, and the nearest skill that the origin has.

    `similarity` is 0–1, `held` None where nothing held is like it. `importance` is what the skill
    weighs, `part` its part in the coverage when matched fully; the parts of a destination sum to
    one, and its coverage is the sum of part × similarity.
    """

    skill: int
    held: int | None
    similarity: float
    importance: float
    part: float


def matches(net: Network, held: NDArray[np.integer], destination: int) -> tuple[Match, ...]:
    """Every skill that a destination requires beside the nearest of those held.

    What weighs most comes first. Empty for an occupation without skills.
    """
    required = net.required[destination]
    total = float(net.importance[required].sum())
    found = [_nearest(net, int(skill), held, total) for skill in required]
    return tuple(sorted(found, key=lambda match: (-match.importance, match.skill)))


def missing(found: tuple[Match, ...], enough: float) -> tuple[Match, ...]:
    """The gap: skills whose nearest match is below `enough` (0–1), what weighs most first."""
    return tuple(match for match in found if match.similarity < enough)


def _nearest(net: Network, skill: int, held: NDArray[np.integer], total: float) -> Match:
    """The best of what is held for one skill: itself, or the likest other."""
    importance = float(net.importance[skill])
    near, similarity = skill, 1.0
    if skill not in held:
        others = net.likeness.others
        places = others.places(np.array([skill], np.int32))
        mine = places[np.isin(others.items[places], held)]
        if not len(mine):
            return Match(skill, None, 0.0, importance, importance / total)
        best = mine[np.argmax(net.likeness.similarity[mine])]
        near, similarity = int(others.items[best]), float(net.likeness.similarity[best])
    return Match(skill, near, similarity, importance, importance / total)
