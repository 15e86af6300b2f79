"""A recorded run, done again: is the result the same to the bit, and if not, what differs?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from schakel.runs.engines import Engine
from schakel.runs.job import Job
from schakel.runs.record import Question, RunRecord
from schakel.runs.run import Progress, run

NOTHING = "nothing"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as recorded: `versions`, `inputs` or `result`; its name; both."""

    kind: str
    name: str
    recorded: str
    now: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.name} was {self.recorded}, is {self.now}"


@dataclass(frozen=True)
class Rerun:
    """The record of the second run and how it differs from the first."""

    record: RunRecord
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether the result is the same to the bit."""
        return not any(difference.kind == "result" for difference in self.differences)


def rerun(
    record: RunRecord,
    make_job: Callable[[Question, int], Job],
    folder: Path,
    *,
    region_hash: str,
    scenario_hash: str,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Rerun:
    """Run a recorded question again, and compare.

    `make_job` makes the job of a question with a block size; the hashes are those of the region
    package and scenario as they are now. `folder`, which is not to be that of the first run, keeps
    finished draws until all are there, so that a rerun that was stopped can go on.
    """
    outcome = run(make_job(record.question, record.block_size), folder, engine, progress=progress)
    shutil.rmtree(outcome.folder)
    again = RunRecord.of(
        outcome, record.question, region_hash=region_hash, scenario_hash=scenario_hash
    )
    return Rerun(again, differences(record, again))


def differences(recorded: RunRecord, again: RunRecord) -> tuple[Difference, ...]:
    """What is not the same in two runs of one question."""
    found = [
        Difference("versions", name, *both)
        for name, both in recorded.versions.differences(again.versions).items()
    ]
    for name in ("region_hash", "scenario_hash"):
        was, now = getattr(recorded, name), getattr(again, name)
        if was != now:
            found.append(Difference("inputs", name.removesuffix("_hash"), was, now))
    for name in sorted({*recorded.array_hashes, *again.array_hashes}):
        was = recorded.array_hashes.get(name, NOTHING)
        now = again.array_hashes.get(name, NOTHING)
        if was != now:
            found.append(Difference("result", name, was, now))
    return tuple(found)
