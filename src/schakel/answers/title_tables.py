"""Reads the tables of paths from the national package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.folders import package_folder

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class TitleTables:
    """Occupations, their labels and the groups of ISCO, as published."""

    occupations: pl.DataFrame
    labels: pl.DataFrame
    groups: pl.DataFrame


def tables() -> TitleTables:
    """The tables of titles; raises SchakelError where one is missing."""
    return TitleTables(*(read(name) for name in ("occupations", "labels", "isco_groups")))


def folder() -> Path:
    """Where the tables of paths lie."""
    return package_folder("nl") / "paths"


def read(name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """One table of paths, or some columns of it; raises SchakelError where it is missing."""
    path = folder() / f"{name}.parquet"
    if not path.is_file():
        raise SchakelError(
            Problem(
                str(path),
                "no such file",
                "a table of paths",
                "take the release with its tables, or make them: "
                "`python -m schakel.facts.paths.tables PACKAGE SOURCES`",
            )
        )
    return pl.read_parquet(path, columns=None if columns is None else list(columns))
