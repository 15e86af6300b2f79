"""Who comes to the labour market from outside the chain in one year, and who leaves it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.answers.chain_names import ChainNames
from schakel.answers.projected import Projection
from schakel.answers.shortage import Band
from schakel.catalog.types import Text


@dataclass(frozen=True)
class Crossing:
    """A flow from outside to work or to looking for work (`comes`), or from there out of the chain.

    `people` are persons in the school year that begins in a year.
    """

    flow: str
    label: Text
    comes: bool
    people: Band


def crossings(
    projection: Projection, names: ChainNames, area: str, sex: str, year: int
) -> tuple[Crossing, ...]:
    """Those who come, then those who leave, each in the order of the tables of the chain.

    A flow that the projection does not have yet is left out.
    """
    rows = projection.rows.filter(
        (pl.col("measure") == "flow")
        & (pl.col("region") == area)
        & (pl.col("sex") == sex)
        & (pl.col("year") == year)
    )
    numbers = ("low", "middle", "high")
    bands = {row["key"]: Band(*(row[n] for n in numbers)) for row in rows.iter_rows(named=True)}
    market = set(names.ends["separation"])
    found = [
        Crossing(flow, names.flows[flow], not source, bands[flow])
        for flow, (source, target) in names.ends.items()
        if flow in bands and not (source and target) and (source or target) in market
    ]
    return tuple(sorted(found, key=lambda each: not each.comes))
