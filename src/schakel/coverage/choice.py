"""What of the ledger is looked at: the actions and amounts that a reader chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from schakel.coverage.ledger import Ledger


@dataclass(frozen=True)
class Choice:
    """What to look at; None is everything. Years are whole calendar years, both included."""

    first_year: int | None = None
    last_year: int | None = None
    pact: str | None = None
    goal: str | None = None
    status: str | None = None
    funder: str | None = None

    @property
    def has_years(self) -> bool:
        """Whether only some years are looked at."""
        return self.first_year is not None or self.last_year is not None


def chosen(ledger: Ledger, choice: Choice) -> Ledger:
    """The actions that a choice asks for, with those of their amounts that it asks for.

    An action counts in a year when it runs then or gets money then; a day that is unknown is open.
    Of a funder, only the actions are kept that it gives money to.
    """
    if choice == Choice():
        return ledger
    amounts = ledger.money.filter(_amounts(choice))
    paid = pl.col("key").is_in(amounts["action"].unique().implode())
    wanted = _fields(choice)
    if choice.has_years:
        wanted &= _running(choice) | paid
    if choice.funder is not None:
        wanted &= paid
    actions = ledger.actions.filter(wanted)
    money = amounts.join(actions.select(action="key"), on="action", how="semi")
    return Ledger(actions, money, ledger.pacts)


def _amounts(choice: Choice) -> pl.Expr:
    wanted = pl.lit(True)
    if choice.first_year is not None:
        wanted &= pl.col("year") >= choice.first_year
    if choice.last_year is not None:
        wanted &= pl.col("year") <= choice.last_year
    if choice.funder is not None:
        wanted &= pl.col("funder") == choice.funder
    return wanted


def _fields(choice: Choice) -> pl.Expr:
    wanted = pl.lit(True)
    if choice.pact is not None:
        wanted &= pl.col("pact") == choice.pact
    if choice.status is not None:
        wanted &= pl.col("status") == choice.status
    if choice.goal is not None:
        wanted &= pl.col("goals").list.contains(choice.goal)
    return wanted


def _running(choice: Choice) -> pl.Expr:
    running = pl.lit(True)
    if choice.first_year is not None:
        ended = pl.col("valid_until") <= date(choice.first_year, 1, 1)
        running &= ended.fill_null(False).not_()
    if choice.last_year is not None:
        ahead = pl.col("valid_from") > date(choice.last_year, 12, 31)
        running &= ahead.fill_null(False).not_()
    return running
