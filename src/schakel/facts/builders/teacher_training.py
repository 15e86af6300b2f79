"""Hbo teacher training: DUO's counts by programme, sorted by kind, subject and STEM.

The sorting comes from a summary of the same counts. That summary leaves suppressed cells out of
its sums without saying which: so the rows here are DUO's own cells, each with its own status, and
the summary's sums only have to agree with them.
"""

from __future__ import annotations

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.duo_hbo import hbo_cells
from schakel.facts.builders.duo_tables import finished, matching, slugged
from schakel.facts.builders.tables import coded, numbers, read_text
from schakel.facts.observations import tidy

NATION = "Nederland (hbo, DUO)"
COUNT_COLUMN = r"^(eerstejaars|ingeschrevenen|gediplomeerden)_(\d{4})$"
VARIABLES = {
    "eerstejaars": "first_years",
    "ingeschrevenen": "enrolled",
    "gediplomeerden": "graduates",
}
ASSOCIATE, PABO, OTHER = "ad onderwijs", "pabo", "overig onderwijs"
SECOND_DEGREE, FIRST_DEGREE = "tweedegraads", "eerstegraads (hbo-master)"
KINDS = {
    PABO: "pabo",
    SECOND_DEGREE: "second_degree",
    FIRST_DEGREE: "first_degree_masters",
    ASSOCIATE: "associate_degree",
    OTHER: "other",
}
STEM = {"0": "not_stem", "1": "stem"}


def build_teacher_training(bench: Workbench) -> Built:
    """First-years, enrolled (students) and graduates per programme, institution and municipality.

    Raises SchakelError when the summary does not sort a programme, or when its national sums
    differ from those over the cells that are not suppressed.
    """
    name = bench.dataset.inputs[0]
    table = read_text(bench.file(name), ("regio", "soort", "stem", "vak"))
    summary = table.filter(pl.col("regio") == NATION)
    cells = pl.concat(
        (hbo_cells(bench, variable) for variable in VARIABLES.values()), how="diagonal"
    ).filter(pl.col("study_field") == "onderwijs")
    cells = _sorted(cells, summary, name)
    _check_sums(cells, summary, name)
    return Built(tidy(finished(cells, bench), bench.dataset.dimensions, name))


def _sorted(cells: pl.DataFrame, summary: pl.DataFrame, where: str) -> pl.DataFrame:
    """Adds kind, subject and STEM; the summary knows them by `soort` and `vak`."""
    known = summary.select("soort", "vak", "stem").unique()
    cells = cells.with_columns(_kind_and_subject())
    cells = cells.join(known, on=["soort", "vak"], how="left", nulls_equal=True)
    unsorted = cells.filter(pl.col("stem").is_null())["opleidingsnaam"].unique().sort()
    if len(unsorted):
        raise SchakelError(
            Problem(
                where,
                f"no line for {', '.join(unsorted)}",
                "a line (soort, stem, vak) for each programme of teacher training",
                "add the line, with its flag for science and technology",
            )
        )
    taught = pl.when(pl.col("soort") != ASSOCIATE).then(pl.col("vak").str.strip_prefix("het "))
    cells = cells.with_columns(taught.alias("taught"))
    return cells.with_columns(
        coded("soort", KINDS, cells, where).alias("programme_kind"),
        coded("stem", STEM, cells, where).alias("teacher_stem"),
        slugged(cells, "taught").alias("teacher_subject"),
    )


def _kind_and_subject() -> list[pl.Expr]:
    """`soort` and `vak` as the summary writes them, from a programme's CROHO part and name."""
    name = pl.col("opleidingsnaam")
    second = name.str.extract(r"van de tweede graad in (.+)$")
    first = name.str.extract(r"^M Leraar (.+)$")
    associate = pl.col("degree") == "ad"
    kind = (
        pl.when(associate)
        .then(pl.lit(ASSOCIATE))
        .when(pl.col("subonderdeel") == "leraar basisonderwijs")
        .then(pl.lit(PABO))
        .when(second.is_not_null())
        .then(pl.lit(SECOND_DEGREE))
        .when(first.is_not_null())
        .then(pl.lit(FIRST_DEGREE))
        .otherwise(pl.lit(OTHER))
    )
    subject = pl.when(associate).then(name).otherwise(pl.coalesce(second, first))
    return [kind.alias("soort"), subject.alias("vak")]


def _check_sums(cells: pl.DataFrame, summary: pl.DataFrame, where: str) -> None:
    """The summary's national sums must be those of the cells that are not suppressed."""
    printed = summary.unpivot(
        matching(summary, COUNT_COLUMN, where),
        index=["soort", "vak"],
        variable_name="head",
        value_name="printed",
    )
    head = pl.col("head").str.extract_groups(COUNT_COLUMN).struct
    printed = numbers(printed, "printed", where).with_columns(
        head.field("1").replace_strict(VARIABLES).alias("variable"),
        head.field("2").alias("period"),
    )
    keys = ["soort", "vak", "variable", "period"]
    summed = cells.group_by(keys).agg(pl.col("value").sum().alias("summed"))
    both = printed.join(summed, on=keys, how="full", coalesce=True, nulls_equal=True)
    wrong = both.filter(pl.col("value").fill_null(0) != pl.col("summed").fill_null(0))
    if len(wrong):
        raise SchakelError(
            Problem(
                where,
                f"{len(wrong)} sums that differ, first: {wrong.row(0, named=True)}",
                "the sums over DUO's own cells",
                "take the summary and DUO's tables of one edition",
            )
        )
