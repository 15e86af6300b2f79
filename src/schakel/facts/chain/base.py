"""What all parts of the chain's stocks are made with: areas, figures, and how rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Array = NDArray[np.float64]
Row = dict[str, Any]

REST = "REST"
SEXES = ("female", "male")
SEX_CODES = {"female": "f", "male": "m"}
HIDDEN = 2.5  # the middle of a suppressed count of one to four


@dataclass(frozen=True)
class Nation:
    """The region package that holds the country's facts, and its labour-market regions.

    `regions` are all of them: each municipality lies in one. A *zone* is the smallest area around a
    municipality for which something is published; `REST` stands for all others together.
    """

    folder: Path
    regions: tuple[str, ...]
    region_of: Mapping[str, str]
    within: Mapping[str, tuple[str, ...]]

    def facts(self, name: str) -> pl.DataFrame:
        """A built table of facts."""
        return pl.read_parquet(self.folder / "facts" / f"{name}.parquet")

    def table(self, name: str) -> pl.DataFrame:
        """A table of the chain itself, every cell as text."""
        return pl.read_csv(self.folder / "chain" / name, infer_schema=False)

    @cached_property
    def given(self) -> dict[str, float]:
        """Parameters written by hand, by name; of those with keys the first row."""
        rows = self.table("parameters_given.csv").select("parameter", "value").rows()
        return {name: float(value) for name, value in reversed(rows)}

    def place(self, municipality: str) -> int:
        """The number of the region in which a municipality lies."""
        return self.regions.index(self.region_of[municipality])

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """All provinces, by code."""
        return tuple(sorted({area for wholes in self.within.values() for area in wholes
                             if area.startswith("PV")}))  # fmt: skip

    def province_of(self, area: str) -> str:
        """The province in which an area lies, or that it is."""
        return next(whole for whole in (area, *self.within[area]) if whole.startswith("PV"))

    def lies_in(self, municipality: str, areas: Sequence[str]) -> int | None:
        """The number of the first of these areas in which a municipality lies."""
        around = self.within.get(municipality, ())
        return next((n for n, area in enumerate(areas) if area in around), None)


def nation(folder: Path) -> Nation:
    """Read the areas of a region package."""
    areas = pl.read_csv(folder / "areas" / "areas.csv", infer_schema=False)
    labour = areas.filter(pl.col("kind") == "labour_market_region")["code"].to_list()
    within: dict[str, tuple[str, ...]] = {}
    for row in pl.read_csv(folder / "areas" / "memberships.csv", infer_schema=False).to_dicts():
        within[row["area"]] = (*within.get(row["area"], ()), row["within"])
    for area, around in list(within.items()):
        wider = tuple(far for near in around for far in within.get(near, ()))
        within[area] = (*around, *wider)
    region_of = {
        area: region for region in labour for area, around in within.items() if region in around
    }
    return Nation(folder, tuple(labour), region_of, within)


def single(facts: pl.DataFrame, variable: str, period: str, detail: str | None = None) -> float:
    """The national value of a single figure."""
    return by_area(facts, variable, period, detail)["NL"]


def by_area(
    facts: pl.DataFrame, variable: str, period: str, detail: str | None = None
) -> dict[str, float]:
    """The values of a single figure per area.

    Raises KeyError when nothing is published under these names.
    """
    chosen = facts.filter(
        (pl.col("variable") == variable)
        & (pl.col("period") == period)
        & pl.col("detail").eq_missing(pl.lit(detail))
        & pl.col("value").is_not_null()
    )
    if chosen.is_empty():
        raise KeyError(f"{variable}, {period}, {detail}")
    return dict(chosen.group_by("region").agg(pl.col("value").first()).iter_rows())


def source_of(facts: pl.DataFrame, variable: str) -> str:
    """The source of the newest row of a variable."""
    found = facts.filter(pl.col("variable") == variable).sort("period")
    return str(found["source"][-1])


def stock_rows(
    stage: str,
    values: Array,
    regions: Sequence[str],
    axes: Mapping[str, Sequence[str]],
    spread: Array | float,
    source: str,
    method: str,
) -> Iterable[Row]:
    """Rows of stocks.csv from an array region × sex × axes; `spread` is the half width (80%).

    `source` may name several, parted by `|`: the first is the row's, the method names the others.
    """
    source, *others = source.split("|")
    method += f"; also from {', '.join(others)}" if others else ""
    wide = np.broadcast_to(np.asarray(spread), values.shape)
    names = list(axes)
    for index in np.ndindex(values.shape):
        value = float(values[index])
        inner = {name: axes[name][place] for name, place in zip(names, index[2:], strict=True)}
        yield {
            "stage": stage,
            "region": regions[index[0]],
            "sex": SEXES[index[1]],
            **inner,
            "value": round(value, 1),
            "low": round(value * (1 - float(wide[index])), 1),
            "high": round(value * (1 + float(wide[index])), 1),
            "status": "estimate",
            "source": source,
            "method": method,
        }


def parameter_row(name: str, value: float, low: float, high: float, **more: Any) -> Row:
    """A row of parameters.csv; `more` holds keys, distribution, years, source and method."""
    given = {"parameter": name, "distribution": "logitnormal", "evidence": "estimate"} | more
    return given | {"value": _short(value), "low": _short(low), "high": _short(high)}


def share_rows(
    name: str, key: str, shares: Mapping[str, float], spread: float, **more: Any
) -> Iterable[Row]:
    """Rows of a parameter whose values sum to one over a key."""
    rounded = {value: _short(share) for value, share in shares.items()}
    largest = max(rounded, key=lambda value: rounded[value])
    rounded[largest] = _short(rounded[largest] + 1 - sum(rounded.values()))
    for value, share in rounded.items():
        low, high = share * (1 - spread), share + (1 - share) * min(1.0, spread * share * 2)
        more_of = {"distribution": "fixed" if spread == 0 else "logitnormal"} | more
        yield parameter_row(name, share, low, max(high, share), **{key: value}, **more_of)


def _short(number: float) -> float:
    return float(f"{number:.6g}") if abs(number) >= 1 else round(number, 6)
