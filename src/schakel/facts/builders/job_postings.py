"""Indeed Hiring Lab: the daily index of online job postings."""

from __future__ import annotations

import polars as pl

from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import coded, numbers, read_text, stamped, status

_INDEXES = {
    "indeed_job_postings_index_SA": "job_postings_index_sa",
    "indeed_job_postings_index_NSA": "job_postings_index_nsa",
}
_KINDS: dict[str, str | None] = {"total postings": "total", "new postings": "new"}


def build_job_postings(bench: Workbench) -> Built:
    """Index of online job postings in the Netherlands per day, 1 February 2020 = 100.

    Source: Indeed Hiring Lab. Each value is the average of seven days up to that day.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), ("date", "jobcountry", "variable", *_INDEXES))
    kinds = coded("variable", _KINDS, table, name)
    parts = [
        numbers(table, column, name).select(
            pl.lit(variable).alias("variable"),
            pl.col("jobcountry").alias("region"),
            pl.col("date").alias("period"),
            kinds.alias("posting_kind"),
            "value",
            status(),
        )
        for column, variable in _INDEXES.items()
    ]
    return Built(stamped(pl.concat(parts), bench, "indeed_job_postings"))
