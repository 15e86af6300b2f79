"""Where actions and amounts belong: which links and columns each of them reaches.

Inside, keys are places in a list: actions by key, amounts in the order of the ledger, links and
columns as given. Whole numbers make the joins over many rows fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from schakel.coverage.ledger import Ledger

MEASURES = ("pledged", "granted", "spent", "committed")
_CENTS = 100


@dataclass(frozen=True)
class Column:
    """One column: its key, and the codes of an action that count as reaching it."""

    key: str
    covers: frozenset[str]


@dataclass(frozen=True, eq=False)
class Numbered:
    """A ledger with its actions in the order of their keys and its amounts in whole cents.

    `actions`: the columns of the ledger; the place of a row is the number of the action. `money`:
    action (number), funder, year, link (str, null), and the four measures in cents, null when
    unknown; the place of a row is the number of the amount. `acts`: action, link (numbers), the
    links that each action acts on.
    """

    actions: pl.DataFrame
    money: pl.DataFrame
    acts: pl.DataFrame
    links: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Placed:
    """What reaches at least one cell, all in numbers.

    `action_links`: action, link; `action_columns`: action, column; `row_links`: row, action, link;
    `row_columns`: row, action, column. A row is an amount. A cell is reached by what reaches its
    link and its column.
    """

    columns: tuple[str, ...]
    action_links: pl.DataFrame
    action_columns: pl.DataFrame
    row_links: pl.DataFrame
    row_columns: pl.DataFrame


def number(ledger: Ledger, whole: Ledger, links: Sequence[str]) -> Numbered:
    """Number the actions and amounts of `ledger`.

    An action acts on the links that it names and on those that money is given for, in `whole`: the
    ledger before a choice was made, so that a choice of years does not change what an action is.
    """
    actions = ledger.actions.sort("key")
    by_key = actions.select("key").with_row_index("action")
    money = in_cents(ledger.money).join(
        by_key, left_on="action", right_on="key", maintain_order="left"
    )
    money = money.drop("action", "funder_name").rename({"action_right": "action"})
    paid = whole.money.select(key="action", code="link").drop_nulls("code")
    paid = paid.join(by_key, on="key").select("action", "code")
    named = (
        actions.select(code="links").with_row_index("action").explode("code", empty_as_null=False)
    )
    acts = _among(pl.concat([named.select("action", "code"), paid]), links, "link").unique()
    return Numbered(actions, money, acts, tuple(links))


def place(ledger: Numbered, columns: Sequence[Column], codes: Literal["areas", "goals"]) -> Placed:
    """Which cells of links × columns each action and amount reaches."""
    pairs = [(code, at) for at, column in enumerate(columns) for code in column.covers]
    schema: dict[str, type[pl.DataType]] = {"code": pl.String, "column": pl.UInt32}
    covering = pl.DataFrame(pairs, schema=schema, orient="row")
    named = (
        ledger.actions.select(code=codes)
        .with_row_index("action")
        .explode("code", empty_as_null=False)
    )
    reaches = named.join(covering, on="code").select("action", "column").unique()
    acts = ledger.acts.join(reaches, on="action", how="semi")
    reaches = reaches.join(acts, on="action", how="semi")
    rows = ledger.money.select("action", "link").with_row_index("row")
    rows = rows.join(reaches, on="action", how="semi")
    given = _among(rows.drop_nulls("link").rename({"link": "code"}), ledger.links, "link")
    through = rows.filter(pl.col("link").is_null()).drop("link").join(acts, on="action")
    row_links = pl.concat([given, through])
    row_columns = rows.join(row_links, on="row", how="semi").drop("link").join(reaches, on="action")
    keys = tuple(column.key for column in columns)
    return Placed(keys, acts, reaches, row_links, row_columns)


def _among(rows: pl.DataFrame, known: Sequence[str], name: str) -> pl.DataFrame:
    """The rows whose `code` is known, with its place among the known as `name`."""
    places = pl.DataFrame({"code": list(known)}, schema={"code": pl.String}).with_row_index(name)
    return rows.join(places, on="code").drop("code")


def in_cents(money: pl.DataFrame) -> pl.DataFrame:
    """Amounts in whole cents, so that sums are exact, with what is committed.

    Committed is what was granted; where that is unknown what was pledged; else what was spent.
    """
    committed = pl.coalesce("granted", "pledged", "spent").alias("committed")
    return money.with_columns(committed).with_columns(
        (pl.col(name) * _CENTS).round().cast(pl.Int64) for name in MEASURES
    )


def euros(cents: int | None) -> float | None:
    """Cents as euros; None stays None."""
    return None if cents is None else cents / _CENTS
