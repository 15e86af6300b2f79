"""Cells of the ledger: how a value is written, and what a cell that somebody typed means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from schakel.base.spreadsheets import guarded, unguarded
from schakel.catalog.ledger import CODES, REFERENCES, TABLES

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DUTCH = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+,\d{1,2}")
_UNCLEAR = re.compile(r"\d{1,3}([.,]\d{3})+")
_YES_NO = {
    **dict.fromkeys(("true", "yes", "ja", "waar", "1"), "true"),
    **dict.fromkeys(("false", "no", "nee", "onwaar", "0"), "false"),
}


@lru_cache(maxsize=512)
def kind_of(table: str, column: str) -> str:
    """What a column holds: key, date, number, count, year, yes_no, choice, codes or text."""
    annotation = TABLES[table].model_fields[column].annotation
    if column in CODES.get(table, {}) and column != "practice":
        return "codes"
    if column == "key" or column in REFERENCES[table]:
        return "key"
    if column == "year":
        return "year"
    if get_origin(annotation) is Literal:
        return "choice"
    held = set(_types(annotation))
    kinds = {bool: "yes_no", date: "date", Decimal: "number", int: "count"}
    return next((kind for python, kind in kinds.items() if python in held), "text")


def stand_in(table: str, column: str) -> Any:
    """What stands in a column whose cell cannot be read: its default, else the least there is."""
    info = TABLES[table].model_fields[column]
    if not info.is_required():
        return info.default
    if get_origin(info.annotation) is Literal:
        return get_args(info.annotation)[0]
    return {"year": 1990, "date": date.min}.get(kind_of(table, column), "unread")


def _types(annotation: Any) -> Iterator[Any]:
    """The plain types of which an annotation is made."""
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _types(part)


def written(value: Any, decimal_comma: bool = False) -> str:
    """A value as an export writes it: ISO date, plain number, true or false; nothing if unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        number = f"{value:.2f}"
        return number.replace(".", ",") if decimal_comma else number
    if isinstance(value, int):
        return str(value)
    return str(guarded(CONTROL.sub("", str(value)).strip()))


def text_of(cell: str) -> str:
    """The text of a cell, without the apostrophe that keeps it from being a formula."""
    return unguarded(cell.strip())


def day(cell: str) -> tuple[str, bool]:
    """A day as ISO, and whether it was written as day, month, year; else the cell as it is."""
    found = _DAY.fullmatch(cell)
    if not found:
        return cell, False
    return f"{found[4]}-{int(found[3]):02d}-{int(found[1]):02d}", True


def number(cell: str, dutch: bool) -> tuple[str, bool]:
    """A number with a decimal point, and whether it was written the Dutch way.

    `dutch` says that the file writes numbers with a comma, so that 1.250 is a thousand and more.
    """
    plain = cell.replace("€", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if unclear(cell, dutch) or not _DUTCH.fullmatch(plain):
        return plain, False
    return plain.replace(".", "").replace(",", "."), True


def unclear(cell: str, dutch: bool) -> bool:
    """Whether a number can be read in two ways: 1.250 or 1,250."""
    return bool(_UNCLEAR.fullmatch(cell)) and not (dutch and "," not in cell)


def decimal_comma(cell: str) -> bool:
    """Whether a cell can only be a number with a decimal comma."""
    return bool(re.fullmatch(r"(€ ?)?(\d{1,3}(\.\d{3})+|\d+),\d{1,2}", cell.strip()))


def yes_no(cell: str) -> str:
    """`true` or `false`, from English or Dutch; else the cell as it is."""
    return _YES_NO.get(cell.lower(), cell)
