"""What a projection keeps of its draws for the measures of goals, and for places that fall short.

Of each measure that the chain projects stand, per region and year, the quantiles of its value and
of its change since the first year that the model works out itself: from them the chance of reaching
any target can be read. The stocks of the start are put together from sources, so that year is not
among them; flows of the first school year are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import numpy as np
import polars as pl

from schakel.answers.projected import ALL, MEASURES, SHORT, STEPS
from schakel.base.errors import Problem
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain_measures import ChainCount, ChainMeasure
from schakel.chain.compiled import Chain, Floats
from schakel.chain.selectors import selector


def projected_measures(catalog: Catalog) -> Mapping[str, ChainMeasure]:
    """What of the chain moves as an indicator does, by indicator."""
    found = catalog.indicators.items()
    return {name: entry.projected for name, entry in found if entry.projected}


def counted_states(catalog: Catalog) -> tuple[str, ...]:
    """The states that the measures count, each once."""
    counts = (_counts(each) for each in projected_measures(catalog).values())
    return tuple(
        dict.fromkeys(name for each in counts for _, count in each for name in count.stock)
    )


def _counts(measure: ChainMeasure) -> Iterator[tuple[str, ChainCount]]:
    """What a measure counts, with the key under which it says so."""
    yield "numerator", measure.numerator
    if measure.denominator:
        yield "denominator", measure.denominator


def measure_problems(chain: Chain, catalog: Catalog) -> list[Problem]:
    """What measures count that the chain lacks, with the file and key of the indicator."""
    return [
        problem
        for name, measure in projected_measures(catalog).items()
        for part, count in _counts(measure)
        for problem in _lacking(chain, count, f"indicators/{name}.yaml", f"projected › {part}")
    ]


def _lacking(chain: Chain, count: ChainCount, where: str, key: str) -> Iterator[Problem]:
    for name in count.stock:
        if not _states(chain, name):
            expected = f"a stage with values that it has, such as {_nearest_stage(chain, name)}"
            yield Problem(where, repr(name), expected, "correct the name", f"{key} › stock")
    for name in count.flow:
        if name not in chain.flows:
            near = ", ".join(get_close_matches(name, chain.flows, cutoff=0.0))
            expected = f"a flow of the chain (nearest: {near})"
            yield Problem(where, repr(name), expected, "correct the name", f"{key} › flow")


def _nearest_stage(chain: Chain, name: str) -> str:
    """A stage as it may be named: `stage[axis=value|value]`."""
    stages = chain.states.stages
    (stage,) = get_close_matches(name.partition("[")[0], stages, n=1, cutoff=0.0)
    axes = ",".join(f"{axis}={'|'.join(all_)}" for axis, all_ in stages[stage].axes.items())
    return f"{stage}[{axes}]" if axes else stage


def states_of(chain: Chain, names: tuple[str, ...]) -> tuple[list[int], ...]:
    """The numbers of the states behind each name; none for what the chain lacks."""
    return tuple(_states(chain, name) for name in names)


def _states(chain: Chain, name: str) -> list[int]:
    wanted = selector(name)
    stage = chain.states.stages.get(wanted.stage) if wanted else None
    if wanted is None or stage is None:
        return []
    known = all(set(stage.axes.get(axis, ())) >= set(mine) for axis, mine in wanted.values.items())
    return chain.states.chosen(wanted) if known else []


def measures_table(chain: Chain, catalog: Catalog, arrays: Mapping[str, Floats]) -> pl.DataFrame:
    """Quantiles of the measures that the chain projects, per region and year.

    A region where a measure cannot be worked out, because nobody is counted, has no rows.
    """
    frames = [
        _rows(chain, name, _values(chain, catalog, measure, arrays), measure)
        for name, measure in projected_measures(catalog).items()
    ]
    return pl.concat([pl.DataFrame(schema=MEASURES), *frames])


def _values(
    chain: Chain, catalog: Catalog, measure: ChainMeasure, arrays: Mapping[str, Floats]
) -> Floats:
    """A measure in all draws, (draw, year, region), the last region all together.

    The first year is the one that the model works out itself.
    """
    names = counted_states(catalog)
    numerator = _people(chain, names, measure.numerator, arrays)
    if measure.denominator is None:
        return numerator * measure.times
    denominator = _people(chain, names, measure.denominator, arrays)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(numerator / denominator * measure.times)


def _people(
    chain: Chain, names: tuple[str, ...], count: ChainCount, arrays: Mapping[str, Floats]
) -> Floats:
    if count.stock:
        places = [names.index(name) for name in count.stock]
        found = arrays["counted"][:, 1:, :, places].sum(axis=-1, dtype=float)
    else:
        flows = arrays["flow"][..., [chain.flows.index(name) for name in count.flow]]
        found = flows.sum(axis=tuple(range(3, flows.ndim)), dtype=float)
    return np.concatenate((found, found.sum(axis=2, keepdims=True)), axis=2)


def _rows(chain: Chain, name: str, values: Floats, measure: ChainMeasure) -> pl.DataFrame:
    first, year_one = values[:, :1], chain.start + bool(measure.numerator.stock)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = values - first if measure.denominator else values / first
    regions = [*chain.regions, ALL]
    rows = [
        (name, regions[region], year_one + year, _steps(values, year, region),
         _steps(change, year, region))
        for region in range(len(regions))
        if np.isfinite(values[:, :, region]).all() and np.isfinite(change[:, :, region]).all()
        for year in range(values.shape[1])
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=MEASURES, orient="row")


def _steps(values: Floats, year: int, region: int) -> list[float]:
    found = np.quantile(values[:, year, region], np.linspace(0, 1, STEPS))
    return [float(f"{value:.5g}") for value in found]


def short_table(chain: Chain, arrays: Mapping[str, Floats]) -> pl.DataFrame:
    """The part of the draws in which more people ask for a place than there are.

    Per capacity, region and year; `all` is the part in which that is so in one region or more.
    """
    short = arrays["requests"] > arrays["places"]
    short = np.concatenate((short, short.any(axis=2, keepdims=True)), axis=2).mean(axis=0)
    rows = [
        (capacity, region, chain.start + year, round(float(short[year, where, number]), 4))
        for number, capacity in enumerate(chain.capacities.names)
        for where, region in enumerate([*chain.regions, ALL])
        for year in range(len(short))
    ]
    return pl.DataFrame(rows, schema=SHORT, orient="row")
