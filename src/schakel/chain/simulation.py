"""Runs a compiled chain year by year with one of the engines."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.chain.cells import Cells
from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.limits import limits_of, places_of
from schakel.chain.market import counted, step_shares
from schakel.chain.mean import Mean
from schakel.chain.persons import Persons
from schakel.chain.trajectory import Trajectory
from schakel.chain.yearly import MarketShares, YearShares

Engine = Literal["mean", "cells", "persons"]
_ENGINES: dict[str, type] = {"mean": Mean, "cells": Cells, "persons": Persons}


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
    if engine not in _ENGINES:
        known = ", ".join(_ENGINES)
        raise SchakelError(Problem("engine", repr(engine), known, "choose one of these"))
    rows = chain.parameters.draw(seed, draw) if values is None else values
    if not np.isfinite(rows).all():
        wrong = chain.parameters.rows[int(np.argmin(np.isfinite(rows)))].parameter
        raise SchakelError(
            Problem(f"parameter {wrong}", "not a number", "a number", "mend its values")
        )
    return PathRun(chain, years, _ENGINES[engine](chain, seed, draw), rows, every).run()


class Population(Protocol):
    """What the engines have in common."""

    @property
    def stocks(self) -> Floats:
        """Persons (G, S)."""

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody once; who asked for a place, (R, K)."""

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside."""


class PathRun:
    """One path as it is being run."""

    def __init__(self, chain: Chain, years: int, people: Any, rows: Floats, every: int):
        self.every = max(1, every)
        self.chain, self.years, self.rows = chain, years, rows
        self.people: Population = people
        groups, states = chain.stocks.shape
        regions, capacities = len(chain.regions), len(chain.capacities.names)
        families = len(chain.market.families) if chain.market else 0
        self.stocks = np.empty((years // self.every + 1, groups, states))
        self.flows = np.zeros((years, groups, len(chain.flows)))
        self.vacancies = np.zeros((years + 1, regions, families))
        self.demand = np.zeros((years + 1, regions, families))
        self.requests = np.zeros((years, regions, capacities))
        self.places = np.zeros((years, regions, capacities))
        self.limits = np.zeros((years, regions, len(chain.capacities.limit_capacity)))
        self.capped = 0
        self._jobs: Floats = np.ones((regions, families))
        self._held = YearShares.of(chain, rows, chain.start)

    def run(self) -> Trajectory:
        """All years, one after another."""
        chain = self.chain
        self.stocks[0] = self.people.stocks
        self._open_market()
        for year in range(self.years):
            given = self._held
            self._held = given.next_year()
            self._school_year(year, given)
            self._labour_year(year, given)
            if (year + 1) % self.every == 0:
                self.stocks[(year + 1) // self.every] = self.people.stocks
        return Trajectory(
            chain, self.stocks, self.flows, self.vacancies, self.demand,
            self.requests, self.places, self.limits, self.capped, self.every,
        )  # fmt: skip

    def _open_market(self) -> None:
        """Vacancies and demand at the start, and what demand is measured in."""
        if not self.chain.market:
            return
        self.vacancies[0] = self._held.market.vacancies
        if self.chain.market.relative:
            workers = counted(self.people.stocks, self.chain.market.workers, self.chain.others)
            self._jobs = workers + self.vacancies[0]
        self.demand[0] = self._held.market.demand * self._jobs

    def _school_year(self, year: int, given: YearShares) -> None:
        chain, shares = self.chain, given.shares
        self.limits[year] = limits_of(chain, self.people.stocks, shares)
        self.places[year] = places_of(chain, self.limits[year])
        scale, capped = given.yearly_scale
        self.capped += capped
        nothing = np.zeros((len(chain.regions), 1))
        now = Given(shares, nothing, self.places[year], scale)
        self.requests[year] = self.people.move(chain.yearly, now, self.flows[year])
        self.people.enter(chain.yearly_in, shares, self.flows[year])

    def _labour_year(self, year: int, given: YearShares) -> None:
        chain = self.chain
        if not len(chain.steps) and not len(chain.steps_in.target):
            return
        scale, capped = given.steps_scale
        self.capped += capped
        no_places = np.zeros((len(chain.regions), 0))
        vacancies = self.vacancies[year].copy()
        dynamic = np.zeros((len(chain.regions), 1))
        for step in range(chain.substeps):
            if chain.market:
                along = (step + 1) / chain.substeps
                dynamic = self._market(given.market, along, vacancies)
            now = Given(given.shares, dynamic, no_places, scale)
            self.people.move(chain.steps, now, self.flows[year])
            self.people.enter(chain.steps_in, given.shares, self.flows[year])
        self.vacancies[year + 1] = vacancies
        if chain.market:
            self.demand[year + 1] = self._held.market.demand * self._jobs

    def _market(self, market: MarketShares, along: float, vacancies: Floats) -> Floats:
        """Shares of the labour market; demand moves from this year's to the next in equal steps."""
        places = self.chain.market
        assert places is not None
        stocks, others = self.people.stocks, self.chain.others
        found: Floats = step_shares(
            counted(stocks, places.workers, others),
            counted(stocks, places.seekers, others),
            vacancies,
            self._jobs * (market.demand * (1 - along) + self._held.market.demand * along),
            market.separation,
            market.opening,
            market.adjust_separation,
            market.adjust_opening,
            places.alike,
            market.self_loop,
            market.longer,
        )
        return found
