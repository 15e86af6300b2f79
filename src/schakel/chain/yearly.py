"""What holds in one year: shares of all flows, and parameters of the labour market."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.chain.compiled import Chain, Edges, Floats, Ints
from schakel.chain.mean import scaled


@dataclass(frozen=True, eq=False)
class MarketShares:
    """Parameters of the labour market, each (R, O)."""

    separation: Floats
    opening: Floats
    adjust_separation: Floats
    adjust_opening: Floats
    demand: Floats
    vacancies: Floats
    self_loop: Floats
    longer: Floats

    @classmethod
    def of(cls, chain: Chain, shares: Floats) -> MarketShares:
        """Taken from the shares of all classes; of a chain without a market there is nothing."""
        market, regions = chain.market, shares[:: chain.others]
        if market is None:
            return cls(*(np.zeros((len(regions), 0)) for _ in cls.__dataclass_fields__))
        return cls(
            **{
                name: np.ascontiguousarray(regions[:, classes])
                if classes[0] >= 0
                else np.zeros((len(regions), len(classes)))
                for name in cls.__dataclass_fields__
                for classes in [getattr(market, name)]
            }
        )


@dataclass(frozen=True, eq=False)
class YearShares:
    """One year of one draw. `rows` are the drawn values of the rows of the parameters.

    Scales come with how many states needed one, see `mean.scaled`.
    """

    chain: Chain
    rows: Floats
    year: int
    cells: Floats
    shares: Floats
    yearly_scale: tuple[Floats, int]
    steps_scale: tuple[Floats, int]
    market: MarketShares

    @classmethod
    def of(cls, chain: Chain, rows: Floats, year: int) -> YearShares:
        """The first year of a path."""
        cells = chain.parameters.normalised(rows[chain.parameters.rows_at(year)])
        shares, states = chain.classes.values(cells), len(chain.states)
        return cls(
            chain, rows, year, cells, shares,
            scaled(shares, chain.yearly, states), scaled(shares, chain.steps, states),
            MarketShares.of(chain, shares),
        )  # fmt: skip

    def next_year(self) -> YearShares:
        """The year after; what does not change is not made anew."""
        chain, year = self.chain, self.year + 1
        cells = chain.parameters.normalised(self.rows[chain.parameters.rows_at(year)])
        changed = chain.classes.classes_of(np.flatnonzero(cells != self.cells))
        shares = self.shares
        if len(changed):
            shares = chain.classes.values(cells, (self.cells, self.shares))
        return YearShares(
            chain, self.rows, year, cells, shares,
            self._scale(chain.yearly, shares, changed, self.yearly_scale),
            self._scale(chain.steps, shares, changed, self.steps_scale),
            MarketShares.of(chain, shares) if len(changed) else self.market,
        )  # fmt: skip

    def _scale(
        self, edges: Edges, shares: Floats, changed: Ints, before: tuple[Floats, int]
    ) -> tuple[Floats, int]:
        if not edges.uses(changed):
            return before
        return scaled(shares, edges, len(self.chain.states))
