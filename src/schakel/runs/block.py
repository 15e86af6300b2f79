"""One block of draws, made where a worker is: unpacked, run, looked at."""

from __future__ import annotations

import os
import platform
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import lru_cache

import cloudpickle
import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.runs.hashes import Arrays
from schakel.runs.job import Work
from schakel.runs.memory import peak_bytes


@dataclass(frozen=True)
class Finished:
    """The arrays of one block, which worker made them, and the most memory it has held (bytes)."""

    block: range
    arrays: Arrays
    worker: str
    peak: int


Finishing = Generator[Finished, None, None]


def packed(work: Work) -> bytes:
    """The work as bytes: every engine unpacks these, so that every engine runs the same thing."""
    try:
        return bytes(cloudpickle.dumps(work))
    except Exception as error:  # whatever the objects inside raise
        raise SchakelError(
            Problem(
                "run",
                f"work that cannot be sent to a worker: {error}",
                "a function of plain data, arrays and frozen types",
                "leave out open files, connections, locks and generators",
            )
        ) from error


_unpacked = lru_cache(maxsize=1)(cloudpickle.loads)


def finish(parcel: bytes, block: range) -> Finished:
    """Run a block of packed work. Raises SchakelError when its arrays are not fit to keep."""
    arrays = _unpacked(parcel)(block)
    problems = list(_faults(arrays, block))
    if problems:
        raise SchakelError(problems)
    return Finished(block, arrays, worker_name(), peak_bytes())


def worker_name() -> str:
    """This process, as no other on any machine is called."""
    return f"{platform.node()}:{os.getpid()}"


def _faults(arrays: object, block: range) -> Iterable[Problem]:
    where = f"draws {block.start} to {block.stop - 1}"
    if not isinstance(arrays, dict) or not arrays:
        found = f"{type(arrays).__name__} {arrays!r}"[:80]
        yield Problem(where, found, "named arrays", "give back a dict of numpy arrays")
        return
    for name, array in arrays.items():
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf":
            found = str(getattr(array, "dtype", type(array).__name__))
            yield Problem(where, found, "an array of numbers", "give back a numpy array", name)
        elif array.shape[:1] != (len(block),):
            yield Problem(
                where,
                f"shape {array.shape}",
                f"{len(block)} draws along the first axis",
                "give back one entry a draw",
                name,
            )
        else:
            yield from _not_finite(name, array, block)


def _not_finite(name: str, array: np.ndarray, block: range) -> Iterable[Problem]:
    finite = np.isfinite(array)
    if finite.all():
        return
    cells = np.argwhere(~finite)
    index, *place = (int(number) for number in cells[0])
    cell = f" at [{', '.join(map(str, place))}]" if place else ""
    draws = len(np.unique(cells[:, 0]))
    yield Problem(
        f"draw {block[index]}",
        f"{array[tuple(cells[0])]}{cell}; {len(cells)} such values in {draws} draws of this block",
        "finite numbers",
        "look at the parameters of this draw; nothing of its block is kept",
        name,
    )
