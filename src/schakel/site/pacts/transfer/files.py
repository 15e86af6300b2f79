"""Files that somebody hands over: CSV tables, or a zip of them, within measure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from schakel.base.errors import Problem, SchakelError

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
MOST_FILES = 40
# Text of tables shrinks to a tenth; what shrinks to less than a hundredth is made to fill memory.
STEEPEST = 100
Files = list[tuple[str, bytes]]


def unpacked(files: Iterable[tuple[str, bytes]]) -> Files:
    """Name and content of each table; a zip is taken apart.

    Raises SchakelError for a zip that is broken, holds too much or too many, and for files that
    are together larger than `LARGEST` bytes.
    """
    found: Files = []
    room = LARGEST
    for name, content in files:
        parts = _of_zip(name, content, room) if _is_zip(content) else [(name, content)]
        for part in parts:
            found.append(part)
            room -= len(part[1])
            if room < 0:
                raise SchakelError(_too_large(name))
            if len(found) > MOST_FILES:
                raise SchakelError(_too_many(name))
    return found


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _of_zip(name: str, content: bytes, room: int) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            tables = [entry for entry in zipped.infolist() if _is_table(entry)]
            if len(zipped.infolist()) > MOST_FILES * 2:
                raise SchakelError(_too_many(name))
            _refuse_bomb(name, tables, room)
            for entry in tables:
                yield PurePosixPath(entry.filename).name, _content(zipped, entry, room)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SchakelError(
            Problem(
                name,
                f"a zip that cannot be opened ({error})",
                "a zip with the tables of the ledger as CSV, without a password",
                "make the zip again, or hand over the tables themselves",
            )
        ) from error


def _is_table(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() == ".csv" and not hidden


def _refuse_bomb(name: str, entries: list[zipfile.ZipInfo], room: int) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > room:
        raise SchakelError(_too_large(name))
    if total > MEGABYTE and total > STEEPEST * max(packed, 1):
        raise SchakelError(
            Problem(
                name,
                f"a zip that grows to {total // max(packed, 1)} times its size",
                f"at most {STEEPEST} times",
                "hand over the tables themselves",
            )
        )


def _content(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The content, never more than its announced size: a zip may lie about that."""
    with zipped.open(entry) as packed:
        content = packed.read(min(entry.file_size, room) + 1)
    if len(content) > entry.file_size:
        raise SchakelError(_too_large(entry.filename))
    return content


def _too_large(name: str) -> Problem:
    return Problem(
        name,
        "too much to read at once",
        f"at most {LARGEST // MEGABYTE} MB of tables together",
        "divide the rows over several imports",
    )


def _too_many(name: str) -> Problem:
    return Problem(
        name, "too many files", f"at most {MOST_FILES}", "hand over only the tables of the ledger"
    )
