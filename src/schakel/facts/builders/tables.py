"""What the labour-market builders share: published tables as text, numbers, status, row stamps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.facts.builders.building import Workbench


def read_text(path: Path, columns: Iterable[str] = (), separator: str = ",") -> pl.DataFrame:
    """A published table with every cell still text and without blanks around it.

    Raises SchakelError when the file cannot be read or lacks one of `columns`.
    """
    try:
        table = pl.read_csv(path, separator=separator, infer_schema=False, encoding="utf8")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SchakelError(
            Problem(
                str(path),
                f"a file that cannot be read ({error})",
                "the table as the publisher gave it",
                "give the folder that holds the source files with --from",
            )
        ) from error
    lacking = [name for name in columns if name not in table.columns]
    if lacking:
        raise SchakelError(
            Problem(
                str(path),
                f"columns {table.columns}",
                f"also the columns {lacking}",
                "take the edition that the data set names, or adapt its builder",
            )
        )
    return table.with_columns(pl.all().str.strip_chars().replace("", None))


def numbers(table: pl.DataFrame, column: str, where: str) -> pl.DataFrame:
    """Adds `value` from a column of printed numbers (point or comma); an empty cell is null.

    Raises SchakelError when something else than a number is printed.
    """
    plain = pl.col(column).str.replace(",", ".", literal=True)
    read = table.with_columns(plain.cast(pl.Float64, strict=False).alias("value"))
    odd = read.filter(pl.col(column).is_not_null() & pl.col("value").is_null())
    if len(odd):
        raise SchakelError(
            Problem(
                where,
                f"{len(odd)} cells such as {odd[column][0]!r} in {column}",
                "a number or an empty cell",
                "look up in the publisher's notes what the cell means",
            )
        )
    return read


def coded(column: str, codes: Mapping[str, str | None], table: pl.DataFrame, where: str) -> pl.Expr:
    """The words of `column` as the codes given for them (None: a total).

    Raises SchakelError with every word that has no code.
    """
    unknown = sorted(set(table[column].drop_nulls()) - codes.keys())
    if unknown:
        raise SchakelError(
            Problem(
                where,
                f"{column}: {', '.join(unknown)}",
                f"one of: {', '.join(codes)}",
                "give the word a code in the builder and a label in the classification",
            )
        )
    return pl.col(column).replace_strict(dict(codes), return_dtype=pl.String)


def status(when_filled: Status | pl.Expr = Status.VALUE) -> pl.Expr:
    """Missing without a value, zero at 0, else `when_filled`; estimates and forecasts may be 0."""
    filled = when_filled if isinstance(when_filled, pl.Expr) else pl.lit(str(when_filled))
    may_be_zero = filled.is_in([str(Status.ESTIMATE), str(Status.FORECAST)])
    return (
        pl.when(pl.col("value").is_null())
        .then(pl.lit(str(Status.MISSING)))
        .when((pl.col("value") == 0) & ~may_be_zero)
        .then(pl.lit(str(Status.ZERO)))
        .otherwise(filled)
        .alias("status")
    )


def stamped(table: pl.DataFrame, bench: Workbench, source: str) -> pl.DataFrame:
    """Adds each row's unit (that of its variable), source and day of retrieval."""
    units = {name: variable.unit for name, variable in bench.dataset.variables.items()}
    return table.with_columns(
        pl.col("variable").replace_strict(units, return_dtype=pl.String).alias("unit"),
        pl.lit(source).alias("source"),
        pl.lit(bench.sources[source].retrieved).alias("retrieved"),
    )
