"""Writes the tables of paths into a region package: `python -m schakel.facts.paths.tables`.

Large tables are Parquet; small ones, which people may read or change, are CSV.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from schakel.base.errors import SchakelError
from schakel.facts.paths.occupations import occupation_tables
from schakel.facts.paths.skill_tables import skill_tables

FOLDER = "paths"
PARTS: tuple[Callable[[Path], dict[str, pl.DataFrame]], ...] = (occupation_tables, skill_tables)


def build_paths(folder: Path, package: Path) -> dict[str, int]:
    """Make all tables of paths from the publishers' files in `folder`; the rows of each."""
    made = {name: table for part in PARTS for name, table in part(folder).items()}
    for name, table in made.items():
        write(table, package / FOLDER / f"{name}.parquet")
    return {name: len(table) for name, table in made.items()}


def write(table: pl.DataFrame, path: Path) -> None:
    """Write one table; it replaces the old one only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}")
    table.write_parquet(aside, compression="zstd", compression_level=19, statistics=False)
    aside.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("use: python -m schakel.facts.paths.tables PACKAGE SOURCES")
    try:
        for _name, _rows in build_paths(Path(sys.argv[2]), Path(sys.argv[1])).items():
            print(f"{_name}: {_rows} rows")
    except SchakelError as error:
        sys.exit(str(error))
