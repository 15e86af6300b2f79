"""Adds up the rows of a selection to areas, and keeps what suppression and gaps do to the sum.

The result has one row per area, period and broken-down code: `counted` (suppressed cells at what
they count as), `lowest`, `highest` (the range they allow), `cells`, `suppressed`, the worst
`status`, `sources` and `retrieved`.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import AreaKind, Dataset, Selection
from schakel.facts.store import observations

_DOMINANT = [Status.MISSING, Status.FORECAST, Status.ESTIMATE, Status.PROVISIONAL]


def add_up(catalog: Catalog, selection: Selection, split: str | None = None) -> pl.LazyFrame:
    """Sums per area and period (and per code of the dimension `split`), still to be collected.

    Areas for which the data set has no rows that together make up exactly that area are absent
    from the result, and so is a period in which one of the parts is missing.
    """
    dataset = catalog.datasets[selection.dataset]
    rows = _chosen(catalog, dataset, selection, split).lazy()
    additive = dataset.variables[selection.variable].additive
    parts = _parts(catalog, dataset.grain, additive).lazy()
    keys = ["area", "period", *([split] if split else [])]
    own_keys = ["region", "period", *([split] if split else []), "source"]
    sums = (
        parts.join(_own_sums(rows, own_keys, dataset), on="region", how="inner")
        .group_by(keys)
        .agg(
            pl.col("counted", "lowest", "highest", "cells", "suppressed", "published").sum(),
            pl.col("status_rank", "retrieved").max(),
            pl.col("source").unique().sort().alias("sources"),
            pl.col("note").drop_nulls().first(),
            pl.col("region").n_unique().alias("parts_found"),
        )
    )
    wanted = parts.group_by("area").agg(pl.len().alias("parts_wanted"))
    sums = sums.join(wanted, on="area")
    if dataset.absent == "missing":
        sums = sums.filter(pl.col("parts_found") == pl.col("parts_wanted"))
    return sums.drop("parts_found", "parts_wanted")


def _own_sums(rows: pl.LazyFrame, keys: list[str], dataset: Dataset) -> pl.LazyFrame:
    """Sums within each area that has rows of its own; few rows are left to lay over the areas."""
    counted, lowest, highest = _what_cells_hold(dataset)
    return rows.group_by(keys).agg(
        counted.sum().alias("counted"),
        lowest.sum().alias("lowest"),
        highest.sum().alias("highest"),
        pl.len().alias("cells"),
        (pl.col("status") == Status.SUPPRESSED).sum().alias("suppressed"),
        pl.col("value").is_not_null().sum().alias("published"),
        _rank().max().alias("status_rank"),
        pl.col("retrieved").max(),
        pl.col("note").drop_nulls().first(),
    )


def _chosen(
    catalog: Catalog, dataset: Dataset, selection: Selection, split: str | None
) -> pl.DataFrame:
    """The selected rows of the data set."""
    wanted = pl.col("variable") == selection.variable
    for dimension, codes in selection.where.items():
        column = pl.col(dimension)
        wanted &= column.is_null() if codes is None else column.is_in(list(codes))
    if split:
        wanted &= pl.col(split).is_not_null()
    if selection.sources:
        wanted &= pl.col("source").is_in(list(selection.sources))
    rows = observations(catalog, dataset.id).filter(wanted)
    if dataset.rival_sources:
        _one_source_each(rows, dataset, selection)
    if not dataset.variables[selection.variable].additive:
        _one_row_each(rows, ["region", "period", *([split] if split else [])], selection)
    return rows


def _what_cells_hold(dataset: Dataset) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """As what each cell counts, and the least and the most that it can hold."""
    value, cell = pl.col("value").fill_null(0), dataset.suppression
    low, high = pl.coalesce("low", value), pl.coalesce("high", value)
    if cell is None:
        return value, low, high
    suppressed = pl.when(pl.col("status") == Status.SUPPRESSED)
    return (
        suppressed.then(cell.counted_as).otherwise(value),
        suppressed.then(cell.smallest).otherwise(low),
        suppressed.then(cell.largest).otherwise(high),
    )


def _rank() -> pl.Expr:
    """How much a status dominates a sum: a missing part most, plain values not at all."""
    ranks = {str(status): len(_DOMINANT) - place for place, status in enumerate(_DOMINANT)}
    return pl.col("status").replace_strict(ranks, default=0, return_dtype=pl.Int8)


def dominant_status(rank: int) -> Status:
    """The status that belongs to a rank of a sum."""
    return Status.VALUE if rank == 0 else _DOMINANT[len(_DOMINANT) - rank]


def _one_source_each(rows: pl.DataFrame, dataset: Dataset, selection: Selection) -> None:
    """Two sources that give the same cell are two series: one has to be chosen."""
    double = _first_double(rows, ["region", "period", *dataset.dimensions])
    if double:
        raise SchakelError(
            Problem(
                f"indicator on {selection.dataset}.{selection.variable}",
                f"{list(double)} from more than one source",
                "one source for each cell",
                "name the source to keep to in `sources` of the selection",
            )
        )


def _one_row_each(rows: pl.DataFrame, keys: list[str], selection: Selection) -> None:
    """What cannot be added up over areas may be added only over codes that `where` lists itself."""
    listed = [name for name, codes in selection.where.items() if codes and name not in keys]
    double = _first_double(rows, [*keys, *listed])
    if double:
        raise SchakelError(
            Problem(
                f"indicator on {selection.dataset}.{selection.variable}",
                f"several rows for {list(double)}",
                "one row per region and period, because this variable cannot be added up",
                "select more narrowly in `where` (a dimension, or null for the total)",
            )
        )


def _first_double(rows: pl.DataFrame, keys: list[str]) -> tuple[object, ...] | None:
    """The first key that occurs twice. Plain sets: such selections are small."""
    seen: set[tuple[object, ...]] = set()
    for key in zip(*(rows[name].to_list() for name in keys), strict=True):
        if key in seen:
            return key
        seen.add(key)
    return None


@lru_cache(maxsize=64)
def _parts(catalog: Catalog, grain: tuple[AreaKind, ...], additive: bool) -> pl.DataFrame:
    """Per area, the areas with rows of their own that together make it up."""
    pairs = [
        (area, part)
        for area in catalog.areas
        for part in catalog.territory.composition(area, grain)
        if additive or part == area
    ]
    return pl.DataFrame(pairs, schema={"area": pl.String, "region": pl.String}, orient="row")
