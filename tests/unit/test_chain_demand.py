"""Demand beside the jobs at the start: in every draw what is short then are the open vacancies."""

from __future__ import annotations

import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from tests.support.small_chain import market


def test_as_a_ratio_demand_counts_in_workers_and_vacancies_of_the_start():
    tables = market({"a": 950.0}, {"a": 50.0})
    about = {**tables.about, "jobs": {"keys": ("family",), "unit": "ratio"}}
    kept = [row for row in tables.parameters if row["parameter"] not in ("jobs", "open_jobs")]
    jobs = [
        {"parameter": "jobs", "family": "a", "valid_from": year, "value": value}
        for year, value in ((2024, 1.0), (2025, 1.1))
    ]
    rows = [*kept, *jobs, {"parameter": "open_jobs", "value": 50}]
    made = market({"a": 950.0}, {"a": 50.0}, about=about, parameters=rows, start=2024)
    path = simulate(compile_chain(made), 2)
    # (950 + 50) × 1, then × 1.1: workers who come later do not raise it
    assert path.demand[:, 0, 0] == pytest.approx([1000, 1100, 1100])


def test_what_is_short_at_the_start_is_what_is_open():
    chain = compile_chain(chain_tables(load("oost")))
    seen = set()
    for draw in range(3):
        path = simulate(chain, 1, draw=draw)
        workers = path.stock("workers", by="family")
        for number, family in enumerate(chain.market.families):
            short = path.demand[0, :, number].sum() - workers[family][0]
            assert short == pytest.approx(path.vacancies[0, :, number].sum())
        seen.add(round(path.vacancies[0].sum()))
    assert len(seen) == 3
