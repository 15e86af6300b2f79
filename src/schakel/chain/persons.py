"""The engine `persons`: one row a person, whose choices hang on (person, year, event) alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows, Ints
from schakel.chain.keyed import chance, key, key_of

_ROUND, _MOVE, _PLACE, _SECOND, _ENTER = range(5)
GONE = -1
_LARGE = 20_000


class Persons:
    """Persons of a chain: number, group and state (-1: gone) of each."""

    def __init__(self, chain: Chain, seed: int, draw: int):
        self._others = chain.others
        self._shape = chain.stocks.shape
        self._seed, self._draw = seed, draw
        self._moves = 0
        people = _whole(chain.stocks, self._next(_ROUND))
        cells = np.repeat(np.arange(people.size), people.ravel())
        self.group = (cells // self._shape[1]).astype(np.int64)
        self.state = (cells % self._shape[1]).astype(np.int64)
        self.number = np.arange(len(cells), dtype=np.int64)
        self._last = len(cells)

    @property
    def stocks(self) -> Floats:
        """Persons per cell, (G, S)."""
        here = self.state != GONE
        cells = self.group[here] * self._shape[1] + self.state[here]
        counts = np.bincount(cells, minlength=self._shape[0] * self._shape[1])
        return counts.reshape(self._shape).astype(np.float64)

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        self._moves += 1
        kernel = _choose_threads if len(self.state) >= _LARGE else _choose
        chosen = kernel(
            self.number, self.group, self.state, given.shares, given.dynamic, given.scale,
            edges.first, edges.share, self._others, self._now(_MOVE),
        )  # fmt: skip
        requests = np.zeros_like(given.places)
        if (edges.capacity >= 0).any():
            self._admit(edges, given, flows, chosen, requests)
        moving = np.flatnonzero(chosen >= 0)
        taken = chosen[moving]
        np.add.at(flows, (self.group[moving], edges.flow[taken]), 1.0)
        self.state[moving] = edges.target[taken]
        self._forget()
        return requests

    def _admit(
        self, edges: Edges, given: Given, flows: Floats, chosen: Ints, requests: Floats
    ) -> None:
        """Who is not drawn by lot for a place stays (-1), or goes to the second choice."""
        asking = np.flatnonzero((chosen >= 0) & (edges.capacity[chosen] >= 0))
        region, capacity = self.group[asking] // self._others, edges.capacity[chosen[asking]]
        lot = _lots(self.number[asking], self._now(_PLACE))
        order = np.lexsort((lot, capacity, region))
        pair = region[order] * requests.shape[1] + capacity[order]
        counts = np.bincount(pair, minlength=requests.size)
        requests[:] = counts.reshape(requests.shape)
        rank = np.arange(len(order)) - (np.cumsum(counts) - counts)[pair]
        refused = asking[order[rank >= np.floor(given.places.ravel()[pair])]]
        wanted = edges.other_share[chosen[refused]]
        share = np.where(wanted >= 0, given.shares[self.group[refused], wanted], 0.0)
        second = refused[_lots(self.number[refused], self._now(_SECOND)) < share]
        edge = chosen[second]
        np.add.at(flows, (self.group[second], edges.other_flow[edge]), 1.0)
        self.state[second] = edges.other_target[edge]
        chosen[refused] = -1

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside; parts of a person by chance."""
        amounts = np.ascontiguousarray(shares[:, inflows.share])
        people = _whole(amounts, self._next(_ENTER))
        for number, flow in enumerate(inflows.flow):
            flows[:, flow] += people[:, number]
        cells = np.repeat(np.arange(people.size), people.ravel())
        groups, which = np.divmod(cells, max(1, people.shape[1]))
        numbers = np.arange(self._last, self._last + len(groups), dtype=np.int64)
        self._last += len(groups)
        self.number = np.concatenate((self.number, numbers))
        self.group = np.concatenate((self.group, groups))
        self.state = np.concatenate((self.state, inflows.target[which]))

    def _forget(self) -> None:
        """Let go of who left the model, once they are a tenth of all."""
        here = self.state != GONE
        if here.sum() < 0.9 * len(here):
            self.number, self.group, self.state = (
                each[here] for each in (self.number, self.group, self.state)
            )

    def _next(self, event: int) -> np.uint64:
        self._moves += 1
        return self._now(event)

    def _now(self, event: int) -> np.uint64:
        return key(self._seed, self._draw, self._moves, event)


@njit(cache=True)
def _whole(amounts: Any, key: Any) -> Any:
    """Whole numbers, up or down by chance so that the mean stays."""
    found = np.zeros(amounts.shape, dtype=np.int64)
    for group in range(amounts.shape[0]):
        for state in range(amounts.shape[1]):
            whole = np.floor(amounts[group, state])
            more = chance(key_of(key_of(key, group), state)) < amounts[group, state] - whole
            found[group, state] = np.int64(whole) + (1 if more else 0)
    return found


@njit(cache=True)
def _lots(numbers: Any, key: Any) -> Any:
    found = np.empty(len(numbers))
    for place in range(len(numbers)):
        found[place] = chance(key_of(key, numbers[place]))
    return found


@njit(cache=True, inline="always")
def _choice(
    number: int, group: int, state: int, shares: Any, dynamic: Any, scale: Any,
    first: Any, share: Any, others: int, key: Any,
) -> int:  # fmt: skip
    """The edge that a person takes; -1 to stay."""
    classes, found = shares.shape[1], -1
    lot = chance(key_of(key, number))
    factor = scale[group, state] if scale.shape[0] > 1 else 1.0
    for edge in range(first[state], first[state + 1]):
        name = share[edge]
        if name < classes:
            lot -= shares[group, name] * factor
        else:
            lot -= dynamic[group // others, name - classes]
        if lot < 0.0:
            found = edge
            break
    return found


@njit(cache=True)
def _choose(
    numbers: Any, groups: Any, states: Any, shares: Any, dynamic: Any, scale: Any,
    first: Any, share: Any, others: int, key: Any,
) -> Any:  # fmt: skip
    found = np.full(len(states), -1, dtype=np.int64)
    for place in range(len(states)):
        if states[place] >= 0:
            found[place] = _choice(
                numbers[place], groups[place], states[place], shares, dynamic, scale,
                first, share, others, key,
            )  # fmt: skip
    return found


@njit(cache=True, parallel=True)
def _choose_threads(
    numbers: Any, groups: Any, states: Any, shares: Any, dynamic: Any, scale: Any,
    first: Any, share: Any, others: int, key: Any,
) -> Any:  # fmt: skip
    found = np.full(len(states), -1, dtype=np.int64)
    for place in prange(len(states)):
        if states[place] >= 0:
            found[place] = _choice(
                numbers[place], groups[place], states[place], shares, dynamic, scale,
                first, share, others, key,
            )  # fmt: skip
    return found
