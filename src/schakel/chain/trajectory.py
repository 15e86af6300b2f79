"""What a simulation gives: stocks of every year and the flows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from schakel.chain.compiled import Chain, Floats


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One path of a chain over T years.

    `stocks` (T+1, G, S) persons at 1 October, of every so many years (`every`); `flows` (T, G, F)
    persons in the year that follows;
    `vacancies` and `demand` (T+1, R, O); `requests`, `places` (T, R, K) and `limits` (T, R, L) of
    capacities; `capped` counts the states where drawn shares had to be scaled down to sum to one.
    """

    chain: Chain
    stocks: Floats
    flows: Floats
    vacancies: Floats
    demand: Floats
    requests: Floats
    places: Floats
    limits: Floats
    capped: int
    every: int = 1

    @property
    def years(self) -> range:
        """The years of the stocks."""
        return range(self.chain.start, self.chain.start + len(self.stocks) * self.every, self.every)

    def stock(self, stage: str, by: str = "region") -> Mapping[str, Floats]:
        """Persons of a stage per value of an axis or group, each (T+1,).

        Raises KeyError for a stage or axis that does not exist.
        """
        chosen = self.chain.states.stages[stage]
        people = self.stocks[:, :, chosen.first : chosen.first + chosen.size]
        if by in self.chain.groups:
            return _by_group(self.chain, people.sum(axis=2), by)
        axis = list(chosen.axes).index(by)
        shape = (*people.shape[:2], *(len(values) for values in chosen.axes.values()))
        others = tuple(n for n in range(1, len(shape)) if n != axis + 2)
        totals = people.reshape(shape).sum(axis=others)
        return {value: totals[:, n] for n, value in enumerate(chosen.axes[by])}

    def flow(self, name: str, by: str = "region") -> Mapping[str, Floats]:
        """Persons of a flow per value of a group, each (T,)."""
        return _by_group(self.chain, self.flows[:, :, self.chain.flows.index(name)], by)


def _by_group(chain: Chain, people: Floats, by: str) -> Mapping[str, Floats]:
    shape = (len(people), *(len(values) for values in chain.groups.values()))
    place = list(chain.groups).index(by) + 1
    others = tuple(n for n in range(1, len(shape)) if n != place)
    totals = np.asarray(people).reshape(shape).sum(axis=others)
    return {value: totals[:, n] for n, value in enumerate(chain.groups[by])}
