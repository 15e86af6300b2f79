"""An answer's plain table made ready for people: labels for codes, numbers in the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.words import period_label
from schakel.base.numbers import format_number
from schakel.base.statuses import WITHOUT_VALUE, Status
from schakel.catalog.catalog import Catalog
from schakel.site.explore.words import STATUS_MARKS, status_word

Row = dict[str, Any]


@dataclass(frozen=True)
class TableCell:
    """What a cell shows, and whether it is a number."""

    text: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Heads and rows for a template; `shared` are the columns that are the same in every row."""

    shared: tuple[tuple[str, str], ...]
    heads: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def answer_table(catalog: Catalog, answer: Answer, language: str, most: int) -> Table:
    """The first `most` rows of an answer as a table; what all rows share stands apart.

    A column that says nothing in the rows shown is left out.
    """
    names = [column.name for column in answer.columns]
    rows = [dict(zip(names, row, strict=True)) for row in answer.rows[:most]]
    columns = {
        column.name: [_cell(catalog, column, row, language) for row in rows]
        for column in answer.columns
    }
    alike = {
        name
        for place, name in enumerate(names)
        if name not in ("region", "value") and len({row[place] for row in answer.rows}) == 1
    }
    telling = [
        column
        for column in answer.columns
        if column.name not in alike and any(cell.text for cell in columns[column.name])
    ]
    return Table(
        shared=tuple(
            (column.label.in_language(language), columns[column.name][0].text)
            for column in answer.columns
            if column.name in alike and columns[column.name][0].text
        ),
        heads=tuple(
            TableCell(column.label.in_language(language), column.kind == "number")
            for column in telling
        ),
        rows=tuple(zip(*(columns[column.name] for column in telling), strict=True)),
    )


def _cell(catalog: Catalog, column: Column, row: Row, language: str) -> TableCell:
    value = row[column.name]
    if column.kind == "number":
        return TableCell(_number(catalog, column, row, language), number=True)
    if value is None:
        return TableCell("")
    return TableCell(_words(catalog, column, str(value), language))


def _words(catalog: Catalog, column: Column, value: str, language: str) -> str:
    if column.kind == "area":
        return catalog.areas[value].label.in_language(language)
    if column.kind == "period":
        return period_label(value, language)
    if column.kind == "status":
        plain = value == Status.VALUE
        return "" if plain else status_word(catalog, Status(value), language)
    if column.name == "source":
        return catalog.sources[value].title
    if column.name == "note":
        dutch, _, english = value.partition(" | ")
        return english if language == "en" and english else dutch
    label = catalog.labels.get(column.name, {}).get(value)
    return label.in_language(language) if label else value


def _number(catalog: Catalog, column: Column, row: Row, language: str) -> str:
    """A number, or the mark for why there is none; empty where it only repeats the value."""
    value: Cell = row[column.name]
    if column.name == "counted" and value == row["value"]:
        return ""
    if value is None:
        status = Status(row["status"])
        return STATUS_MARKS[status] if column.name == "value" and status in WITHOUT_VALUE else ""
    decimals = catalog.units[column.unit].decimals if column.unit else 0
    if round(float(value), decimals) != value:
        decimals += 1
    return format_number(float(value), decimals, language)
