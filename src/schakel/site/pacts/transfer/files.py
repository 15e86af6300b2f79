"""Files that somebody hands over: CSV tables, or a zip of them, within measure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from schakel.base.errors import SchakelError
from schakel.catalog.ledger_faults import Fault

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
MOST_FILES = 40
# Text of tables shrinks to a tenth; what shrinks to less than a hundredth is made to fill memory.
STEEPEST = 100
Files = list[tuple[str, bytes]]


class Refused(SchakelError):
    """Files that are not even opened; `fault` says why."""

    def __init__(self, file: str, found: str, kind: str, **values: str):
        self.fault = Fault(file, 0, "", found, kind, tuple(values.items()))
        super().__init__(self.fault.problem())


def unpacked(files: Iterable[tuple[str, bytes]]) -> Files:
    """Name and content of each table; a zip is taken apart.

    Raises Refused for a zip that is broken, holds too much or too many, and for files that
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
                raise _too_large(name)
            if len(found) > MOST_FILES:
                raise _too_many(name)
    return found


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _of_zip(name: str, content: bytes, room: int) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            tables = [entry for entry in zipped.infolist() if _is_table(entry)]
            if len(zipped.infolist()) > MOST_FILES * 2:
                raise _too_many(name)
            _refuse_bomb(name, tables, room)
            for entry in tables:
                yield PurePosixPath(entry.filename).name, _content(zipped, entry, room)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(name, str(error), "zip") from error


def _is_table(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() == ".csv" and not hidden


def _refuse_bomb(name: str, entries: list[zipfile.ZipInfo], room: int) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > room:
        raise _too_large(name)
    if total > MEGABYTE and total > STEEPEST * max(packed, 1):
        grows = f"{total // max(packed, 1)}×"
        raise Refused(name, grows, "bomb", most=str(STEEPEST))


def _content(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The content, never more than its announced size: a zip may lie about that."""
    with zipped.open(entry) as packed:
        content = packed.read(min(entry.file_size, room) + 1)
    if len(content) > entry.file_size:
        raise _too_large(entry.filename)
    return content


def _too_large(name: str) -> Refused:
    return Refused(name, f"> {LARGEST // MEGABYTE} MB", "too_large", most=str(LARGEST // MEGABYTE))


def _too_many(name: str) -> Refused:
    return Refused(name, f"> {MOST_FILES}", "too_many", most=str(MOST_FILES))
