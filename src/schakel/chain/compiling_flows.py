"""Rows of flows to edges: every state that people leave, with every state that they can go to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from schakel.chain.compiled import NONE, OUT, Edges, Inflows
from schakel.chain.gathered import Gathered
from schakel.chain.tables import Row

# Source, target, class, flow, capacity; and target, class and flow of the second choice.
Edge = tuple[int, int, int, int, int, int, int, int]


@dataclass(frozen=True)
class Phase:
    """The edges of one phase, and who come from outside: target, class and flow."""

    edges: list[Edge] = field(default_factory=list)
    inflows: list[tuple[int, int, int]] = field(default_factory=list)


def phase_of(
    gathered: Gathered, rows: Sequence[Row], name: str, capacities: Sequence[str]
) -> Phase:
    """Everything in the rows that is of a phase: `year` or `step`."""
    phase = Phase()
    for row in rows:
        if str(row.get("phase") or "year") == name:
            flow = gathered.flow(str(row["flow"]))
            if str(row.get("source") or ""):
                phase.edges.extend(_edges(gathered, row, flow, capacities))
            else:
                phase.inflows.extend(_inflows(gathered, row, flow))
    return phase


def edges_of(edges: Sequence[Edge], states: int) -> Edges:
    """Edges as arrays, sorted by source."""
    table = np.array(sorted(edges, key=lambda edge: edge[0]), dtype=np.int32).reshape(-1, 8)
    first = np.searchsorted(table[:, 0], np.arange(states + 1))
    columns = (np.ascontiguousarray(table[:, number]) for number in range(1, 8))
    return Edges(first.astype(np.int64), *columns)


def inflows_of(inflows: Sequence[tuple[int, int, int]]) -> Inflows:
    """Inflows as arrays."""
    table = np.array(inflows, dtype=np.int64).reshape(-1, 3)
    return Inflows(*(np.ascontiguousarray(table[:, number]) for number in range(3)))


def _edges(gathered: Gathered, row: Row, flow: int, capacities: Sequence[str]) -> Iterator[Edge]:
    source = gathered.selector(row, "source")
    target = gathered.selector(row, "target") if row.get("target") else None
    factors = gathered.factors(row, "share")
    if source is None or factors is None or (row.get("target") and target is None):
        return
    capacity = _capacity(gathered, row, capacities)
    other, other_share, other_flow = None, None, NONE
    if row.get("otherwise"):
        other_flow = gathered.flow(f"{row['flow']}_otherwise")
        other = gathered.selector(row, "otherwise")
        other_share = gathered.factors(row, "otherwise_share")
    states = gathered.states
    for state in states.chosen(source):
        for goal in [OUT] if target is None else states.targets(state, target):
            share = gathered.on_the_way(row, factors, state, goal)
            second, second_share = OUT, NONE
            if other is not None and other_share is not None:
                second = next(states.targets(state, other), OUT)
                second_share = gathered.on_the_way(row, other_share, state, second)
            yield state, goal, share, flow, capacity, second, second_share, other_flow


def _inflows(gathered: Gathered, row: Row, flow: int) -> Iterator[tuple[int, int, int]]:
    target, factors = gathered.selector(row, "target"), gathered.factors(row, "share")
    if target is not None and factors is not None:
        for goal in gathered.states.targets(None, target):
            yield goal, gathered.on_the_way(row, factors, None, goal), flow


def _capacity(gathered: Gathered, row: Row, capacities: Sequence[str]) -> int:
    name = str(row.get("capacity") or "")
    if not name:
        return NONE
    if name not in capacities:
        known = ", ".join(capacities) or "none is declared"
        gathered.problems.add(row, "capacity", name, known, "declare the capacity")
        return NONE
    return capacities.index(name)
