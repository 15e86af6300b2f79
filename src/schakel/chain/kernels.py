"""Compiled code of the engine `mean`.

Stocks (S, G), shares (Q, G) and places (K, G) have their groups last, next to one another in
memory: an edge is followed for all groups at once, which the processor does several at a time. That
takes unsigned indices, as those need no check whether they count from the end.

The groups are those of one draw or of several, one draw after another. No kernel mixes groups or
holds Python's lock: draws may go together and groups may be parted over threads, with the same
result to the bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

STOCK, STAYING, CONSTANT = 0, 1, 2  # kinds of terms of a limit


@njit(cache=True, nogil=True)
def products(cells: Any, cell: Any, complement: Any, factors: Any) -> Any:
    """The products of classes, (Q, B × G).

    From the values of cells in draws (B, C), the `cell` of each factor in each group (N, G), of
    which factors it is one minus that (N,), and which ones each class has, (Q, F), -1 for none.
    """
    values = _factors(cells, cell, complement)
    found = np.empty((len(factors), values.shape[1]))
    groups = np.uint64(found.shape[1])
    for number in range(len(found)):
        row = np.uint64(number)
        for group in range(groups):
            found[row, group] = 1.0
        for each in factors[number]:
            if each >= 0:
                factor = np.uint64(each)
                for group in range(groups):
                    found[row, group] *= values[factor, group]
    return found


@njit(cache=True, nogil=True)
def _factors(cells: Any, cell: Any, complement: Any) -> Any:
    """The value of each factor, (N, B × G)."""
    size = cell.shape[1]
    found = np.empty((len(cell), len(cells) * size))
    for factor in range(len(cell)):
        for draw in range(len(cells)):
            for group in range(size):
                value = cells[draw, cell[factor, group]]
                found[factor, draw * size + group] = 1.0 - value if complement[factor] else value
    return found


@njit(cache=True, nogil=True)
def totals(shares: Any, first: Any, share: Any) -> Any:
    """The sum of the shares out of each state, (S, G), without those of the market."""
    groups = np.uint64(shares.shape[1])
    found = np.zeros((len(first) - 1, shares.shape[1]))
    for state in range(len(found)):
        row = np.uint64(state)
        for edge in range(first[state], first[state + 1]):
            if share[edge] < len(shares):
                number = np.uint64(share[edge])
                for group in range(groups):
                    found[row, group] += shares[number, group]
    return found


@njit(cache=True, nogil=True)
def requested(
    going: Any, shares: Any, asking: Any, source: Any, share: Any, capacity: Any, capacities: int
) -> Any:  # fmt: skip
    """How many ask for a place, (K, G); `asking` are the edges that a capacity limits."""
    groups = np.uint64(going.shape[1])
    found = np.zeros((capacities, going.shape[1]))
    for edge in asking:
        state, number = np.uint64(source[edge]), np.uint64(share[edge])
        place = np.uint64(capacity[edge])
        for group in range(groups):
            found[place, group] += going[state, group] * shares[number, group]
    return found


@njit(cache=True, nogil=True)
def moved(
    thread: int, part: int, parts: int, stocks: Any, going: Any, shares: Any, first: Any,
    goal: Any, share: Any, flow: Any, capacity: Any, other_goal: Any, other_share: Any,
    other_flow: Any, admitted: Any, flows: Any, found: Any,
) -> None:  # fmt: skip
    """Move the people of a part of the groups along all edges: `found` are the stocks afterwards.

    Stocks have a row more, for those who leave the model: (S + 1, G). `going` (S + 1, G) are those
    of whom the shares are taken; `admitted` (K, G) is the part of those who ask that gets a place;
    `flows` (G, F) are added to.
    """
    groups = stocks.shape[1]
    begin, end = np.uint64(part * groups // parts), np.uint64((part + 1) * groups // parts)
    counts = np.zeros((flows.shape[1], flows.shape[0]))
    left, asking = np.empty(len(flows)), np.empty((1, len(flows)))
    found[:, begin:end] = 0.0
    for state in range(len(stocks) - 1):
        left[begin:end] = stocks[state, begin:end]
        if not left[begin:end].any():
            continue
        for edge in range(first[state], first[state + 1]):
            if capacity[edge] < 0:
                _follow(begin, end, going, state, shares, share[edge],
                        left, counts, flow[edge], found, goal[edge])  # fmt: skip
                continue
            place, room = np.uint64(0), np.uint64(capacity[edge])
            for group in range(begin, end):
                asking[place, group] = going[state, group] * shares[share[edge], group]
            _follow(begin, end, asking, 0, admitted, room,
                    left, counts, flow[edge], found, goal[edge])  # fmt: skip
            if other_share[edge] >= 0:
                for group in range(begin, end):
                    asking[place, group] *= 1.0 - admitted[room, group]
                _follow(begin, end, asking, 0, shares, other_share[edge],
                        left, counts, other_flow[edge], found, other_goal[edge])  # fmt: skip
        found[state, begin:end] += left[begin:end]
    for group in range(begin, end):
        for number in range(len(counts)):
            flows[group, number] += counts[number, group]


@njit(cache=True, nogil=True)
def _follow(
    begin: Any, end: Any, people: Any, state: Any, shares: Any, share: Any,
    left: Any, counts: Any, flow: Any, found: Any, goal: Any,
) -> None:  # fmt: skip
    """Move a share of some people of each group along one edge."""
    state, share = np.uint64(state), np.uint64(share)
    flow, goal = np.uint64(flow), np.uint64(goal)
    for group in range(begin, end):
        moving = people[state, group] * shares[share, group]
        left[group] -= moving
        counts[flow, group] += moving
        found[goal, group] += moving


@njit(cache=True, nogil=True)
def entered(stocks: Any, people: Any, target: Any, flow: Any, flows: Any) -> None:
    """Add who comes from outside, (N, G), to the stocks and flows."""
    for number in range(len(target)):
        came, after = people[number], stocks[target[number]]
        for group in range(len(came)):
            after[group] += came[group]
            flows[group, flow[number]] += came[group]


@njit(cache=True, nogil=True)
def limits(
    stocks: Any, shares: Any, others: int, count: int, term_limit: Any, term_kind: Any,
    term_state: Any, term_class: Any, first: Any, target: Any, share: Any, stages: Any,
) -> Any:  # fmt: skip
    """Places per limit and region, (L, R): the sum of the terms of each limit."""
    groups = np.uint64(stocks.shape[1])
    found = np.zeros((count, stocks.shape[1] // others))
    staying = np.empty(stocks.shape[1])
    for term in range(len(term_limit)):
        part, row = shares[term_class[term]], found[term_limit[term]]
        if term_kind[term] == CONSTANT:
            for region in range(len(row)):
                row[region] += part[region * others]
            continue
        state = term_state[term]
        staying[:] = 1.0
        if term_kind[term] == STAYING:
            for edge in range(first[state], first[state + 1]):
                if target[edge] < 0 or stages[target[edge]] != stages[state]:
                    number = np.uint64(share[edge])
                    for group in range(groups):
                        staying[group] -= shares[number, group]
        for group in range(len(part)):
            row[group // others] += max(0.0, staying[group]) * stocks[state, group] * part[group]
    return found
