"""Denkwerk: people in work per occupation group, and what its scenarios expect to 2035."""

from __future__ import annotations

import polars as pl

from schakel.base.statuses import Status
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import coded, numbers, read_text, stamped, status

# Column → variable, period and what kind of number it is.
_COLUMNS = {
    "werkzame_beroepsbevolking_2024": ("employed", "2024Q1", Status.VALUE),
    "deeltijdfactor": ("part_time_factor", "2024Q1", Status.VALUE),
    "frictievacatures_model": ("frictional_vacancies", "2024Q1", Status.ESTIMATE),
    "vraagverandering_2035_zonder_sturing": (
        "demand_change_without_steering",
        "2024..2035",
        Status.FORECAST,
    ),
    "vraagverandering_2035_met_sturing": (
        "demand_change_with_steering",
        "2024..2035",
        Status.FORECAST,
    ),
    "net_labor_change_2035_model": ("labour_supply_change", "2024..2035", Status.FORECAST),
}
_ALL_OCCUPATIONS = "Totaal"


def build_denkwerk_occupations(bench: Workbench) -> Built:
    """People in work, part-time factor and model results, per occupation group, the Netherlands.

    Source: Denkwerk on CBS, first quarter of 2024. The total is a row without
    `denkwerk_occupation`.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), ("beroepsgroep", *_COLUMNS))
    codes = coded("beroepsgroep", _codes(bench), table, name)
    parts = [
        numbers(table, column, name).select(
            pl.lit(variable).alias("variable"),
            pl.lit("NL").alias("region"),
            pl.lit(period).alias("period"),
            codes.alias("denkwerk_occupation"),
            "value",
            status(filled),
        )
        for column, (variable, period, filled) in _COLUMNS.items()
    ]
    known = pl.concat(parts).filter(
        pl.col("denkwerk_occupation").is_not_null() | pl.col("value").is_not_null()
    )
    return Built(stamped(known, bench, "denkwerk_occupations"))


def _codes(bench: Workbench) -> dict[str, str | None]:
    """Code per name of a group, from the classification."""
    path = bench.definitions("classifications/denkwerk_occupation.csv")
    table = read_text(path, ("code", "label_nl"))
    return dict(table.select("label_nl", "code").iter_rows()) | {_ALL_OCCUPATIONS: None}
