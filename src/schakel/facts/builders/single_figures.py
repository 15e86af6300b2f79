"""Single figures read on public pages: what each row means is declared, row by row or word by word.

The tables in the region package's `single_figures/` give for every word of the source files its
variable, detail, area, period, status and note in two languages. A word that is in none of them
stops the build; so does a correction that no longer finds the text it was made for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.types import Source
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import read_text

_FOLDER = "single_figures"
# The strongest of several statuses wins.
_STRENGTH = ["", Status.VALUE, Status.PROVISIONAL, Status.ESTIMATE, Status.FORECAST, Status.MISSING]
# The file of goals calls the same columns otherwise; its definition is read as a note.
_GOALS_COLUMNS = {"source": "source_title", "address": "source_url"}

_NUMBERS = ("value", "low", "high")
# What a note's status can be limited to, and the column that decides.
_ONLY = {"only_periods": "period", "only_breakdowns": "breakdown"}

Cells = dict[str, str]
_Table = Mapping[tuple[str, ...], Cells]


@dataclass(frozen=True)
class _Remark:
    """What a word adds to a figure: a status, a note in two languages, an uncertainty."""

    status: str = ""
    note_nl: str = ""
    note_en: str = ""
    spread: float | None = None

    @classmethod
    def of(cls, cells: Cells) -> _Remark:
        spread = float(cells["spread"]) if cells.get("spread") else None
        return cls(cells["status"], cells["note_nl"], cells["note_en"], spread)


@dataclass(frozen=True)
class _Row:
    """One row of a source file, every cell as text ('' when empty)."""

    file: str
    line: int
    cells: Cells

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        """File, line and indicator, for an error."""
        return f"facts_{self.file}.csv, line {self.line}: {self['indicator']}"

    @property
    def key(self) -> tuple[str, ...]:
        """What a correction names a row by."""
        return (self.file, *(self[c] for c in ("indicator", "region", "period", "breakdown")))


@dataclass(frozen=True)
class _Definitions:
    """The tables that say what the words of the source files mean."""

    variables: _Table
    details: _Table
    regions: _Table
    periods: _Table
    notes: _Table
    publishers: _Table
    dates: _Table
    corrections: Mapping[tuple[str, ...], list[Cells]]


@dataclass
class _Reading:
    """The build under way: what was found, and everything that is wrong."""

    known: _Definitions
    retrieved: date
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    corrected: set[tuple[str, ...]] = field(default_factory=set)

    def word(self, table: _Table, name: str, row: _Row, *words: str) -> Cells | None:
        """The entry for these words, or None and a problem."""
        entry = table.get(words)
        if entry is None:
            expected = f"an entry in {_FOLDER}/{name}.csv"
            advice = "look the figure up at its address and declare what it is"
            self.problems.append(Problem(row.where, " › ".join(words), expected, advice))
        return entry


def build_single_figures(bench: Workbench) -> Built:
    """All single figures as observations, with the source of each.

    Raises SchakelError with every word that is not declared, every value that is not a number and
    has no correction, and every correction that does not find its row.
    """
    reading = _Reading(_definitions(bench), bench.sources["single_figures"].retrieved)
    units = {name: variable.unit for name, variable in bench.dataset.variables.items()}
    found = [
        observation | {"unit": units.get(str(observation["variable"]))}
        for name in bench.dataset.inputs
        for row in _rows(bench.file(name))
        for observation in _observe(row, reading)
    ]
    reading.problems.extend(_unused_corrections(reading))
    if reading.problems:
        raise SchakelError(reading.problems)
    # Two of our files can hold the same figure of the same page: one row then. Where the values
    # differ both stay, and the check of the observation table names them.
    same = ["variable", "region", "period", "detail", "source", "value"]
    table = pl.DataFrame(found, infer_schema_length=None).unique(
        same, keep="first", maintain_order=True
    )
    return Built(table, tuple(reading.sources[name] for name in sorted(reading.sources)))


def _rows(path: Path) -> Iterator[_Row]:
    table = read_text(path, ("indicator", "region", "period", "value", "unit"))
    table = table.rename({old: new for old, new in _GOALS_COLUMNS.items() if old in table.columns})
    for line, cells in enumerate(table.iter_rows(named=True), start=2):
        filled = {column: text or "" for column, text in cells.items()}
        yield _Row(path.stem.removeprefix("facts_"), line, filled)


def _definitions(bench: Workbench) -> _Definitions:
    remark = ("status", "note_nl", "note_en")

    def table(name: str, keys: tuple[str, ...], others: tuple[str, ...]) -> _Table:
        path = bench.definitions(f"{_FOLDER}/{name}.csv")
        return {tuple(cells[key] for key in keys): cells for cells in _cells(path, keys + others)}

    row = ("file", "indicator", "region", "period", "breakdown")
    new = ("expect", "variable", "detail", "new_period", *_NUMBERS, *remark)
    corrections: dict[tuple[str, ...], list[Cells]] = {}
    for cells in _cells(bench.definitions(f"{_FOLDER}/corrections.csv"), row + new):
        corrections.setdefault(tuple(cells[name] for name in row), []).append(cells)
    return _Definitions(
        variables=table("variables", ("file", "indicator", "unit"), ("variable", *remark)),
        details=table("details", ("file", "text"), ("detail", *remark)),
        regions=table("regions", ("text",), ("region",)),
        periods=table("periods", ("file", "text"), ("period",)),
        notes=table("notes", ("file", "text"), ("spread", *_ONLY, *remark)),
        publishers=table("publishers", ("source_title", "address"), ("publisher", "licence")),
        dates=table("dates", ("text",), ("published", *remark)),
        corrections=corrections,
    )


def _cells(path: Path, columns: tuple[str, ...]) -> Iterator[Cells]:
    """The lines of a table of definitions; raises SchakelError for a status that does not exist."""
    for line, cells in enumerate(read_text(path, columns).iter_rows(named=True), start=2):
        filled = {column: text or "" for column, text in cells.items()}
        if filled.get("status", "") not in _STRENGTH:
            expected = f"one of {', '.join(_STRENGTH[1:])}, or nothing"
            advice = "correct the status"
            raise SchakelError(
                Problem(f"{path}, line {line}", filled["status"], expected, advice, "status")
            )
        yield filled


def _observe(row: _Row, reading: _Reading) -> Iterator[dict[str, object]]:
    """The observations that one row gives: one, or those of its correction."""
    known = reading.known
    variable = reading.word(
        known.variables, "variables", row, row.file, row["indicator"], row["unit"]
    )
    region = reading.word(known.regions, "regions", row, row["region"])
    detail = _detail(row, reading)
    source = _source(row, reading)
    if variable is None or region is None or detail is None or source is None:
        return
    remarks = [_Remark.of(variable), _Remark.of(detail), *_remarks(row, reading)]
    common = {"region": region["region"], "source": source.id, "retrieved": reading.retrieved}
    if row.key in known.corrections:
        reading.corrected.add(row.key)
        for correction in known.corrections[row.key]:
            if correction["expect"] != row["value"]:
                reading.problems.append(_outdated(row, correction))
            yield common | _replaced(correction, remarks)
        return
    period = _period(row, reading)
    value = _value(row, reading)
    if period is not None and value is not None:
        yield common | {
            "variable": variable["variable"],
            "period": period,
            "detail": detail["detail"] or variable["detail"] or None,
            **_measured(value, remarks),
        }


def _detail(row: _Row, reading: _Reading) -> Cells | None:
    words = row["breakdown"]
    if not words:
        return {"detail": "", "status": "", "note_nl": "", "note_en": ""}
    own = reading.known.details.get((row.file, words))
    return own or reading.word(reading.known.details, "details", row, "", words)


def _period(row: _Row, reading: _Reading) -> str | None:
    periods = reading.known.periods
    entry = periods.get((row.file, row["period"])) or periods.get(("", row["period"]))
    if entry:
        return entry["period"]
    if parse_period(row["period"]).kind != "text":
        return row["period"]
    reading.word(periods, "periods", row, "", row["period"])
    return None


def _value(row: _Row, reading: _Reading) -> float | None:
    try:
        return float(row["value"])
    except ValueError:
        advice = f"take the cell apart in {_FOLDER}/corrections.csv"
        reading.problems.append(Problem(row.where, repr(row["value"]), "one number", advice))
        return None


def _remarks(row: _Row, reading: _Reading) -> Iterator[_Remark]:
    """What the notes, the definition and the date of a row say about it."""
    for words in (row["definition"], row["note"]):
        entry = reading.word(reading.known.notes, "notes", row, row.file, words) if words else None
        if entry:
            yield _Remark.of(entry | ({} if _applies(entry, row) else {"status": ""}))
    entry = reading.known.dates.get((row["source_date"],))
    if entry:
        yield _Remark.of(entry)


def _applies(entry: Cells, row: _Row) -> bool:
    """Whether the status of a note holds for this row's period and breakdown."""
    return all(
        not entry[only] or row[column] in entry[only].split(";") for only, column in _ONLY.items()
    )


