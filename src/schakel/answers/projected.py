"""A projection as it is kept and read; making one is in `projection`, with the engines it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from schakel.runs.record import Question, RunRecord

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
LOW, HIGH = 0.1, 0.9
ALL = "all"
COLUMNS = {
    "measure": pl.String,
    "region": pl.String,
    "sex": pl.String,
    "key": pl.String,
    "year": pl.Int32,
    "low": pl.Float64,
    "middle": pl.Float64,
    "high": pl.Float64,
    "mean": pl.Float64,
}
STEPS = 51  # quantiles of a measure, from the least draw to the most
MEASURES: Schema = {
    "indicator": pl.String,
    "region": pl.String,
    "year": pl.Int32,
    "level": pl.List(pl.Float32),
    "change": pl.List(pl.Float32),
}
SHORT: Schema = {
    "capacity": pl.String, "region": pl.String, "year": pl.Int32, "chance": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Projection:
    """The paths of a region's chain to a year.

    `rows` has per measure (workers, seekers, demand, vacancies, shortage, stock, flow, requests,
    places), region (a code, or `all`), sex (or `all`), key (family, stage, flow or capacity) and
    year the 10%, 50% and 90% quantile and the mean of the draws. A flow, request or place of a year
    is that of the school year that begins then.

    `measures` has per indicator that the chain projects, region and year `STEPS` quantiles of its
    value and of its change since the first year (a difference of shares, a ratio of counts);
    `short` per capacity, region and year the part of the draws in which places fall short. Both are
    None in a projection that was made before they were kept.
    """

    question: Question
    rows: pl.DataFrame
    record: RunRecord | None = None
    measures: pl.DataFrame | None = None
    short: pl.DataFrame | None = None
