"""What holds in one year: shares of all flows, and parameters of the labour market."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from schakel.chain import kernels
from schakel.chain.compiled import Chain, Edges, Floats, Ints
from schakel.chain.products import Shares

Scale = tuple[Floats, Ints]


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
    """One year of some draws. `rows` (B, N) are the drawn values of the rows of the parameters.

    Scales come with how many states of each draw needed one, see `scaled`.
    """

    chain: Chain
    rows: Floats
    year: int
    shares: Shares
    yearly_scale: Scale
    steps_scale: Scale
    market: MarketShares

    @classmethod
    def of(cls, chain: Chain, rows: Floats, year: int) -> YearShares:
        """The first year of a path."""
        shares = chain.classes.values(_cells(chain, rows, year))
        return cls(
            chain, rows, year, shares,
            scaled(chain, shares, chain.yearly), scaled(chain, shares, chain.steps),
            MarketShares.of(chain, shares),
        )  # fmt: skip

    def next_demand(self) -> Floats:
        """Jobs wanted a year later, (R, O)."""
        chain = self.chain
        if chain.market is None:
            return self.market.demand
        cells = _cells(chain, self.rows, self.year + 1)
        return chain.classes.some(cells, chain.market.demand)[:, :: chain.others].T

    def next_year(self) -> YearShares:
        """The year after, in the place of this one: what does not change is not made anew."""
        chain, year = self.chain, self.year + 1
        change = chain.change(year)
        if not len(change.classes):
            return replace(self, year=year)
        values, cells = self.shares.by_class, _cells(chain, self.rows, year)
        values[change.classes] = chain.classes.some(cells, change.classes)
        shares = Shares(values)
        return YearShares(
            chain, self.rows, year, shares,
            scaled(chain, shares, chain.yearly) if change.yearly else self.yearly_scale,
            scaled(chain, shares, chain.steps) if change.steps else self.steps_scale,
            MarketShares.of(chain, shares),
        )  # fmt: skip


def _cells(chain: Chain, rows: Floats, year: int) -> Floats:
    """The value of every cell of the parameters in a year, (B, C)."""
    return chain.parameters.normalised(rows[:, chain.parameters.rows_at(year)])


def scaled(chain: Chain, shares: Shares, edges: Edges) -> Scale:
    """What shares must be multiplied with so that no state loses more than it has, and how often.

    (1, 1) when nothing need be done, else (G, S); and (B,) how many states of each draw need it.
    Shares of the market never do.
    """
    if not len(edges):
        return np.ones((1, 1)), np.zeros(1, dtype=np.int64)
    totals = kernels.totals(shares.by_class, edges.first, edges.share)
    over = totals > 1.0 + 1e-12
    count = over.sum(axis=0).reshape(-1, len(chain.stocks)).sum(axis=1)
    if not count.any():
        return np.ones((1, 1)), count
    scale = np.where(over, 1.0 / np.maximum(totals, 1e-300), 1.0)
    return np.ascontiguousarray(scale.T), count