def _measured(value: float, remarks: list[_Remark]) -> dict[str, object]:
    spread = next((remark.spread for remark in remarks if remark.spread), None)
    status = _strongest(remark.status for remark in remarks)
    if value == 0 and status in (Status.VALUE, Status.PROVISIONAL):
        status = Status.ZERO
    return {
        "value": value,
        "low": value - spread if spread else None,
        "high": value + spread if spread else None,
        "status": str(status),
        "note": _note(remarks),
    }


def _replaced(correction: Cells, remarks: list[_Remark]) -> dict[str, object]:
    remarks = [_Remark.of(correction), *remarks]
    numbers = {name: float(correction[name]) if correction[name] else None for name in _NUMBERS}
    return {
        "variable": correction["variable"],
        "period": correction["new_period"],
        "detail": correction["detail"] or None,
        **numbers,
        "status": str(_strongest(remark.status for remark in remarks)),
        "note": _note(remarks),
    }


def _strongest(statuses: Iterable[str]) -> Status:
    found = max(statuses, key=_STRENGTH.index, default="")
    return Status(found or Status.VALUE)


def _note(remarks: list[_Remark]) -> str | None:
    """The notes as `Dutch | English`, or None."""
    dutch = "; ".join(dict.fromkeys(r.note_nl for r in remarks if r.note_nl))
    english = "; ".join(dict.fromkeys(r.note_en for r in remarks if r.note_en))
    return f"{dutch} | {english}" if dutch else None


