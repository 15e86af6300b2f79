"""A small projection of Oost, made up: two years to come, two areas, every part of its chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl

from schakel.answers.chain_names import chain_names
from schakel.answers.chain_rows import CAPACITY_MEASURES, FAMILY_MEASURES
from schakel.answers.projected import ALL, COLUMNS, MEASURES, SHORT, STEPS, Projection
from schakel.catalog.catalog import load
from schakel.runs.hashes import json_hash
from schakel.runs.record import Question, RunRecord

FIRST, LAST = 2024, 2026
AREAS = ("AM-TWENTE", "AM-ACHTERHOEK")
WORKERS = {"workers": 10_000, "seekers": 300, "demand": 11_234, "vacancies": 400, "shortage": 1_234}
REQUESTS, PLACES = 500, 800
AHEAD = 2030  # the measures go on to the year in which the targets of Oost are held
SHORT_CHANCE = {"AM-TWENTE": 0.31, "AM-ACHTERHOEK": 0.02, ALL: 0.33}
_FINGERPRINT = "0" * 64


def small_projection(tight: str = "") -> Projection:
    """In each area as many of everything; of the capacity `tight` too few places from 2025.

    In all draws the technical share of hbo stays within a point of where it is; that of mbo is
    anything between 30% and 50%.
    """
    question = Question(region="oost", until=LAST, draws=1000, seed=1, engine="mean")
    rows = pl.DataFrame(list(_rows(tight)), schema=COLUMNS, orient="row")
    measures = pl.DataFrame(list(_measures()), schema=MEASURES, orient="row")
    short = pl.DataFrame(list(_short()), schema=SHORT, orient="row")
    return Projection(question, rows, _record(question), measures, short)


def _measures() -> Iterator[tuple[Any, ...]]:
    for region in (*AREAS, ALL):
        for year in range(FIRST + 1, AHEAD + 1):
            near = np.linspace(-1, 1, STEPS)
            yield "technical_share_hbo", region, year, list(22 + near), list(near)
            yield "technical_share_mbo", region, year, list(np.linspace(30, 50, STEPS)), list(near)


def _short() -> Iterator[tuple[Any, ...]]:
    for capacity in chain_names(load("oost")).capacities:
        for region, chance in SHORT_CHANCE.items():
            for year in range(FIRST, LAST):
                yield capacity, region, year, chance


def _rows(tight: str) -> Iterator[tuple[Any, ...]]:
    for area in (*AREAS, ALL):
        times = len(AREAS) if area == ALL else 1
        for year in range(FIRST, LAST + 1):
            yield from _families(area, year, times)
            yield from _people(area, year, times)
            if year < LAST:
                yield from _places(area, year, times, tight)


def _families(area: str, year: int, times: int) -> Iterator[tuple[Any, ...]]:
    groups = ("technical", "ict", "other", "technology")
    keys = [*chain_names(load("oost")).families, *(f"group:{group}" for group in groups)]
    for measure in FAMILY_MEASURES:
        for key in keys:
            yield _row(measure, area, ALL, key, year, WORKERS[measure] * times)


def _people(area: str, year: int, times: int) -> Iterator[tuple[Any, ...]]:
    names = chain_names(load("oost"))
    for sex, part in (("female", 1), ("male", 2), (ALL, 3)):
        for stage in names.stages:
            yield _row("stock", area, sex, stage, year, 1000 * part * times)
        for flow in names.flows if year < LAST else ():
            yield _row("flow", area, sex, flow, year, 100 * part * times)


def _places(area: str, year: int, times: int, tight: str) -> Iterator[tuple[Any, ...]]:
    for capacity in chain_names(load("oost")).capacities:
        room = 100 if capacity == tight and year > FIRST else PLACES
        for measure, number in zip(CAPACITY_MEASURES, (REQUESTS, room), strict=True):
            yield _row(measure, area, ALL, capacity, year, number * times)


def _row(measure: str, area: str, sex: str, key: str, year: int, number: float) -> tuple[Any, ...]:
    ends = (0.9 * number, float(number), 1.1 * number, float(number))
    return (measure, area, sex, key, year, *ends)


def _record(question: Question) -> RunRecord:
    return RunRecord(
        question=question,
        region_hash=_FINGERPRINT,
        scenario_hash=_FINGERPRINT,
        versions={
            "schakel": "0.1.0", "python": "3.11.7", "numpy": "2.0.0", "numba": "0.60.0",
            "platform": "x",
        },
        block_size=25,
        ran_on="one process",
        started=datetime(2026, 11, 1, tzinfo=UTC),
        seconds=1.0,
        peak_bytes=1,
        array_hashes={},
        result_hash=json_hash({}),
        results="",
    )  # fmt: skip
