"""What the list of data and the page of one data set show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from schakel.answers.data import DatasetState, dataset_states
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Goal, Indicator, Source, Text
from schakel.facts.store import observations


@dataclass(frozen=True)
class DataPage:
    """All data sets with their licences; all indicators by goal, the others apart."""

    datasets: tuple[tuple[DatasetState, tuple[str, ...]], ...]
    by_goal: tuple[tuple[Goal, tuple[Indicator, ...]], ...]
    others: tuple[Indicator, ...]


@dataclass(frozen=True)
class VariableState:
    """One variable of a data set as it lies there."""

    id: str
    rows: int
    first_period: str
    last_period: str


@dataclass(frozen=True)
class DatasetPage:
    """Everything on the page of one data set; a variable comes with its label and unit."""

    state: DatasetState
    variables: tuple[tuple[VariableState, Text, Text], ...]
    statuses: tuple[tuple[str, int], ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]


@lru_cache(maxsize=8)
def _states(catalog: Catalog, today: date) -> tuple[DatasetState, ...]:
    return dataset_states(catalog, today)


def data_page(catalog: Catalog) -> DataPage:
    """The list of data sets (ages as of today) and of indicators."""
    states = _states(catalog, date.today())
    goals = sorted(catalog.goals.values(), key=lambda goal: goal.number)
    by_goal = tuple((goal, _of_goal(catalog, goal)) for goal in goals)
    used = {indicator.id for _, indicators in by_goal for indicator in indicators}
    return DataPage(
        datasets=tuple((state, _licences(catalog, state.dataset.sources)) for state in states),
        by_goal=by_goal,
        others=tuple(i for i in catalog.indicators.values() if i.id not in used),
    )


def _of_goal(catalog: Catalog, goal: Goal) -> tuple[Indicator, ...]:
    names = dict.fromkeys(measure.indicator for measure in goal.measures)
    return tuple(catalog.indicators[name] for name in names)


def _licences(catalog: Catalog, sources: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(catalog.sources[name].licence for name in sources))


def dataset_page(catalog: Catalog, dataset: str) -> DatasetPage:
    """The page of one data set that exists."""
    entry = catalog.datasets[dataset]
    state = next(s for s in _states(catalog, date.today()) if s.dataset.id == dataset)
    variables, statuses, sources = _contents(catalog, dataset)
    return DatasetPage(
        state=state,
        variables=tuple(
            (
                found,
                entry.variables[found.id].label,
                catalog.units[entry.variables[found.id].unit].label,
            )
            for found in variables
        ),
        statuses=statuses,
        indicators=tuple(
            indicator
            for indicator in catalog.indicators.values()
            if entry.id in _datasets_of(indicator)
        ),
        sources=tuple(catalog.sources[name] for name in sources),
    )


def _datasets_of(indicator: Indicator) -> set[str]:
    formulas = [version.formula for version in indicator.versions]
    formulas += [b.formula for version in indicator.versions for b in version.breakdowns]
    halves = [half for f in formulas for half in (f.numerator, f.denominator) if half]
    return {half.dataset for half in halves}


@lru_cache(maxsize=64)
def _contents(
    catalog: Catalog, dataset: str
) -> tuple[tuple[VariableState, ...], tuple[tuple[str, int], ...], tuple[str, ...]]:
    table = observations(catalog, dataset)
    by_variable = table.group_by("variable").agg(
        pl.len(), pl.col("period").min().alias("first"), pl.col("period").max().alias("last")
    )
    variables = {row[0]: VariableState(*row) for row in by_variable.iter_rows()}
    statuses = table.group_by("status").len().sort("len", descending=True)
    return (
        tuple(variables[n] for n in catalog.datasets[dataset].variables if n in variables),
        tuple(statuses.iter_rows()),
        tuple(table["source"].unique().sort()),
    )
