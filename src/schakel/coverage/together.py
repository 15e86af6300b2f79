"""Actions that are worth looking at together: paid in one cell and year for the same goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from schakel.coverage.placing import Numbered, Placed

LISTED = 500
_SPOT = ["link", "column", "goal", "year"]


@dataclass(frozen=True)
class Together:
    """Two or more actions that get money in the same cells and years for the same goals.

    `funders` pay for them there; `same_funders` are those of them that pay for more than one of the
    actions in one cell and year. It says that these are worth a talk, not that something is wrong.
    """

    actions: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    years: tuple[int, ...]
    funders: tuple[str, ...]
    same_funders: tuple[str, ...]


@dataclass(frozen=True)
class Meetings:
    """The smallest sets of actions to look at together, and how many sets there are in all."""

    total: int = 0
    listed: tuple[Together, ...] = ()


def together(ledger: Numbered, placed: Placed, goal: str | None = None) -> Meetings:
    """Sets of actions to look at together, the smallest sets first; one `goal` only if given."""
    paid = _paid(ledger, placed, goal)
    spots = (
        paid.group_by(_SPOT)
        .agg(pl.col("action").unique().sort(), pl.col("funder").unique())
        .filter(pl.col("action").list.len() > 1)
    )
    twice = paid.filter(pl.struct(*_SPOT, "funder").is_duplicated())
    same = twice.group_by(_SPOT).agg(same=pl.col("funder").unique())
    spots = spots.join(same, on=_SPOT, how="left")
    sets = spots.group_by("action").agg("link", "column", "goal", "year", "funder", "same")
    action = pl.col("action").list
    smallest = sets.sort(action.len(), action.first(), action.get(1), action.last()).head(LISTED)
    keys = ledger.actions["key"].to_list()
    merged = (_merged(keys, ledger, placed, row) for row in smallest.rows(named=True))
    in_order = sorted(merged, key=lambda entry: (len(entry.actions), entry.actions))
    return Meetings(len(sets), tuple(in_order))


def _paid(ledger: Numbered, placed: Placed, goal: str | None) -> pl.DataFrame:
    """action, link, column, goal, year, funder: one row each in which there is money."""
    goals = (
        ledger.actions.select(goal="goals")
        .with_row_index("action")
        .explode("goal", empty_as_null=False)
    )
    goals = goals.filter(pl.col("goal") == goal if goal else pl.col("goal").is_not_null())
    money = ledger.money.select("funder", "year", "committed").with_row_index("row")
    return (
        placed.row_links.join(placed.row_columns, on=["row", "action"])
        .join(money.filter(pl.col("committed") > 0).drop("committed"), on="row")
        .drop("row")
        .unique()
        .join(goals, on="action")
    )


def _merged(keys: list[str], ledger: Numbered, placed: Placed, row: dict[str, Any]) -> Together:
    """One set of actions, with all cells, goals and years in which they meet."""
    cells = {
        (ledger.links[link], placed.columns[column])
        for link, column in zip(row["link"], row["column"], strict=True)
    }
    return Together(
        actions=tuple(keys[action] for action in row["action"]),
        cells=tuple(sorted(cells)),
        goals=tuple(sorted(set(row["goal"]))),
        years=tuple(sorted(set(row["year"]))),
        funders=tuple(sorted({name for names in row["funder"] for name in names})),
        same_funders=tuple(sorted({name for names in row["same"] for name in names or ()})),
    )
