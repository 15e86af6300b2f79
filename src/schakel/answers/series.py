"""The series of an indicator: its figures for every area and period, by its definitions."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import polars as pl

from schakel.answers.figures import Figure, note_text
from schakel.base.errors import Problem, UnknownName
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import DefinitionVersion, Formula, Indicator
from schakel.facts.selection import add_up, dominant_status

Key = tuple[str, str | None]
Row = tuple[tuple[str, ...], tuple[Any, ...]]


def figures(
    catalog: Catalog, indicator: str, split: str | None = None
) -> dict[Key, tuple[Figure, ...]]:
    """All figures of an indicator, by (area, code of the split or None), each in time order."""
    return {
        key: _figures_at(catalog, indicator, split, key) for key in _rows(catalog, indicator, split)
    }


@lru_cache(maxsize=65536)
def _figures_at(
    catalog: Catalog, indicator: str, split: str | None, key: Key
) -> tuple[Figure, ...]:
    entry = catalog.indicator(indicator)
    decimals = catalog.units[entry.unit].decimals
    rows = _rows(catalog, indicator, split).get(key, ())
    named = (dict(zip(names, row, strict=True)) for names, row in rows)
    return tuple(sorted((_figure(row, entry, split, decimals) for row in named), key=_when))


@lru_cache(maxsize=256)
def _rows(catalog: Catalog, indicator: str, split: str | None) -> dict[Key, tuple[Row, ...]]:
    """The computed rows of an indicator by area and code; figures are made when asked for."""
    found: dict[Key, list[Row]] = {}
    for version in catalog.indicator(indicator).versions:
        formula = _formula(version, split)
        if formula is None:
            continue
        table = _version_table(catalog, formula, split)
        periods = {
            text
            for text in set(table["period"])
            if _within(version, text) and not _is_held(catalog, formula, text)
        }
        names = (*table.columns, "version")
        area, period = names.index("area"), names.index("period")
        code = names.index(split) if split else None
        for row in table.rows():
            if row[period] in periods:
                key = (row[area], None if code is None else row[code])
                found.setdefault(key, []).append((names, (*row, version.id)))
    return {key: tuple(rows) for key, rows in found.items()}


def series(
    catalog: Catalog, indicator: str, area: str, breakdown: dict[str, str] | None = None
) -> tuple[Figure, ...]:
    """Figures of one indicator and area in time order; empty when nothing is published there.

    `breakdown` is at most one dimension with the code wanted.

    Raises UnknownName for an indicator, area or dimension that does not exist.
    """
    entry = catalog.indicator(indicator)
    catalog.area(area)
    split, code = next(iter((breakdown or {}).items()), (None, None))
    if split and split not in splits(entry):
        raise UnknownName(
            Problem(
                indicator,
                f"breakdown by {split!r}",
                f"one of {splits(entry)}" if splits(entry) else "no breakdown",
                "choose one that this indicator has",
            )
        )
    return _figures_at(catalog, indicator, split, (area, code))


def splits(indicator: Indicator) -> list[str]:
    """Dimensions by which an indicator can be split."""
    return sorted({b.dimension for version in indicator.versions for b in version.breakdowns})


def _when(figure: Figure) -> tuple[float, str]:
    start = parse_period(figure.period).start
    return (0.0 if math.isnan(start) else start, figure.period)


def _formula(version: DefinitionVersion, split: str | None) -> Formula | None:
    if split is None:
        return version.formula
    return next((b.formula for b in version.breakdowns if b.dimension == split), None)


def _version_table(catalog: Catalog, formula: Formula, split: str | None) -> pl.DataFrame:
    rows = add_up(catalog, formula.numerator, split)
    if formula.denominator:
        rows = _divide(catalog, formula, rows, split)
    else:
        rows = _as_they_are(rows, formula)
    return rows.collect()


def _within(version: DefinitionVersion, period: str) -> bool:
    at = parse_period(period)
    first, last = (parse_period(p or "") for p in (version.first_period, version.last_period))
    return not (at.start < first.start or at.end > last.end)


def _is_held(catalog: Catalog, formula: Formula, period: str) -> bool:
    """Whether one half of a formula is held back: what is not seen there is no zero."""
    counted = {
        (selection.dataset, selection.variable)
        for selection in (formula.numerator, formula.denominator)
        if selection
    }
    return any(
        held.holds(period)
        for held in catalog.withheld
        for dataset, variable in counted
        if held.dataset == dataset and held.variable in (None, variable)
    )


def _as_they_are(rows: pl.LazyFrame, formula: Formula) -> pl.LazyFrame:
    times = formula.times
    return rows.with_columns(
        (pl.col("counted") * times).alias("value"),
        (pl.col("lowest") * times).alias("low"),
        (pl.col("highest") * times).alias("high"),
        pl.lit(None, dtype=pl.Float64).alias("numerator"),
        pl.lit(None, dtype=pl.Float64).alias("denominator"),
    )


def _divide(
    catalog: Catalog, formula: Formula, above: pl.LazyFrame, split: str | None
) -> pl.LazyFrame:
    """Shares with the range that suppressed cells allow in numerator and in the rest."""
    assert formula.denominator is not None
    keys = ["area", "period", *([split] if split else [])]
    below = add_up(catalog, formula.denominator, split)
    absent = catalog.datasets[formula.numerator.dataset].absent
    how: Any = "left" if absent == "zero" else "inner"
    both = below.join(above, on=keys, how=how, suffix="_above").with_columns(
        pl.col(f"{name}_above").fill_null(0)
        for name in (
            "counted",
            "lowest",
            "highest",
            "suppressed",
            "published",
            "status_rank",
        )
    )
    both = both.filter(pl.col("highest") > 0)
    same_variable = (formula.numerator.dataset, formula.numerator.variable) == (
        formula.denominator.dataset,
        formula.denominator.variable,
    )
    lowest, highest = pl.col("lowest_above"), pl.col("highest_above")
    if same_variable:
        low = lowest / (lowest + pl.col("highest") - highest)
        high = highest / (highest + pl.col("lowest") - lowest)
    else:
        low, high = lowest / pl.col("highest"), highest / pl.col("lowest")
        if formula.part_of_whole:
            high = pl.min_horizontal(high, pl.lit(1.0))
    times = formula.times
    return both.with_columns(
        (pl.col("counted_above") / pl.col("counted") * times).alias("value"),
        (low.fill_nan(0) * times).alias("low"),
        (high.fill_nan(0) * times).alias("high"),
        pl.col("counted_above").alias("numerator"),
        pl.col("counted").alias("denominator"),
        pl.max_horizontal("status_rank", "status_rank_above").alias("status_rank"),
        pl.concat_list("sources", pl.col("sources_above").fill_null([]))
        .list.unique()
        .list.sort()
        .alias("sources"),
    )


def _figure(row: dict[str, Any], indicator: Indicator, split: str | None, decimals: int) -> Figure:
    value, low, high = row["value"], row["low"], row["high"]
    status = dominant_status(row["status_rank"])
    if status is Status.MISSING:
        value = low = high = None
    elif row["suppressed"] and (row["published"] == 0 or not math.isfinite(value)):
        value, status = None, Status.SUPPRESSED
    elif status is Status.VALUE and _differs_as_shown(low, value, high, decimals):
        status = Status.ESTIMATE
    elif status is Status.VALUE and value == 0:
        status = Status.ZERO
    ranged = low is not None and high is not None and high - low > 1e-9
    return Figure(
        indicator=indicator.id,
        area=row["area"],
        period=row["period"],
        breakdown=((split, row[split]),) if split else (),
        value=value,
        low=low if ranged else None,
        high=high if ranged else None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        unit=indicator.unit,
        status=status,
        suppressed_cells=row["suppressed"],
        cells=row["cells"],
        version=row["version"],
        sources=tuple(row["sources"]),
        retrieved=row["retrieved"],
        note=note_text(row["note"]),
    )


def _differs_as_shown(low: float, value: float, high: float, decimals: int) -> bool:
    """Whether suppression could change the number as it is printed."""
    return len({f"{number:.{decimals}f}" for number in (low, value, high)}) > 1
