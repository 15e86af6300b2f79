"""The ledger as plain tables: how it leaves the database for the coverage engine and the faces."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db.models import ExpressionWrapper, F, FloatField, QuerySet

from schakel.coverage.ledger import ACTIONS, MONEY, PACTS, Ledger
from schakel.site.pacts.models import Action, Money, Organisation, Pact

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
    "source_label",
    "source_address",
    "source_date",
    "public",
)
_EUROS = ("pledged", "granted", "spent")
_LISTS = ("goals", "links", "areas")


def ledger(region: str, internal: bool = False) -> Ledger:
    """Actions of all pacts of a region, with their money; `internal` adds what is not public."""
    actions = Action.objects.filter(agreement__pact__region=region)
    if not internal:
        actions = actions.filter(public=True, agreement__public=True)
    names = ("number", *ACTIONS, "agreed")
    rows = _table(actions.order_by("pk"), ("pk", *_COLUMNS, "agreement__public"), names)
    seen = (pl.col(name).cast(pl.Boolean) for name in ("public", "agreed"))
    rows = rows.with_columns(public=pl.all_horizontal(*seen))
    pacts = Pact.objects.filter(region=region).order_by("pk")
    numbers = pl.col("number").cast(pl.Int64)
    return Ledger(
        actions=rows.select(_in_form(ACTIONS)),
        money=_money(region, rows.select(numbers, action="key")),
        pacts=_table(pacts, tuple(PACTS), tuple(PACTS)).select(_in_form(PACTS)),
    )


def _money(region: str, keys: pl.DataFrame) -> pl.DataFrame:
    """Amounts of the actions with these numbers; read as floats, which saves much time."""
    euros = {f"{name}_": ExpressionWrapper(F(name), FloatField()) for name in _EUROS}
    amounts = Money.objects.filter(action__agreement__pact__region=region).annotate(**euros)
    fields = ("action_id", "funder_id", "year", "link", *euros)
    names = ("number", "payer", "year", "link", *_EUROS)
    rows = _table(amounts.order_by("pk"), fields, names)
    payers = _table(
        Organisation.objects.all(), ("pk", "key", "name"), ("payer", "funder", "funder_name")
    )
    joined = (
        rows.cast({"number": pl.Int64, "payer": pl.Int64})
        .join(keys, on="number", maintain_order="left")
        .join(payers.cast({"payer": pl.Int64}), on="payer", maintain_order="left")
    )
    return joined.select(_in_form(MONEY))


def _table(rows: QuerySet[Any], fields: tuple[str, ...], names: tuple[str, ...]) -> pl.DataFrame:
    found = list(rows.values_list(*fields))
    columns = zip(*found, strict=True) if found else [()] * len(names)
    return pl.DataFrame(
        [pl.Series(name, column, strict=False) for name, column in zip(names, columns, strict=True)]
    )


def _in_form(schema: pl.Schema) -> list[pl.Expr]:
    """The columns of a schema: codes parted by spaces become lists, an empty link null."""
    return [_column(name).cast(kind) for name, kind in schema.items()]


def _column(name: str) -> pl.Expr:
    text = pl.col(name)
    if name in _LISTS:
        return text.cast(pl.String).str.split(" ").list.filter(pl.element() != "")
    if name == "link":
        return pl.when(text.cast(pl.String) != "").then(text)
    return text
