"""One number of a projection, found at its address: measure/area/key/year[/sex]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from schakel.answers.chain_moves import chain_moves, move_key
from schakel.answers.chain_names import ChainNames
from schakel.answers.projected import ALL, Projection
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.types import ChainLink

MOVES = "moves"


@dataclass(frozen=True)
class Estimate:
    """A number of persons with its 80% interval.

    Of moves between links, sums of flows, only the mean is known: the rest is None.
    """

    measure: str
    area: str
    key: str
    year: int
    sex: str
    mean: float
    low: float | None = None
    middle: float | None = None
    high: float | None = None

    @property
    def address(self) -> str:
        """Where its page stands."""
        return address_of(self.measure, self.area, self.key, self.year, self.sex)

    @property
    def value(self) -> float:
        """The number that is shown."""
        return self.mean if self.middle is None else self.middle


@dataclass(frozen=True)
class Told:
    """A number of a projection as a reader sees it, with the address of its page."""

    text: str
    address: str


def address_of(measure: str, area: str, key: str, year: int, sex: str = ALL) -> str:
    """The address of a number; who is meant by `sex` stands in it only for one of them."""
    return "/".join([measure, area, key, str(year), *([] if sex == ALL else [sex])])


def estimate_at(
    projection: Projection, names: ChainNames, links: Mapping[str, ChainLink], address: str
) -> Estimate:
    """The number at an address. Raises UnknownName when there is none."""
    measure, area, key, year, *rest = [*address.split("/"), "", "", ""][:5]
    sex = rest[0] or ALL
    if len(address.split("/")) in (4, 5) and year.isdigit():
        found = (
            _move(projection, names, links, Estimate(measure, area, key, int(year), sex, 0))
            if measure == MOVES
            else _row(projection, Estimate(measure, area, key, int(year), sex, 0))
        )
        if found:
            return found
    raise UnknownName(
        Problem(
            address,
            "an address at which the last projection has no number",
            "measure/area/key/year, such as shortage/all/metal/2030",
            "look it up on the page of the chain",
        )
    )


def _row(projection: Projection, asked: Estimate) -> Estimate | None:
    rows = projection.rows.filter(
        (pl.col("measure") == asked.measure)
        & (pl.col("region") == asked.area)
        & (pl.col("key") == asked.key)
        & (pl.col("year") == asked.year)
        & (pl.col("sex") == asked.sex)
    )
    return _estimate(rows.row(0, named=True)) if len(rows) else None


def _estimate(row: Mapping[str, object]) -> Estimate:
    mean, low, middle, high = (float(str(row[n])) for n in ("mean", "low", "middle", "high"))
    return Estimate(
        str(row["measure"]), str(row["region"]), str(row["key"]), int(str(row["year"])),
        str(row["sex"]), mean, low, middle, high,
    )  # fmt: skip


def _move(
    projection: Projection, names: ChainNames, links: Mapping[str, ChainLink], asked: Estimate
) -> Estimate | None:
    moves = chain_moves(projection, names, links, asked.area, asked.sex, asked.year).moves
    found = next((move.people for move in moves if move_key(move) == asked.key), None)
    if found is None:
        return None
    return Estimate(MOVES, asked.area, asked.key, asked.year, asked.sex, found)


def series_of(projection: Projection, estimate: Estimate) -> tuple[Estimate, ...]:
    """The same number in all years of the projection; only itself for a move between links."""
    if estimate.measure == MOVES:
        return (estimate,)
    rows = projection.rows.filter(
        (pl.col("measure") == estimate.measure)
        & (pl.col("region") == estimate.area)
        & (pl.col("key") == estimate.key)
        & (pl.col("sex") == estimate.sex)
    ).sort("year")
    return tuple(_estimate(row) for row in rows.iter_rows(named=True))
