"""Runs a compiled chain year by year with one of the engines."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.chain.cells import Cells
from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows
from schakel.chain.limits import limits_of, places_of
from schakel.chain.market import counted, step_shares
from schakel.chain.mean import Mean, scaled
from schakel.chain.persons import Persons
from schakel.chain.trajectory import Trajectory

Engine = Literal["mean", "cells", "persons"]
_ENGINES: dict[str, type] = {"mean": Mean, "cells": Cells, "persons": Persons}


def simulate(
    chain: Chain,
    years: int,
    engine: Engine = "mean",
    seed: int = 0,
    draw: int = 0,
    values: Floats | None = None,
) -> Trajectory:
    """One path over some years.

    `draw` 0 has the central values of the parameters; others are drawn, keyed by `seed` and the
    draw. `values` (per row of the parameters) replaces what would be drawn. Raises SchakelError for
    an engine that does not exist or values that are not numbers.
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
    return _Path(chain, years, _ENGINES[engine](chain, seed, draw), rows).run()


class Population(Protocol):
    """What the engines have in common."""

    @property
    def stocks(self) -> Floats:
        """Persons (G, S)."""

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody once; who asked for a place, (R, K)."""

    def enter(self, inflows: Inflows, shares: Floats, flows: Floats) -> None:
        """Add who comes from outside."""


class _Path:
    """One path as it is being run."""

    def __init__(self, chain: Chain, years: int, people: Any, rows: Floats):
        self.chain, self.years, self.rows = chain, years, rows
        self.people: Population = people
        groups, states = chain.stocks.shape
        regions, capacities = len(chain.regions), len(chain.capacities.names)
        families = len(chain.market.families) if chain.market else 0
        self.stocks = np.empty((years + 1, groups, states))
        self.flows = np.zeros((years, len(chain.flows), groups))
        self.vacancies = np.zeros((years + 1, regions, families))
        self.demand = np.zeros((years + 1, regions, families))
        self.requests = np.zeros((years, regions, capacities))
        self.places = np.zeros((years, regions, capacities))
        self.limits = np.zeros((years, regions, len(chain.capacities.limit_capacity)))
        self.capped = 0
        self._shares: tuple[bytes, Floats] | None = None

    def run(self) -> Trajectory:
        """All years, one after another."""
        chain = self.chain
        shares = self._shares_at(chain.start)
        self.stocks[0] = self.people.stocks
        if chain.market:
            self.vacancies[0] = self._of_market(shares, chain.market.vacancies)
            self.demand[0] = self._of_market(shares, chain.market.demand)
        for year in range(self.years):
            shares = self._shares_at(chain.start + year)
            self._school_year(year, shares)
            self._labour_year(year, shares)
            self.stocks[year + 1] = self.people.stocks
        return Trajectory(
            chain, self.stocks, self.flows, self.vacancies, self.demand,
            self.requests, self.places, self.limits, self.capped,
        )  # fmt: skip

    def _shares_at(self, year: int) -> Floats:
        """Shares (G, Q) of a year; made anew only when a parameter changes."""
        held = self.chain.parameters.rows_at(year)
        if self._shares is None or self._shares[0] != held.tobytes():
            cells = self.chain.parameters.normalised(self.rows[held])
            self._shares = held.tobytes(), self.chain.classes.values(cells)
        return self._shares[1]

    def _of_market(self, shares: Floats, classes: Any) -> Floats:
        """Values per region and family, (R, O)."""
        return np.ascontiguousarray(shares[:: self.chain.others][:, classes])

    def _school_year(self, year: int, shares: Floats) -> None:
        chain = self.chain
        self.limits[year] = limits_of(chain, self.people.stocks, shares)
        self.places[year] = places_of(chain, self.limits[year])
        scale, capped = scaled(shares, chain.yearly, len(chain.states))
        self.capped += capped
        given = Given(shares, np.zeros((len(chain.regions), 1)), self.places[year], scale)
        self.requests[year] = self.people.move(chain.yearly, given, self.flows[year])
        self.people.enter(chain.yearly_in, shares, self.flows[year])

    def _labour_year(self, year: int, shares: Floats) -> None:
        chain = self.chain
        if not len(chain.steps) and not len(chain.steps_in.target):
            return
        scale, capped = scaled(shares, chain.steps, len(chain.states))
        self.capped += capped
        places = np.zeros((len(chain.regions), len(chain.capacities.names)))
        vacancies = self.vacancies[year].copy()
        if chain.market:
            self.demand[year + 1] = self._of_market(
                self._shares_at(chain.start + year + 1), chain.market.demand
            )
        for step in range(chain.substeps):
            given = Given(shares, self._market(year, step, shares, vacancies), places, scale)
            self.people.move(chain.steps, given, self.flows[year])
            self.people.enter(chain.steps_in, shares, self.flows[year])
        self.vacancies[year + 1] = vacancies

    def _market(self, year: int, step: int, shares: Floats, vacancies: Floats) -> Floats:
        """Shares of the labour market; demand moves from this year's to the next in equal steps."""
        market = self.chain.market
        if market is None:
            return np.zeros((len(self.chain.regions), 1))
        size, stocks = len(market.families), self.people.stocks
        along = (step + 1) / self.chain.substeps
        demand = self.demand[year] * (1 - along) + self.demand[year + 1] * along
        longer = np.zeros_like(vacancies)
        if market.longer[0] >= 0:
            longer = self._of_market(shares, market.longer)
        found: Floats = step_shares(
            counted(stocks, market.workers, self.chain.others, size),
            counted(stocks, market.seekers, self.chain.others, size),
            vacancies,
            demand,
            self._of_market(shares, market.separation),
            self._of_market(shares, market.opening),
            self._of_market(shares, market.adjust_separation),
            self._of_market(shares, market.adjust_opening),
            market.alike,
            self._of_market(shares, market.self_loop),
            longer,
        )
        return found
