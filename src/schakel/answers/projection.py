"""What becomes of the chain of a region: an ensemble of paths, summed up per region and kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import cast

import numpy as np
import polars as pl

from schakel.answers.chain_names import chain_names
from schakel.answers.chain_tables import chain_tables
from schakel.answers.draws import draws_of
from schakel.answers.measure_draws import (
    counted_states,
    measure_problems,
    measures_table,
    short_table,
    states_of,
)
from schakel.answers.projected import ALL, COLUMNS, HIGH, LOW, Projection
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.chain import compile_chain
from schakel.chain.compiled import Chain, Floats
from schakel.chain.simulation import Engine
from schakel.runs import engines
from schakel.runs.job import Job
from schakel.runs.record import Question, RunRecord
from schakel.runs.run import Progress, run


def chain_of(catalog: Catalog, scenario: str | None = None) -> Chain:
    """The compiled chain of a region."""
    return compile_chain(chain_tables(catalog, scenario))


def project(
    catalog: Catalog,
    question: Question,
    folder: Path,
    engine: engines.Engine | None = None,
    progress: Progress | None = None,
    resume: bool = True,
) -> Projection:
    """Run an ensemble and sum it up. `folder` keeps finished draws.

    Raises SchakelError for a region without a chain, a year that has been, and what runs raise.
    """
    chain = chain_of(catalog, question.scenario)
    job = job_of(chain, catalog, question)
    outcome = run(job, folder, engine, progress=progress, resume=resume)
    record = RunRecord.of(
        outcome,
        question,
        region_hash=package_hash(catalog),
        scenario_hash=package_hash(catalog, question.scenario),
    )
    return Projection(
        question,
        summed_up(chain, outcome.arrays, chain_names(catalog).members),
        record,
        measures_table(chain, catalog, outcome.arrays),
        short_table(chain, outcome.arrays),
    )


@lru_cache(maxsize=8)
def package_hash(catalog: Catalog, scenario: str | None = None) -> str:
    """A fingerprint of what the tables of a region's chain say, wherever they stand."""
    parts = vars(chain_tables(catalog, scenario)).items()
    tables = {name: _without_places(part) for name, part in parts}
    words = json.dumps(tables, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def _without_places(part: object) -> object:
    if isinstance(part, tuple):
        return [_without_places(each) for each in part]
    if isinstance(part, dict):
        return {key: value for key, value in part.items() if key != "where"}
    return vars(part) if hasattr(part, "__dict__") else part


def job_of(chain: Chain, catalog: Catalog, question: Question) -> Job:
    """The ensemble of a question, as runs take it.

    Raises SchakelError for a year that has been, and for measures of what the chain lacks.
    """
    years = question.until - chain.start
    if years < 1:
        raise SchakelError(
            Problem(
                "--until", str(question.until), f"a year after {chain.start}", "choose a later year"
            )
        )
    if problems := measure_problems(chain, catalog):
        raise SchakelError(problems)
    named = counted_states(catalog)
    engine, states = cast(Engine, question.engine), states_of(chain, named)
    work = partial(draws_of, chain, states, years, engine, question.seed)
    size = sum(array.nbytes for array in work(range(1)).values())
    tables = package_hash(catalog, question.scenario)
    identity = {"tables": tables, "counted": named, **question.model_dump(exclude={"draws"})}
    return Job(work=work, draws=question.draws, identity=identity, draw_bytes=size)


def summed_up(
    chain: Chain, arrays: Mapping[str, Floats], groups: Mapping[str, tuple[str, ...]]
) -> pl.DataFrame:
    """Quantiles over the draws as a tidy table; groups of families stand as `group:name`."""
    frames = list(_frames(chain, arrays, groups))
    return pl.concat(frames).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _frames(
    chain: Chain, arrays: Mapping[str, Floats], groups: Mapping[str, tuple[str, ...]]
) -> Iterator[pl.DataFrame]:
    stages, capacities = list(chain.states.stages), list(chain.capacities.names)
    sexes = next((values for name, values in chain.groups.items() if name != "region"), (ALL,))
    for name, keys in (("stock", stages), ("flow", list(chain.flows))):
        values = arrays[name]
        yield _frame(chain, name, values if values.ndim == 5 else values[..., None, :], sexes, keys)
    for name in ("requests", "places"):
        if capacities:
            yield _frame(chain, name, arrays[name][:, :, :, None], (ALL,), capacities)
    if chain.market:
        wanted = {name: arrays[name] for name in ("workers", "seekers", "demand", "vacancies")}
        wanted["shortage"] = arrays["demand"] - arrays["workers"]
        keys = [*chain.market.families, *(f"group:{group}" for group in groups)]
        for name, of_families in wanted.items():
            values = _with_groups(chain.market.families, of_families, groups)
            yield _frame(chain, name, values[:, :, :, None], (ALL,), keys)


def _with_groups(
    families: tuple[str, ...], values: Floats, groups: Mapping[str, tuple[str, ...]]
) -> Floats:
    """Values (…, O) with the sums of the groups behind them."""
    totals = [values[..., [families.index(f) for f in group]].sum(-1) for group in groups.values()]
    return np.concatenate((values, np.stack(totals, axis=-1)), axis=-1)


def _frame(
    chain: Chain, measure: str, values: Floats, sexes: tuple[str, ...], names: Sequence[str]
) -> pl.DataFrame:
    """Quantiles of (draw, year, region, sex, key), a year at a time to spare memory."""
    several = len(sexes) > 1
    regions = [*chain.regions, ALL]
    sexes = (*sexes, ALL) if several else sexes
    with ThreadPoolExecutor() as pool:
        years = (values[:, year] for year in range(values.shape[1]))
        found = np.stack(list(pool.map(partial(_quantiles, sexes=several), years)))
    axes = (range(chain.start, chain.start + len(found)), regions, sexes, names)
    grid = np.meshgrid(*(np.arange(len(axis)) for axis in axes), indexing="ij")
    year, region, sex, key = (
        np.array(list(axis), dtype=object)[where.ravel()]
        for axis, where in zip(axes, grid, strict=True)
    )
    low, middle, high, mean = np.round(found, 2).swapaxes(0, 1).reshape(4, -1)
    return pl.DataFrame(
        {
            "measure": measure,
            "region": region.tolist(),
            "sex": sex.tolist(),
            "key": key.tolist(),
            "year": year.tolist(),
            "low": low,
            "middle": middle,
            "high": high,
            "mean": mean,
        }
    )


def _quantiles(values: Floats, sexes: bool) -> Floats:
    """Low, middle, high and mean of (draw, region, sex, key), with sums over regions and sexes."""
    values = np.concatenate((values, values.sum(axis=1, keepdims=True)), axis=1, dtype=float)
    if sexes:
        values = np.concatenate((values, values.sum(axis=2, keepdims=True)), axis=2)
    return np.stack([*np.quantile(values, (LOW, 0.5, HIGH), axis=0), values.mean(axis=0)])
