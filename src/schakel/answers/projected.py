"""A projection as it is kept and read; making one is in `projection`, with the engines it needs."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.runs.record import Question, RunRecord

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


@dataclass(frozen=True, eq=False)
class Projection:
    """The paths of a region's chain to a year.

    `rows` has per measure (workers, seekers, demand, vacancies, shortage, stock, flow, requests,
    places), region (a code, or `all`), sex (or `all`), key (family, stage, flow or capacity) and
    year the 10%, 50% and 90% quantile and the mean of the draws. A flow, request or place of a year
    is that of the school year that begins then.
    """

    question: Question
    rows: pl.DataFrame
    record: RunRecord | None = None
