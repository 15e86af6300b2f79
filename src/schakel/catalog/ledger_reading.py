"""Reads tables of the ledger from files that somebody saved: any separator, any usual encoding.

Reading is tolerant and says what it understood; what does not fit is told cell by cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schakel.catalog import ledger_cells as cells
from schakel.catalog.ledger import TABLES, columns
from schakel.catalog.ledger_faults import Fault, Note, near, shown
from schakel.catalog.types import Frozen

Progress = Callable[[int, int], None]
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
LONGEST_CELL = 10_000_000
_STEP = 500


@dataclass(frozen=True)
class Line:
    """One row that was read: its place in the file, and what it says.

    Columns that are not in the file are not in `row.model_fields_set`. Those in `unread` hold
    something in place of a cell that could not be read.
    """

    file: str
    number: int
    row: Any
    unread: frozenset[str] = frozenset()

    def read(self, *names: str) -> bool:
        """Whether these columns hold what the file says."""
        return self.unread.isdisjoint(names)


@dataclass
class Sheet:
    """One table as a file gave it; `damaged` are the rows with cells that could not be read."""

    table: str
    file: str
    columns: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    damaged: list[Line] = field(default_factory=list)

    @property
    def all_lines(self) -> list[Line]:
        """Every row, in the order of the file."""
        if not self.damaged:
            return self.lines
        return sorted((*self.lines, *self.damaged), key=lambda line: line.number)


@dataclass
class Reading:
    """What was read from one or more files, what is wrong with it, and what is worth knowing."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Number of rows that were read."""
        return sum(len(sheet.lines) for sheet in self.sheets.values())


