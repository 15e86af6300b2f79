"""Runs a compiled chain year by year with one of the engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, Protocol

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.chain.cells import Cells
from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.limits import limits_of, places_of
from schakel.chain.market import counted, step_shares
from schakel.chain.mean import Mean
from schakel.chain.persons import Persons
from schakel.chain.trajectory import Trajectory
from schakel.chain.yearly import MarketShares, YearShares, cells_of, wanted_of

Engine = Literal["mean", "cells", "persons"]
_ENGINES: dict[str, Callable[[Chain, int, Sequence[int]], Population]] = {
    "mean": lambda chain, _seed, draws: Mean(chain, len(draws)),
    "cells": lambda chain, seed, draws: Cells(chain, seed, draws[0]),
    "persons": lambda chain, seed, draws: Persons(chain, seed, draws[0]),
}
_RECORDED = ("stocks", "flows", "vacancies", "demand", "requests", "places", "limits")
# So many groups at once make good use of the processor and still fit in its memory.
_GROUPS = 96


def simulate(
    chain: Chain,
    years: int,
    engine: Engine = "mean",
    seed: int = 0,
    draw: int = 0,
    values: Floats | None = None,
    every: int = 1,
) -> Trajectory:
    """One path over some years.

    `draw` 0 has the central values of the parameters; others are drawn, keyed by `seed` and the
    draw. `values` (per row of the parameters) replaces what would be drawn. Stocks are kept of
    every so many years: of a chain of millions of cells they are larger than all the rest. Raises
    SchakelError for an engine that does not exist or values that are not numbers.
    """
    if values is not None:
        return _paths(chain, years, engine, seed, (draw,), values[None], every)[0]
    return next(simulate_draws(chain, years, (draw,), engine, seed, every))


def simulate_draws(
    chain: Chain,
    years: int,
    draws: Sequence[int],
    engine: Engine = "mean",
    seed: int = 0,
    every: int = 1,
) -> Iterator[Trajectory]:
    """The paths of some draws, in order; arguments and errors as for `simulate`.

    Expected flows are made of several draws at once, which is quicker and comes to the same.
    """
    size = max(1, _GROUPS // len(chain.stocks)) if engine == "mean" else 1
    for first in range(0, len(draws), size):
        some = draws[first : first + size]
        rows = np.stack([chain.parameters.draw(seed, draw) for draw in some])
        yield from _paths(chain, years, engine, seed, some, rows, every)


def _paths(
    chain: Chain,
    years: int,
    engine: Engine,
    seed: int,
    draws: Sequence[int],
    rows: Floats,
    every: int,
) -> tuple[Trajectory, ...]:
    """The paths of draws that are made together: one, or some of the engine `mean`."""
    if engine not in _ENGINES:
        known = ", ".join(_ENGINES)
        raise SchakelError(Problem("engine", repr(engine), known, "choose one of these"))
    finite = np.isfinite(rows).all(axis=0)
    if not finite.all():
        wrong = chain.parameters.rows[int(np.argmin(finite))].parameter
        raise SchakelError(
            Problem(f"parameter {wrong}", "not a number", "a number", "mend its values")
        )
    people = _ENGINES[engine](chain, seed, draws)
    return PathRun(chain, years, people, rows, every).run()


class Population(Protocol):
    """What the engines have in common."""

    @property
    def stocks(self) -> Floats:
        """Persons (G, S)."""

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody once; who asked for a place, (R, K)."""

    def enter(self, inflows: Inflows, people: Floats, flows: Floats) -> None:
        """Add who comes from outside, (N, G)."""


