"""How the command line prints: tables for people, JSON and CSV for programs, problems to stderr."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from schakel.answers.answer import Answer
from schakel.base.errors import Problem
from schakel.base.spreadsheets import guarded

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def print_problems(problems: Sequence[Problem]) -> None:
    """Every problem with its place, what was found, what was expected and what to do."""
    for problem in problems:
        errors.print(str(problem), markup=False, style="red", soft_wrap=True)
    if len(problems) > 1:
        errors.print(f"{len(problems)} problems.", style="bold")


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def plain(value: Any) -> Any:
    """Frozen types, dates and enumerations as plain data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in asdict_shallow(value).items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def asdict_shallow(value: Any) -> dict[str, Any]:
    """Fields of a dataclass without going into them."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def print_csv(answer: Answer) -> None:
    """The answer's table as CSV: comma, decimal point, one head line."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    writer.writerows(map(guarded, row) for row in answer.rows)


def print_table(
    head: Iterable[str],
    rows: Iterable[Sequence[str]],
    numbers: Iterable[int] = (),
    least: int | None = None,
) -> None:
    """A plain table; the columns in `numbers` are set to the right, the first is `least` wide."""
    right = set(numbers)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(
            name,
            justify="right" if place in right else "left",
            overflow="fold",
            min_width=None if place else least,
        )
    for row in rows:
        table.add_row(*row)
    console.print(table)
