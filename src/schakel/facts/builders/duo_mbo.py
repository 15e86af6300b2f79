"""DUO, mbo students per institution, qualification, level, pathway and sex."""

from __future__ import annotations

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.duo_tables import (
    counts,
    finished,
    matching,
    named_places,
    read_lines,
    slugged,
)
from schakel.facts.builders.tables import coded
from schakel.facts.observations import tidy

INSTITUTION, TOWN, CODE = "BRIN NUMMER", "PLAATSNAAM", "KWALIFICATIE CODE"
PATHWAY, LEVEL, SECTOR, DOMAIN = "TYPE MBO", "KWALIFICATIENIVEAU", "MBO SECTOR", "DOMEIN"
COUNT_COLUMN = r"^(MAN|VROUW|TOTAAL)(\d{4})$"
SEXES = {"MAN": "m", "VROUW": "f", "TOTAAL": None}
PATHWAYS = {"BBL": "bbl", "BOLVT": "bol", "BOLDT": "bol_parttime"}
LEVELS = {"1": "mbo_1", "2": "mbo_2", "3": "mbo_3", "4": "mbo_4"}
SECTORS = {
    "techniek": "techniek",
    "economie": "economie",
    "zorg en welzijn": "zorg_en_welzijn",
    "groen": "groen",
    "combinatie van sectoren": "combinatie",
}
KEYS = ("region", "institution", "mbo_programme", "level", "pathway", "mbo_sector", "mbo_domain")


def build_duo_mbo(bench: Workbench) -> Built:
    """Students (on 1 October) per institution, qualification, level, pathway and sex.

    The region is the municipality where the institution has its seat. An empty cell means that
    the institution had no students in that qualification that year: it becomes no row. Nothing is
    suppressed in this edition.
    """
    (name,) = bench.dataset.inputs
    columns = (INSTITUTION, TOWN, CODE, PATHWAY, LEVEL, SECTOR, DOMAIN)
    table = read_lines(bench, name, columns)
    table = table.select(
        named_places(table, TOWN, INSTITUTION, bench.places, name).alias("region"),
        pl.col(INSTITUTION).alias("institution"),
        pl.col(CODE).alias("mbo_programme"),
        coded(LEVEL, LEVELS, table, name).alias("level"),
        coded(PATHWAY, PATHWAYS, table, name).alias("pathway"),
        coded(SECTOR, SECTORS, table, name).alias("mbo_sector"),
        slugged(table, DOMAIN).alias("mbo_domain"),
        *matching(table, COUNT_COLUMN, name),
    )
    cells = counts(_one_row_a_count(table, name), "printed", name)
    _check_totals(cells, name)
    rows = cells.with_columns(
        pl.lit("students").alias("variable"), pl.lit(bench.dataset.sources[0]).alias("source")
    )
    return Built(tidy(finished(rows, bench), bench.dataset.dimensions, name))


def _one_row_a_count(table: pl.DataFrame, where: str) -> pl.DataFrame:
    """From a column per sex and year to a row per filled cell."""
    cells = table.unpivot(
        matching(table, COUNT_COLUMN, where), index=KEYS, variable_name="head", value_name="printed"
    ).filter(pl.col("printed").is_not_null())
    head = pl.col("head").str.extract_groups(COUNT_COLUMN).struct
    cells = cells.with_columns(head.field("1").alias("sex_word"), head.field("2").alias("period"))
    return cells.with_columns(coded("sex_word", SEXES, cells, where).alias("sex"))


def _check_totals(cells: pl.DataFrame, where: str) -> None:
    """Men and women must add up to the printed total, in every row and year."""
    total = pl.col("sex").is_null()
    sums = cells.group_by(*KEYS, "period").agg(
        pl.col("value").filter(total).sum().alias("printed"),
        pl.col("value").filter(~total).sum().alias("summed"),
    )
    wrong = sums.filter(pl.col("printed") != pl.col("summed"))
    if len(wrong):
        raise SchakelError(
            Problem(
                where,
                f"{len(wrong)} totals that are not men + women, first: {wrong.row(0, named=True)}",
                "the total of both",
                "compare the file with the publisher's",
            )
        )
