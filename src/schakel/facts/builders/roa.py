"""ROA: what the outlook to 2030 says about each occupation group."""

from __future__ import annotations

import polars as pl

from schakel.base.statuses import Status
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import coded, numbers, read_text, stamped, status

_ALL_OCCUPATIONS = "999999"
# Column → variable and period. Everything to 2030 is a forecast; the tension of today is not.
_FORECASTS = {
    "uitbreidingsvraag_n_tot2030": ("expansion_demand", "2025..2030"),
    "uitbreidingsvraag_pct_6jr": ("expansion_demand_share", "2025..2030"),
    "vervangingsvraag_n_tot2030": ("replacement_demand", "2025..2030"),
    "vervangingsvraag_pct_6jr": ("replacement_demand_share", "2025..2030"),
    "baanopeningen_n_tot2030": ("job_openings", "2025..2030"),
    "baanopeningen_pct_6jr": ("job_openings_share", "2025..2030"),
    "itkb_2030": ("recruitment_outlook", "2030"),
}
_TENSION = "huidig_2026Q1_indicator"
_BOTTLENECKS = {
    "geen": "no bottlenecks",
    "vrijwel geen": "hardly any bottlenecks",
    "enige": "some bottlenecks",
    "groot": "great bottlenecks",
    "zeer groot": "very great bottlenecks",
}
_TENSION_CLASSES = {"krap": "tight", "gemiddeld": "average"}
_DIRECTIONS = {
    "blijft krap": "stays tight",
    "evenwicht": "balance",
    "richting evenwicht": "towards balance",
    "verdere verkrapping": "tighter still",
    "verkrapping": "tighter",
    "verruiming": "looser",
}


def build_roa_outlook(bench: Workbench) -> Built:
    """Demand for people to 2030, the recruitment outlook and today's tension, per BRC 2014 group.

    Source: ROA, AIS edition 2026, the Netherlands. The total of all groups is a row without
    `occupation`. Per group ROA counts as openings the replacement demand plus the expansion
    demand, but the latter only where it is positive.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), ("brc_code", "naam_bron", *_FORECASTS, _TENSION))
    table = table.with_columns(_outlook_note(table, name), _tension_note(table, name))
    parts = [
        _variable(table, column, variable, period, Status.FORECAST, name)
        for column, (variable, period) in _FORECASTS.items()
    ]
    groups = table.filter(pl.col("brc_code") != _ALL_OCCUPATIONS)
    parts.append(_variable(groups, _TENSION, "tension", "2026Q1", Status.VALUE, name))
    known = pl.concat(parts).filter(
        pl.col("occupation").is_not_null() | pl.col("value").is_not_null()
    )
    return Built(stamped(known, bench, "roa_outlook_2026"))


def _variable(
    table: pl.DataFrame, column: str, variable: str, period: str, filled: Status, where: str
) -> pl.DataFrame:
    """One variable of all groups, with its own note and the one on how the group got its name."""
    notes = {"recruitment_outlook": "outlook_note", "tension": "tension_note"}
    own = pl.col(notes[variable]) if variable in notes else pl.lit(None, dtype=pl.String)
    total = pl.col("brc_code") == _ALL_OCCUPATIONS
    inferred = pl.col("naam_bron").str.starts_with("inferred") & ~total
    name_note = pl.when(inferred).then(
        pl.lit(
            "naam van de groep afgeleid door wegstrepen; ROA geeft alleen de code"
            " | name of the group matched by elimination; ROA gives the code only"
        )
    )
    return numbers(table, column, where).select(
        pl.lit(variable).alias("variable"),
        pl.lit("NL").alias("region"),
        pl.lit(period).alias("period"),
        pl.when(~total).then("brc_code").alias("occupation"),
        "value",
        status(filled),
        _both(own, name_note).alias("note"),
    )


def _outlook_note(table: pl.DataFrame, where: str) -> pl.Expr:
    dutch = pl.format(
        "verwachte knelpunten: {}{}",
        "itkb_2030_typering",
        pl.format("; richting 2025-2030: {}", "richting_2025_2030").fill_null(""),
    )
    directions = coded("richting_2025_2030", _DIRECTIONS, table, where)
    english = pl.format(
        "expected: {}{}",
        coded("itkb_2030_typering", _BOTTLENECKS, table, where),
        pl.format("; direction 2025-2030: {}", directions).fill_null(""),
    )
    return pl.format("{} | {}", dutch, english).alias("outlook_note")


def _tension_note(table: pl.DataFrame, where: str) -> pl.Expr:
    column = "huidig_2026Q1_typering"
    english = coded(column, _TENSION_CLASSES, table, where)
    return pl.format("typering: {} | class: {}", column, english).alias("tension_note")


def _both(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Two notes of the form `Dutch | English` as one."""
    languages = [
        pl.concat_str(
            first.str.split(" | ").list.get(place, null_on_oob=True),
            second.str.split(" | ").list.get(place, null_on_oob=True),
            separator="; ",
            ignore_nulls=True,
        )
        for place in (0, 1)
    ]
    either = first.is_not_null() | second.is_not_null()
    return pl.when(either).then(pl.concat_str(languages, separator=" | "))
