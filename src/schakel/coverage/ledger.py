"""The ledger as the engine reads it: plain tables, one row an action or an amount."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, eq=False)
class Ledger:
    """Actions with their amounts, and the pacts that there are.

    `actions`: key, agreement, pact (str), title_nl, title_en, status (str), valid_from, valid_until
    (date, null when open or unknown), goals, links, areas (list[str]), participants_aimed,
    participants_reached (int, null when unknown), source_label, source_address, source_date (str,
    empty for what the pact itself entered), public (bool: whether visitors may see it).

    `money`: action, funder, funder_name (str), year (int), link (str, null when the amount is not
    given per link), pledged, granted, spent (float euros, null when unknown).

    `pacts`: key, name_nl, name_en (str, empty where there is no English).
    """

    actions: pl.DataFrame
    money: pl.DataFrame
    pacts: pl.DataFrame


_ACTIONS: dict[str, pl.DataType | type[pl.DataType]] = {
    "key": pl.String,
    "agreement": pl.String,
    "pact": pl.String,
    "title_nl": pl.String,
    "title_en": pl.String,
    "status": pl.String,
    "valid_from": pl.Date,
    "valid_until": pl.Date,
    "goals": pl.List(pl.String),
    "links": pl.List(pl.String),
    "areas": pl.List(pl.String),
    "participants_aimed": pl.Int64,
    "participants_reached": pl.Int64,
    "source_label": pl.String,
    "source_address": pl.String,
    "source_date": pl.String,
    "public": pl.Boolean,
}
_MONEY: dict[str, pl.DataType | type[pl.DataType]] = {
    "action": pl.String,
    "funder": pl.String,
    "funder_name": pl.String,
    "year": pl.Int64,
    "link": pl.String,
    "pledged": pl.Float64,
    "granted": pl.Float64,
    "spent": pl.Float64,
}
_PACTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "key": pl.String,
    "name_nl": pl.String,
    "name_en": pl.String,
}
ACTIONS, MONEY, PACTS = pl.Schema(_ACTIONS), pl.Schema(_MONEY), pl.Schema(_PACTS)
