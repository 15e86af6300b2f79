"""Who comes into each occupation family in the first year, and along which flow.

A trajectory keeps flows per group, not per family; this looks on while people move. To come in is
to start to work or to seek work in a family without having been in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.chain.compiled import NONE, Chain, Floats, Ints
from schakel.chain.market import counted
from schakel.chain.mean import Mean
from schakel.chain.simulation import PathRun
from schakel.chain.yearly import MarketShares, YearShares

_TOGETHER = 5  # draws that are made at once


@dataclass(frozen=True, eq=False)
class Entries:
    """Persons in the first year of a draw.

    `flows` (R, F, O) come along a flow into a family; `moves` (R, O, O) are hired in the second
    family after they worked, or got a diploma, in the first.
    """

    flows: Floats
    moves: Floats


def entries(chain: Chain, draws: Sequence[int], seed: int = 0) -> Iterator[Entries]:
    """Who come in, in each of some draws; expected numbers, keyed as those of `simulate`.

    Raises SchakelError for a chain without a labour market, one with other flows in its steps, and
    one in which a capacity limits a flow into work: of these it cannot tell who comes in.
    """
    _check(chain)
    for first in range(0, len(draws), _TOGETHER):
        some = draws[first : first + _TOGETHER]
        run = _Watched(chain, np.stack([chain.parameters.draw(seed, draw) for draw in some]))
        run.run()
        parts = (np.split(each, len(some)) for each in (run.entered, run.moved))
        yield from map(Entries, *parts)


class _Watched(PathRun):
    """One year of some draws, of which it is counted who comes into each family."""

    def __init__(self, chain: Chain, rows: Floats):
        super().__init__(chain, 1, Mean(chain, len(rows)), rows, 1)
        regions, families = self.vacancies.shape[1:]
        self.entered = np.zeros((regions, len(chain.flows), families))
        self.moved = np.zeros((regions, families, families))

    def _school_year(self, year: int, given: YearShares) -> None:
        chain, shares, stocks = self.chain, given.shares.by_class, self.people.stocks
        family, edges, inflows = family_of_states(chain), chain.yearly, chain.yearly_in
        into = _entering(chain)
        going = (stocks * given.yearly_scale[0]).T
        self._count(
            going[edges.source[into]] * shares[edges.share[into]],
            edges.flow[into], family[edges.target[into]],
        )  # fmt: skip
        inside = np.flatnonzero(family[inflows.target] != NONE)
        came = inflows.people(stocks, shares)
        self._count(came[inside], inflows.flow[inside], family[inflows.target[inside]])
        super()._school_year(year, given)

    def _count(self, people: Floats, flow: Ints, family: Ints) -> None:
        """Add people (N, G), each with its flow and family, to those who came in."""
        regions = people.reshape(len(people), -1, self.chain.others).sum(axis=2)
        np.add.at(self.entered.transpose(1, 2, 0), (flow, family), regions)

    @property
    def _market_alone(self) -> bool:
        """Somebody looks on: step by step, then."""
        return False

    def _market(self, market: MarketShares, demand: Floats, vacancies: Floats) -> Floats:
        places = self.chain.market
        assert places is not None
        size = len(places.families)
        seeking = counted(self.people.stocks, places.seekers, self.chain.others)
        found = super()._market(market, demand, vacancies)
        hired = found[:, size : size + size * size].reshape(-1, size, size)
        self.moved += seeking[:, :, None] * hired
        return found


def family_of_states(chain: Chain) -> Ints:
    """Per state (S + 1, the last for out of the model) the number of its family, or -1."""
    found = np.full(len(chain.states) + 1, NONE)
    market = chain.market
    assert market is not None
    for of_family in (market.workers, market.seekers):
        for number, states in enumerate(of_family):
            found[states[states >= 0]] = number
    return found


def _entering(chain: Chain) -> Ints:
    """The yearly edges that lead into a family from elsewhere."""
    family, edges = family_of_states(chain), chain.yearly
    goal = family[edges.goal]
    return np.flatnonzero((goal != NONE) & (goal != family[edges.source]))


def _check(chain: Chain) -> None:
    if chain.market is None or len(chain.steps_fixed) or len(chain.steps_in.target):
        found = "no labour market" if chain.market is None else "flows in steps besides it"
        raise SchakelError(
            Problem("chain", found, "a labour market alone in the steps", "give flows by the year")
        )
    edges, family = chain.yearly, family_of_states(chain)
    limited = set(edges.flow[np.intersect1d(_entering(chain), edges.asking)].tolist())
    limited |= set(edges.flow[edges.asking][family[edges.other_goal[edges.asking]] != NONE])
    if limited:
        names = ", ".join(sorted(chain.flows[number] for number in limited))
        raise SchakelError(
            Problem("flows", f"{names}: a capacity limits who comes into work",
                    "flows into work without a capacity", "take the capacity from these flows")
        )  # fmt: skip
