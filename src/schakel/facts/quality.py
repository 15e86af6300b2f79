"""Do the tables hold what the catalog declares of them?"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Dataset
from schakel.facts.observations import schema
from schakel.facts.store import observations


def table_problems(catalog: Catalog) -> list[Problem]:
    """Everything in the tables that the catalog does not know: areas, units, sources, codes."""
    return [
        problem
        for dataset in catalog.datasets.values()
        for problem in _dataset_problems(catalog, dataset)
    ]


def _dataset_problems(catalog: Catalog, dataset: Dataset) -> Iterator[Problem]:
    try:
        table = observations(catalog, dataset.id)
    except SchakelError as error:
        yield from error.problems
        return
    where = f"facts/{dataset.id}.parquet"
    expected = schema(dataset.dimensions)
    if table.schema != pl.Schema(expected):
        yield Problem(
            where,
            f"columns {table.columns}",
            f"columns {list(expected)}",
            "run `schakel data build`, or correct the dimensions of the data set",
        )
        return
    known: dict[str, set[str]] = {
        "region": set(catalog.areas),
        "source": set(catalog.sources),
        "unit": set(catalog.units),
        "variable": set(dataset.variables),
    }
    known |= {
        name: set(catalog.labels[name]) for name in dataset.dimensions if name in catalog.labels
    }
    for column, names in known.items():
        strange = sorted(set(table[column].drop_nulls().unique()) - names)
        if strange:
            yield Problem(
                where,
                f"{column}: {', '.join(strange[:5])}"
                + (f" and {len(strange) - 5} more" if len(strange) > 5 else ""),
                f"{column}s that the catalog declares",
                "declare them, or correct the builder",
                column,
            )
    if dataset.suppression is None and (table["status"] == "suppressed").any():
        yield Problem(
            where,
            "suppressed cells",
            "a `suppression` rule in the data set's file",
            "say what a suppressed cell can hold",
        )
