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
CENTS = 100
_NEEDED = ("key", "goals", "links", "areas", "participants_aimed", "participants_reached")


@dataclass(frozen=True)
class Column:
    """One column: its key, and the codes of an action that count as reaching it."""

    key: str
    covers: frozenset[str]


@dataclass(frozen=True, eq=False)
class Numbered:
    """A ledger with its actions in the order of their keys and its amounts in whole cents.

    `actions`: the columns of the ledger; the place of a row is the number of the action. `money`:
    action (number), funder, year, link (str, null), given (number of that link, null when there is
    none or it is unknown), and the four measures in cents, null when unknown; the place of a row is
    the number of the amount. `acts`: action, link (list of numbers), for actions with a link.
    """

    actions: pl.DataFrame
    money: pl.DataFrame
    acts: pl.DataFrame
    links: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Placed:
    """What reaches at least one cell, all in numbers.

    `actions`: action, link, column; `rows`: row, action, link, column. A row is an amount. `link`
    and `column` are lists; a thing reaches all cells of its links and its columns.
    """

    columns: tuple[str, ...]
    actions: pl.DataFrame
    rows: pl.DataFrame


def number(ledger: Ledger, whole: Ledger, links: Sequence[str]) -> Numbered:
    """Number the actions and amounts of `ledger`.

    An action acts on the links that it names and on those that money is given for, in `whole`: the
    ledger before a choice was made, so that a choice of years does not change what an action is.
    """
    actions = ledger.actions.select(_NEEDED).sort("key")
    by_key = actions.select("key").with_row_index("number")
    in_links = pl.Enum(links)
    money = ledger.money.drop("funder_name").join(
        by_key, left_on="action", right_on="key", maintain_order="left"
    )
    money = money.select(
        pl.exclude("action", "number"),
        action="number",
        given=pl.col("link").cast(in_links, strict=False).to_physical().cast(pl.UInt32),
    )
    paid = whole.money.select(key="action", code="link").drop_nulls("code")
    paid = paid.join(by_key, on="key").select("code", action="number")
    acts = pl.concat([named(actions, "links"), paid.select("action", "code")])
    acts = acts.select(
        "action", link=pl.col("code").cast(in_links, strict=False).to_physical().cast(pl.UInt32)
    ).drop_nulls("link")
    acts = acts.group_by("action").agg(pl.col("link").unique())
    return Numbered(actions, in_cents(money), acts, tuple(links))


def place(ledger: Numbered, columns: Sequence[Column], codes: Literal["areas", "goals"]) -> Placed:
    """Which cells of links × columns each action and amount reaches."""
    pairs = [(code, at) for at, column in enumerate(columns) for code in column.covers]
    schema: dict[str, type[pl.DataType]] = {"code": pl.String, "column": pl.UInt32}
    covering = pl.DataFrame(pairs, schema=schema, orient="row")
    reaches = named(ledger.actions, codes).join(covering, on="code")
    reaches = reaches.group_by("action").agg(pl.col("column").unique())
    actions = ledger.acts.join(reaches, on="action")
    rows = ledger.money.select("action", "link", "given").with_row_index("row")
    through = rows.filter(pl.col("link").is_null()).select("row", "action")
    given = rows.filter(pl.col("given").is_not_null()).select("row", "action", "given")
    one = given.join(reaches, on="action").select(
        "row", "action", pl.concat_list("given").alias("link"), "column"
    )
    rows = pl.concat([one, through.join(actions, on="action").select(one.columns)])
    return Placed(tuple(column.key for column in columns), actions, rows)


def named(actions: pl.DataFrame, codes: str) -> pl.DataFrame:
    """action, code: one row for each code that an action names, such as its links."""
    numbered = actions.select(code=codes).with_row_index("action")
    return numbered.explode("code", empty_as_null=False)


def in_cents(money: pl.DataFrame) -> pl.DataFrame:
    """Amounts in whole cents, so that sums are exact, with what is committed.

    Committed is what was granted; where that is unknown what was pledged; else what was spent.
    """
    committed = pl.coalesce("granted", "pledged", "spent").alias("committed")
    return money.with_columns(committed).with_columns(
        (pl.col(name) * CENTS).round().cast(pl.Int64) for name in MEASURES
    )


def euros(cents: int | None) -> float | None:
    """Cents as euros; None stays None."""
    return None if cents is None else cents / CENTS
