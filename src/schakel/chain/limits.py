"""How many places there are: the limits of capacities, from stocks and parameters."""

from __future__ import annotations

import numpy as np

from schakel.chain import kernels
from schakel.chain.compiled import Chain, Floats
from schakel.chain.products import Shares


def limits_of(chain: Chain, stocks: Floats, shares: Shares) -> Floats:
    """Places per region and limit, (R, L): the sum of the terms of each limit.

    `stocks` are persons (G, S).
    """
    terms, edges = chain.capacities, chain.yearly
    found: Floats = kernels.limits(
        np.ascontiguousarray(stocks.T), shares.by_class, chain.others, len(terms.limit_capacity),
        terms.term_limit, terms.term_kind, terms.term_state, terms.term_class,
        edges.first, edges.target, edges.share, chain.stages,
    )  # fmt: skip
    return found.T


def places_of(chain: Chain, limits: Floats) -> Floats:
    """Places per region and capacity, (R, K): the least of its limits, never below zero."""
    places = np.full((len(chain.capacities.names), len(limits)), np.inf)
    np.minimum.at(places, chain.capacities.limit_capacity, limits.T)
    return np.asarray(np.maximum(places, 0.0).T)
