"""Money for single projects against money for the chain: one link, or two and more."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.coverage.placing import Numbered, euros


@dataclass(frozen=True)
class Split:
    """Committed euros by the number of links that their action acts on.

    `single`: one link; `chain`: two or more; `unknown`: none has been named. `key` is the year or
    the funder, None for everything.
    """

    key: int | str | None
    single: float
    chain: float
    unknown: float

    @property
    def chain_share(self) -> float | None:
        """Chain money as a part (0 to 1) of what is known to be one or the other; None of none."""
        known = self.single + self.chain
        return self.chain / known if known else None


@dataclass(frozen=True)
class ChainMoney:
    """Single-project money against chain money: in total, per year and per funder."""

    total: Split
    years: tuple[Split, ...]
    funders: tuple[Split, ...]


def chain_money(ledger: Numbered) -> ChainMoney:
    """All amounts, also of actions without an area, by how many links their action acts on."""
    links = ledger.acts.select("action", acting=pl.col("link").list.len())
    rows = ledger.money.select("action", "year", "funder", "committed")
    rows = rows.join(links, on="action", how="left").with_columns(
        kind=pl.when(pl.col("acting") > 1)
        .then(pl.lit("chain"))
        .when(pl.col("acting") == 1)
        .then(pl.lit("single"))
        .otherwise(pl.lit("unknown"))
    )
    (total,) = _splits(rows.with_columns(all=pl.lit(None, pl.String)), "all") or (_NOTHING,)
    return ChainMoney(total, _splits(rows, "year"), _splits(rows, "funder"))


_NOTHING = Split(None, 0.0, 0.0, 0.0)


def _splits(rows: pl.DataFrame, by: str) -> tuple[Split, ...]:
    kinds = ("single", "chain", "unknown")
    sums = (
        rows.group_by(by, "kind")
        .agg(pl.col("committed").sum())
        .group_by(by)
        .agg(pl.col("committed").filter(pl.col("kind") == kind).sum().alias(kind) for kind in kinds)
        .sort(by)
    )
    return tuple(Split(key, *(euros(part) or 0.0 for part in parts)) for key, *parts in sums.rows())
