"""Parameters: which row holds for which group and state in which year, and draws of values."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.chain.problems import Problems
from schakel.chain.tables import ChainTables, Row

DISTRIBUTIONS = ("fixed", "uniform", "triangular", "normal", "lognormal", "logitnormal")
_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(0.9)  # low and high are the 80% interval
_TOLERANCE = 1e-6
Cell = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class ParameterRow:
    """One value with its uncertainty, and the years in which it holds."""

    parameter: str
    value: float
    low: float
    high: float
    distribution: str
    first_year: int
    cell: int


class Parameters:
    """All rows; a *cell* is a parameter with the keys of a row, whatever the year."""

    def __init__(self, tables: ChainTables, problems: Problems):
        self.about = tables.about
        self.cells: dict[Cell, int] = {}
        self.rows: list[ParameterRow] = []
        self._dated: set[tuple[int, int]] = set()
        self._patterns: dict[str, list[tuple[str, ...]]] = {}
        self._rows_at: dict[int, NDArray[np.int64]] = {}
        self._keys = {name: tuple(row.get("keys") or ()) for name, row in tables.about.items()}
        for row in tables.parameters:
            self._add(row, problems)
        self.sums = self._sums(problems)

    def keys(self, name: str) -> tuple[str, ...]:
        """The axes and groups that a parameter may depend on."""
        return self._keys.get(name, ())

    def _add(self, row: Row, problems: Problems) -> None:
        name = str(row["parameter"])
        if name not in self.about:
            problems.add(row, "parameter", name, "a parameter that is declared", "declare it")
            return
        keys = tuple((key, str(row[key])) for key in self.keys(name) if row.get(key))
        numbers = [_number(row.get(column)) for column in ("value", "low", "high")]
        value = numbers[0]
        low, high = (value if number is None else number for number in numbers[1:])
        if value is None or low is None or high is None or not low <= value <= high:
            found = f"value {row.get('value')}, low {row.get('low')}, high {row.get('high')}"
            problems.add(row, name, found, "numbers with low ≤ value ≤ high", "mend the row")
            return
        about = self.about[name]
        least, most = about.get("least"), about.get("most")
        for number in (low, high):
            if (least is not None and number < least) or (most is not None and number > most):
                problems.add(
                    row, name, f"{number:g}", f"between {least} and {most}", "mend the row"
                )
        distribution = str(row.get("distribution") or "fixed")
        if distribution not in DISTRIBUTIONS:
            problems.add(row, name, distribution, f"one of {', '.join(DISTRIBUTIONS)}", "mend it")
            return
        cell = self.cells.setdefault((name, keys), len(self.cells))
        pattern = tuple(key for key, _value in keys)
        patterns = self._patterns.setdefault(name, [])
        if pattern not in patterns:
            patterns.append(pattern)
            patterns.sort(key=len, reverse=True)
        year = int(row.get("valid_from") or -9999)
        if (cell, year) in self._dated:
            problems.add(row, name, f"a second row for {dict(keys)}", "one a year", "remove one")
        self._dated.add((cell, year))
        self.rows.append(ParameterRow(name, value, low, high, distribution, year, cell))

    def cell(self, name: str, context: Mapping[str, str]) -> int | None:
        """The cell of the most specific row that fits; None when none does."""
        if name not in self._patterns:
            return None
        for pattern in self._patterns[name]:
            if all(key in context for key in pattern):
                found = self.cells.get((name, tuple((key, context[key]) for key in pattern)))
                if found is not None:
                    return found
        return None

    def _sums(self, problems: Problems) -> NDArray[np.int64]:
        """Per cell the set whose values sum to one; -1 for those in none."""
        sets: dict[Cell, int] = {}
        found = np.full(len(self.cells), -1, dtype=np.int64)
        for (name, keys), cell in self.cells.items():
            over = self.about[name].get("sums_over")
            if over:
                rest = (name, tuple(pair for pair in keys if pair[0] != over))
                found[cell] = sets.setdefault(rest, len(sets))
        values = self.values_of(self.years()[0])
        totals = np.bincount(found[found >= 0], values[found >= 0], minlength=len(sets))
        for (name, keys), number in sets.items():
            if abs(totals[number] - 1) > _TOLERANCE:
                problems.add(
                    f"parameter {name}",
                    " ".join(f"{key}={value}" for key, value in keys),
                    f"shares that sum to {totals[number]:.6g}",
                    "shares that sum to 1",
                    "mend the rows of this parameter",
                )
        return found

    def years(self) -> list[int]:
        """The years in which something changes, the first one first."""
        return sorted({row.first_year for row in self.rows}) or [-9999]

    def rows_at(self, year: int) -> NDArray[np.int64]:
        """Per cell the row that holds in a year: the last that has begun, else the first."""
        if year not in self._rows_at:
            best: dict[int, tuple[tuple[bool, int], int]] = {}
            for number, row in enumerate(self.rows):
                begun = row.first_year <= year
                rank = (begun, row.first_year if begun else -row.first_year)
                if row.cell not in best or rank > best[row.cell][0]:
                    best[row.cell] = (rank, number)
            found = [best[cell][1] for cell in range(len(self.cells))]
            self._rows_at[year] = np.array(found, dtype=np.int64)
        return self._rows_at[year]

    def changed(self, year: int) -> NDArray[np.bool_]:
        """Per cell whether another row holds than a year before, of it or of what it sums with."""
        found = self.rows_at(year) != self.rows_at(year - 1)
        return np.asarray(found | (np.isin(self.sums, self.sums[found]) & (self.sums >= 0)))

    def base(self) -> NDArray[np.float64]:
        """The value of every row."""
        return self._table.value.copy()

    def values_of(self, year: int) -> NDArray[np.float64]:
        """The value of every cell in a year, without uncertainty."""
        return self.base()[self.rows_at(year)] if self.rows else np.empty(0)

    def normalised(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same values of cells, (…, N), where the sets that sum to one do so."""
        inside, sets = self._inside
        if not len(inside):
            return cells
        result = cells.copy()
        for values in result.reshape(-1, cells.shape[-1]):
            mine = values[inside]
            values[inside] = mine / np.bincount(sets, mine)[sets]
        return result

    @cached_property
    def _inside(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The cells that are in a set, and in which."""
        inside = np.flatnonzero(self.sums >= 0)
        return inside, self.sums[inside]

    def draw(self, seed: int, draw: int) -> NDArray[np.float64]:
        """The value of every row in one draw; draw 0 is the central path.

        A parameter's rows move together unless it says otherwise. The key of a draw is the name of
        the parameter (and row), so a scenario that adds rows shares the draws of the others.
        """
        if draw == 0:
            return self.base()
        keys, key_of_row = self._draw_keys
        chances = np.array([keyed_chance(seed, draw, key) for key in keys])
        return quantiles(self._table, chances[key_of_row])

    @cached_property
    def _draw_keys(self) -> tuple[list[str], NDArray[np.int64]]:
        cells, numbers = list(self.cells), dict[str, int]()
        found = []
        for row in self.rows:
            key = row.parameter
            if self.about[key].get("together") is False:
                key = f"{row.parameter}{cells[row.cell][1]}{row.first_year}"
            found.append(numbers.setdefault(key, len(numbers)))
        return list(numbers), np.array(found, dtype=np.int64)

    @cached_property
    def _table(self) -> RowTable:
        kinds = [DISTRIBUTIONS.index(row.distribution) for row in self.rows]
        columns = ([getattr(row, name) for row in self.rows] for name in ("low", "value", "high"))
        return RowTable(np.array(kinds), *(np.array(column, dtype=float) for column in columns))


@dataclass(frozen=True, eq=False)
class RowTable:
    """Rows as arrays: number of the distribution, low, value and high."""

    kind: NDArray[np.int64]
    low: NDArray[np.float64]
    value: NDArray[np.float64]
    high: NDArray[np.float64]

    @cached_property
    def drawn(self) -> tuple[tuple[str, NDArray[np.int64], tuple[NDArray[np.float64], ...]], ...]:
        """Per distribution that is drawn from: its name, its rows, and their low, value and high.

        Of those after the normal distribution these are on the scale on which they are normal.
        """
        found = []
        for number, name in enumerate(DISTRIBUTIONS):
            mine = np.flatnonzero((self.low < self.high) & (self.kind == number))
            if name != "fixed" and len(mine):
                there, _back = _SCALES.get(name, _PLAIN)
                columns = (there(column[mine]) for column in (self.low, self.value, self.high))
                found.append((name, mine, tuple(columns)))
        return tuple(found)


def keyed_chance(seed: int, draw: int, key: str) -> float:
    """A number between 0 and 1 that hangs on nothing but its key."""
    words = hashlib.blake2b(f"{seed}/{draw}/{key}".encode(), digest_size=8).digest()
    return ((int.from_bytes(words, "little") >> 12) + 0.5) / 2.0**52


def quantiles(rows: RowTable, chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per row the value below which its parameter lies with this chance.

    `low` and `high` are the 10% and 90% quantiles, with `value` the median and each side its own
    width; for `uniform` and `triangular` they are the ends.
    """
    found = rows.value.copy()
    for name, mine, (low, value, high) in rows.drawn:
        chance = chances[mine]
        if name == "uniform":
            found[mine] = low + (high - low) * chance
        elif name == "triangular":
            found[mine] = _triangular(low, value, high, chance)
        else:
            z = _normal_quantiles(chance)
            spread = np.where(z > 0, high - value, value - low) / _Z
            _there, back = _SCALES[name]
            found[mine] = back(value + spread * z)
    return found


def _normal_quantiles(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the standard normal distribution; many chances are the same, those of one parameter."""
    each = {chance: _NORMAL.inv_cdf(chance) for chance in set(chances.tolist())}
    return np.array([each[chance] for chance in chances.tolist()])


def _triangular(
    low: NDArray[np.float64],
    value: NDArray[np.float64],
    high: NDArray[np.float64],
    chance: NDArray[np.float64],
) -> NDArray[np.float64]:
    width = high - low
    below = low + np.sqrt(chance * width * (value - low))
    above = high - np.sqrt((1 - chance) * width * (high - value))
    return np.where(chance < (value - low) / width, below, above)


def _logit(share: NDArray[np.float64]) -> NDArray[np.float64]:
    inside = np.clip(share, 1e-9, 1 - 1e-9)
    return np.log(inside / (1 - inside))


_PLAIN: tuple[Any, Any] = (lambda number: number, lambda number: number)
_SCALES: dict[str, tuple[Any, Any]] = {
    "normal": _PLAIN,
    "lognormal": (lambda number: np.log(np.maximum(number, 1e-12)), np.exp),
    "logitnormal": (_logit, lambda number: 1 / (1 + np.exp(-number))),
}


def _number(text: object) -> float | None:
    if text is None or text == "":
        return None
    try:
        number = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
