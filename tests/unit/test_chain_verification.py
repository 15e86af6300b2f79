"""The chain against what is known: closed forms, linear algebra, and published behaviour."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from schakel.chain import compile_chain, simulate
from schakel.chain.benchmarks import AGES, STATES, markov, matrices, start
from schakel.chain.tables import ChainTables
from tests.support.small_chain import market

ROOT = Path(__file__).parents[2]
LEAVES = {"school": 0.4, "work": 0.1, "idle": 0.25}


def steady() -> ChainTables:
    """1,000 a year come to school; then work or idle, back and forth, and out."""
    shares = {
        "done": 0.3, "drops": 0.1, "loses": 0.05, "retires": 0.05, "found": 0.2, "leaves": 0.05,
    }  # fmt: skip
    return ChainTables(
        axes={},
        groups={"region": ("east",)},
        stages=[{"stage": name, "axes": ""} for name in LEAVES],
        flows=[
            {"flow": "come", "target": "school", "share": "births"},
            {"flow": "done", "source": "school", "target": "work", "share": "done"},
            {"flow": "drops", "source": "school", "target": "idle", "share": "drops"},
            {"flow": "loses", "source": "work", "target": "idle", "share": "loses"},
            {"flow": "retires", "source": "work", "target": "", "share": "retires"},
            {"flow": "found", "source": "idle", "target": "work", "share": "found"},
            {"flow": "leaves", "source": "idle", "target": "", "share": "leaves"},
        ],
        about={"births": {"keys": ()}, **{name: {"keys": ()} for name in shares}},
        parameters=[
            {"parameter": "births", "value": 1000},
            *({"parameter": name, "value": value} for name, value in shares.items()),
        ],
        stocks=[{"stage": "school", "region": "east", "value": 500}],
    )


@pytest.fixture(scope="module")
def settled():
    return simulate(compile_chain(steady()), 800)


def test_the_steady_state_is_that_of_linear_algebra(settled):
    """Stocks x solve x = M x + b: the moves of one year, and who come."""
    moves = np.array([[0.6, 0, 0], [0.3, 0.9, 0.2], [0.1, 0.05, 0.75]])
    wanted = np.linalg.solve(np.eye(3) - moves, [1000, 0, 0])
    assert settled.stocks[-1, 0] == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize(
    ("stage", "arrivals"),
    [("school", ["come"]), ("work", ["done", "found"]), ("idle", ["drops", "loses"])],
)
def test_littles_law_holds_for_every_stage(settled, stage, arrivals):
    """People in a stage = people who come in a year × years that they stay."""
    came = sum(settled.flow(name)["east"][-1] for name in arrivals)
    assert settled.stock(stage)["east"][-1] == pytest.approx(came / LEAVES[stage], rel=1e-9)


def test_time_in_a_stage_is_geometric():
    """Of those who are in school at the start (1 - .4)^t are left, when nobody comes."""
    rows = [dict(row) for row in steady().parameters]
    rows[0]["value"] = 0
    tables = steady()
    path = simulate(compile_chain(ChainTables(**{**vars(tables), "parameters": rows})), 10)
    assert path.stock("school")["east"] == pytest.approx(500 * 0.6 ** np.arange(11), rel=1e-12)


# --- persons against the cohort matrix ---


@pytest.mark.parametrize("engine", ["mean", "cells", "persons"])
def test_every_engine_agrees_with_the_cohort_matrix(engine):
    """16 states × 100 ages, 20 years; within 0.6·√n of the expected number in each state."""
    people, years = 1_000_000, 20
    chances, wanted = matrices(), start(people)
    for _ in range(years):
        wanted[1:] = np.einsum("as,ast->at", wanted[:-1], chances[:-1])
        wanted[0] = 0
    found = simulate(compile_chain(markov(people)), years, engine, seed=4).stocks[-1, 0]
    off = np.abs(found.reshape(AGES, STATES).sum(axis=0) - wanted.sum(axis=0))
    most = 1e-6 if engine == "mean" else 0.6 * np.sqrt(people)
    assert off.max() < most


# --- the labour market ---


def automated(mobility: list[dict[str, object]]) -> np.ndarray:
    """Unemployment (T+1,) in percent when jobs move from family a to family f in three years."""
    names = tuple("abcdef")
    work, seek = dict.fromkeys(names, 957.0), dict.fromkeys(names, 43.0)
    tables = market(work, seek, mobility=mobility)
    jobs = [row for row in tables.parameters if row["parameter"] != "jobs"]
    for name in names:
        shift = {"a": -600.0, "f": 600.0}.get(name, 0.0)
        jobs += [
            {"parameter": "jobs", "family": name, "valid_from": 2024 + year,
             "value": 1000.0 + shift * float(np.clip((year - 10) / 3, 0, 1))}
            for year in range(61)
        ]  # fmt: skip
    path = simulate(
        compile_chain(ChainTables(**{**vars(tables), "parameters": jobs, "start": 2024})), 60
    )
    seekers = sum(path.stock("seek").values())
    return 100 * seekers / (seekers + sum(path.stock("work").values()))


def test_unemployment_peaks_in_the_transition_and_more_so_where_moving_is_hard():
    """After del Rio-Chanona et al. 2021: families in a row beside a complete network."""
    names = "abcdef"
    near = [
        {"family": one, "to_family": names[number + step], "value": 1.0}
        for number, one in enumerate(names)
        for step in (-1, 1)
        if 0 <= number + step < len(names)
    ]
    free, bound = automated([]), automated(near)
    for rate in (free, bound):
        peak = rate[10:30].max()
        assert peak > rate[9] + 0.2
        assert rate[-1] < peak - 0.2
    assert bound.max() > free.max() + 0.2
    assert free[9] == pytest.approx(4.1, abs=0.1)


# --- threads ---

SCRIPT = """
import hashlib
from schakel.chain import compile_chain, simulate
from schakel.chain import cells, mean, moves, persons
from schakel.chain.benchmarks import europe, markov
cells._LARGE = mean._LARGE = moves._LARGE = persons._LARGE = 1
many, one = compile_chain(europe(6, 8, 30)), compile_chain(markov(50_000))
engines = ("mean", "cells", "persons")
for chain, engine in [(many, engine) for engine in engines] + [(one, engine) for engine in engines]:
    path = simulate(chain, 4, engine, seed=3)
    print(engine, hashlib.sha256(path.stocks.tobytes() + path.flows.tobytes()).hexdigest())
"""


def test_results_do_not_depend_on_the_number_of_threads():
    said = {
        threads: subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "NUMBA_NUM_THREADS": threads, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True, text=True, check=True,
        ).stdout
        for threads in ("1", "2")
    }  # fmt: skip
    assert said["1"].count("\n") == 6
    assert said["1"] == said["2"]
