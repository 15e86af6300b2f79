"""The occupations of ESCO as a person reads them: name, what it is, group and level."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text

FOLDER = "paths"
SOURCES = ("esco_1_1_1_en", "esco_1_1_1_relations", "esco_1_2_occupations_nl")
_EXPECTED = (
    "the address of an occupation of ESCO v1.1.1, as http://data.europa.eu/esco/occupation/…"
)
_HOW_TO_FIND = 'find the address with `schakel titles "the title"`, or in occupations.parquet'


@dataclass(frozen=True)
class Job:
    """An occupation of ESCO.

    `number` is its row in all tables and matrices of paths, `code` its number in ESCO. `dutch`
    tells whether its Dutch name is published (else both names are the English one); `level` is the
    skill level of ISCO-08, 1–4, and `schooling` which Dutch education that comes close to.
    """

    number: int
    code: str
    uri: str
    name: Text
    dutch: bool
    about: Mapping[str, str]
    isco: str
    group: Text
    level: int
    schooling: Text


def jobs(catalog: Catalog) -> tuple[Job, ...]:
    """All occupations of ESCO, in the order of their row numbers."""
    return jobs_in(paths_folder(catalog))


@lru_cache(maxsize=4)
def jobs_in(folder: Path) -> tuple[Job, ...]:
    """The same, from the folder of their tables."""
    groups = _groups(folder)
    levels = _levels(folder)
    rows = pl.read_parquet(folder / "occupations.parquet").iter_rows(named=True)
    return tuple(
        Job(
            number=number,
            code=row["code"],
            uri=row["uri"],
            name=Text(nl=row["name_nl"], en=row["name_en"]),
            dutch=row["dutch"],
            about={"nl": row["description_nl"] or "", "en": row["description_en"] or ""},
            isco=row["isco"],
            group=groups[row["isco"]],
            level=levels[row["isco"][0]][0],
            schooling=levels[row["isco"][0]][1],
        )
        for number, row in enumerate(rows)
    )


@lru_cache(maxsize=4)
def codes(catalog: Catalog) -> dict[str, Job]:
    """All occupations by their codes in ESCO."""
    return {job.code: job for job in jobs(catalog)}


def job(catalog: Catalog, code: str) -> Job:
    """An occupation by its code in ESCO (`7212.3`); raises UnknownName with the nearest codes."""
    return find(codes(catalog), code, "occupation of ESCO")


@lru_cache(maxsize=4)
def _by_address(catalog: Catalog) -> dict[str, Job]:
    return {job.uri: job for job in jobs(catalog)}


def job_at(catalog: Catalog, uri: str) -> Job:
    """An occupation by its address in ESCO. Raises UnknownName for another address."""
    found = _by_address(catalog).get(uri)
    if found is None:
        raise UnknownName(Problem("ESCO occupation", repr(uri[:200]), _EXPECTED, _HOW_TO_FIND))
    return found


def paths_folder(catalog: Catalog) -> Path:
    """Where the tables of occupations and skills lie: they are the nation's."""
    return catalog.packages[0].folder / FOLDER


def _groups(folder: Path) -> dict[str, Text]:
    rows = pl.read_parquet(folder / "isco_groups.parquet").iter_rows(named=True)
    return {row["code"]: Text(nl=row["name_nl"], en=row["name_en"]) for row in rows}


def _levels(folder: Path) -> dict[str, tuple[int, Text]]:
    """Per first digit of ISCO-08 its skill level and the Dutch education near it."""
    with (folder / "isco_levels.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["major"]: (int(row["level"]), Text(nl=row["label_nl"], en=row["label_en"]))
            for row in csv.DictReader(file)
        }
