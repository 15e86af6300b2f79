"""Writes the built tables of the chain into a region package."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from schakel.facts.chain.base import Row, nation
from schakel.facts.chain.choices import Choices
from schakel.facts.chain.moves import Moves
from schakel.facts.chain.outlook import Outlook
from schakel.facts.chain.school import School
from schakel.facts.chain.studies import Studies
from schakel.facts.chain.teachers import Teachers
from schakel.facts.chain.work import Work

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
MOBILITY_COLUMNS = ("family", "to_family", "value", "source", "evidence", "method")


def build_chain(package: Path) -> dict[str, int]:
    """Make stocks.csv, mobility.csv and parameters.csv of a package; the rows of each.

    parameters.csv is parameters_given.csv, written by hand, with what is built after it.
    """
    studies = Studies(School(nation(package)))
    work = Work(studies)
    teachers, outlook = Teachers(work), Outlook(work)
    parts = (studies.school, studies, work, teachers)
    stocks = [row for part in parts for row in part.stocks()]
    with (package / "chain" / "parameters_given.csv").open(encoding="utf-8", newline="") as file:
        given: list[Row] = list(csv.DictReader(file))
    built = [row for part in (Choices(studies), teachers, outlook) for row in part.parameters()]
    tables = {
        "stocks.csv": (STOCK_COLUMNS, stocks),
        "parameters.csv": (PARAMETER_COLUMNS, [*given, *built]),
        "mobility.csv": (MOBILITY_COLUMNS, list(Moves(outlook).rows())),
    }
    for name, (columns, rows) in tables.items():
        _write(package / "chain" / name, columns, rows)
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    aside = path.with_name(f".{path.name}")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    aside.replace(path)


if __name__ == "__main__":
    for table, count in build_chain(Path(sys.argv[1])).items():
        print(f"{table}: {count} rows")
