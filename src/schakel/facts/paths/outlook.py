"""What ROA calls an occupation group: its classes today and to come, and the groups like it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schakel.facts.builders.tables import coded, read_text

OUTLOOK = "labour/roa/roa_ais2030_ed2026_beroepsgroepen_NL.csv"
COMPARABLE = "labour/roa/roa_ais2030_ed2026_vergelijkbaar_top5_tech_ict_onderwijs.csv"
SOURCE, COMPARABLE_SOURCE = "roa_outlook_2026", "roa_comparable_2026"
ALL = "999999"
BOTTLENECKS = {
    "geen": "none", "vrijwel geen": "hardly_any", "enige": "some", "groot": "great",
    "zeer groot": "very_great",
}  # fmt: skip
TENSIONS = {"krap": "tight", "gemiddeld": "average", "ruim": "slack"}
DIRECTIONS = {
    "blijft krap": "stays_tight", "evenwicht": "balance", "richting evenwicht": "to_balance",
    "verdere verkrapping": "tighter_still", "verkrapping": "tighter", "verruiming": "looser",
}  # fmt: skip


def group_outlook(folder: Path) -> pl.DataFrame:
    """One row a group of ROA's edition of 2026: `bottlenecks`, `tension` and `direction` as codes.

    Missing where ROA gives none. The numbers themselves are in facts/roa_outlook.parquet.
    """
    table = read_text(folder / OUTLOOK).filter(pl.col("brc_code") != ALL)
    return table.select(
        pl.col("brc_code").alias("group"),
        coded("itkb_2030_typering", BOTTLENECKS, table, OUTLOOK).alias("bottlenecks"),
        coded("huidig_2026Q1_typering", TENSIONS, table, OUTLOOK).alias("tension"),
        coded("richting_2025_2030", DIRECTIONS, table, OUTLOOK).alias("direction"),
        pl.lit(SOURCE).alias("source"),
    ).sort("group")


def comparable_groups(folder: Path) -> pl.DataFrame:
    """The five groups that ROA finds most like a group: `group`, `rank` (1 is nearest), `like`."""
    table = read_text(folder / COMPARABLE)
    return table.select(
        pl.col("brc_code").alias("group"),
        pl.col("rang").cast(pl.UInt8).alias("rank"),
        pl.col("vergelijkbaar_brc_code").alias("like"),
        pl.lit(COMPARABLE_SOURCE).alias("source"),
    ).sort("group", "rank")
