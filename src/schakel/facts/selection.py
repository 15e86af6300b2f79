"""Adds up the rows of a selection to areas, and keeps what suppression and gaps do to the sum.

The result has one row per area, period and broken-down code: `counted` (suppressed cells at what
they count as), `lowest`, `highest` (the range they allow), `cells`, `suppressed`, the worst
`status`, `sources` and `retrieved`.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Dataset, Selection
from schakel.facts.store import observations

_DOMINANT = [Status.MISSING, Status.FORECAST, Status.ESTIMATE, Status.PROVISIONAL]


def add_up(
    catalog: Catalog,
    selection: Selection,
    areas: Sequence[str],
    split: str | None = None,
) -> pl.DataFrame:
    """Sums per area and period (and per code of the dimension `split`).

    Areas for which the data set has no rows that together make up exactly that area are absent
    from the result, and so is a period in which one of the parts is missing.
    """
    dataset = catalog.datasets[selection.dataset]
    rows = _chosen(catalog, dataset, selection, split)
    parts = _parts(catalog, dataset, selection, areas)
    keys = ["area", "period", *([split] if split else [])]
    joined = parts.join(rows, on="region", how="inner")
    sums = joined.group_by(keys).agg(
        pl.col("counted").sum(),
        pl.col("lowest").sum(),
        pl.col("highest").sum(),
        pl.col("cells").sum(),
        pl.col("suppressed").sum(),
        pl.col("status_rank").max(),
        pl.col("published").sum(),
        pl.col("sources").explode().unique().sort(),
        pl.col("retrieved").max(),
        pl.col("note").drop_nulls().first(),
        pl.col("region").n_unique().alias("parts_found"),
    )
    wanted = parts.group_by("area").agg(pl.len().alias("parts_wanted"))
    sums = sums.join(wanted, on="area")
    if dataset.absent == "missing":
        sums = sums.filter(pl.col("parts_found") == pl.col("parts_wanted"))
    return sums.drop("parts_found", "parts_wanted").sort(keys)


def _chosen(
    catalog: Catalog, dataset: Dataset, selection: Selection, split: str | None
) -> pl.DataFrame:
    """The selected rows, added up per region and period within the data set."""
    rows = observations(catalog, dataset.id).filter(
        pl.col("variable") == selection.variable
    )
    for dimension, codes in selection.where.items():
        column = pl.col(dimension)
        rows = rows.filter(
            column.is_null() if codes is None else column.is_in(list(codes))
        )
    if split:
        rows = rows.filter(pl.col(split).is_not_null())
    additive = dataset.variables[selection.variable].additive
    keys = ["region", "period", *([split] if split else [])]
    if not additive:
        _one_row_each(rows, keys, selection)
    cell = dataset.suppression
    suppressed = pl.col("status") == Status.SUPPRESSED
    if cell is None:
        smallest = largest = counted = pl.lit(0.0)
    else:
        smallest, largest, counted = (
            pl.lit(number) for number in (cell.smallest, cell.largest, cell.counted_as)
        )
    value = pl.col("value").fill_null(0)
    return rows.group_by(keys).agg(
        pl.when(suppressed).then(counted).otherwise(value).sum().alias("counted"),
        pl.when(suppressed)
        .then(smallest)
        .otherwise(pl.coalesce("low", value))
        .sum()
        .alias("lowest"),
        pl.when(suppressed)
        .then(largest)
        .otherwise(pl.coalesce("high", value))
        .sum()
        .alias("highest"),
        pl.len().alias("cells"),
        suppressed.sum().alias("suppressed"),
        pl.col("value").is_not_null().sum().alias("published"),
        _rank().max().alias("status_rank"),
        pl.col("source").unique().sort().alias("sources"),
        pl.col("retrieved").max(),
        pl.col("note").drop_nulls().first(),
    )


def _rank() -> pl.Expr:
    """How much a status dominates a sum: a missing part most, plain values not at all."""
    ranks = {
        str(status): len(_DOMINANT) - place for place, status in enumerate(_DOMINANT)
    }
    return pl.col("status").replace_strict(ranks, default=0, return_dtype=pl.Int8)


def dominant_status(rank: int) -> Status:
    """The status that belongs to a rank of a sum."""
    return Status.VALUE if rank == 0 else _DOMINANT[len(_DOMINANT) - rank]


def _one_row_each(rows: pl.DataFrame, keys: list[str], selection: Selection) -> None:
    """What cannot be added up over areas may be added only over codes that `where` lists itself."""
    listed = [name for name, codes in selection.where.items() if codes and name not in keys]
    doubles = rows.filter(rows.select(*keys, *listed).is_duplicated())
    if not len(doubles):
        return
    first = doubles.row(0, named=True)
    raise SchakelError(
        Problem(
            f"indicator on {selection.dataset}.{selection.variable}",
            f"several rows for {[first[key] for key in keys]}, first: {first}",
            "one row per region and period, because this variable cannot be added up",
            "select more narrowly in `where` (a dimension, or null for the total)",
        )
    )


def _parts(
    catalog: Catalog, dataset: Dataset, selection: Selection, areas: Sequence[str]
) -> pl.DataFrame:
    additive = dataset.variables[selection.variable].additive
    pairs = [
        (area, part)
        for area in areas
        for part in catalog.territory.composition(area, dataset.grain)
        if additive or part == area
    ]
    return pl.DataFrame(
        pairs, schema={"area": pl.String, "region": pl.String}, orient="row"
    )