class PathRun:
    """The paths of some draws as they are being run; `rows` (B, N) are values of the parameters.

    Groups and regions of one draw come after those of another.
    """

    def __init__(self, chain: Chain, years: int, people: Population, rows: Floats, every: int):
        self.every = max(1, every)
        self.chain, self.years, self.people, self.draws = chain, years, people, len(rows)
        groups, states = self.draws * len(chain.stocks), len(chain.states)
        regions, capacities = self.draws * len(chain.regions), len(chain.capacities.names)
        families = len(chain.market.families) if chain.market else 0
        # In memory (T, S, G), as expected stocks are kept: those of a continent are quick to copy.
        self.stocks = np.empty((years // self.every + 1, states, groups)).swapaxes(1, 2)
        self.flows = np.zeros((years, groups, len(chain.flows)))
        self.vacancies = np.zeros((years + 1, regions, families))
        self.requests = np.zeros((years, regions, capacities))
        self.places = np.zeros((years, regions, capacities))
        self.limits = np.zeros((years, regions, len(chain.capacities.limit_capacity)))
        self.capped = np.zeros(self.draws, dtype=np.int64)
        cells = cells_of(chain, rows, years)
        self.demand = wanted_of(chain, cells)
        self._given = YearShares.of(chain, cells)

    def run(self) -> tuple[Trajectory, ...]:
        """All years, one after another; a path a draw."""
        self.stocks[0] = self.people.stocks
        self._open_market()
        for year in range(self.years):
            self._school_year(year, self._given)
            self._labour_year(year, self._given)
            self._given = self._given.next_year()
            if (year + 1) % self.every == 0:
                self.stocks[(year + 1) // self.every] = self.people.stocks
        return tuple(self._path(draw) for draw in range(self.draws))

    def _path(self, draw: int) -> Trajectory:
        parts = {
            name: np.split(getattr(self, name), self.draws, axis=1)[draw] for name in _RECORDED
        }
        return Trajectory(self.chain, **parts, capped=int(self.capped[draw]), every=self.every)

    def _open_market(self) -> None:
        """Vacancies at the start, and demand in persons."""
        if not self.chain.market:
            return
        self.vacancies[0] = self._given.market.vacancies
        if self.chain.market.relative:
            workers = counted(self.people.stocks, self.chain.market.workers, self.chain.others)
            self.demand *= workers + self.vacancies[0]

    def _school_year(self, year: int, given: YearShares) -> None:
        chain, shares = self.chain, given.shares
        self.limits[year] = limits_of(chain, self.people.stocks, shares)
        self.places[year] = places_of(chain, self.limits[year])
        scale, capped = given.yearly_scale
        self.capped += capped
        nothing = np.zeros((len(self.places[year]), 1))
        now = Given(shares, nothing, self.places[year], scale)
        came = chain.yearly_in.people(self.people.stocks, shares.by_class)
        self.requests[year] = self.people.move(chain.yearly, now, self.flows[year])
        self.people.enter(chain.yearly_in, came, self.flows[year])

    def _labour_year(self, year: int, given: YearShares) -> None:
        chain = self.chain
        if not len(chain.steps) and not len(chain.steps_in.target):
            return
        scale, capped = given.steps_scale
        self.capped += capped
        vacancies = self.vacancies[year + 1]
        vacancies[:] = self.vacancies[year]
        demand = self.demand[year : year + 2]
        if isinstance(self.people, Mean) and self._market_alone:
            self.people.market_year(given.market, demand, vacancies, self.flows[year])
            return
        no_places, dynamic = np.zeros((len(vacancies), 0)), np.zeros((len(vacancies), 1))
        for step in range(chain.substeps):
            if chain.market:
                along = (step + 1) / chain.substeps
                wanted = demand[0] * (1 - along) + demand[1] * along
                dynamic = self._market(given.market, wanted, vacancies)
            now = Given(given.shares, dynamic, no_places, scale)
            came = chain.steps_in.people(self.people.stocks, given.shares.by_class)
            self.people.move(chain.steps, now, self.flows[year])
            self.people.enter(chain.steps_in, came, self.flows[year])

    @property
    def _market_alone(self) -> bool:
        """Whether nothing happens in a step but what the market does, and nobody looks on."""
        chain = self.chain
        return bool(chain.market) and not len(chain.steps_fixed) and not len(chain.steps_in.target)

    def _market(self, market: MarketShares, demand: Floats, vacancies: Floats) -> Floats:
        """Shares of the labour market in a step; `vacancies` are moved on in place."""
        places = self.chain.market
        assert places is not None
        stocks, others = self.people.stocks, self.chain.others
        found: Floats = step_shares(
            counted(stocks, places.workers, others),
            counted(stocks, places.seekers, others),
            vacancies,
            demand,
            market.separation,
            market.opening,
            market.adjust_separation,
            market.adjust_opening,
            places.alike,
            market.self_loop,
            market.longer,
        )
        return found
