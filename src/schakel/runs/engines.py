"""Where blocks are run: in this process, in several, or on a cluster."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Protocol

import joblib

from schakel.base.errors import Problem, SchakelError
from schakel.runs.block import Finishing, finish
from schakel.runs.cluster import Cluster
from schakel.runs.stopping import Stopped


class Engine(Protocol):
    """Runs blocks; what comes of a block does not depend on the engine or its workers."""

    @property
    def label(self) -> str:
        """The engine in a few words."""

    def finished(self, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Each block as it is finished, in any order; closing the iterator stops the rest.

        Raises Stopped when the engine itself fails.
        """


@dataclass(frozen=True)
class Serial:
    """One block after the other, in this process."""

    label = "serial"

    def finished(self, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Each block, in order."""
        return (finish(parcel, block) for block in blocks)


@dataclass(frozen=True)
class Processes:
    """Several processes of this machine; as many as it has cores unless told."""

    workers: int | None = None

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise SchakelError(
                Problem("workers", str(self.workers), "1 or more", "leave it out: one per core")
            )

    @property
    def label(self) -> str:
        """The engine in a few words."""
        return f"processes, {self._count} workers"

    @property
    def _count(self) -> int:
        return self.workers or int(joblib.cpu_count())

    def finished(self, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Each block as it is finished. Raises Stopped when a worker dies."""
        # No memory maps: arrays that are read-only in one engine could take other code there.
        pool = joblib.Parallel(
            n_jobs=self._count,
            backend="loky",
            return_as="generator_unordered",
            batch_size=1,
            max_nbytes=None,
        )
        calls = (joblib.delayed(finish)(parcel, block) for block in blocks)
        try:
            with _ctrl_c_ignored():
                made = pool(calls)
            with closing(made):
                yield from made
        except BrokenProcessPool as error:
            raise Stopped(
                Problem(
                    self.label,
                    "a worker that died: " + str(error).split("\n", maxsplit=1)[0],
                    "workers that live until the end",
                    "most often memory ran out: use fewer workers",
                )
            ) from error


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Processes started here leave Ctrl-C to this one, which ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def chosen(workers: int | None = None, scheduler: str | None = None) -> Engine:
    """The engine that a user asks for: a scheduler's address, a number of workers, or neither."""
    if scheduler is not None and workers is not None:
        raise SchakelError(
            Problem(
                "workers",
                f"{workers} workers and the scheduler {scheduler}",
                "one of the two",
                "leave out the workers: the scheduler knows its own",
            )
        )
    if scheduler is not None:
        return Cluster(scheduler)
    return Serial() if workers == 1 else Processes(workers)
