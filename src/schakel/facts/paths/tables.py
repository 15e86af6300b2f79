"""Writes the tables of paths into a region package: `python -m schakel.facts.paths.tables`.

Large tables are Parquet; small ones, which people may read or change, are CSV.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from schakel.base.errors import SchakelError
from schakel.facts.paths.groups import occupation_groups
from schakel.facts.paths.occupations import occupation_tables
from schakel.facts.paths.outlook import comparable_groups, group_outlook
from schakel.facts.paths.programme_links import programme_occupations, programme_skills
from schakel.facts.paths.programmes import programmes
from schakel.facts.paths.qualifications import qualifications
from schakel.facts.paths.skill_tables import skill_tables

FOLDER = "paths"
PARTS: tuple[Callable[[Path], dict[str, pl.DataFrame]], ...] = (occupation_tables, skill_tables)


def build_paths(folder: Path, package: Path) -> dict[str, int]:
    """Make all tables of paths from the publishers' files in `folder`; the rows of each."""
    made = {name: table for part in PARTS for name, table in part(folder).items()}
    for name, table in made.items():
        write(table, package / FOLDER / f"{name}.parquet")
    for name, table in programme_tables(folder, package).items():
        made[name] = table
        write(table, package / FOLDER / f"{name}.parquet")
    return {name: len(table) for name, table in made.items()}


def programme_tables(folder: Path, package: Path) -> dict[str, pl.DataFrame]:
    """Occupation groups, programmes and what joins them; after the tables of occupations."""
    groups, taught = occupation_groups(folder, package), programmes(folder, package)
    described = qualifications(folder, package, taught)
    links = programme_occupations(folder, package, taught, described, groups)
    return {
        "occupation_groups": groups,
        "group_outlook": group_outlook(folder),
        "comparable_groups": comparable_groups(folder),
        "programmes": taught,
        "qualifications": described,
        "programme_occupations": links,
        "programme_skills": programme_skills(folder),
    }


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
