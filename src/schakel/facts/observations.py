"""The observation table: its columns, its rules, and how it is written and read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import WITHOUT_VALUE, Status

KEY_COLUMNS = ("variable", "region", "period")
VALUE_COLUMNS: dict[str, pl.DataType] = {
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "unit": pl.String(),
    "status": pl.String(),
    "source": pl.String(),
    "retrieved": pl.Date(),
    "note": pl.String(),
}


def schema(dimensions: Sequence[str]) -> dict[str, pl.DataType]:
    """Column names and types of an observation table with these dimensions."""
    keys = {name: pl.String() for name in (*KEY_COLUMNS, *dimensions)}
    return {**keys, **VALUE_COLUMNS}


def tidy(frame: pl.DataFrame, dimensions: Sequence[str], where: str) -> pl.DataFrame:
    """Bring a builder's frame into the one shape: columns, types, order; and check its rules.

    Missing optional columns (`low`, `high`, `note`, dimensions) become null. Rows are sorted by
    all key columns, so that building twice gives the same bytes.

    Raises SchakelError with every rule that is broken.
    """
    columns = schema(dimensions)
    surplus = [name for name in frame.columns if name not in columns]
    if surplus:
        raise SchakelError(
            Problem(
                where,
                f"columns {surplus}",
                f"only {list(columns)}",
                "declare the dimension in the data set's file, or drop the column",
            )
        )
    frame = frame.with_columns(
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in columns.items()
        if name not in frame.columns
    )
    keys = [*KEY_COLUMNS, *dimensions]
    frame = frame.select(pl.col(name).cast(kind) for name, kind in columns.items())
    frame = frame.sort([*keys, "source", "value"], nulls_last=True)
    problems = list(_broken_rules(frame, keys, where))
    if problems:
        raise SchakelError(problems)
    return frame


def _broken_rules(frame: pl.DataFrame, keys: list[str], where: str) -> Iterable[Problem]:
    without = [str(status) for status in WITHOUT_VALUE]
    rules = {
        "a status that is one of the seven": ~pl.col("status").is_in([str(s) for s in Status]),
        "no value where the status says missing or suppressed, and a value elsewhere": pl.col(
            "status"
        ).is_in(without)
        != pl.col("value").is_null(),
        "status zero exactly where the value is 0 (an estimate or forecast may be 0)": (
            pl.col("value").eq(0) & pl.col("status").is_in(["value", "provisional"])
        )
        | (pl.col("status").eq("zero") & pl.col("value").ne(0)),
        "a finite value": pl.col("value").is_nan() | pl.col("value").is_infinite(),
        "variable, region, period, unit, source and retrieved filled": pl.any_horizontal(
            pl.col(name).is_null() for name in (*KEY_COLUMNS, "unit", "source", "retrieved")
        ),
    }
    for expected, broken in rules.items():
        rows = frame.filter(broken.fill_null(False))
        if len(rows):
            yield Problem(
                where,
                f"{len(rows)} rows, first: {rows.row(0, named=True)}",
                expected,
                "mend the builder or the source's correction",
            )
    doubles = frame.filter(pl.struct([*keys, "source"]).is_duplicated())
    if len(doubles):
        yield Problem(
            where,
            f"{len(doubles)} rows with the same key, first: {doubles.row(0, named=True)}",
            "one row a key and source",
            "sum them or add the dimension that tells them apart",
        )


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a tidy table aside and rename it, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    frame.write_parquet(aside, compression="zstd", compression_level=9, statistics=False)
    aside.replace(path)


def read(path: Path) -> pl.DataFrame:
    """Read a tidy table.

    Raises SchakelError when the file is absent, half-written or not Parquet.
    """
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        absent = not path.exists()
        raise SchakelError(
            Problem(
                str(path),
                "no such file" if absent else f"a file that cannot be read ({error})",
                "a Parquet table of observations",
                "take the file from the release again, or run `schakel data build --from DIR`",
            )
        ) from error
