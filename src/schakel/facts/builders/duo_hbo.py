"""DUO, higher professional education: first-years, enrolled, registrations and graduates.

The source is a star: small tables that name the year, place, institution, programme, sex and form,
and twelve tables of counts that point to them. Each of the four counts is published three times:
by programme, by sex and by form; the last two are per CROHO (sub)part instead of per programme.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.duo_tables import finished, numbered_places, slugged, status_of_count
from schakel.facts.builders.tables import coded
from schakel.facts.observations import tidy

STAR = "duo/hbo_star"
COUNTS = {
    "first_years": "eerstejaars",
    "enrolled": "ingeschrevenen",
    "registrations": "inschrijvingen",
    "graduates": "gediplomeerden",
}
DEGREES = {"associate degree": "ad", "bachelor": "ba", "master": "ma"}
SEXES = {"MAN": "m", "VROUW": "f", "": "other"}
FORMS = {"VT": "vt", "DT": "dt", "DU": "du"}


@dataclass(frozen=True)
class _Split:
    """How a count is published: endings of the file and the variable, and the naming tables."""

    file: str
    variable: str
    tables: tuple[str, ...]


BY_PROGRAMME = _Split("", "", ("opleiding",))
BY_SEX = _Split("_geslacht", "_by_sex", ("sector", "geslacht"))
BY_FORM = _Split("_oplvorm", "_by_form", ("sector", "opleidingsvorm"))


def build_duo_hbo(bench: Workbench) -> Built:
    """Counts (students, enrolments or graduates) per institution, municipality and year.

    A cell that DUO suppresses (one to four persons) stays suppressed. Where nobody is counted,
    DUO gives no row. Years are those in which the academic year starts.
    """
    frames = [
        hbo_cells(bench, count, split)
        for count in COUNTS
        for split in (BY_PROGRAMME, BY_SEX, BY_FORM)
    ]
    nothing = pl.DataFrame(schema=dict.fromkeys(bench.dataset.dimensions, pl.String()))
    rows = finished(pl.concat([nothing, *frames], how="diagonal"), bench)
    return Built(tidy(rows, bench.dataset.dimensions, STAR))


def hbo_cells(bench: Workbench, count: str, split: _Split = BY_PROGRAMME) -> pl.DataFrame:
    """One of the twelve tables of counts, with its keys replaced by codes."""
    name = f"feit_{COUNTS[count]}{split.file}"
    cells = _read(bench, name)
    for table in ("tijd", "instelling", "geografie", *split.tables):
        cells = _named(bench, cells, table)
    cells = cells.with_columns(
        pl.lit(f"{count}{split.variable}").alias("variable"),
        pl.lit(f"duo_hbo_{count}{split.variable}").alias("source"),
        pl.col("jaar").cast(pl.String).alias("period"),
        numbered_places(cells, "gemeentenummer", "gemeentenaam", bench.places, name).alias(
            "region"
        ),
        pl.col("brin_code").alias("institution"),
        pl.lit("hbo").alias("level"),
        coded("type_hoger_onderwijs", DEGREES, cells, name).alias("degree"),
        slugged(cells, "onderdeel").alias("study_field"),
        slugged(cells, "subonderdeel").alias("study_subfield"),
        pl.col(f"aantal_{COUNTS[count]}").cast(pl.Float64).alias("value"),
        *_split_code(cells, split, name),
    )
    return cells.with_columns(status_of_count(pl.col("is_onderdrukt")))


def _split_code(cells: pl.DataFrame, split: _Split, where: str) -> list[pl.Expr]:
    """The one code by which this split differs from the others."""
    if split is BY_FORM:
        return [coded("opleidingsvorm_code", FORMS, cells, where).alias("form")]
    if split is BY_SEX:
        return [coded("geslacht", SEXES, cells, where).alias("sex")]
    return [pl.col("croho_code").cast(pl.String).alias("croho_programme")]


def _read(bench: Workbench, table: str) -> pl.DataFrame:
    path = bench.file(f"{STAR}/{table}.parquet")
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SchakelError(
            Problem(
                str(path),
                f"a file that cannot be read ({error})",
                "a table of DUO's star",
                "give the folder that holds the source files with --from",
            )
        ) from error


def _named(bench: Workbench, cells: pl.DataFrame, table: str) -> pl.DataFrame:
    """Replaces the keys into a naming table by its names; an empty key stays without a name.

    An empty key occurs for sex only: persons who are registered as neither man nor woman.
    Raises SchakelError for a key that the naming table does not have.
    """
    key = f"{table}_key"
    names = _read(bench, f"dim_{table}")
    nameless = cells.filter(pl.col(key).is_not_null()).join(names, on=key, how="anti")
    if len(nameless):
        raise SchakelError(
            Problem(
                f"{STAR}/dim_{table}.parquet",
                f"{len(nameless)} counts whose {key} it does not name",
                f"one row for each {key}",
                "take all tables from one edition of the star",
            )
        )
    known = [name for name in names.columns if name == key or name not in cells.columns]
    named = cells.join(names.select(known), on=key, how="left", validate="m:1").drop(key)
    return named.with_columns(pl.col("geslacht").fill_null("")) if table == "geslacht" else named
