"""What the DUO builders share: printed counts, codes made from words, places and row stamps."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.facts.builders.building import Workbench
from schakel.facts.builders.tables import read_text
from schakel.facts.places import Places

BELOW_FIVE = "<5"


def read_lines(bench: Workbench, name: str, columns: Iterable[str]) -> pl.DataFrame:
    """The filled lines of one of DUO's semicolon CSVs, every cell still text.

    Raises SchakelError when a line that is not empty lacks one of `columns`.
    """
    columns = list(columns)
    table = read_text(bench.file(name), columns, separator=";")
    table = table.filter(~pl.all_horizontal(pl.all().is_null()))
    broken = table.filter(pl.any_horizontal(pl.col(columns).is_null()))
    if len(broken):
        raise SchakelError(
            Problem(
                name,
                f"{len(broken)} lines with gaps, first: {broken.row(0)}",
                f"{columns} filled, or a wholly empty line",
                "compare the file with the publisher's",
            )
        )
    return table


def matching(table: pl.DataFrame, pattern: str, where: str) -> list[str]:
    """Names of the columns that hold counts; raises SchakelError when there are none."""
    found = [name for name in table.columns if re.match(pattern, name)]
    if not found:
        raise SchakelError(
            Problem(
                where,
                f"columns {table.columns}",
                f"columns with counts, of the form {pattern}",
                "take the edition that the data set names, or adapt its builder",
            )
        )
    return found


def slug(words: str) -> str:
    """A code made from a publisher's words: `n.v.t. (techniek)` → `nvt_techniek`."""
    plain = words.lower().replace("n.v.t.", "nvt")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def slugged(table: pl.DataFrame, column: str) -> pl.Expr:
    """The words of `column` as codes."""
    codes = {words: slug(words) for words in table[column].unique().drop_nulls()}
    return pl.col(column).replace_strict(codes, return_dtype=pl.String)


def counts(table: pl.DataFrame, column: str, where: str) -> pl.DataFrame:
    """Adds `value` and `status` from a column of printed counts, in which `<5` is suppressed.

    Raises SchakelError when something else than a count or `<5` is printed.
    """
    printed = pl.col(column)
    odd = table.filter(~printed.str.contains(r"^\d+$") & printed.ne(BELOW_FIVE))
    if len(odd):
        raise SchakelError(
            Problem(
                where,
                f"{len(odd)} cells such as {odd[column][0]!r}",
                f"a whole number or {BELOW_FIVE}",
                "look up in the publisher's notes what the cell means",
            )
        )
    table = table.with_columns(printed.cast(pl.Float64, strict=False).alias("value"))
    return table.with_columns(status_of_count(printed == BELOW_FIVE))


def status_of_count(suppressed: pl.Expr) -> pl.Expr:
    """Suppressed, zero or an ordinary value."""
    return (
        pl.when(suppressed)
        .then(pl.lit(str(Status.SUPPRESSED)))
        .when(pl.col("value") == 0)
        .then(pl.lit(str(Status.ZERO)))
        .otherwise(pl.lit(str(Status.VALUE)))
        .alias("status")
    )


def numbered_places(
    table: pl.DataFrame, number: str, name: str, places: Places, where: str
) -> pl.Expr:
    """Area code from a municipality's number; one that has since merged is found by its name.

    Raises SchakelError with every municipality that is found neither way.
    """
    known = {area.code for area in places.areas if area.kind == "municipality"}
    towns = dict(table.select(number, name).unique().rows())
    gone = [(town, "") for digits, town in towns.items() if f"GM{digits}" not in known]
    by_name = places.codes(gone, where)
    codes = {digits: by_name.get((town, ""), f"GM{digits}") for digits, town in towns.items()}
    return pl.col(number).replace_strict(codes, return_dtype=pl.String)


def named_places(
    table: pl.DataFrame, name: str, context: str, places: Places, where: str
) -> pl.Expr:
    """Area code from a municipality's name; column `context` tells namesakes apart.

    Raises SchakelError with every name that is not found.
    """
    pairs = table.select(name, context).unique().rows()
    found = places.codes(((town, told_apart) for town, told_apart in pairs), where)
    codes = {f"{town}\n{told_apart}": code for (town, told_apart), code in found.items()}
    return pl.concat_str(name, context, separator="\n").replace_strict(
        codes, return_dtype=pl.String
    )


def finished(table: pl.DataFrame, bench: Workbench) -> pl.DataFrame:
    """Observation columns only, with each row's unit and day of retrieval.

    The unit is that of the row's variable, the day that of its source.
    """
    units = {name: variable.unit for name, variable in bench.dataset.variables.items()}
    days = {name: bench.sources[name].retrieved for name in bench.dataset.sources}
    columns = ("variable", "region", "period", *bench.dataset.dimensions)
    return table.select(*columns, "value", "status", "source").with_columns(
        pl.col("variable").replace_strict(units, return_dtype=pl.String).alias("unit"),
        pl.col("source").replace_strict(days, return_dtype=pl.Date).alias("retrieved"),
    )
