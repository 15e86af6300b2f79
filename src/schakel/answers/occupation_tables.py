"""Opens the tables of paths of a region's packages, each once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog

PATHS, CHAIN = "paths", "chain"


def paths_table(catalog: Catalog, name: str) -> pl.DataFrame:
    """A table of paths, such as `programmes.parquet`; every cell of a CSV file is text.

    Raises SchakelError when no package of the region has it.
    """
    return _table(catalog, PATHS, name)


def chain_list(catalog: Catalog, name: str) -> pl.DataFrame:
    """A list that the chain's stocks were made with, such as `families.csv`."""
    return _table(catalog, CHAIN, name)


def has_paths(catalog: Catalog) -> bool:
    """Whether a region or one of its parents has tables of occupations."""
    return any((p.folder / PATHS / "occupation_groups.parquet").is_file() for p in catalog.packages)


def _table(catalog: Catalog, folder: str, name: str) -> pl.DataFrame:
    for package in reversed(catalog.packages):
        path = package.folder / folder / name
        if path.is_file():
            return _read(path, path.stat().st_mtime_ns)
    raise SchakelError(
        Problem(
            f"{folder}/{name}",
            "no such file in " + ", ".join(str(p.folder) for p in catalog.packages),
            "a table of occupations and programmes",
            "run `python -m schakel.facts.paths.tables`, or take the release with its tables",
        )
    )


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> pl.DataFrame:
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, infer_schema=False)
