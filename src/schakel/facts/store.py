"""Opens the tidy tables of a region's packages, each once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.embargoes import Held
from schakel.facts.observations import read


def table_path(catalog: Catalog, dataset: str) -> Path:
    """Where the table of a data set lies: in the nearest package that has it.

    Raises SchakelError when no package has it.
    """
    for package in reversed(catalog.packages):
        path = package.folder / "facts" / f"{dataset}.parquet"
        if path.is_file():
            return path
    raise SchakelError(
        Problem(
            f"facts/{dataset}.parquet",
            "no such file in " + ", ".join(str(p.folder) for p in catalog.packages),
            "the built table of a declared data set",
            "run `schakel data build --from DIR`, or take the release with its tables",
        )
    )


def observations(catalog: Catalog, dataset: str) -> pl.DataFrame:
    """All observations of a data set that may be seen."""
    path = table_path(catalog, dataset)
    held = tuple(held for held in catalog.withheld if held.dataset == dataset)
    return _visible(path, path.stat().st_mtime_ns, held)


def is_held(catalog: Catalog, dataset: str) -> bool:
    """Whether some of a data set is held back now, so that its file may not be given as it is."""
    return any(held.dataset == dataset for held in catalog.withheld)


@lru_cache(maxsize=64)
def _visible(path: Path, changed: int, withheld: tuple[Held, ...]) -> pl.DataFrame:
    table = _read(path, changed)
    for held in withheld:
        periods = [period for period in table["period"].unique() if held.holds(period)]
        concerned = pl.col("period").is_in(periods)
        if held.variable is not None:
            concerned &= pl.col("variable") == held.variable
        table = table.filter(~concerned)
    return table


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> pl.DataFrame:
    return read(path)
