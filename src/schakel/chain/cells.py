"""The engine `cells`: whole persons per cell, split by chance; cost does not grow with people."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.keyed import binomial, chance, key, key_of, mixed

_ROUND, _MOVE, _ENTER, _ADMIT = range(4)
_LARGE = 20_000


class Cells:
    """Whole persons (G, S) of a chain; the same seed and draw give the same persons."""

    def __init__(self, chain: Chain, seed: int, draw: int):
        self._others = chain.others
        self._seed, self._draw = seed, draw
        self._moves = 0
        self.counts = _rounded(chain.stocks, self._next(_ROUND))

    @property
    def stocks(self) -> Floats:
        """Persons as floating point."""
        return np.asarray(self.counts, dtype=np.float64)

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        capped = np.flatnonzero(edges.capacity >= 0)
        place = np.full(len(edges), -1, dtype=np.int64)
        place[capped] = np.arange(len(capped))
        asked = np.zeros((len(self.counts), max(1, len(capped))), dtype=np.int64)
        kernel = _move_threads if self.counts.size >= _LARGE else _move
        self.counts = kernel(
            self.counts, given.shares, given.dynamic, given.scale, edges.first, edges.target,
            edges.share, edges.flow, place, self._others, flows, asked, self._next(_MOVE),
        )  # fmt: skip
        requests = np.zeros_like(given.places)
        if len(capped):
            chooser = np.random.Generator(np.random.Philox(int(self._next(_ADMIT))))
            self._admit(edges, given, flows, capped, asked, requests, chooser)
        return requests

    def _admit(
        self,
        edges: Edges,
        given: Given,
        flows: Floats,
        capped: Any,
        asked: Any,
        requests: Floats,
        chooser: np.random.Generator,
    ) -> None:
        """Give places by lot among all who ask in a region; the others wait or go elsewhere."""
        source = np.repeat(np.arange(len(edges.first) - 1), np.diff(edges.first))[capped]
        admitted = asked.copy()
        for region in range(len(requests)):
            groups = slice(region * self._others, (region + 1) * self._others)
            for capacity in range(requests.shape[1]):
                mine = np.flatnonzero(edges.capacity[capped] == capacity)
                people = asked[groups, mine]
                requests[region, capacity] = people.sum()
                places = given.places[region, capacity]
                if people.sum() > places:
                    lot = chooser.multivariate_hypergeometric(
                        people.ravel(), int(places), method="marginals"
                    )
                    admitted[groups, mine] = lot.reshape(people.shape)
        refused = asked - admitted
        for number, edge in enumerate(capped):
            flows[:, edges.flow[edge]] += admitted[:, number]
            if edges.target[edge] >= 0:
                self.counts[:, edges.target[edge]] += admitted[:, number]
            second = np.zeros(len(refused), dtype=np.int64)
            if edges.other_share[edge] >= 0:
                share = np.clip(given.shares[:, edges.other_share[edge]], 0.0, 1.0)
                second = chooser.binomial(refused[:, number], share)
                flows[:, edges.other_flow[edge]] += second
                if edges.other_target[edge] >= 0:
                    self.counts[:, edges.other_target[edge]] += second
            self.counts[:, source[number]] += refused[:, number] - second

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside; parts of a person by chance."""
        if not len(inflows.target):
            return
        amounts = np.ascontiguousarray(shares[:, inflows.share])
        people = _rounded(amounts, self._next(_ENTER))
        for number, (target, flow) in enumerate(zip(inflows.target, inflows.flow, strict=True)):
            self.counts[:, target] += people[:, number]
            flows[:, flow] += people[:, number]

    def _next(self, event: int) -> np.uint64:
        self._moves += 1
        return key(self._seed, self._draw, self._moves, event)


@njit(cache=True)
def _rounded(amounts: Any, key: Any) -> Any:
    """Whole numbers, up or down by chance so that the mean stays."""
    found = np.zeros(amounts.shape, dtype=np.int64)
    for group in range(amounts.shape[0]):
        for state in range(amounts.shape[1]):
            whole = np.floor(amounts[group, state])
            part = amounts[group, state] - whole
            number = np.int64(whole)
            if part > 0.0 and chance(key_of(key_of(key, group), state)) < part:
                number += 1
            found[group, state] = number
    return found


@njit(cache=True, inline="always")
def _move_group(
    group: int, counts: Any, shares: Any, dynamic: Any, scale: Any, first: Any, target: Any,
    share: Any, flow: Any, place: Any, others: int, flows: Any, asked: Any, key: Any, found: Any,
) -> None:  # fmt: skip
    classes, region = shares.shape[1], group // others
    own = key_of(key, group)
    for state in range(counts.shape[1]):
        left = counts[group, state]
        if left == 0:
            continue
        rest, factor = 1.0, 1.0
        if scale.shape[0] > 1:
            factor = scale[group, state]
        here = key_of(own, state)
        for edge in range(first[state], first[state + 1]):
            number = share[edge]
            if number < classes:
                part = shares[group, number] * factor
            else:
                part = dynamic[region, number - classes]
            if part <= 0.0 or left == 0:
                continue
            among = min(1.0, part / rest) if rest > 0.0 else 1.0
            moving = binomial(left, among, mixed(here + np.uint64(edge)))
            rest -= part
            left -= moving
            if place[edge] >= 0:
                asked[group, place[edge]] += moving
                continue
            flows[group, flow[edge]] += moving
            if target[edge] >= 0:
                found[group, target[edge]] += moving
        found[group, state] += left


@njit(cache=True)
def _move(
    counts: Any, shares: Any, dynamic: Any, scale: Any, first: Any, target: Any,
    share: Any, flow: Any, place: Any, others: int, flows: Any, asked: Any, key: Any,
) -> Any:  # fmt: skip
    found = np.zeros_like(counts)
    for group in range(counts.shape[0]):
        _move_group(
            group, counts, shares, dynamic, scale, first, target, share, flow, place, others,
            flows, asked, key, found,
        )  # fmt: skip
    return found


@njit(cache=True, parallel=True)
def _move_threads(
    counts: Any, shares: Any, dynamic: Any, scale: Any, first: Any, target: Any,
    share: Any, flow: Any, place: Any, others: int, flows: Any, asked: Any, key: Any,
) -> Any:  # fmt: skip
    found = np.zeros_like(counts)
    for group in prange(counts.shape[0]):
        _move_group(
            group, counts, shares, dynamic, scale, first, target, share, flow, place, others,
            flows, asked, key, found,
        )  # fmt: skip
    return found
