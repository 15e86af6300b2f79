"""The engine `persons`: one row a person, whose choices hang on (person, year, event) alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import get_num_threads, njit, prange

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows, Ints
from schakel.chain.keyed import chance, key, key_of

_ROUND, _MOVE, _PLACE, _SECOND, _ENTER = range(5)
GONE = -1
_LARGE = 20_000


class Persons:
    """Persons of a chain: number, group and state (-1: gone) of each."""

    def __init__(self, chain: Chain, seed: int, draw: int):
        self._others = chain.others
        self._seed, self._draw = seed, draw
        self._moves = 0
        self._counts = _whole(chain.stocks, self._next(_ROUND))
        self._shape = groups, states = self._counts.shape
        people = self._counts.ravel()
        self.group = np.repeat(np.repeat(np.arange(groups, dtype=np.int32), states), people)
        self.state = np.repeat(np.tile(np.arange(states, dtype=np.int32), groups), people)
        self.number = np.arange(len(self.state), dtype=np.int64)
        self._last = len(self.state)

    @property
    def stocks(self) -> Floats:
        """Persons per cell, (G, S)."""
        return np.asarray(self._counts, dtype=np.float64)

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        self._moves += 1
        reached = _cumulative(
            given.shares, given.dynamic, given.scale, edges.first, edges.share, self._others
        )
        lots = (self.number, self.group, self.state, reached, edges.first, self._now(_MOVE))
        chosen = np.empty(0, dtype=np.int32)
        requests = np.zeros_like(given.places)
        large = len(self.state) >= _LARGE
        if edges.capped:
            chosen = (_choose_threads if large else _choose)(*lots)
            self._admit(edges, given, flows, chosen, requests)
        parts = get_num_threads() if large else 1
        taken = np.zeros((parts, *reached.shape), dtype=np.int64)
        (_walk_threads if large else _walk)(*lots, chosen, edges.target, taken)
        self._count(edges, taken.sum(axis=0), flows)
        self._forget()
        return requests

    def _count(self, edges: Edges, taken: Ints, flows: Floats) -> None:
        """Stocks and flows, from how many took each edge (G, E)."""
        inside = edges.target >= 0
        for group, people in enumerate(taken):
            flows[group] += np.bincount(edges.flow, people, minlength=flows.shape[1])
            gone = np.bincount(edges.source, people, minlength=self._shape[1])
            came = np.bincount(edges.target[inside], people[inside], minlength=self._shape[1])
            self._counts[group] += (came - gone).astype(np.int64)

    def _admit(
        self, edges: Edges, given: Given, flows: Floats, chosen: Ints, requests: Floats
    ) -> None:
        """Who is not drawn by lot for a place stays (-1), or goes to the second choice at once."""
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
        np.subtract.at(self._counts, (self.group[second], self.state[second]), 1)
        self.state[second] = edges.other_target[edge]
        second = second[self.state[second] != GONE]
        np.add.at(self._counts, (self.group[second], self.state[second]), 1)
        chosen[refused] = -1

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside; parts of a person by chance."""
        if not len(inflows.target):
            return
        amounts = np.ascontiguousarray(shares[:, inflows.share])
        people = _whole(amounts, self._next(_ENTER))
        for number, flow in enumerate(inflows.flow):
            flows[:, flow] += people[:, number]
        cells = np.repeat(np.arange(people.size), people.ravel())
        groups, which = np.divmod(cells, max(1, people.shape[1]))
        numbers = np.arange(self._last, self._last + len(groups), dtype=np.int64)
        self._last += len(groups)
        self.number = np.concatenate((self.number, numbers))
        self.group = np.concatenate((self.group, groups.astype(np.int32)))
        self.state = np.concatenate((self.state, inflows.target[which].astype(np.int32)))
        np.add.at(self._counts, (groups, inflows.target[which]), 1)

    def _forget(self) -> None:
        """Let go of who left the model, once they are a tenth of all."""
        if self._counts.sum() < 0.9 * len(self.state):
            here = self.state != GONE
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


@njit(cache=True)
def _cumulative(
    shares: Any, dynamic: Any, scale: Any, first: Any, share: Any, others: int
) -> Any:  # fmt: skip
    """Per group and edge the chance of this edge or one of the same state before it, (G, E)."""
    groups, classes = shares.shape
    found = np.empty((groups, len(share)))
    for group in range(groups):
        for state in range(len(first) - 1):
            total = 0.0
            factor = scale[group, state] if scale.shape[0] > 1 else 1.0
            for edge in range(first[state], first[state + 1]):
                name = share[edge]
                if name < classes:
                    total += shares[group, name] * factor
                else:
                    total += dynamic[group // others, name - classes]
                found[group, edge] = total
    return found


@njit(cache=True, inline="always")
def _choice(number: int, group: int, state: int, reached: Any, first: Any, key: Any) -> Any:
    """The edge that a person takes; -1 to stay.

    Edges are counted, not searched: no turns to guess wrongly. Unsigned numbers spare the check
    whether an index counts from the end.
    """
    lot, row = chance(key_of(key, number)), np.uint64(group)
    begin, end = np.uint64(first[state]), np.uint64(first[state + 1])
    found = begin
    for edge in range(begin, end):
        found += np.uint64(1) if reached[row, edge] <= lot else np.uint64(0)
    return np.int64(found) if found < end else -1


@njit(cache=True)
def _choose(numbers: Any, groups: Any, states: Any, reached: Any, first: Any, key: Any) -> Any:
    found = np.full(len(states), -1, dtype=np.int32)
    for place in range(len(states)):
        state, group = states[place], groups[place]
        if state >= 0:
            found[place] = _choice(numbers[place], group, state, reached, first, key)
    return found


@njit(cache=True, parallel=True)
def _choose_threads(
    numbers: Any, groups: Any, states: Any, reached: Any, first: Any, key: Any
) -> Any:
    found = np.full(len(states), -1, dtype=np.int32)
    for place in prange(len(states)):
        state, group = states[place], groups[place]
        if state >= 0:
            found[place] = _choice(numbers[place], group, state, reached, first, key)
    return found


@njit(cache=True, inline="always")
def _walk_part(
    begin: int, end: int, numbers: Any, groups: Any, states: Any, reached: Any, first: Any,
    key: Any, chosen: Any, target: Any, taken: Any,
) -> None:  # fmt: skip
    """Move some persons along the edges that they chose, or choose now; count per edge."""
    choosing = len(chosen) == 0
    for place in range(begin, end):
        state, group = states[place], groups[place]
        if state < 0:
            continue
        if choosing:
            edge = _choice(numbers[place], group, state, reached, first, key)
        else:
            edge = chosen[place]
        if edge >= 0:
            taken[group, edge] += 1
            states[place] = target[edge]


@njit(cache=True)
def _walk(
    numbers: Any, groups: Any, states: Any, reached: Any, first: Any, key: Any,
    chosen: Any, target: Any, taken: Any,
) -> None:  # fmt: skip
    _walk_part(
        0, len(states), numbers, groups, states, reached, first, key, chosen, target, taken[0]
    )


@njit(cache=True, parallel=True)
def _walk_threads(
    numbers: Any, groups: Any, states: Any, reached: Any, first: Any, key: Any,
    chosen: Any, target: Any, taken: Any,
) -> None:  # fmt: skip
    parts = len(taken)
    for part in prange(parts):
        _walk_part(
            part * len(states) // parts, (part + 1) * len(states) // parts,
            numbers, groups, states, reached, first, key, chosen, target, taken[part],
        )  # fmt: skip
