"""A compiled chain: numbers only, as the engines read it.

G groups (region × the other group axis, region first), S states, Q classes of shares, F factors a
class, E edges a phase. An edge leads from a state to a state (-1: out of the model).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.chain.parameters import Parameters
from schakel.chain.products import Classes, Shares
from schakel.chain.states import States

Ints = NDArray[Any]  # int32 or int64
Floats = NDArray[np.float64]
OUT = -1
NONE = -1


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges of one phase, sorted by source; `first` (S+1) says where those of a state begin."""

    first: Ints
    target: Ints
    share: Ints
    flow: Ints
    capacity: Ints
    other_target: Ints
    other_share: Ints
    other_flow: Ints

    def __len__(self) -> int:
        return len(self.target)

    @cached_property
    def source(self) -> Ints:
        """Per edge the state that it leads from."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))

    @cached_property
    def goal(self) -> Ints:
        """Per edge the state that it leads to; the number of states for out of the model."""
        return np.where(self.target < 0, len(self.first) - 1, self.target)

    @cached_property
    def other_goal(self) -> Ints:
        """The same of the second choice."""
        return np.where(self.other_target < 0, len(self.first) - 1, self.other_target)

    @cached_property
    def asking(self) -> Ints:
        """The edges that a capacity limits."""
        return np.flatnonzero(self.capacity >= 0)

    @property
    def capped(self) -> bool:
        """Whether a capacity limits one of these edges."""
        return len(self.asking) > 0

    def uses(self, classes: Ints) -> bool:
        """Whether one of these classes is the share of an edge."""
        return bool(np.isin(classes, self.share).any())


@dataclass(frozen=True, eq=False)
class Inflows:
    """Persons from outside, in a phase: where to, how many (a class), and which flow.

    `per` is the state for each of whose people so many come, or -1: a number of persons.
    """

    target: Ints
    share: Ints
    flow: Ints
    per: Ints

    def people(self, stocks: Floats, shares: Floats) -> Floats:
        """How many come, (N, G), by the stocks (G, S) before the phase and the shares (Q, G)."""
        found: Floats = shares[self.share]
        counted = np.flatnonzero(self.per != NONE)
        found[counted] *= stocks.T[self.per[counted]]
        return found


@dataclass(frozen=True, eq=False)
class Capacities:
    """Terms of limits: which capacity a limit belongs to, kind, state (-1: none) and class."""

    names: tuple[str, ...]
    limit_names: tuple[str, ...]
    limit_capacity: Ints
    term_limit: Ints
    term_kind: Ints
    term_state: Ints
    term_class: Ints


@dataclass(frozen=True, eq=False)
class Market:
    """The labour market: the states of workers and seekers per family, and its classes.

    `workers` (O, C) are states, for every combination C of the other axes (age); `seekers`
    (O, C, D) too, D durations. Classes are per family (O). `alike` (O, O) has rows that sum to one
    and nothing on the diagonal. `flows` are the numbers of separation, hire in the own family, hire
    elsewhere, and passing on to a longer duration. Demand is in persons, or `relative` to the jobs
    at the start: workers and vacancies together.
    """

    families: tuple[str, ...]
    flows: Ints
    workers: Ints
    seekers: Ints
    separation: Ints
    opening: Ints
    adjust_separation: Ints
    adjust_opening: Ints
    demand: Ints
    vacancies: Ints
    self_loop: Ints
    longer: Ints
    alike: Floats
    relative: bool = False

    def uses(self, classes: Ints) -> bool:
        """Whether one of these classes is its share; those of demand are no share."""
        shares = (
            self.separation, self.opening, self.adjust_separation, self.adjust_opening,
            self.vacancies, self.self_loop, self.longer,
        )  # fmt: skip
        return bool(np.isin(classes, shares).any())


@dataclass(frozen=True, eq=False)
class Change:
    """What may differ in a year from the year before, whatever is drawn.

    Which classes, by number and as themselves, and whether edges of a phase or the labour market
    have one of them as their share.
    """

    numbers: Ints
    classes: Classes
    yearly: bool
    steps: bool
    market: bool


@dataclass(frozen=True, eq=False)
class Chain:
    """Everything an engine needs. `stocks` (G, S) are persons at the start."""

    states: States
    parameters: Parameters
    groups: Mapping[str, tuple[str, ...]]
    classes: Classes
    flows: tuple[str, ...]
    yearly: Edges
    yearly_in: Inflows
    steps: Edges
    steps_fixed: Edges
    steps_in: Inflows
    capacities: Capacities
    market: Market | None
    substeps: int
    start: int
    stocks: Floats

    @cached_property
    def stages(self) -> Ints:
        """Per state the number of its stage."""
        names = list(self.states.stages)
        return np.array([names.index(name) for name in self.states.stage_of], dtype=np.int64)

    def change(self, year: int) -> Change:
        """What may differ in this year from the year before."""
        if year not in self._changes:
            numbers = self.classes.of_cells(self.parameters.changed(year))
            self._changes[year] = Change(
                numbers,
                self.classes.only(numbers),
                self.yearly.uses(numbers),
                self.steps.uses(numbers),
                self.market is not None and self.market.uses(numbers),
            )
        return self._changes[year]

    @cached_property
    def wanted(self) -> Classes:
        """The classes of the jobs wanted, one a family of the labour market."""
        assert self.market is not None
        return self.classes.only(self.market.demand)

    @cached_property
    def _changes(self) -> dict[int, Change]:
        return {}

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions, in the order of the groups."""
        return self.groups["region"]

    @property
    def others(self) -> int:
        """How many groups a region has."""
        return int(self.stocks.shape[0]) // len(self.regions)


@dataclass(frozen=True, eq=False)
class Given:
    """What holds while people move once: shares, shares of the market (R, D), places (R, K).

    `scale` is (1, 1), or (G, S) where drawn shares sum to more than one.
    """

    values: Shares
    dynamic: Floats
    places: Floats
    scale: Floats

    @property
    def shares(self) -> Floats:
        """The shares of all classes, (G, Q)."""
        return self.values.by_group
