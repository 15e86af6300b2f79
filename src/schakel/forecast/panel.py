"""A panel: the same quantity of several units over the same periods, as plain arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from schakel.base.errors import Problem, SchakelError

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """Values per unit (rows) and period (columns, in order of time and equally far apart).

    What is not known is NaN, never 0. `totals` has the same shape and holds for each value the
    whole of which it is a part; NaN where there is none. The arrays are copies that cannot be
    written to, so that a panel stays what it was.

    Raises SchakelError when the shapes differ, a name comes twice or a number is infinite.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    values: Floats
    totals: Floats = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64)
        totals = np.array(self.totals, dtype=np.float64)
        totals = totals if totals.size else np.full(values.shape, np.nan)
        problems = list(_problems(self.units, self.periods, values, totals))
        if problems:
            raise SchakelError(problems)
        for name, array in (("values", values), ("totals", totals)):
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def until(self, origin: int) -> Panel:
        """What was known at the period with this index: that period is the last."""
        last = origin + 1
        return Panel(self.units, self.periods[:last], self.values[:, :last], self.totals[:, :last])

    def whole(self) -> Panel:
        """The totals as a panel of their own."""
        return Panel(self.units, self.periods, self.totals)


def panel_of(table: pl.DataFrame, periods: Sequence[str]) -> Panel:
    """The panel of a tidy table with columns `unit`, `period`, `value` and, if wanted, `total`.

    `periods` are all periods in order of time; rows of other periods are left out. A row that is
    not there is a value that is not known.

    Raises SchakelError when a unit has two rows for a period.
    """
    rows = table.filter(pl.col("period").is_in(list(periods)))
    double = rows.filter(pl.struct("unit", "period").is_duplicated())
    if len(double):
        raise SchakelError(
            Problem(
                "panel",
                f"two rows for {double.row(0, named=True)}",
                "one row a unit and period",
                "add the rows up first, or select more narrowly",
            )
        )
    units = sorted(rows["unit"].unique())
    places = (
        [units.index(unit) for unit in rows["unit"]],
        [list(periods).index(period) for period in rows["period"]],
    )
    filled = [
        _filled(rows[name], places, (len(units), len(periods)))
        for name in ("value", "total")
        if name in rows.columns
    ]
    return Panel(tuple(units), tuple(periods), *filled)


def _filled(
    column: pl.Series, places: tuple[list[int], list[int]], shape: tuple[int, int]
) -> Floats:
    array = np.full(shape, np.nan)
    array[places] = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return array


def _problems(
    units: tuple[str, ...], periods: tuple[str, ...], values: Floats, totals: Floats
) -> Iterator[Problem]:
    shape = (len(units), len(periods))
    for name, array in (("values", values), ("totals", totals)):
        if array.shape != shape:
            yield Problem(
                "panel",
                f"{name} of shape {array.shape}",
                f"{shape}: a row a unit, a column a period",
                "give every unit a value, or NaN, for every period",
                name,
            )
        elif np.isinf(array).any():
            yield Problem(
                "panel",
                f"an infinite number in {name}",
                "finite numbers, or NaN for what is not known",
                "look for a division by zero where the numbers were made",
                name,
            )
    for name, names in (("units", units), ("periods", periods)):
        if len(set(names)) < len(names):
            yield Problem(
                "panel", f"{name} with the same name", "each name once", "rename one", name
            )
