"""Which courses close a gap: as few as can be, those first that close most of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Cover:
    """Chosen courses in the order of choice, what each adds, and what stays open.

    `courses` are rows of what was offered; `added` are the skills (columns) that each closes and
    none before it; `open` are the skills that no course offered teaches.
    """

    courses: tuple[int, ...]
    added: tuple[tuple[int, ...], ...]
    open: tuple[int, ...]


def cover(
    teaches: NDArray[np.bool_],
    importance: NDArray[np.floating],
    effort: NDArray[np.floating] | None = None,
) -> Cover:
    """Choose courses greedily until all is closed that can be.

    `teaches` is (courses, skills of the gap), `importance` the positive weight of each skill,
    `effort` (hours, euros or weeks, above 0) of each course; without it all courses are equal. Each
    step takes the course that closes most importance per effort; of equals the first. A course that
    later ones made superfluous is taken out again. The result weighs at most 1 + ½ + … + 1 ÷ n of
    the best one's effort, n the most skills that a course teaches (Chvátal 1979).

    Raises ValueError for arrays that do not fit and weights that are not positive.
    """
    cost = np.ones(len(teaches)) if effort is None else np.asarray(effort, float)
    if teaches.shape != (len(cost), len(importance)):
        raise ValueError(f"{teaches.shape} is not courses × skills: {(len(cost), len(importance))}")
    if (np.asarray(importance) <= 0).any() or (cost <= 0).any():
        raise ValueError("importance and effort are above 0")
    chosen = _without_superfluous(teaches, _greedy(teaches, np.asarray(importance, float), cost))
    open_skills = np.ones(teaches.shape[1], bool)
    added = []
    for course in chosen:
        new = teaches[course] & open_skills
        added.append(tuple(int(skill) for skill in np.flatnonzero(new)))
        open_skills &= ~new
    return Cover(tuple(chosen), tuple(added), tuple(int(n) for n in np.flatnonzero(open_skills)))


def _greedy(
    teaches: NDArray[np.bool_], importance: NDArray[np.float64], cost: NDArray[np.float64]
) -> list[int]:
    chosen: list[int] = []
    rest = importance.copy()
    while len(teaches):
        gains = (teaches @ rest) / cost
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        chosen.append(best)
        rest[teaches[best]] = 0
    return chosen


def _without_superfluous(teaches: NDArray[np.bool_], chosen: list[int]) -> list[int]:
    """Leave out what the others teach together, the last chosen first."""
    kept = list(chosen)
    for course in reversed(chosen):
        others = [other for other in kept if other != course]
        if not (teaches[course] & ~teaches[others].any(axis=0)).any():
            kept = others
    return kept
