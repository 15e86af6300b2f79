"""Reads the published files of ESCO, and holds the order of its occupations.

English is version 1.1.1, complete; Dutch is version 1.2. An occupation keeps its address from the
one to the other, so that a Dutch text is found by the English occupation's address.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from schakel.base.errors import Problem, SchakelError

Row = dict[str, str]
ENGLISH, RELATIONS = "esco/esco_v1.1.1_en_csv.zip", "esco/esco_v1.1.1_relations_csv.zip"
_LONGEST_CELL = 2**24


def english(folder: Path, table: str) -> list[Row]:
    """Rows of a table of the English release, as `occupations_en.csv`."""
    return _zipped(folder / ENGLISH, table)


def relations(folder: Path, table: str) -> list[Row]:
    """Rows of a table of relations, as `occupationSkillRelations.csv`."""
    return _zipped(folder / RELATIONS, table)


def dutch(folder: Path, table: str) -> list[Row]:
    """Rows of a table of the Dutch release, as `occupations_nl.csv`."""
    path = _existing(folder / "esco" / table)
    return _rows(path.read_text(encoding="utf-8-sig"))


def mapping(folder: Path, table: str) -> list[list[str]]:
    """Rows of a published mapping, after its sixteen lines of particulars and its head."""
    path = _existing(folder / "esco" / table)
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    heads = [n for n, line in enumerate(lines) if line and line[0] == "Classification 1 URI"]
    if not heads:
        raise SchakelError(
            Problem(
                str(path),
                "no line that starts with 'Classification 1 URI'",
                "a mapping as ESCO publishes them",
                "look whether the file is another than before",
            )
        )
    return lines[heads[0] + 1 :]


def occupation_uris(folder: Path) -> tuple[str, ...]:
    """Addresses of all occupations in their one order: every table and matrix counts by it."""
    return tuple(sorted({row["conceptUri"] for row in english(folder, "occupations_en.csv")}))


def lines(cell: str) -> list[str]:
    """The labels in a cell: one a line, without what surrounds them, each once."""
    return list(dict.fromkeys(text for line in cell.split("\n") if (text := line.strip(" ;\t\r"))))


def _zipped(path: Path, table: str) -> list[Row]:
    with zipfile.ZipFile(_existing(path)) as bundle:
        return _rows(bundle.read(table).decode("utf-8-sig"))


def _rows(text: str) -> list[Row]:
    csv.field_size_limit(_LONGEST_CELL)  # a list of schemes may be longer than Python expects
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _existing(path: Path) -> Path:
    if path.exists():
        return path
    raise SchakelError(
        Problem(
            str(path),
            "no such file",
            "a source file of ESCO",
            "give the folder with the publishers' files after the package",
        )
    )
