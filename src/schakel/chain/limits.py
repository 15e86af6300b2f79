"""How many places there are: the limits of capacities, from stocks and parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from schakel.chain.compiled import CONSTANT, STAYING, Chain, Floats


def limits_of(chain: Chain, stocks: Floats, shares: Floats) -> Floats:
    """Places per region and limit, (R, L): the sum of the terms of each limit."""
    capacities, edges = chain.capacities, chain.yearly
    found: Floats = _limits(
        stocks,
        shares,
        chain.others,
        len(capacities.limit_capacity),
        capacities.term_limit,
        capacities.term_kind,
        capacities.term_state,
        capacities.term_class,
        edges.first,
        edges.target,
        edges.share,
        chain.stages,
    )
    return found


def places_of(chain: Chain, limits: Floats) -> Floats:
    """Places per region and capacity, (R, K): the least of its limits, never below zero."""
    places = np.full((limits.shape[0], len(chain.capacities.names)), np.inf)
    for limit, capacity in enumerate(chain.capacities.limit_capacity):
        np.minimum(places[:, capacity], limits[:, limit], out=places[:, capacity])
    return np.asarray(np.maximum(places, 0.0))


@njit(cache=True)
def _limits(
    stocks: Any, shares: Any, others: int, limits: int,
    term_limit: Any, term_kind: Any, term_state: Any, term_class: Any,
    first: Any, target: Any, share: Any, stages: Any,
) -> Any:  # fmt: skip
    regions = stocks.shape[0] // others
    found = np.zeros((regions, limits))
    for region in range(regions):
        for term in range(len(term_limit)):
            limit, state, number = term_limit[term], term_state[term], term_class[term]
            if term_kind[term] == CONSTANT:
                found[region, limit] += shares[region * others, number]
                continue
            for group in range(region * others, (region + 1) * others):
                people = stocks[group, state]
                if term_kind[term] == STAYING:
                    gone = 0.0
                    for edge in range(first[state], first[state + 1]):
                        goal = target[edge]
                        if goal < 0 or stages[goal] != stages[state]:
                            gone += shares[group, share[edge]]
                    people *= max(0.0, 1.0 - gone)
                found[region, limit] += people * shares[group, number]
    return found
