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
Inflow = tuple[int, int, int, int]


@dataclass(frozen=True)
class Phase:
    """The edges of one phase, and who come from outside: target, class, flow and per whom."""

    edges: list[Edge] = field(default_factory=list)
    inflows: list[Inflow] = field(default_factory=list)


def phase_of(
    gathered: Gathered, rows: Sequence[Row], name: str, capacities: Sequence[str]
) -> Phase:
    """Everything in the rows that is of a phase: `year` or `step`."""
    phase = Phase()
    for row in rows:
        if str(row.get("phase") or "year") == name:
            flow = gathered.flow(str(row["flow"]))
            if row.get("source") and row.get("per"):
                found, expected = str(row["per"]), "an empty source: who come from outside"
                gathered.problems.add(row, "per", found, expected, "empty one of the two")
            elif row.get("source"):
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


def inflows_of(inflows: Sequence[Inflow]) -> Inflows:
    """Inflows as arrays."""
    table = np.array(inflows, dtype=np.int64).reshape(-1, 4)
    return Inflows(*(np.ascontiguousarray(table[:, number]) for number in range(4)))


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


def _inflows(gathered: Gathered, row: Row, flow: int) -> Iterator[Inflow]:
    """Who come as a number, or so many for each person in the states under `per`."""
    target, factors = gathered.selector(row, "target"), gathered.factors(row, "share")
    per = gathered.selector(row, "per") if row.get("per") else None
    if target is None or factors is None or (row.get("per") and per is None):
        return
    for state in gathered.states.chosen(per) if per else (None,):
        for goal in gathered.states.targets(state, target):
            share = gathered.on_the_way(row, factors, state, goal)
            yield goal, share, flow, NONE if state is None else state


def _capacity(gathered: Gathered, row: Row, capacities: Sequence[str]) -> int:
    name = str(row.get("capacity") or "")
    if not name:
        return NONE
    if name not in capacities:
        known = ", ".join(capacities) or "none is declared"
        gathered.problems.add(row, "capacity", name, known, "declare the capacity")
        return NONE
    return capacities.index(name)
