"""What holds in one year: shares of all flows, and parameters of the labour market."""

from __future__ import annotations

from collections.abc import Sequence
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
    """One year of some draws. `cells` are those of all years, see `cells_of`; `year` counts on.

    Scales come with how many states of each draw needed one, see `scaled`.
    """

    chain: Chain
    cells: Sequence[Floats]
    year: int
    shares: Shares
    yearly_scale: Scale
    steps_scale: Scale
    market: MarketShares

    @classmethod
    def of(cls, chain: Chain, cells: Sequence[Floats]) -> YearShares:
        """The first year of a path."""
        shares = chain.classes.values(cells[0])
        return cls(
            chain, cells, 0, shares,
            scaled(chain, shares, chain.yearly), scaled(chain, shares, chain.steps),
            MarketShares.of(chain, shares),
        )  # fmt: skip

    def next_year(self) -> YearShares:
        """The year after, in the place of this one: what does not change is not made anew."""
        chain, year = self.chain, self.year + 1
        change = chain.change(chain.start + year)
        if not len(change.numbers):
            return replace(self, year=year)
        values = self.shares.by_class
        values[change.numbers] = change.classes.values(self.cells[year]).by_class
        shares = Shares(values)
        return YearShares(
            chain, self.cells, year, shares,
            scaled(chain, shares, chain.yearly) if change.yearly else self.yearly_scale,
            scaled(chain, shares, chain.steps) if change.steps else self.steps_scale,
            MarketShares.of(chain, shares) if change.market else self.market,
        )  # fmt: skip


def cells_of(chain: Chain, rows: Floats, years: int) -> list[Floats]:
    """The value of every cell of the parameters in the first year and so many after, each (B, C).

    From drawn values of the rows of the parameters, (B, N). A year in which nothing changes has
    those of the year before.
    """
    found: list[Floats] = []
    for year in range(chain.start, chain.start + years + 1):
        if found and not len(chain.change(year).numbers):
            found.append(found[-1])
        else:
            drawn = rows[:, chain.parameters.rows_at(year)]
            found.append(chain.parameters.normalised(drawn))
    return found


def wanted_of(chain: Chain, cells: Sequence[Floats]) -> Floats:
    """Jobs wanted in all years, (T+1, R, O), from the cells of each."""
    if chain.market is None:
        return np.zeros((len(cells), len(cells[0]) * len(chain.regions), 0))
    values = chain.wanted.values(np.concatenate(cells)).by_class
    of_regions = values.reshape(len(values), len(cells), -1)[..., :: chain.others]
    return np.ascontiguousarray(of_regions.transpose(1, 2, 0))


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
