"""Which rows are there? Observations of a data set and figures of an indicator, by filter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_
from typing import Any

import polars as pl

from schakel.answers.data import DatasetState, dataset_states
from schakel.answers.figures import Figure
from schakel.answers.series import figures
from schakel.base.periods import parse_period
from schakel.catalog.catalog import Catalog
from schakel.facts.store import observations

# Asks for the rows that are the total over a dimension, where the table itself has no code.
TOTAL = ""


@dataclass(frozen=True)
class Chosen:
    """Rows of a data set that fit a filter, in the order of the table. Sorted by its keys."""

    table: pl.DataFrame

    @property
    def total(self) -> int:
        """Number of rows."""
        return len(self.table)

    def rows(self, first: int, count: int) -> list[dict[str, Any]]:
        """Some of the rows, as plain values by column."""
        return self.table.slice(first, count).rows(named=True)


def chosen(catalog: Catalog, dataset: str, wanted: Mapping[str, Sequence[str]]) -> Chosen:
    """The observations whose columns hold one of the values wanted.

    `wanted` maps a column (variable, region, period, status, source or a dimension) to values;
    TOTAL among those of a dimension stands for its totals. A column without values is not filtered.

    Raises SchakelError when the table of the data set is absent or broken.
    """
    table = observations(catalog, dataset)
    conditions = [_one_of(column, list(values)) for column, values in wanted.items() if values]
    return Chosen(table.filter(reduce(and_, conditions)) if conditions else table)


def _one_of(column: str, values: list[str]) -> pl.Expr:
    here = pl.col(column)
    codes = here.is_in([value for value in values if value != TOTAL])
    return codes.fill_null(False) | here.is_null() if TOTAL in values else codes


@lru_cache(maxsize=512)
def values_of(catalog: Catalog, dataset: str, column: str) -> tuple[str, ...]:
    """The values that occur in a column of a data set, sorted; totals are left out."""
    return tuple(sorted(observations(catalog, dataset)[column].drop_nulls().unique()))


@lru_cache(maxsize=256)
def figures_in_order(
    catalog: Catalog, indicator: str, split: str | None = None
) -> tuple[Figure, ...]:
    """All figures of an indicator (split by a dimension), by area, code and time.

    Raises UnknownName for an indicator that does not exist.
    """
    found = figures(catalog, indicator, split)
    return tuple(
        figure
        for key in sorted(found, key=lambda key: (key[0], key[1] or ""))
        for figure in found[key]
    )


@lru_cache(maxsize=256)
def periods_of(catalog: Catalog, indicator: str) -> tuple[str, ...]:
    """The periods for which an indicator has figures, in time order."""
    found = {figure.period for figure in figures_in_order(catalog, indicator)}
    return tuple(sorted(found, key=_when))


def _when(period: str) -> tuple[float, str]:
    start = parse_period(period).start
    return (0.0 if math.isnan(start) else start, period)


@lru_cache(maxsize=16)
def states(catalog: Catalog) -> dict[str, DatasetState]:
    """The state of each data set, by its id."""
    return {state.dataset.id: state for state in dataset_states(catalog)}
