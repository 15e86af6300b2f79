"""The ledger as plain tables: how it leaves the database for the coverage engine and the faces."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import connections
from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from schakel.coverage.ledger import ACTIONS, MONEY, PACTS, Ledger
from schakel.site.kept import kept
from schakel.site.pacts.models import Action, Agreement, Money, Organisation, Pact

_OF_AGREEMENT = ("agreement", "pact")
_COLUMNS = tuple(name for name in ACTIONS if name not in _OF_AGREEMENT)
_EUROS = ("pledged", "granted", "spent")
_LISTS = ("goals", "links", "areas")
_DATES = ("valid_from", "valid_until")


def ledger(region: str, internal: bool = False) -> Ledger:
    """Actions of all pacts of a region, with their money; `internal` adds what is not public.

    What is public is kept in memory until the content changes.
    """
    return _read(region, internal=True) if internal else _public(region)


@kept(8)
def _public(region: str) -> Ledger:
    return _read(region, internal=False)


def _read(region: str, internal: bool) -> Ledger:
    agreements, actions = Agreement.objects.filter(pact__region=region), Action.objects.all()
    if not internal:
        agreements, actions = agreements.filter(public=True), actions.filter(public=True)
    signed = _table(
        agreements, ("pk", "key", "pact__key", "public"), ("within", *_OF_AGREEMENT, "agreed")
    )
    rows = _table(
        actions.order_by("pk"), ("pk", "agreement_id", *_COLUMNS), ("number", "within", *_COLUMNS)
    )
    rows = _joined(rows, signed, "within")
    seen = (pl.col(name).cast(pl.Boolean) for name in ("public", "agreed"))
    rows = rows.with_columns(public=pl.all_horizontal(*seen))
    pacts = Pact.objects.filter(region=region).order_by("pk")
    return Ledger(
        actions=rows.select(_in_form(ACTIONS)),
        money=_money(rows.select("number", action="key")),
        pacts=_table(pacts, tuple(PACTS), tuple(PACTS)).select(_in_form(PACTS)),
    )


def _money(keys: pl.DataFrame) -> pl.DataFrame:
    """Amounts of the actions with these numbers; the database makes floats of decimals."""
    euros = {f"{name}_": Cast(name, FloatField()) for name in _EUROS}
    rows = _table(
        Money.objects.annotate(**euros).order_by("pk"),
        ("action_id", "funder_id", "year", "link", *euros),
        ("number", "payer", "year", "link", *_EUROS),
    )
    payers = _table(
        Organisation.objects.all(), ("pk", "key", "name"), ("payer", "funder", "funder_name")
    )
    return _joined(_joined(rows, keys, "number"), payers, "payer").select(_in_form(MONEY))


def _joined(rows: pl.DataFrame, others: pl.DataFrame, on: str) -> pl.DataFrame:
    """The rows that have another of this number, in their own order; quicker than the database."""
    number = pl.col(on).cast(pl.Int64)
    return rows.with_columns(number).join(others.with_columns(number), on=on, maintain_order="left")


def _table(rows: QuerySet[Any], fields: tuple[str, ...], names: tuple[str, ...]) -> pl.DataFrame:
    """Values as the database gives them, without Django's work for each row."""
    sql, values = rows.values_list(*fields).query.get_compiler(rows.db).as_sql()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
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
    if name in _DATES:
        return text.cast(pl.String).str.to_date("%Y-%m-%d")
    if name == "link":
        return pl.when(text.cast(pl.String) != "").then(text)
    return text
