"""What `cells` and `persons` share: the share that an edge takes, and booking who took it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from schakel.chain.compiled import Edges, Floats, Ints
from schakel.chain.threads import in_parts, threads_for

_LARGE = 1_000_000


def book(edges: Edges, taken: Ints, counts: Ints, flows: Floats) -> None:
    """Move whole persons who took an edge, (G, E), in counts (G, S), and add them to flows."""
    _book(taken, edges.source, edges.target, edges.flow, counts, flows)


def book_second(edges: Edges, taken: Ints, counts: Ints, flows: Floats) -> None:
    """The same for those who took the second choice of an edge with a capacity, (G, asking)."""
    asking = edges.asking
    _book(
        taken, edges.source[asking], edges.other_target[asking], edges.other_flow[asking],
        counts, flows,
    )  # fmt: skip


def second_shares(edges: Edges, shares: Floats) -> Floats:
    """Share of the refused that takes the second choice, (G, asking); 0 where there is none."""
    wanted = edges.other_share[edges.asking]
    return np.where(wanted >= 0, np.clip(shares[:, wanted], 0.0, 1.0), 0.0)


@njit(cache=True, inline="always")
def edge_share(
    group: int, state: int, number: int, shares: Any, dynamic: Any, scale: Any, others: int
) -> Any:
    """The share of a class in a state: of its own, or made by the labour market in this step."""
    classes = shares.shape[1]
    if number >= classes:
        return dynamic[group // others, number - classes]
    return shares[group, number] * (scale[group, state] if scale.shape[0] > 1 else 1.0)


def _book(taken: Ints, source: Ints, target: Ints, flow: Ints, counts: Ints, flows: Floats) -> None:
    threads = threads_for(taken.size, _LARGE)
    in_parts(_booked, threads, taken, source, target, flow, counts, flows)


@njit(cache=True, nogil=True)
def _booked(
    thread: int, part: int, parts: int, taken: Any, source: Any, target: Any, flow: Any,
    counts: Any, flows: Any,
) -> None:  # fmt: skip
    for group in range(part, taken.shape[0], parts):
        for edge in range(taken.shape[1]):
            people = taken[group, edge]
            if people == 0:
                continue
            flows[group, flow[edge]] += people
            counts[group, source[edge]] -= people
            if target[edge] >= 0:
                counts[group, target[edge]] += people
