"""The coverage of a chain: which links are covered by what, in which column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from schakel.coverage.chain_money import ChainMoney, chain_money
from schakel.coverage.choice import Choice, chosen
from schakel.coverage.ledger import Ledger
from schakel.coverage.matrix import Matrix, matrix
from schakel.coverage.placing import Column, Numbered, Placed, euros, number, place
from schakel.coverage.together import Meetings, together

EVERYTHING = Choice()
Reason = Literal["no_link", "no_area", "elsewhere", "unknown_link"]


@dataclass(frozen=True)
class NotPlaced:
    """An action, or part of its money, that reaches no cell, and why.

    `no_link` and `no_area`: none is named; `elsewhere`: its areas lie in no column; `unknown_link`:
    an amount names a link that does not exist. `committed` euros are those that reach no cell; None
    when unknown.
    """

    action: str
    reasons: tuple[Reason, ...]
    committed: float | None


@dataclass(frozen=True, eq=False)
class Coverage:
    """Everything about the coverage of a chain, for one choice out of the ledger.

    `areas` has links × areas and `goals` links × goals; `together` lists actions to look at
    together; `not_placed` what reaches no cell of `areas`.
    """

    areas: Matrix
    goals: Matrix
    together: Meetings
    chain_money: ChainMoney
    not_placed: tuple[NotPlaced, ...]


def cover(
    ledger: Ledger,
    links: Sequence[str],
    columns: Sequence[Column],
    goals: Sequence[str],
    choice: Choice = EVERYTHING,
) -> Coverage:
    """The coverage of `links`, in order, over `columns` and over `goals`."""
    numbered = number(chosen(ledger, choice), ledger, links)
    by_goal = [Column(goal, frozenset([goal])) for goal in goals]
    on_areas = place(numbered, columns, "areas")
    return Coverage(
        areas=matrix(numbered, on_areas),
        goals=matrix(numbered, place(numbered, by_goal, "goals")),
        together=together(numbered, on_areas, choice.goal),
        chain_money=chain_money(numbered),
        not_placed=tuple(_not_placed(numbered, on_areas)),
    )


def _not_placed(ledger: Numbered, placed: Placed) -> Iterator[NotPlaced]:
    known = pl.col("committed").count() > 0
    left = (
        ledger.money.select("action", "committed")
        .with_row_index("row")
        .join(placed.rows, on="row", how="anti")
        .group_by("action")
        .agg(pl.when(known).then(pl.col("committed").sum()), left=pl.lit(True))
    )
    actions = (
        ledger.actions.select("key", has_areas=pl.col("areas").list.len() > 0)
        .with_row_index("action")
        .join(left, on="action", how="left", maintain_order="left")
        .with_columns(
            linked=pl.col("action").is_in(ledger.acts["action"].implode()),
            reached=pl.col("action").is_in(placed.actions["action"].implode()),
        )
        .filter(pl.col("left") | ~pl.col("reached"))
        .select("key", "committed", "linked", "has_areas", "reached")
    )
    for key, committed, *known_of_it in actions.iter_rows():
        yield NotPlaced(key, tuple(_reasons(*known_of_it)), euros(committed))


def _reasons(linked: bool, has_areas: bool, reached: bool) -> Iterator[Reason]:
    if reached:
        yield "unknown_link"
        return
    if not linked:
        yield "no_link"
    if not has_areas:
        yield "no_area"
    elif linked:
        yield "elsewhere"
