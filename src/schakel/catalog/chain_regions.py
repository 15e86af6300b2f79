"""The nation's rows of a chain, brought to the labour-market regions of one region.

The nation's tables divide the country by labour-market regions of its own. A region that takes
these over has their rows as they are. One that holds part of them, or municipalities of several,
has persons in proportion to its pupils of primary school (`municipalities.csv`), and shares as
their mean. Of parameters that sum to one over all regions the others are one row, `REST`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
REST = "REST"
_WHOLE = 1 - 1e-9
_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True)
class Division:
    """Of each region the parts: region of the nation → share of its pupils, and how many those are.

    A region that is one of the nation, whole, is left out.
    """

    regions: tuple[str, ...]
    parts: Mapping[str, Mapping[str, tuple[float, float]]]

    @property
    def wanted(self) -> frozenset[str]:
        """The regions of the nation of which rows are needed."""
        taken = (region for region in self.regions if region not in self.parts)
        return frozenset((*taken, *(name for parts in self.parts.values() for name in parts)))


def division(
    rows: Iterable[Mapping[str, str]], municipalities: Mapping[str, Iterable[str]]
) -> Division:
    """How regions, given by their municipalities, divide those of the rows of municipalities.csv.

    A region of which no municipality has a row has no parts.
    """
    home, pupils, totals = {}, {}, dict[str, float]()
    for row in rows:
        home[row["municipality"]], number = row["region"], float(row["value"])
        pupils[row["municipality"]] = number
        totals[row["region"]] = totals.get(row["region"], 0.0) + number
    found = {}
    for region, held in municipalities.items():
        sums: dict[str, float] = {}
        for municipality in sorted(set(held) & set(home)):
            name = home[municipality]
            sums[name] = sums.get(name, 0.0) + pupils[municipality]
        parts = {name: (number / totals[name], number) for name, number in sums.items()}
        if set(parts) != {region} or parts[region][0] < _WHOLE:
            found[region] = parts
    return Division(tuple(municipalities), found)


def brought(rows: Iterable[Row], divided: Division, adds: bool, whole: bool = False) -> list[Row]:
    """Rows of one stage or parameter, as they hold in the regions.

    `adds`: numbers of persons, which are divided; else shares, of which the mean is taken. `whole`:
    they sum to one over all regions. Rows without a region stay.
    """
    groups: dict[tuple[tuple[str, Any], ...], dict[str, Row]] = {}
    found: list[Row] = []
    for row in rows:
        if row.get("region"):
            groups.setdefault(_other_keys(row), {})[row["region"]] = row
        else:
            found.append(row)
    for of_nation in groups.values():
        mine = list(_of_regions(of_nation, divided, adds))
        found += mine
        if whole and mine:
            left = 1 - sum(_numbers(row)["value"] for row in mine)
            if left > 1 - _WHOLE:
                found.append(mine[0] | {"region": REST} | dict.fromkeys(_NUMBERS, left))
    return found


def _of_regions(of_nation: Mapping[str, Row], divided: Division, adds: bool) -> Iterator[Row]:
    for region in divided.regions:
        parts = divided.parts.get(region)
        if parts is None:
            if region in of_nation:
                yield of_nation[region]
        elif known := {name: part for name, part in parts.items() if name in of_nation}:
            yield _mixed(region, of_nation, known, adds)


def _mixed(
    region: str, of_nation: Mapping[str, Row], parts: Mapping[str, tuple[float, float]], adds: bool
) -> Row:
    """One row from those of the parts, like the row of the largest part in all but its numbers."""
    largest = max(parts, key=lambda name: parts[name][1])
    pupils = sum(number for _, number in parts.values())
    weights = {n: share if adds else number / pupils for n, (share, number) in parts.items()}
    rows = {name: _numbers(of_nation[name]) for name in parts}
    numbers = {
        column: sum(rows[name][column] * weight for name, weight in weights.items())
        for column in _NUMBERS
    }
    listed = ", ".join(f"{share:.0%} of {name}" for name, (share, _) in sorted(parts.items()))
    method = f"{of_nation[largest].get('method', '')}; by pupils of primary school {listed}"
    return of_nation[largest] | {"region": region, "method": method} | numbers


def _numbers(row: Row) -> dict[str, float]:
    """Value, low and high; what is no number makes all of them so, and compiling tells of it."""
    try:
        value = float(row["value"])
        return {column: float(row.get(column, value)) for column in _NUMBERS}
    except (KeyError, ValueError):
        return dict.fromkeys(_NUMBERS, math.nan)


_SAYING = {*_NUMBERS, "region", "where", "distribution", "valid_until", "status", "source",
           "evidence", "method", "note"}  # fmt: skip


def _other_keys(row: Row) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((key, value) for key, value in row.items() if key not in _SAYING))
