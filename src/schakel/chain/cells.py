"""The engine `cells`: whole persons per cell, split by chance; cost does not grow with people."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows, Ints
from schakel.chain.keyed import binomial, key, key_of, whole
from schakel.chain.moves import book, book_second, edge_share, second_shares
from schakel.chain.threads import in_parts, threads_for

_ROUND, _MOVE, _ENTER, _ADMIT = range(4)
# Below this many edges of cells threads cost more than they give.
_LARGE = 5_000


class Cells:
    """Whole persons (G, S) of a chain; the same seed and draw give the same persons."""

    def __init__(self, chain: Chain, seed: int, draw: int):
        self._others = chain.others
        self._seed, self._draw = seed, draw
        self._moves = 0
        self.counts = whole(chain.stocks, self._next(_ROUND))

    @property
    def stocks(self) -> Floats:
        """Persons as floating point."""
        return np.asarray(self.counts, dtype=np.float64)

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        taken = np.zeros((len(self.counts), len(edges)), dtype=np.int64)
        in_parts(
            _split, threads_for(taken.size, _LARGE), self.counts, given.shares, given.dynamic,
            given.scale, edges.first, edges.share, self._others, self._next(_MOVE), taken,
        )  # fmt: skip
        requests = np.zeros_like(given.places)
        if edges.capped:
            second = self._admit(edges, given, taken, requests)
            book_second(edges, second, self.counts, flows)
        book(edges, taken, self.counts, flows)
        return requests

    def _admit(self, edges: Edges, given: Given, taken: Ints, requests: Floats) -> Ints:
        """Give places by lot among all who ask in a region; the others wait or go elsewhere.

        Takes those who got none out of `taken`, and fills `requests`. Gives who takes the second
        choice, (G, asking).
        """
        chooser = np.random.Generator(np.random.Philox(int(self._next(_ADMIT))))
        refused = np.zeros((len(taken), len(edges.asking)), dtype=np.int64)
        for region, capacity in np.ndindex(*requests.shape):
            groups = slice(region * self._others, (region + 1) * self._others)
            mine = np.flatnonzero(edges.capacity[edges.asking] == capacity)
            people = taken[groups, edges.asking[mine]]
            requests[region, capacity] = people.sum()
            places = given.places[region, capacity]
            if people.sum() > places:
                lot = chooser.multivariate_hypergeometric(
                    people.ravel(), int(places), method="marginals"
                )
                refused[groups, mine] = people - lot.reshape(people.shape)
        taken[:, edges.asking] -= refused
        return chooser.binomial(refused, second_shares(edges, given.shares))

    def enter(self, inflows: Inflows, people: Floats, flows: Floats) -> None:
        """Add who comes from outside; parts of a person by chance."""
        if not len(people):
            return
        came = whole(np.ascontiguousarray(people.T), self._next(_ENTER))
        for number, (target, flow) in enumerate(zip(inflows.target, inflows.flow, strict=True)):
            self.counts[:, target] += came[:, number]
            flows[:, flow] += came[:, number]

    def _next(self, event: int) -> np.uint64:
        self._moves += 1
        return key(self._seed, self._draw, self._moves, event)


@njit(cache=True, nogil=True)
def _split(
    thread: int, part: int, parts: int, counts: Any, shares: Any, dynamic: Any, scale: Any,
    first: Any, share: Any, others: int, key: Any, taken: Any,
) -> None:  # fmt: skip
    """Who takes each edge, (G, E). Each part has every so manieth cell."""
    groups, states = counts.shape
    for cell in range(part, groups * states, parts):
        group, state = cell // states, cell % states
        if counts[group, state] > 0 and first[state] < first[state + 1]:
            _split_cell(
                group, state, counts[group, state], shares, dynamic, scale, first, share,
                others, key_of(key, cell), taken[group],
            )  # fmt: skip


@njit(cache=True)
def _split_cell(
    group: int, state: int, people: Any, shares: Any, dynamic: Any, scale: Any, first: Any,
    share: Any, others: int, key: Any, taken: Any,
) -> None:  # fmt: skip
    """Each edge takes its part, by chance, of those whom the edges before it left."""
    left, rest = people, 1.0
    for edge in range(first[state], first[state + 1]):
        part = edge_share(group, state, share[edge], shares, dynamic, scale, others)
        if part <= 0.0:
            continue
        among = min(1.0, part / rest) if rest > 0.0 else 1.0
        moving = binomial(left, among, key_of(key, edge - first[state]))
        taken[edge] = moving
        rest -= part
        left -= moving
        if left == 0:
            break
