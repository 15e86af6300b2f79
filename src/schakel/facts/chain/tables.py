"""Writes the built tables of the chain into a region package.

What is built per region is large and goes into Parquet; what people may read or change is CSV.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from schakel.facts.chain.base import Row, nation
from schakel.facts.chain.choices import Choices
from schakel.facts.chain.moves import Moves
from schakel.facts.chain.outlook import Outlook
from schakel.facts.chain.outside import Outside
from schakel.facts.chain.school import School
from schakel.facts.chain.studies import Studies
from schakel.facts.chain.teachers import Teachers
from schakel.facts.chain.work import Work

NUMBERS = ("value", "low", "high")
KEYS = ("region", "sex", "year", "path", "family", "age", "duration")
STOCK_COLUMNS = ("stage", *KEYS, "value", "low", "high", "status", "source", "method")
PARAMETER_COLUMNS = (
    "parameter",
    *KEYS,
    "value",
    "low",
    "high",
    "distribution",
    "valid_from",
    "valid_until",
    "source",
    "evidence",
    "method",
    "note",
)
MUNICIPALITY_COLUMNS = ("municipality", "region", "value", "status", "source", "method")
MOBILITY_COLUMNS = ("family", "to_family", "value", "source", "evidence", "method")


def build_chain(package: Path) -> dict[str, int]:
    """Make the built tables of a package's chain; the rows of each.

    parameters.csv is parameters_given.csv, written by hand, with what is built for the country
    after it; parameters.parquet holds what is built per region.
    """
    studies = Studies(School(nation(package)))
    work = Work(studies)
    teachers, outlook = Teachers(work), Outlook(work)
    parts = (studies.school, studies, work, teachers)
    stocks = [row for part in parts for row in part.stocks()]
    with (package / "chain" / "parameters_given.csv").open(encoding="utf-8", newline="") as file:
        given: list[Row] = list(csv.DictReader(file))
    makers = (Choices(studies), teachers, outlook, Outside(work))
    built = [row for part in makers for row in part.parameters()]
    national = [*given, *(row for row in built if "region" not in row)]
    tables = {
        "stocks.parquet": (STOCK_COLUMNS, stocks),
        "parameters.csv": (PARAMETER_COLUMNS, national),
        "parameters.parquet": (PARAMETER_COLUMNS, [row for row in built if "region" in row]),
        "municipalities.csv": (MUNICIPALITY_COLUMNS, list(studies.school.municipalities())),
        "mobility.csv": (MOBILITY_COLUMNS, list(Moves(outlook).rows())),
    }
    for name, (columns, rows) in tables.items():
        _write(package / "chain" / name, columns, rows)
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    aside = path.with_name(f".{path.name}")
    if path.suffix == ".parquet":
        _table(columns, rows).write_parquet(aside, compression="zstd", statistics=False)
    else:
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    aside.replace(path)


def _table(columns: Sequence[str], rows: Iterable[Row]) -> pl.DataFrame:
    """Numbers as numbers, keys as text, without columns that are empty."""
    kinds = {name: pl.Float64 if name in NUMBERS else pl.String for name in columns}
    table = pl.DataFrame(
        [{name: _cell(row.get(name), name) for name in columns} for row in rows],
        schema=kinds,
    )
    return table.select(name for name in columns if table[name].null_count() < len(table))


def _cell(value: object, name: str) -> object:
    if value is None or value == "":
        return None
    return value if name in NUMBERS else str(value)


if __name__ == "__main__":
    for table, count in build_chain(Path(sys.argv[1])).items():
        print(f"{table}: {count} rows")