def _quiet(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


def read(files: Iterable[tuple[str, bytes]], say: Progress = _quiet) -> Reading:
    """Tables from files (name and content); all faults and notes together."""
    reading = Reading()
    for name, content in files:
        _read_file(reading, name, content, say)
    return reading


def _read_file(reading: Reading, name: str, content: bytes, say: Progress) -> None:
    text, encoding = _decoded(content)
    if text is None:
        reading.faults.append(Fault(name, 0, "", "", "encoding"))
        return
    try:
        records, separator = _records(text)
    except csv.Error as error:
        kind = "cell" if "field limit" in str(error) else "quotes"
        reading.faults.append(Fault(name, 0, "", shown(str(error)), kind))
        return
    head_at, head = next(((n, row) for n, row in records if any(row)), (1, []))
    table = table_of(name, head)
    if not head or table is None or table in reading.sheets:
        reading.faults.append(_no_table(name, head, table))
        return
    if separator != ",":
        reading.notes.append(Note(name, "separator", (("separator", SEPARATORS[separator]),)))
    if encoding not in ("UTF-8", ""):
        reading.notes.append(Note(name, "encoding", (("encoding", encoding),)))
    rows = [(n, row) for n, row in records if n > head_at and any(cell.strip() for cell in row)]
    _Table(reading, Sheet(table, name), separator == ";").fill(head_at, head, rows, say)


def _no_table(name: str, head: list[str], table: str | None) -> Fault:
    if not head:
        return Fault(name, 0, "", "", "no_rows")
    if table is None:
        return Fault(name, 1, "", shown(", ".join(head)), "table", (("tables", ", ".join(TABLES)),))
    return Fault(name, 0, "", table, "table_twice")


def _decoded(content: bytes) -> tuple[str | None, str]:
    """The text and the name of its encoding, which is empty where there is nothing to tell."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = [("utf-16", "UTF-16")]
    elif content[:4:2] == b"\0\0":  # without a mark: the first letters tell the order of the bytes
        tries = [("utf-16-be", "UTF-16")]
    elif content[1:4:2] == b"\0\0":
        tries = [("utf-16-le", "UTF-16")]
    else:
        tries = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, name in tries:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    return None, ""


def _records(text: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Rows with their numbers as a spreadsheet counts them, and the separator."""
    csv.field_size_limit(LONGEST_CELL)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=([,;\t])\r?", first)
    if told:
        return list(enumerate(_split(rest, told[1]), start=2)), told[1]
    separator = max(SEPARATORS, key=lambda mark: _known_names(text, mark))
    return list(enumerate(_split(text, separator), start=1)), separator


def _split(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _known_names(text: str, separator: str) -> int:
    """How many column names the first line has when it is split in this way."""
    head = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    known = {name for table in TABLES for name in columns(table)}
    return sum(_name(part) in known for part in head.replace('"', "").split(separator))


def _name(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def table_of(file: str, head: Iterable[str]) -> str | None:
    """The table of a file: by its name (`actions.csv`, `oost-actions.csv`), else by its columns."""
    stem = re.sub(r"[\s(]+\d+\)?$", "", PurePath(file).stem.lower()).replace("-", "_")
    named = [name for name in TABLES if stem == name or stem.endswith(f"_{name}")]
    if named:
        return max(named, key=len)
    names = {_name(cell) for cell in head}
    fitting = [name for name in TABLES if _required(name) <= names <= set(columns(name))]
    return fitting[0] if len(fitting) == 1 else None


def _required(table: str) -> set[str]:
    return {name for name, info in TABLES[table].model_fields.items() if info.is_required()}


@dataclass
class _Table:
    """Fills one sheet from its records."""

    reading: Reading
    sheet: Sheet
    dutch: bool
    examples: dict[str, str] = field(default_factory=dict)

    def fill(
        self, head_at: int, head: list[str], rows: list[tuple[int, list[str]]], say: Progress
    ) -> None:
        names = self._head(head_at, head)
        numbers = [
            place
            for place, name in enumerate(names)
            if name and cells.kind_of(self.sheet.table, name) == "number"
        ]
        self.dutch = self.dutch or any(
            cells.decimal_comma(row[place])
            for _, row in rows
            for place in numbers[: len(row)]
            if place < len(row)
        )
        for done, (number, row) in enumerate(rows):
            if done % _STEP == 0:
                say(done, len(rows))
            self._line(number, names, row)
        say(len(rows), len(rows))
        self.reading.sheets[self.sheet.table] = self.sheet
        self._tell()

    def _head(self, at: int, head: list[str]) -> list[str]:
        """Names of the columns, empty for one that is not read."""
        known, names = columns(self.sheet.table), []
        for cell in head:
            name = _name(cell)
            if name and name not in known:
                self._fault(at, cell, cell, "unknown_column", near=near(name, known))
            elif name in names:
                self._fault(at, name, cell, "column_twice")
            names.append(name if name in known and name not in names else "")
        for name in known:
            if name not in names and name in _required(self.sheet.table):
                self._fault(at, name, "", "no_column")
        self.sheet.columns = tuple(name for name in names if name)
        return names

    def _line(self, number: int, names: list[str], row: list[str]) -> None:
        if any(cell.strip() for cell in row[len(names) :]):
            self._fault(number, "", shown(" | ".join(row[len(names) :])), "surplus")
            sure = 1  # what comes after the first cell may stand in the wrong column
        else:
            sure = len(names)
        padded = row + [""] * (len(names) - len(row))
        raw = {name: cell for name, cell in zip(names[:sure], padded, strict=False) if name}
        line = self._parsed(number, raw, {name for name in names[sure:] if name})
        (self.sheet.damaged if line.unread else self.sheet.lines).append(line)

    def _parsed(self, number: int, raw: dict[str, str], unread: set[str]) -> Line:
        """The row; a cell that is told as a fault makes way, so that the others are read too."""
        given = {name: self._value(number, name, cell) for name, cell in raw.items()}
        kind: type[Frozen] = TABLES[self.sheet.table]
        unread |= {name for name, value in given.items() if value is _UNREAD}
        while True:
            given |= {name: cells.stand_in(self.sheet.table, name) for name in unread}
            try:
                row = kind.model_validate({k: v for k, v in given.items() if v is not _ABSENT})
            except ValidationError as error:
                for detail in error.errors(include_url=False, include_context=True):
                    unread |= self._misfit(number, raw, detail)
            else:
                return Line(self.sheet.file, number, row, frozenset(unread))

    def _value(self, number: int, name: str, cell: str) -> Any:
        """The cell as its type reads it; empty is the default of the column."""
        text, info = cells.text_of(cell), TABLES[self.sheet.table].model_fields[name]
        if not text:
            return _ABSENT if info.is_required() else info.default
        if cells.CONTROL.search(text):
            self._fault(number, name, shown(repr(text)), "character")
        kind = cells.kind_of(self.sheet.table, name)
        if kind == "date":
            text, dutch = cells.day(text)
            if dutch:
                self.examples.setdefault("days", cell.strip())
        elif kind in ("number", "count"):
            if cells.unclear(text, self.dutch):
                self._fault(number, name, shown(cell), "unclear")
                return _UNREAD
            text, dutch = cells.number(text, self.dutch)
            if dutch and kind == "number":
                self.examples.setdefault("decimal_comma", cell.strip())
        elif kind == "yes_no":
            text = cells.yes_no(text)
        elif kind == "codes":
            text = " ".join(text.split())
        return text

    def _misfit(self, number: int, raw: dict[str, str], detail: ErrorDetails) -> set[str]:
        """A fault for what the type refuses; gives the columns that it is about."""
        name = str(detail["loc"][0]) if detail["loc"] else ""
        if not name:
            days = f"{raw.get('valid_from', '')} – {raw.get('valid_until', '')}"
            self._fault(number, "valid_until", days, "crossing")
            return {"valid_from", "valid_until"}
        if detail["type"] in ("missing", "string_too_short"):
            if name in self.sheet.columns:
                kind = "funder" if name == "funder" else "empty"
                self._fault(number, name, "", kind)
        else:
            self._refused(number, name, raw.get(name, ""), detail)
        return {name}

    def _refused(self, number: int, name: str, cell: str, detail: ErrorDetails) -> None:
        kind = cells.kind_of(self.sheet.table, name)
        if detail["type"] == "string_too_long":
            length = str(detail["ctx"]["max_length"])
            self._fault(number, name, shown(cell), "long", length=length)
        elif kind == "choice":
            choices = ", ".join(_choices(self.sheet.table, name))
            self._fault(number, name, shown(cell), "choice", choices=choices)
        elif kind == "text":
            self._fault(number, name, shown(cell), "email" if name == "email" else "address")
        else:
            self._fault(number, name, shown(cell), kind)

    def _fault(self, number: int, column: str, found: str, kind: str, **values: str) -> None:
        self.reading.faults.append(
            Fault(self.sheet.file, number, column, found, kind, tuple(values.items()))
        )

    def _tell(self) -> None:
        """What is worth knowing of how the file was read."""
        notes, file = self.reading.notes, self.sheet.file
        for kind, example in self.examples.items():
            notes.append(Note(file, kind, (("example", example),)))
        absent = [
            name
            for name in columns(self.sheet.table)
            if name not in self.sheet.columns and name not in _required(self.sheet.table)
        ]
        if absent:
            notes.append(Note(file, "kept", (("columns", ", ".join(absent)),)))
        notes.extend(_same_rows(self.sheet))


_ABSENT, _UNREAD = object(), object()


def _same_rows(sheet: Sheet) -> Iterator[Note]:
    """Rows of a table without keys that say exactly the same."""
    if "key" in TABLES[sheet.table].model_fields:
        return
    seen: dict[Any, int] = {}
    for line in sheet.lines:
        first = seen.setdefault(line.row, line.number)
        if first != line.number:
            values = (("row", str(line.number)), ("other", str(first)))
            yield Note(sheet.file, "same_row", values)


def _choices(table: str, name: str) -> tuple[str, ...]:
    annotation = TABLES[table].model_fields[name].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()
