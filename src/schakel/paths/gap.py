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
    total = float(net.demand[destination])
    has = np.zeros(net.skills, bool)
    has[held] = True
    found = [_nearest(net, int(skill), has, total) for skill in required]
    return tuple(sorted(found, key=lambda match: (-match.importance, match.skill)))


def missing(found: tuple[Match, ...], enough: float) -> tuple[Match, ...]:
    """The gap: skills whose nearest match is below `enough` (0–1), what weighs most first."""
    return tuple(match for match in found if match.similarity < enough)


def _nearest(net: Network, skill: int, has: NDArray[np.bool_], total: float) -> Match:
    """The best of what is held for one skill: itself, or the likest other."""
    importance = float(net.importance[skill])
    part = importance / total if total else 0.0
    if has[skill]:
        return Match(skill, skill, 1.0, importance, part)
    similarity = net.likeness.of(skill) * has[net.likeness.others[skill]]
    if not similarity.any():
        return Match(skill, None, 0.0, importance, part)
    best = int(np.argmax(similarity))
    held = int(net.likeness.others[skill][best])
    return Match(skill, held, float(similarity[best]), importance, part)
