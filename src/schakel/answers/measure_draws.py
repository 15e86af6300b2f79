"""What a projection keeps of its draws for the measures of goals, and for places that fall short.

Of each measure that the chain projects stand, per region and year, the quantiles of its value and
of its change since the first year that the model works out itself: from them the chance of reaching
any target can be read. The stocks of the start are put together from sources, so that year is not
among them; flows of the first school year are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from schakel.answers.projected import ALL, MEASURES, SHORT, STEPS
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import ChainCount, ChainMeasure
from schakel.chain.compiled import Chain, Floats
from schakel.chain.selectors import selector


def projected_measures(catalog: Catalog) -> Mapping[str, ChainMeasure]:
    """What of the chain moves as an indicator does, by indicator."""
    found = catalog.indicators.items()
    return {name: entry.projected for name, entry in found if entry.projected}


def counted_states(catalog: Catalog) -> tuple[str, ...]:
    """The states that the measures count, each once."""
    counts = (count for each in projected_measures(catalog).values() for count in _counts(each))
    return tuple(dict.fromkeys(name for count in counts for name in count.stock))


def _counts(measure: ChainMeasure) -> Iterator[ChainCount]:
    yield measure.numerator
    if measure.denominator:
        yield measure.denominator


def states_of(chain: Chain, names: tuple[str, ...]) -> tuple[list[int], ...]:
    """The numbers of the states behind each name. Raises SchakelError for what the chain lacks."""
    return tuple(_states(chain, name) for name in names)


def _states(chain: Chain, name: str) -> list[int]:
    wanted = selector(name)
    if wanted is None or wanted.stage not in chain.states.stages:
        raise _absent(name, "a stage of the chain, such as hbo_ba_tech[year=1]")
    found = chain.states.chosen(wanted)
    if not found or not set(wanted.values) <= set(chain.states.stages[wanted.stage].axes):
        raise _absent(name, "values that this stage has")
    return found


def _absent(name: str, expected: str) -> SchakelError:
    advice = "correct it under “projected” of the indicator"
    return SchakelError(Problem("indicators", repr(name), expected, advice))


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
        missing = [name for name in count.flow if name not in chain.flows]
        if missing:
            raise _absent(", ".join(missing), "flows of the chain")
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
