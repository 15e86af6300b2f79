"""DUO, hbo and wo: first-years 2015–2019 and graduates 2014–2018, per programme, form and sex."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.duo_tables import (
    counts,
    finished,
    matching,
    numbered_places,
    read_lines,
    slugged,
    status_of_count,
)
from schakel.facts.builders.tables import coded
from schakel.facts.observations import tidy

NUMBER, TOWN, INSTITUTION = "GEMEENTENUMMER", "GEMEENTENAAM", "BRIN NUMMER ACTUEEL"
FIELD, SUBFIELD, CODE = "CROHO ONDERDEEL", "CROHO SUBONDERDEEL", "OPLEIDINGSCODE ACTUEEL"
FORM, SEX = "OPLEIDINGSVORM", "GESLACHT"
DEGREES = {
    "associate degree": "ad",
    "bachelor": "ba",
    "master": "ma",
    "postmaster": "postmaster",
    "ongedeelde opleiding": "undivided",
}
FORMS = {"voltijd onderwijs": "vt", "deeltijd onderwijs": "dt", "duaal onderwijs": "du"}
SEXES = {"man": "m", "vrouw": "f"}


@dataclass(frozen=True)
class _Kind:
    """What one of the four files counts, in which column it names the degree, and its source."""

    level: str
    variable: str
    degree: str
    source: str


FILES = {
    "hbo_inscriptions_2019.csv": _Kind(
        "hbo", "first_years", "TYPE HOGER ONDERWIJS", "duo_hbo_first_years_2019"
    ),
    "wo_inscriptions_2019.csv": _Kind(
        "wo", "first_years", "TYPE HOGER ONDERWIJS", "duo_wo_first_years_2019"
    ),
    "hbo_gediplomeerden_2019.csv": _Kind(
        "hbo", "graduates", "SOORT DIPLOMA", "duo_hbo_graduates_2018"
    ),
    "wo_gediplomeerden_2019.csv": _Kind(
        "wo", "graduates", "SOORT DIPLOMA", "duo_wo_graduates_2018"
    ),
}


def build_duo_higher_2019(bench: Workbench) -> Built:
    """First-years (students) and graduates per programme, institution, municipality and sex.

    The files give men and women; their total (sex null) is added. Nothing is suppressed in this
    edition. A municipality that has since merged is found by its name.
    """
    by_sex = pl.concat(_cells(bench, name) for name in bench.dataset.inputs)
    rows = finished(pl.concat([by_sex, _totals(by_sex)], how="diagonal"), bench)
    return Built(tidy(rows, bench.dataset.dimensions, bench.dataset.id))


def _cells(bench: Workbench, name: str) -> pl.DataFrame:
    kind = FILES[name.rpartition("/")[2]]
    columns = (NUMBER, TOWN, INSTITUTION, FIELD, SUBFIELD, CODE, FORM, SEX, kind.degree)
    table = read_lines(bench, name, columns)
    table = table.with_columns(pl.col(kind.degree).str.replace(r"^(hbo|wo) ", ""))
    years = matching(table, r"^\d{4}$", name)
    coded_table = table.select(
        pl.lit(kind.variable).alias("variable"),
        numbered_places(table, NUMBER, TOWN, bench.places, name).alias("region"),
        pl.lit(kind.level).alias("level"),
        coded(kind.degree, DEGREES, table, name).alias("degree"),
        slugged(table, FIELD).alias("study_field"),
        slugged(table, SUBFIELD).alias("study_subfield"),
        pl.col(CODE).alias("croho_programme"),
        coded(FORM, FORMS, table, name).alias("form"),
        coded(SEX, SEXES, table, name).alias("sex"),
        pl.col(INSTITUTION).alias("institution"),
        pl.lit(kind.source).alias("source"),
        *years,
    )
    keys = [column for column in coded_table.columns if column not in years]
    cells = coded_table.unpivot(years, index=keys, variable_name="period", value_name="printed")
    return counts(cells, "printed", name).drop("printed")


def _totals(by_sex: pl.DataFrame) -> pl.DataFrame:
    """Men and women together; complete, because nothing is suppressed in these files."""
    keys = [name for name in by_sex.columns if name not in ("sex", "value", "status")]
    return (
        by_sex.group_by(keys)
        .agg(pl.col("value").sum())
        .with_columns(status_of_count(pl.lit(value=False)))
    )
