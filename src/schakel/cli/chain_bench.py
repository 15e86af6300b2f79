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
from joblib.externals.loky import reusable_executor as reusable

from schakel.answers.projection import chain_of, job_of
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate, simulate_draws
from schakel.chain.benchmarks import AGES, STATES, europe, markov, matrices, start
from schakel.chain.compiled import Chain
from schakel.cli.printing import console
from schakel.runs.cluster import Cluster
from schakel.runs.engines import Processes
from schakel.runs.job import Job
from schakel.runs.memory import peak_bytes
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
        _curve(region)


def _line(what: str, measured: str, aim: str = "") -> None:
    console.print(f"  {what:<44} {measured:>16}  {aim}", markup=False, highlight=False)


def _best(job: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some times, after one to warm up."""
    return _bests(job, times)[0]


def _bests(job: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """The least seconds of some times after one to warm up: by the clock, and of processors."""
    job()
    clock, processor = [], []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        job()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - worked)
    return min(clock), min(processor)


def _in_turn(*jobs: Callable[[], object], times: int = 40) -> list[float]:
    """The least seconds of processors of each job, of some times: what else runs meets them all."""
    found: list[list[float]] = [[] for _ in jobs]
    for _ in range(times):
        for job, seconds in zip(jobs, found, strict=True):
            worked = time.process_time()
            job()
            seconds.append(time.process_time() - worked)
    return [min(seconds) for seconds in found]


def _timed(what: str, seconds: tuple[float, float], aim: str) -> None:
    """A line with both kinds of seconds, in milliseconds."""
    clock, processor = (f"{each * 1000:.1f} ms" for each in seconds)
    _line(what, clock, f"{aim}; {processor} of processors")


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
    few, more = _in_turn(*(partial(simulate, each, YEARS, "cells") for each in (chain, many)))
    _line(
        "cells, speed at 18 million beside 1 million", f"{few / more:.2f} ×",
        f"1 or more; {few * 1000:.1f} and {more * 1000:.1f} ms of processors, in turn",
    )  # fmt: skip
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
    clock = time.process_time()
    chain = chain_of(catalog)
    _line("compiled once, of processors", f"{time.process_time() - clock:.1f} s")
    years = 2035 - chain.start
    _timed("one draw", _bests(partial(simulate, chain, years, "mean", 1, 1), 20), "≤ 15 ms")
    some = 40
    each = _bests(partial(flows_of, chain, years, range(some)))
    _timed(f"one draw of {some}", (each[0] / some, each[1] / some), "≤ 15 ms")
    question = Question(region=region, until=2035, draws=draws, seed=1, engine="mean")
    job = job_of(chain, catalog, question)
    with tempfile.TemporaryDirectory() as folder:
        before = _processors()
        outcome = run_job(job, Path(folder), Processes(2))
        reusable.get_reusable_executor().shutdown()  # only then is the work of others counted
        used = _processors() - before
    _line(
        f"{draws:,} draws on two cores", f"{outcome.seconds:.1f} s",
        f"1,000: ≤ 10 s; {used:.1f} s of processors",
    )  # fmt: skip
    _line("most memory, all processes", f"{outcome.peak_bytes / 1e9:.2f} GB", "≤ 1.5 GB")


def _processors() -> float:
    """Seconds of processors that this process and those it started have had."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


# --- Europe ---


def _europe() -> None:
    console.print("Europe, made up: 242 regions × 2 sexes × 100 ages × 64 states, 30 years")
    clock = time.process_time()
    chain = compile_chain(europe())
    _line("compiled once, of processors", f"{time.process_time() - clock:.1f} s")
    _timed("one draw", _bests(partial(simulate, chain, 30, every=30), 4), "≤ 2 s")
    _line("most memory", f"{peak_bytes() / 1e9:.2f} GB")
    try:
        one, two = (_on_cluster(chain, workers) for workers in (1, 2))
    except ImportError:
        console.print("  no Dask: install the extra `cluster`")
        return
    for name, (clock, processor) in (("one worker", one), ("two workers", two)):
        _line(
            f"Dask, {name}", f"{clock:.1f} s",
            f"{processor:.1f} s of processors for client and scheduler",
        )  # fmt: skip
    _line("Dask, two workers beside one", f"{one[0] / two[0]:.2f} ×", "≥ 1.6 ×")


# By default Dask looks fifty to a hundred times a second at what its processes do: a seventh of a
# processor for two workers and a scheduler, though nothing happens.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.worker.memory.monitor-interval": "2s",
}


def _on_cluster(chain: Chain, workers: int, draws: int = 24, times: int = 2) -> tuple[float, float]:
    """Least seconds of one ensemble on local workers of a thread each, and those of processors.

    The latter are of the client and the scheduler, which are in this process. The first time, in
    which workers load what they need, does not count. Raises ImportError without Dask.
    """
    import dask  # noqa: PLC0415
    from distributed import LocalCluster  # noqa: PLC0415

    os.environ["NUMBA_NUM_THREADS"] = "1"
    job = Job(partial(flows_of, chain, 30), draws, {"europe": draws}, block_size=1)
    with (
        dask.config.set(_QUIET),
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        tempfile.TemporaryDirectory() as folder,
    ):
        engine = Cluster(cluster.scheduler_address)
        found = _bests(partial(run_job, job, Path(folder), engine, resume=False), times)
    del os.environ["NUMBA_NUM_THREADS"]
    return found


def flows_of(chain: Chain, years: int, block: range) -> dict[str, np.ndarray]:
    """The flows of some draws."""
    draws = range(block.start + 1, block.stop + 1)
    paths = simulate_draws(chain, years, draws, seed=1, every=years)
    return {"flows": np.stack([path.flows.sum(axis=1) for path in paths])}


# --- cost ---


def _curve(region: str) -> None:
    """Cost against cells and against draws: straight where the exponent is 1."""
    console.print("cost against cells: 10 years of ever more regions of the made-up Europe")
    cost: list[tuple[int, float]] = []
    for regions in (30, 60, 120, 240):
        chain = compile_chain(europe(regions))
        _clock, processor = _bests(partial(simulate, chain, 10, every=10))
        cells = chain.stocks.size * 10
        cost.append((cells, processor))
        _line(f"{cells:,} cell-years", f"{processor / cells * 1e9:.2f} ns each", _most())
    _line("seconds ~ cells to the power", f"{_power(cost):.2f}", "about 1")
    console.print(f"cost against draws: {region}, 10 years")
    chain, cost = chain_of(load(region)), []
    for draws in (25, 50, 100, 200):
        _clock, processor = _bests(partial(flows_of, chain, 10, range(draws)))
        cost.append((draws, processor))
        _line(f"{draws} draws", f"{processor / draws * 1000:.2f} ms each", _most())
    _line("seconds ~ draws to the power", f"{_power(cost):.2f}", "about 1")


def _most() -> str:
    return f"most memory so far {peak_bytes() / 1e9:.2f} GB"


def _power(cost: list[tuple[int, float]]) -> float:
    """The slope of the straight line through the logarithms of size and seconds."""
    sizes, seconds = np.log(np.array(cost)).T
    return float(np.polyfit(sizes, seconds, 1)[0])
