"""Which occupations can supply candidates for a vacancy, and how many people work there.

Occupations only: nothing here knows a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.paths.moves import Weights, scores_to
from schakel.paths.network import Network


@dataclass(frozen=True)
class Supply:
    """One occupation from which people can come.

    `score` is 0–1, `people` how many work there, None where it is not known.
    """

    occupation: int
    score: float
    people: float | None


def suppliers(
    net: Network,
    destination: int,
    people: NDArray[np.floating],
    weights: Weights,
    least: float,
) -> tuple[Supply, ...]:
    """Occupations whose score to the vacancy's is at least `least`, by score × people.

    `people` at work per occupation, NaN where it is not known; those come last, by score. The
    occupation itself is among them: who already does it elsewhere.
    """
    scores = scores_to(net, destination, weights)
    near = np.flatnonzero(scores >= least)  # NaN is near nothing
    reach = np.where(np.isnan(people[near]), -1, scores[near] * people[near])
    order = near[np.lexsort((near, -scores[near], -reach))]
    return tuple(
        Supply(int(n), float(scores[n]), None if np.isnan(people[n]) else float(people[n]))
        for n in order
    )
