"""The engine `mean`: expected flows, in floating point, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.market import expected

# Below this many cells threads cost more than they give.
_LARGE = 200_000


class Mean:
    """Expected stocks (G, S) of a chain."""

    def __init__(self, chain: Chain, seed: int, draw: int):
        self.stocks, self._next = chain.stocks.copy(), np.empty_like(chain.stocks)
        self._others, self._chain = chain.others, chain

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        market = self._chain.market if edges is self._chain.steps else None
        if market is not None:
            edges = self._chain.steps_fixed
        requests = np.zeros_like(given.places)
        if edges.capped:
            requests = _requested(
                self.stocks, given.shares, given.scale, edges.asking, edges.source[edges.asking],
                edges.share, edges.capacity, self._others, given.places.shape[1],
            )  # fmt: skip
        admitted = np.minimum(1.0, given.places / np.maximum(requests, 1e-300))
        before, self.stocks = self.stocks, self._next
        self._next = before
        if len(edges):
            kernel = _all_groups_threads if before.size >= _LARGE else _all_groups
            kernel(
                before, given.shares, given.dynamic, edges.first, edges.target, edges.share,
                edges.flow, edges.capacity, edges.other_target, edges.other_share,
                edges.other_flow, admitted, given.scale, self._others, flows, self.stocks,
            )  # fmt: skip
        else:
            self.stocks[:] = before
        if market is not None:
            expected(
                before, given.dynamic, market.workers, market.seekers, self._others, market.flows,
                self.stocks, flows,
            )  # fmt: skip
        return np.asarray(requests)

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside."""
        if len(inflows.target):
            _entered(self.stocks, shares, inflows.target, inflows.share, inflows.flow, flows)


def scaled(shares: Floats, edges: Edges, states: int) -> tuple[Floats, int]:
    """What shares must be multiplied with so that no state loses more than it has, and how often.

    (1, 1) when nothing need be done. Shares of the market never need it.
    """
    totals = _totals(shares, edges.first, edges.share, states)
    over = totals > 1.0 + 1e-12
    count = int(over.sum())
    if not count:
        return np.ones((1, 1)), 0
    return np.where(over, 1.0 / np.maximum(totals, 1e-300), 1.0), count


@njit(cache=True)
def _entered(stocks: Any, shares: Any, target: Any, share: Any, flow: Any, flows: Any) -> None:
    for group in range(stocks.shape[0]):
        for number in range(len(target)):
            people = shares[group, share[number]]
            stocks[group, target[number]] += people
            flows[group, flow[number]] += people


@njit(cache=True)
def _totals(shares: Any, first: Any, share: Any, states: int) -> Any:
    groups, classes = shares.shape
    found = np.zeros((groups, states))
    for group in range(groups):
        for state in range(states):
            for edge in range(first[state], first[state + 1]):
                if share[edge] < classes:
                    found[group, state] += shares[group, share[edge]]
    return found


@njit(cache=True)
def _requested(
    stocks: Any, shares: Any, scale: Any, asking: Any, source: Any, share: Any, capacity: Any,
    others: int, capacities: int,
) -> Any:  # fmt: skip
    found = np.zeros((stocks.shape[0] // others, capacities))
    for group in range(stocks.shape[0]):
        for place in range(len(asking)):
            edge, state = asking[place], source[place]
            people = stocks[group, state]
            if scale.shape[0] > 1:
                people *= scale[group, state]
            found[group // others, capacity[edge]] += people * shares[group, share[edge]]
    return found


@njit(cache=True, inline="always")
def _second_choice(
    refused: float, edge: int, shares: Any, target: Any, share: Any, flow: Any,
    found: Any, flows: Any,
) -> float:  # fmt: skip
    """How many of those who got no place go elsewhere."""
    if share[edge] < 0:
        return 0.0
    people = refused * shares[share[edge]]
    flows[flow[edge]] += people
    if target[edge] >= 0:
        found[target[edge]] += people
    return float(people)


@njit(cache=True, inline="always")
def _one_group(
    group: int, stocks: Any, shares: Any, dynamic: Any, first: Any, target: Any, share: Any,
    flow: Any, capacity: Any, other_target: Any, other_share: Any, other_flow: Any,
    admitted: Any, scale: Any, others: int, flows: Any, found: Any,
) -> None:  # fmt: skip
    classes, region = shares.shape[1], group // others
    scaling, capped = scale.shape[0] > 1, admitted.shape[1] > 0
    before, own, made, after, counts = (
        stocks[group], shares[group], dynamic[region], found[group], flows[group],
    )  # fmt: skip
    after[:] = 0.0
    for state in range(stocks.shape[1]):
        people = before[state]
        if people == 0.0:
            continue
        left = people
        weight = people * scale[group, state] if scaling else people
        # Edges of one flow stand together: their sum is written once.
        current, total = -1, 0.0
        for edge in range(first[state], first[state + 1]):
            number = share[edge]
            moving = weight * own[number] if number < classes else people * made[number - classes]
            if capped and capacity[edge] >= 0:
                asked = moving
                moving = asked * admitted[region, capacity[edge]]
                left -= _second_choice(
                    asked - moving, edge, own, other_target, other_share, other_flow, after, counts
                )
            if flow[edge] != current:
                if current >= 0:
                    counts[current] += total
                    left -= total
                current, total = flow[edge], 0.0
            total += moving
            if target[edge] >= 0:
                after[target[edge]] += moving
        if current >= 0:
            counts[current] += total
        after[state] += left - total


@njit(cache=True)
def _all_groups(
    stocks: Any, shares: Any, dynamic: Any, first: Any, target: Any, share: Any,
    flow: Any, capacity: Any, other_target: Any, other_share: Any, other_flow: Any,
    admitted: Any, scale: Any, others: int, flows: Any, found: Any,
) -> None:  # fmt: skip
    for group in range(stocks.shape[0]):
        _one_group(
            group, stocks, shares, dynamic, first, target, share, flow, capacity,
            other_target, other_share, other_flow, admitted, scale, others, flows, found,
        )  # fmt: skip


@njit(cache=True, parallel=True)
def _all_groups_threads(
    stocks: Any, shares: Any, dynamic: Any, first: Any, target: Any, share: Any,
    flow: Any, capacity: Any, other_target: Any, other_share: Any, other_flow: Any,
    admitted: Any, scale: Any, others: int, flows: Any, found: Any,
) -> None:  # fmt: skip
    for group in prange(stocks.shape[0]):
        _one_group(
            group, stocks, shares, dynamic, first, target, share, flow, capacity,
            other_target, other_share, other_flow, admitted, scale, others, flows, found,
        )  # fmt: skip
