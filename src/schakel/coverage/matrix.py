"""Links × columns: actions, money and participants per cell, with totals that count once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

import polars as pl

from schakel.coverage.placing import CENTS, MEASURES, Numbered, Placed

At = tuple[str | None, str | None]
_AXES = ("link", "column")
_PARTICIPANTS = ("participants_aimed", "participants_reached")


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
    links, columns = (*ledger.links, None), (*placed.columns, None)
    shape = len(links), len(columns)
    counted = _counted(ledger, _reached(placed.actions, shape))
    summed = _summed(ledger, _reached(placed.rows, shape))
    found = {
        at: _cell(at, counted.get(place, {}), summed.get(place, {}))
        for place, at in enumerate(product(links, columns))
    }
    return Matrix(ledger.links, placed.columns, MappingProxyType(found))


def _cell(at: At, counted: dict[str, Any], summed: dict[str, Any]) -> Cell:
    own, shared = summed.get("own", Amounts()), summed.get("shared", Amounts())
    unknown = len(counted.get("actions", ())) - summed.get("paid", 0)
    return Cell(*at, own=own, shared=shared, **counted, amount_unknown=unknown)


def _reached(things: pl.DataFrame, shape: tuple[int, int]) -> pl.DataFrame:
    """One row for each thing and each place that it reaches: the columns with `place` and `alone`.

    Places number the cells row by row; the last link and the last column are the totals. A thing is
    `alone` where it reaches no other place of the same kind.
    """
    totals = {name: pl.lit(size - 1, pl.UInt32) for name, size in zip(_AXES, shape, strict=True)}
    own = {name: pl.col(name).list.len() == 1 for name in _AXES}
    kinds = []
    for axes in (_AXES, ("link",), ("column",), ()):
        alone = pl.all_horizontal(pl.lit(True), *(own[name] for name in axes))
        over = {name: total for name, total in totals.items() if name not in axes}
        reached = things.with_columns(alone=alone, **over)
        for name in axes:
            reached = reached.explode(name, empty_as_null=False)
        kinds.append(reached)
    place = pl.col("link").cast(pl.Int64) * shape[1] + pl.col("column")
    return pl.concat(kinds).select(pl.exclude(_AXES), place=place)


def _counted(ledger: Numbered, reached: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Per place its actions in the order of their keys, and what is known of participants."""
    number = len(ledger.actions)
    in_order = reached.select((pl.col("place") * number + pl.col("action")).sort().alias("at"))
    reached = in_order.select(place=pl.col("at") // number, action=pl.col("at") % number)
    known = ledger.actions.select(_PARTICIPANTS)[reached["action"]]
    groups = (
        reached.hstack(known)
        .group_by("place", maintain_order=True)
        .agg(pl.len(), *_sums(_PARTICIPANTS))
        .select("place", "len", *_known(_PARTICIPANTS), *_unknown(_PARTICIPANTS))
    )
    key_of = ledger.actions["key"].to_list().__getitem__
    actions = reached["action"].to_list()
    found, start = {}, 0
    for group in groups.iter_rows(named=True):
        place, end = group.pop("place"), start + group.pop("len")
        found[place] = {"actions": tuple(map(key_of, actions[start:end])), **group}
        start = end
    return found


def _summed(ledger: Numbered, reached: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Per place its money, of it alone and shared, and how many of its actions have any."""
    amounts = reached.hstack(ledger.money.select(MEASURES)[reached["row"]])
    sums = (
        amounts.group_by(side=pl.col("place") * 2 + pl.col("alone"))
        .agg(_sums(MEASURES))
        .select("side", *_known(MEASURES))
        .with_columns(pl.col(name) / CENTS for name in MEASURES)
    )
    paid = amounts.filter(pl.col("committed").is_not_null())
    paid = paid.group_by("place").agg(pl.col("action").n_unique())
    found: dict[int, dict[str, Any]] = {place: {"paid": number} for place, number in paid.rows()}
    for side, *parts in sums.iter_rows():
        found.setdefault(side // 2, {})["own" if side % 2 else "shared"] = Amounts(*parts)
    return found


def _sums(names: tuple[str, ...]) -> list[pl.Expr]:
    return [
        *(pl.col(name).sum() for name in names),
        *(pl.col(name).count().alias(f"{name}_known") for name in names),
    ]


def _known(names: tuple[str, ...]) -> list[pl.Expr]:
    """The sums of what is known; null when nothing is."""
    return [pl.when(pl.col(f"{name}_known") > 0).then(name) for name in names]


def _unknown(names: tuple[str, ...]) -> list[pl.Expr]:
    """How many are not known, as the last word of each name."""
    return [
        (pl.col("len") - pl.col(f"{name}_known")).alias(f"{name.split('_')[1]}_unknown")
        for name in names
    ]
