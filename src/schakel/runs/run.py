"""One run: what is finished is picked up, what is missing is made, and all of it comes together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from schakel.base.clock import now
from schakel.base.errors import Problem, SchakelError
from schakel.runs.block import packed, worker_name
from schakel.runs.engines import Engine, Processes
from schakel.runs.hashes import Arrays
from schakel.runs.job import Job
from schakel.runs.memory import peak_bytes, require_disk, require_memory
from schakel.runs.stopping import Interrupted, Stopped, how_to_go_on
from schakel.runs.store import Store, opened

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    `arrays` have all draws along the first axis, in order. `picked_up` is the number of draws that
    an earlier run had finished. `peak_bytes` adds up the most that each process has ever held.
    """

    job: Job
    arrays: Arrays = field(repr=False)
    folder: Path
    engine: str
    started: datetime
    seconds: float
    peak_bytes: int
    picked_up: int


def run(
    job: Job,
    folder: Path,
    engine: Engine | None = None,
    *,
    progress: Progress | None = None,
    resume: bool = True,
) -> Outcome:
    """Run a job, and keep its finished blocks in a subfolder of `folder` named after it.

    `progress` is told the number of draws done and asked. Without `resume`, all draws are made
    anew. Raises SchakelError for what is wrong before the run or in a draw; Stopped (Interrupted
    for Ctrl-C) for what ends it half-way: the same call then goes on where it was.
    """
    engine = engine or Processes()
    started, clock = now(), perf_counter()
    require_memory(job.draws, job.draw_bytes)
    with opened(folder, job) as store:
        if not resume:
            store.clear()
        gathering = _Gathering(job, store, progress or (lambda done, total: None))
        with _kept(gathering):
            missing = gathering.pick_up()
            picked_up = gathering.done
            require_disk(job.draws - picked_up, job.draw_bytes, store.folder)
            gathering.make(engine, missing)
        return Outcome(
            job=job,
            arrays=gathering.arrays,
            folder=store.folder,
            engine=engine.label,
            started=started,
            seconds=perf_counter() - clock,
            peak_bytes=sum((gathering.peaks | {worker_name(): peak_bytes()}).values()),
            picked_up=picked_up,
        )


@contextmanager
def _kept(gathering: _Gathering) -> Iterator[None]:
    """Says of a run that is stopped what is kept and how to go on."""
    try:
        yield
    except (Stopped, KeyboardInterrupt) as error:
        folder, job = gathering.store.folder, gathering.job
        go_on = how_to_go_on(folder, gathering.done, job.draws)
        if isinstance(error, Stopped):
            raise Stopped([*error.problems, go_on]) from error
        raise Interrupted(go_on) from None


@dataclass
class _Gathering:
    """The arrays of a run as they fill up, block by block, whatever the order."""

    job: Job
    store: Store
    progress: Progress
    arrays: Arrays = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    done: int = 0

    def pick_up(self) -> list[range]:
        """Take in what is kept on disk; gives the blocks that are missing."""
        missing = []
        for block in self.job.blocks():
            arrays = self.store.read(block)
            if arrays is None:
                missing.append(block)
            else:
                self._take(block, arrays)
        self.progress(self.done, self.job.draws)
        return missing

    def make(self, engine: Engine, blocks: list[range]) -> None:
        """Run the missing blocks, keeping each at once."""
        if not blocks:
            return
        with closing(engine.finished(packed(self.job.work), blocks)) as all_finished:
            for finished in all_finished:
                self.store.write(finished.block, finished.arrays)
                self._take(finished.block, finished.arrays)
                self.peaks[finished.worker] = max(finished.peak, self.peaks.get(finished.worker, 0))
                self.progress(self.done, self.job.draws)

    def _take(self, block: range, arrays: Arrays) -> None:
        if not self.arrays:
            self._make_room(block, arrays)
        if _layout(arrays) != _layout(self.arrays):
            raise SchakelError(
                Problem(
                    f"draws {block.start} to {block.stop - 1}",
                    str(_layout(arrays)),
                    f"the arrays of other draws: {_layout(self.arrays)}",
                    "give back the same arrays for every block",
                )
            )
        for name, array in arrays.items():
            self.arrays[name][block.start : block.stop] = array
        self.done += len(block)

    def _make_room(self, block: range, arrays: Arrays) -> None:
        """Now that a block is there, its size is known."""
        size = sum(array.nbytes for array in arrays.values()) // len(block)
        require_memory(self.job.draws, size)
        self.arrays = {
            name: np.empty((self.job.draws, *array.shape[1:]), array.dtype)
            for name, array in sorted(arrays.items())
        }


def _layout(arrays: Arrays) -> dict[str, str]:
    return {
        name: f"{array.dtype} × {list(array.shape[1:])}" for name, array in sorted(arrays.items())
    }
