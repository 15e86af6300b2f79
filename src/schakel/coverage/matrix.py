"""Links × columns: actions, money and participants per cell, with totals that count once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

import polars as pl

from schakel.coverage.placing import MEASURES, Numbered, Placed, euros

At = tuple[str | None, str | None]
Place = tuple[int | None, int | None]
By = tuple[str, ...]
_SIDES = {"own": pl.col("alone"), "shared": ~pl.col("alone")}


@dataclass(frozen=True)
class Amounts:
    """Euros; None when no amount of this kind is known.

    `committed` counts what was granted; where that is unknown what was pledged; else what was
    spent.
    """

    pledged: float | None = None
    granted: float | None = None
    spent: float | None = None
    committed: float | None = None

    def __add__(self, other: Amounts) -> Amounts:
        """Both together; unknown and known is what is known."""
        return Amounts(*(_sum(getattr(self, name), getattr(other, name)) for name in MEASURES))


def _sum(one: float | None, other: float | None) -> float | None:
    known = [value for value in (one, other) if value is not None]
    return round(sum(known), 2) if known else None


@dataclass(frozen=True)
class Cell:
    """One link in one column; a total when `link` or `column` is None.

    `own` money belongs to this cell alone. `shared` money reaches it along with other cells and is
    not divided. Participants are those of the whole action, in each cell that it reaches; None when
    unknown for all actions. The last three say for how many actions something is unknown.
    """

    link: str | None
    column: str | None
    actions: tuple[str, ...] = ()
    own: Amounts = Amounts()
    shared: Amounts = Amounts()
    participants_aimed: int | None = None
    participants_reached: int | None = None
    amount_unknown: int = 0
    aimed_unknown: int = 0
    reached_unknown: int = 0

    @property
    def money(self) -> Amounts:
        """All money that reaches this cell."""
        return self.own + self.shared


@dataclass(frozen=True, eq=False)
class Matrix:
    """All cells of links × columns, with a total for each link, each column and everything."""

    links: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[At, Cell]

    def cell(self, link: str | None = None, column: str | None = None) -> Cell:
        """A cell; without link or column the total over it. Each action and euro counts once."""
        return self.cells[link, column]

    @property
    def white_spots(self) -> tuple[Cell, ...]:
        """Cells that no action reaches."""
        cells = (self.cells[at] for at in product(self.links, self.columns))
        return tuple(cell for cell in cells if not cell.actions)


def matrix(ledger: Numbered, placed: Placed) -> Matrix:
    """The cells of what has been placed; a cell without actions is there too."""
    found: dict[At, Cell] = {}
    for by in (("link", "column"), ("link",), ("column",), ()):
        counted = _counted(ledger, _reached(placed.action_links, placed.action_columns, by), by)
        rows = _reached(placed.row_links, placed.row_columns, by)
        summed = _summed(ledger, _with_alone(rows, placed, by), by)
        for link, link_key in _span(ledger.links, "link" in by):
            for column, column_key in _span(placed.columns, "column" in by):
                at = link, column
                found[link_key, column_key] = _cell(
                    (link_key, column_key), counted.get(at, {}), summed.get(at, {})
                )
    return Matrix(ledger.links, placed.columns, MappingProxyType(found))


def _span(keys: tuple[str, ...], named: bool) -> list[tuple[int | None, str | None]]:
    """Places with their keys; one place without a key where a total is asked for."""
    return list(enumerate(keys)) if named else [(None, None)]


def _cell(at: At, counted: dict[str, Any], summed: dict[str, Any]) -> Cell:
    actions = tuple(counted.pop("actions", ()))
    own, shared = (
        Amounts(*(euros(summed.get(f"{side}_{name}")) for name in MEASURES)) for side in _SIDES
    )
    unknown = len(actions) - summed.get("paid", 0)
    return Cell(*at, actions, own, shared, **counted, amount_unknown=unknown)


def _reached(links: pl.DataFrame, columns: pl.DataFrame, by: By) -> pl.DataFrame:
    """One row for each of the things placed and each cell (or total) that it reaches."""
    if by == ("link",):
        return links
    if by == ("column",):
        return columns
    on = [name for name in links.columns if name != "link"]
    if not by:
        return links.select(on).unique(on[:1])
    return links.join(columns, on=on)


def _with_alone(rows: pl.DataFrame, placed: Placed, by: By) -> pl.DataFrame:
    """Marks the amounts that reach no other cell, or no other total of the same kind."""
    alone = pl.lit(True)
    for name, reached in (("link", placed.row_links), ("column", placed.row_columns)):
        if name in by:
            counts = reached.group_by("row").agg(pl.len().alias(f"{name}s"))
            rows = rows.join(counts, on="row", maintain_order="left")
            alone &= pl.col(f"{name}s") == 1
    return rows.with_columns(alone=alone)


def _counted(ledger: Numbered, reached: pl.DataFrame, by: By) -> dict[Place, dict[str, Any]]:
    """Per cell its actions in the order of their keys, and what is known of participants."""
    known = ledger.actions.select("participants_aimed", "participants_reached", actions="key")
    reached = reached.sort("action")
    counts = [
        pl.col("actions"),
        *(
            _known_sum(pl.col(f"participants_{name}")).alias(f"participants_{name}")
            for name in ("aimed", "reached")
        ),
        *(
            pl.col(f"participants_{name}").null_count().alias(f"{name}_unknown")
            for name in ("aimed", "reached")
        ),
    ]
    return _by_cell(reached.hstack(known[reached["action"]]), by, counts)


def _summed(ledger: Numbered, rows: pl.DataFrame, by: By) -> dict[Place, dict[str, Any]]:
    """Per cell its cents, those of it alone and those it shares, each amount once."""
    amounts = ledger.money.select(MEASURES)[rows["row"]]
    sums = [
        _known_sum(pl.col(name).filter(side)).alias(f"{key}_{name}")
        for key, side in _SIDES.items()
        for name in MEASURES
    ]
    paid = pl.col("action").filter(pl.col("committed").is_not_null()).n_unique().alias("paid")
    return _by_cell(rows.hstack(amounts), by, [*sums, paid])


def _known_sum(values: pl.Expr) -> pl.Expr:
    """The sum of what is known; null when nothing is."""
    return pl.when(values.count() > 0).then(values.sum())


def _by_cell(rows: pl.DataFrame, by: By, counts: list[pl.Expr]) -> dict[Place, dict[str, Any]]:
    groups = [pl.col(name) for name in by] or [pl.lit(0).alias("everything")]
    found = rows.group_by(groups, maintain_order=True).agg(counts).drop("everything", strict=False)
    return {(row.pop("link", None), row.pop("column", None)): row for row in found.rows(named=True)}
