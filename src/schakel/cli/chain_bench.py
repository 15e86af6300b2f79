"""The measurements of `schakel bench chain`, each beside what is aimed at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from schakel.answers.projection import chain_of, job_of
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from schakel.chain.benchmarks import AGES, STATES, europe, markov, matrices, start
from schakel.chain.compiled import Chain
from schakel.cli.printing import console
from schakel.runs.cluster import Cluster
from schakel.runs.engines import Processes
from schakel.runs.job import Job
from schakel.runs.record import Question
from schakel.runs.run import run as run_job

PEOPLE, MANY, YEARS, MESA_PEOPLE = 1_000_000, 18_000_000, 20, 20_000
MESA = Path(__file__).with_name("mesa_chain.py")


def run(parts: Sequence[str], mesa: Path | None, region: str, draws: int) -> None:
    """Run the parts that are asked for."""
    load_now = os.getloadavg()[0]
    console.print(f"{os.cpu_count()} processors; load before the start {load_now:.1f}")
    if "markov" in parts:
        _markov(mesa or Path(sys.executable))
    if "oost" in parts:
        _region(region, draws)
    if "europe" in parts:
        _europe()
    if "curve" in parts:
        _curve()


def _line(what: str, measured: str, aim: str = "") -> None:
    console.print(f"  {what:<44} {measured:>16}  {aim}", markup=False, highlight=False)


def _best(job: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some times, after one to warm up."""
    job()
    found = []
    for _ in range(times):
        clock = time.perf_counter()
        job()
        found.append(time.perf_counter() - clock)
    return min(found)


# --- a Markov chain ---


def _markov(python: Path) -> None:
    console.print(f"16 states × 100 ages, {PEOPLE:,} persons, {YEARS} years")
    chain, many = compile_chain(markov(PEOPLE)), compile_chain(markov(MANY))
    seconds = {
        "numpy multinomial on cells": _best(partial(_by_numpy, PEOPLE, 0)),
        **{name: _best(partial(simulate, chain, YEARS, name)) for name in ("mean", "cells")},
        "cells, 18 million": _best(partial(simulate, many, YEARS, "cells")),
        "persons": _best(partial(simulate, chain, YEARS, "persons")),
    }
    slow = _mesa(python)
    aims = {"persons": "≥ 200 × Mesa", "cells": "≥ 500 × Mesa, and no slower at 18 million"}
    for name, each in seconds.items():
        ratio = f"{slow / each:,.0f} × Mesa" if slow else ""
        _line(f"{name}: {each * 1000:.1f} ms", ratio, aims.get(name, ""))
    ratio = seconds["cells"] / seconds["cells, 18 million"]
    _line("cells, speed at 18 million beside 1 million", f"{ratio:.2f} ×", "about 1")
    ratio = seconds["numpy multinomial on cells"] / seconds["cells"]
    _line("cells beside numpy multinomial", f"{ratio:.1f} ×")
    _agreement()


