"""Compiled code of the engine `mean`.

Stocks (S, G), shares (Q, G) and places (K, G) have their groups last, next to one another in memory:
an edge is followed for all groups at once, which the processor does several at a time. That takes
unsigned indices, as those need no check whether they count from the end. No kernel holds Python's
lock, and none mixes groups: parts of the groups may run in threads, with the same result to the bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

STOCK, STAYING, CONSTANT = 0, 1, 2  # kinds of terms of a limit


@njit(cache=True, nogil=True)
def products(values: Any, factors: Any, wanted: Any, found: Any) -> None:
    """Put the products of the `wanted` classes in `found` (Q, G).

    From the values of factors (N, G) and which ones each class has, (Q, F), -1 for none.
    """
    groups = np.uint64(found.shape[1])
    for number in wanted:
        row = np.uint64(number)
        for group in range(groups):
            found[row, group] = 1.0
        for each in factors[number]:
            if each >= 0:
                factor = np.uint64(each)
                for group in range(groups):
                    found[row, group] *= values[factor, group]


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
    stocks: Any, shares: Any, scale: Any, asking: Any, source: Any, share: Any, capacity: Any,
    capacities: int,
) -> Any:  # fmt: skip
    """How many ask for a place, (K, G); `asking` are the edges that a capacity limits."""
    groups = np.uint64(stocks.shape[1])
    found = np.zeros((capacities, stocks.shape[1]))
    for edge in asking:
        state, number = np.uint64(source[edge]), np.uint64(share[edge])
        place, row = np.uint64(capacity[edge]), np.uint64(source[edge] if len(scale) > 1 else 0)
        for group in range(groups):
            people = stocks[state, group] * scale[row, group]
            found[place, group] += people * shares[number, group]
    return found


@njit(cache=True, nogil=True)
def moved(
    begin: int, end: int, stocks: Any, shares: Any, scale: Any, first: Any, target: Any, share: Any,
    flow: Any, capacity: Any, other_target: Any, other_share: Any, other_flow: Any, admitted: Any,
    flows: Any, found: Any,
) -> None:  # fmt: skip
    """Move the people of some groups along all edges: `found` (S, G) are the stocks afterwards.

    Both have one row more, for those who leave the model. `admitted` (K, G) is the part of those
    who ask that gets a place; `scale` is (1, G) or (S, G); `flows` (G, F) are added to.
    """
    begin, end = np.uint64(begin), np.uint64(end)
    out, size = len(stocks) - 1, stocks.shape[1]
    counts, found[:, begin:end] = np.zeros((flows.shape[1], size)), 0.0
    going, left, asking = np.empty(size), np.empty(size), np.empty(size)
    for state in range(out):
        here, factor = np.uint64(state), np.uint64(state if len(scale) > 1 else 0)
        for group in range(begin, end):
            left[group] = stocks[here, group]
            going[group] = left[group] * scale[factor, group]
        if not left[begin:end].any():
            continue
        for edge in range(first[state], first[state + 1]):
            goal = target[edge] if target[edge] >= 0 else out
            if capacity[edge] < 0:
                _follow(begin, end, going, shares, share[edge], left, counts, flow[edge], found, goal)
                continue
            part, place = np.uint64(share[edge]), np.uint64(capacity[edge])
            for group in range(begin, end):
                asking[group] = going[group] * shares[part, group]
            _follow(begin, end, asking, admitted, place, left, counts, flow[edge], found, goal)
            if other_share[edge] >= 0:
                for group in range(begin, end):
                    asking[group] *= 1.0 - admitted[place, group]
                goal = other_target[edge] if other_target[edge] >= 0 else out
                _follow(begin, end, asking, shares, other_share[edge], left, counts,
                        other_flow[edge], found, goal)  # fmt: skip
        for group in range(begin, end):
            found[here, group] += left[group]
    for group in range(begin, end):
        for number in range(len(counts)):
            flows[group, number] += counts[number, group]


@njit(cache=True, nogil=True)
def _follow(
    begin: Any, end: Any, people: Any, shares: Any, share: Any, left: Any, counts: Any, flow: Any,
    found: Any, goal: Any,
) -> None:  # fmt: skip
    """Move a share of some people of each group along one edge."""
    share, flow, goal = np.uint64(share), np.uint64(flow), np.uint64(goal)
    for group in range(begin, end):
        moving = people[group] * shares[share, group]
        left[group] -= moving
        counts[flow, group] += moving
        found[goal, group] += moving


@njit(cache=True, nogil=True)
def entered(stocks: Any, shares: Any, target: Any, share: Any, flow: Any, flows: Any) -> None:
    """Add who comes from outside to the stocks and flows."""
    for number in range(len(target)):
        people, after = shares[share[number]], stocks[target[number]]
        for group in range(len(people)):
            after[group] += people[group]
            flows[group, flow[number]] += people[group]


@njit(cache=True, nogil=True)
def limits(
    stocks: Any, shares: Any, others: int, count: int, term_limit: Any, term_kind: Any,
    term_state: Any, term_class: Any, first: Any, target: Any, share: Any, stages: Any,
) -> Any:  # fmt: skip
    """Places per limit and region, (L, R): the sum of the terms of each limit."""
    groups = stocks.shape[1]
    found, people = np.zeros((count, groups // others)), np.empty(groups)
    for term in range(len(term_limit)):
        state, part, row = term_state[term], shares[term_class[term]], found[term_limit[term]]
        if term_kind[term] == CONSTANT:
            for region in range(len(row)):
                row[region] += part[region * others]
            continue
        people[:] = 1.0
        if term_kind[term] == STAYING:
            for edge in range(first[state], first[state + 1]):
                goal = target[edge]
                if goal < 0 or stages[goal] != stages[state]:
                    people -= shares[share[edge]]
        for group in range(groups):
            row[group // others] += max(0.0, people[group]) * stocks[state, group] * part[group]
    return found
