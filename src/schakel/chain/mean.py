"""The engine `mean`: expected flows, in floating point, compiled."""

from __future__ import annotations

import numpy as np

from schakel.chain import kernels
from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.market import expected, market_year
from schakel.chain.threads import in_parts, threads_for
from schakel.chain.yearly import MarketShares

# Below this many cells threads cost more than they give.
_LARGE = 200_000


class Mean:
    """Expected stocks of one or more draws of a chain, G groups after G groups.

    Inside they have their groups last, and a row more for those who leave the model: (S + 1, G).
    """

    def __init__(self, chain: Chain, draws: int = 1):
        self._chain, self._others = chain, chain.others
        self._people = np.zeros((len(chain.states) + 1, draws * len(chain.stocks)))
        self._people[:-1] = np.tile(chain.stocks.T, draws)
        self._next = np.empty_like(self._people)

    @property
    def stocks(self) -> Floats:
        """Persons (G, S)."""
        return self._people[:-1].T

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        market = self._chain.market if edges is self._chain.steps else None
        if market is not None:
            edges = self._chain.steps_fixed
        requests = np.zeros_like(given.places)
        if len(edges):
            self._follow(edges, given, requests, flows)
        else:
            self._next[:] = self._people
        if market is not None:
            expected(
                self._people, given.dynamic, market.workers, market.seekers, self._others,
                market.flows, self._next, flows,
            )  # fmt: skip
        self._people, self._next = self._next, self._people
        return requests

    def _follow(self, edges: Edges, given: Given, requests: Floats, flows: Floats) -> None:
        """Fill the stocks that come next, the requests and the flows."""
        people = going = self._people
        shares = given.values.by_class
        if len(given.scale) > 1:
            going = np.vstack((people[:-1] * given.scale.T, people[-1:]))
        if edges.capped:
            asked = kernels.requested(
                going, shares, edges.asking, edges.source, edges.share, edges.capacity,
                given.places.shape[1],
            )  # fmt: skip
            requests[:] = asked.reshape(len(asked), -1, self._others).sum(axis=2).T
        admitted = np.minimum(1.0, given.places / np.maximum(requests, 1e-300))
        of_groups = np.repeat(admitted.T, self._others, axis=1)
        # Of groups that stand next to one another, parts as long as can be are the quickest.
        in_parts(
            kernels.moved, threads_for(people.size, _LARGE), people, going, shares, edges.first,
            edges.goal, edges.share, edges.flow, edges.capacity, edges.other_goal,
            edges.other_share, edges.other_flow, of_groups, flows, self._next, each=1,
        )  # fmt: skip

    def market_year(
        self, shares: MarketShares, demand: Floats, vacancies: Floats, flows: Floats
    ) -> None:
        """Move everybody along the labour market for a year; `vacancies` are moved on in place.

        `demand` (2, R, O) is that of this year and the next.
        """
        market = self._chain.market
        assert market is not None
        market_year(
            self._people, vacancies, demand[0], demand[1], self._chain.substeps,
            shares.separation, shares.opening, shares.adjust_separation, shares.adjust_opening,
            market.alike, shares.self_loop, shares.longer,
            market.workers, market.seekers, self._others, market.flows, flows,
        )  # fmt: skip

    def enter(self, inflows: Inflows, people: Floats, flows: Floats) -> None:
        """Add who comes from outside."""
        if len(people):
            kernels.entered(self._people, people, inflows.target, inflows.flow, flows)