def _source(row: _Row, reading: _Reading) -> Source | None:
    """The source of a row; one source is one title at one address with one date."""
    publishers, title = reading.known.publishers, row["source_title"]
    publisher = publishers.get((title, row["source_url"])) or reading.word(
        publishers, "publishers", row, title, ""
    )
    if publisher is None:
        return None
    words = "|".join(row[name] for name in ("source_title", "source_url", "source_date"))
    name = "sf-" + hashlib.sha256(words.encode()).hexdigest()[:10]
    known_date = reading.known.dates.get((row["source_date"],))
    reading.sources[name] = Source(
        id=name,
        publisher=publisher["publisher"],
        title=publisher["title"],
        address=row["source_url"],
        licence=publisher["licence"],
        published=(known_date["published"] if known_date else row["source_date"]) or None,
        retrieved=reading.retrieved,
    )
    return reading.sources[name]


def _outdated(row: _Row, correction: Cells) -> Problem:
    advice = (
        f"look at the new text, then change or drop the correction in {_FOLDER}/corrections.csv"
    )
    return Problem(row.where, repr(row["value"]), repr(correction["expect"]), advice)


def _unused_corrections(reading: _Reading) -> Iterator[Problem]:
    for key in reading.known.corrections.keys() - reading.corrected:
        where = f"{_FOLDER}/corrections.csv"
        yield Problem(where, " › ".join(key), "a row with these words", "drop the correction")
