"""Finished blocks on disk: each written at once, whole or not at all, and checked when read.

A block is an .npz file; its name holds its draws and the sha256 of its bytes, so a file that was
half-written or changed later is known as broken and its block made anew.
"""

from __future__ import annotations

import errno
import fcntl
import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.runs.hashes import Arrays
from schakel.runs.job import Job
from schakel.runs.stopping import Stopped


@dataclass(frozen=True)
class Store:
    """The folder of one run."""

    folder: Path

    def read(self, block: range) -> Arrays | None:
        """The arrays of a finished block; None when it is not there, or was broken and removed."""
        with _disk(self.folder):
            for path in sorted(self.folder.glob(f"{_stem(block)}.*.npz")):
                content = path.read_bytes()
                if path.name == _name(block, content):
                    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                        return dict(arrays)
                path.unlink()
        return None

    def write(self, block: range, arrays: Arrays) -> None:
        """Keep a finished block."""
        content = _content(arrays)
        write_whole(self.folder / _name(block, content), content)

    def clear(self) -> None:
        """Forget all finished blocks."""
        self._remove("*.npz")

    def _remove(self, pattern: str) -> None:
        with _disk(self.folder):
            for path in self.folder.glob(pattern):
                path.unlink()


@contextmanager
def opened(parent: Path, job: Job) -> Iterator[Store]:
    """The store of a job, for one run at a time; its folder is made when it is not there."""
    folder = parent / job.key()[:16]
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SchakelError(
                Problem(
                    str(folder),
                    "the same run, started before and still busy",
                    "one at a time",
                    "wait until it is done, or stop it: its finished draws are kept",
                )
            ) from error
        store = Store(folder)
        store._remove("*.part")
        text = json.dumps(job.description(), indent=2, sort_keys=True) + "\n"
        write_whole(folder / "run.json", text.encode())
        yield store


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with _disk(path):
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _stem(block: range) -> str:
    return f"draws-{block.start:07}-{block.stop - 1:07}"


def _name(block: range, content: bytes) -> str:
    return f"{_stem(block)}.{sha256(content).hexdigest()[:32]}.npz"


def _content(arrays: Arrays) -> bytes:
    """An .npz as numpy's own, but with any name for an array."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return buffer.getvalue()


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into an error that says what to do."""
    try:
        yield
    except OSError as error:
        found = os.strerror(error.errno) if error.errno else str(error)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        expected = "room on the disk" if full else "a folder that can be read and written"
        advice = "make room" if full else "mend its rights"
        problem = Problem(str(path), found, expected, f"{advice}, or choose another folder")
        raise Stopped(problem) from error
