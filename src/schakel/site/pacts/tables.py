"""The ledger as plain tables: how it leaves the database for the coverage engine and the faces."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from schakel.coverage.ledger import ACTIONS, MONEY, Ledger
from schakel.site.pacts.models import Action, Money

_COLUMNS = (
    "key",
    "agreement__key",
    "agreement__pact__key",
    "title_nl",
    "title_en",
    "status",
    "valid_from",
    "valid_until",
    "goals",
    "links",
    "areas",
    "participants_aimed",
    "participants_reached",
)
_AMOUNTS = ("funder__key", "funder__name", "year", "link", "pledged", "granted", "spent")
_LISTS = ("goals", "links", "areas")


def ledger(region: str, internal: bool = False) -> Ledger:
    """Actions of all pacts of a region, with their money; `internal` adds what is not public."""
    actions = Action.objects.filter(agreement__pact__region=region)
    if not internal:
        actions = actions.filter(public=True, agreement__public=True)
    rows = actions.order_by("pk").values_list("pk", *_COLUMNS)
    keys: dict[int, str] = {}
    columns: dict[str, list[Any]] = defaultdict(list)
    for number, *row in rows.iterator(chunk_size=5000):
        keys[number] = row[0]
        for name, value in zip(ACTIONS, row, strict=True):
            columns[name].append(value.split() if name in _LISTS else value)
    return Ledger(pl.DataFrame(columns or None, schema=ACTIONS), _money(region, keys))


def _money(region: str, keys: dict[int, str]) -> pl.DataFrame:
    columns: dict[str, list[Any]] = defaultdict(list)
    rows = Money.objects.filter(action__agreement__pact__region=region).order_by("pk")
    for number, *row in rows.values_list("action_id", *_AMOUNTS).iterator(chunk_size=5000):
        if number not in keys:
            continue
        columns["action"].append(keys[number])
        for name, value in zip(list(MONEY)[1:], row, strict=True):
            columns[name].append(_plain(name, value))
    return pl.DataFrame(columns or None, schema=MONEY)


def _plain(name: str, value: Any) -> Any:
    if name in ("pledged", "granted", "spent"):
        return None if value is None else float(value)
    return value or None if name == "link" else value
