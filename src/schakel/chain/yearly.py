"""What holds in one year: shares of all flows, and parameters of the labour market."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from schakel.chain import kernels
from schakel.chain.compiled import Chain, Edges, Floats
from schakel.chain.products import Shares


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
    def of(cls, chain: Chain, shares: Shares) -> MarketShares:
        """Taken from the shares of all classes; of a chain without a market there is nothing."""
        market, regions = chain.market, shares.by_class[:, :: chain.others].T
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

    Scales come with how many states needed one, see `scaled`.
    """

    chain: Chain
    rows: Floats
    year: int
    shares: Shares
    yearly_scale: tuple[Floats, int]
    steps_scale: tuple[Floats, int]
    market: MarketShares

    @classmethod
    def of(cls, chain: Chain, rows: Floats, year: int) -> YearShares:
        """The first year of a path."""
        shares = chain.classes.values(_cells(chain, rows, year))
        return cls(
            chain, rows, year, shares,
            scaled(shares, chain.yearly), scaled(shares, chain.steps),
            MarketShares.of(chain, shares),
        )  # fmt: skip

    def next_year(self) -> YearShares:
        """The year after; what does not change is not made anew."""
        chain, year = self.chain, self.year + 1
        change = chain.change(year)
        if not len(change.classes):
            return replace(self, year=year)
        cells = _cells(chain, self.rows, year)
        shares = chain.classes.changed(cells, change.classes, self.shares)
        return YearShares(
            chain, self.rows, year, shares,
            scaled(shares, chain.yearly) if change.yearly else self.yearly_scale,
            scaled(shares, chain.steps) if change.steps else self.steps_scale,
            MarketShares.of(chain, shares),
        )  # fmt: skip


def _cells(chain: Chain, rows: Floats, year: int) -> Floats:
    """The value of every cell of the parameters in a year."""
    return chain.parameters.normalised(rows[chain.parameters.rows_at(year)])


def scaled(shares: Shares, edges: Edges) -> tuple[Floats, int]:
    """What shares must be multiplied with so that no state loses more than it has, and how often.

    (1, 1) when nothing need be done, else (G, S). Shares of the market never need it.
    """
    totals = kernels.totals(shares.by_class, edges.first, edges.share)
    over = totals > 1.0 + 1e-12
    count = int(over.sum())
    if not count:
        return np.ones((1, 1)), 0
    scale = np.where(over, 1.0 / np.maximum(totals, 1e-300), 1.0)
    return np.ascontiguousarray(scale.T), count