def _mesa(python: Path) -> float | None:
    """Seconds that Mesa takes, scaled up from fewer persons; None without Mesa."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chances.npy"
        np.save(path, matrices())
        done = subprocess.run(  # noqa: S603
            [python, MESA, path, str(MESA_PEOPLE), str(YEARS)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        console.print(f"  no Mesa in {python}: give a Python that has it with --mesa")
        return None
    answer = json.loads(done.stdout)
    seconds = float(answer["seconds"]) * PEOPLE / MESA_PEOPLE
    _line(f"Mesa {answer['version']}: {seconds:.1f} s", "", f"{MESA_PEOPLE:,} persons, scaled up")
    return seconds


def _by_numpy(people: float, seed: int) -> np.ndarray:
    """Persons (age, state) after the years, every cell split by numpy."""
    chance, chances = np.random.default_rng(seed), matrices()
    counts = start(people).astype(np.int64)
    for _ in range(YEARS):
        moved = chance.multinomial(counts[:-1], chances[:-1]).sum(axis=1)
        counts[-1] += moved[-1]
        counts = np.concatenate((np.zeros((1, STATES), np.int64), moved[:-1], counts[-1:]))
    return counts


def _agreement(people: float = 25_600, paths: int = 100) -> None:
    """Means and variances over paths of the persons per state, beside the expected."""
    chain = compile_chain(markov(people))
    expected = _per_state(simulate(chain, YEARS).stocks[-1])
    for name in ("cells", "persons", "numpy"):
        found = np.array(
            [
                _by_numpy(people, seed).sum(axis=0)
                if name == "numpy"
                else _per_state(simulate(chain, YEARS, name, seed=seed).stocks[-1])
                for seed in range(paths)
            ]
        )
        off = np.abs(found.mean(axis=0) - expected) / found.std(axis=0, ddof=1) * np.sqrt(paths)
        spread = found.var(axis=0, ddof=1).sum()
        _line(f"{name}: furthest mean, standard errors", f"{off.max():.1f}", "below 4")
        _line(f"{name}: variance, summed over states", f"{spread:,.0f}", "alike")


def _per_state(stocks: np.ndarray) -> np.ndarray:
    return stocks.reshape(AGES, STATES).sum(axis=0)


# --- a region ---


def _region(region: str, draws: int) -> None:
    console.print(f"{region} to 2035")
    catalog = load(region)
    chain = chain_of(catalog)
    years = 2035 - chain.start
    one = _best(partial(simulate, chain, years, "mean", 1, 1), 10)
    _line("one draw", f"{one * 1000:.1f} ms", "≤ 15 ms")
    question = Question(region=region, until=2035, draws=draws, seed=1, engine="mean")
    job = job_of(chain, catalog, question)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_job(job, Path(folder), Processes(2))
    _line(f"{draws:,} draws on two cores", f"{outcome.seconds:.1f} s", "1,000: ≤ 10 s")
    _line("most memory, all processes", f"{outcome.peak_bytes / 1e9:.2f} GB", "≤ 1.5 GB")


# --- Europe ---


def _europe() -> None:
    console.print("Europe, made up: 242 regions × 2 sexes × 100 ages × 64 states, 30 years")
    clock = time.perf_counter()
    chain = compile_chain(europe())
    _line("compiled once", f"{time.perf_counter() - clock:.1f} s")
    one = _best(partial(simulate, chain, 30, every=30), 2)
    _line("one draw", f"{one:.2f} s", "≤ 2 s")
    seconds = {workers: _on_cluster(chain, workers) for workers in (1, 2)}
    _line("Dask, two workers beside one", f"{seconds[1] / seconds[2]:.2f} ×", "≥ 1.6 ×")


def _on_cluster(chain: Chain, workers: int, draws: int = 8) -> float:
    """Seconds of an ensemble on local workers of one thread each, once they are warm."""
    try:
        from distributed import LocalCluster  # noqa: PLC0415
    except ImportError:
        console.print("  no Dask: install the extra `cluster`")
        return float("nan")
    os.environ["NUMBA_NUM_THREADS"] = "1"
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        tempfile.TemporaryDirectory() as folder,
    ):
        found = 0.0
        for number, wanted in enumerate((workers, draws)):
            job = Job(partial(flows_of, chain, 10), wanted, {"europe": number}, block_size=1)
            found = run_job(job, Path(folder), Cluster(cluster.scheduler_address)).seconds
    del os.environ["NUMBA_NUM_THREADS"]
    return found


def flows_of(chain: Chain, years: int, block: range) -> dict[str, np.ndarray]:
    """The flows of some draws."""
    paths = (simulate(chain, years, seed=1, draw=draw + 1, every=years) for draw in block)
    return {"flows": np.stack([path.flows.sum(axis=1) for path in paths])}


# --- cost ---


def _curve() -> None:
    console.print("cost per million cells and year, by number of regions; and per draw")
    for regions in (8, 16, 32, 64):
        chain = compile_chain(europe(regions, states=32))
        each = _best(partial(simulate, chain, 10, every=10))
        cells = chain.stocks.size * 10 / 1e6
        _line(f"{chain.stocks.size:,} cells", f"{each / cells * 1000:.1f} ms", "alike")
    chain = compile_chain(europe(4, states=16))
    for draws in (10, 20, 40, 80):
        each = _best(partial(flows_of, chain, 5, range(draws)))
        _line(f"{draws} draws", f"{each / draws * 1000:.2f} ms a draw", "alike")
