"""Actions that are worth looking at together: paid in one cell and year for the same goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from schakel.coverage.placing import Numbered, Placed, named

LISTED = 500


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
    if ledger.money.is_empty():
        return Meetings()
    spots = _Spots(ledger, placed)
    paid = _paid(ledger, placed, spots, goal)
    count = len(ledger.actions)
    pairs = paid.select((pl.col("spot") * count + pl.col("action")).unique().sort().alias("pair"))
    sets = (
        pairs.select(spot=pl.col("pair") // count, action=pl.col("pair") % count)
        .group_by("spot", maintain_order=True)
        .agg("action")
        .filter(pl.col("action").list.len() > 1)
        .group_by("action")
        .agg("spot")
    )
    smallest = sets.sort(pl.col("action").list.len(), "action").head(LISTED).with_row_index("set")
    return Meetings(len(sets), tuple(_listed(ledger, smallest, paid, spots)))


class _Spots:
    """Numbers for spots: a link, a column, a year and a goal together."""

    def __init__(self, ledger: Numbered, placed: Placed) -> None:
        self.links, self.columns = ledger.links, placed.columns
        years: list[int] = ledger.money["year"].unique().sort().to_list()
        self.first_year, self.years = years[0], years[-1] - years[0] + 1
        goals = named(ledger.actions, "goals")["code"]
        self.goals: list[str] = goals.drop_nulls().unique().sort().to_list()

    def cell(self) -> pl.Expr:
        """The number of link, column and year."""
        year = pl.col("year") - self.first_year
        cell = pl.col("link").cast(pl.Int64) * len(self.columns) + pl.col("column")
        return cell * self.years + year

    def named(self, spot: int) -> tuple[tuple[str, str], int, str]:
        """The cell, the year and the goal of a spot."""
        rest, goal = divmod(spot, len(self.goals))
        rest, year = divmod(rest, self.years)
        link, column = divmod(rest, len(self.columns))
        cell = self.links[link], self.columns[column]
        return cell, year + self.first_year, self.goals[goal]


def _paid(ledger: Numbered, placed: Placed, spots: _Spots, goal: str | None) -> pl.DataFrame:
    """spot, action, row: one row each in which there is money."""
    wanted = pl.col("code") == goal if goal else pl.col("code").is_not_null()
    goals = named(ledger.actions, "goals").filter(wanted)
    numbered = pl.col("code").cast(pl.Enum(spots.goals)).to_physical()
    money = ledger.money.select("year", "committed")[placed.rows["row"]]
    return (
        placed.rows.hstack(money)
        .filter(pl.col("committed") > 0)
        .drop("committed")
        .explode("link", empty_as_null=False)
        .explode("column", empty_as_null=False)
        .select("row", "action", cell=spots.cell())
        .join(goals.select("action", goal=numbered), on="action")
        .select("row", "action", spot=pl.col("cell") * len(spots.goals) + pl.col("goal"))
    )


def _listed(
    ledger: Numbered, sets: pl.DataFrame, paid: pl.DataFrame, spots: _Spots
) -> Iterator[Together]:
    """The sets with all cells, goals, years and funders in which their actions meet."""
    there = paid.join(sets.select("set", "spot").explode("spot", empty_as_null=False), on="spot")
    there = there.hstack(ledger.money.select("funder")[there["row"]])
    there = there.select("set", "spot", "action", "funder").unique()
    twice = there.filter(pl.struct("spot", "funder").is_duplicated())
    funders, same = (
        dict(rows.group_by("set").agg(pl.col("funder").unique().sort()).rows())
        for rows in (there, twice)
    )
    keys = ledger.actions["key"].to_list()
    for number, actions, at in sets.rows():
        cells, years, goals = zip(*(spots.named(spot) for spot in at), strict=True)
        yield Together(
            actions=tuple(keys[action] for action in actions),
            cells=tuple(sorted(set(cells))),
            goals=tuple(sorted(set(goals))),
            years=tuple(sorted(set(years))),
            funders=tuple(funders[number]),
            same_funders=tuple(same.get(number, ())),
        )
