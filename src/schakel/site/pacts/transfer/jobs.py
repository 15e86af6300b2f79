"""Imports as jobs: one at a time, at once when small, else in the background with progress.

The files and the progress lie in a folder of their own beside the database: a transaction that is
still open could not tell anybody how far it is.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.ledger_faults import Fault
from schakel.catalog.ledger_reading import read
from schakel.site.pacts.models import ImportJob
from schakel.site.pacts.transfer.applying import carry_out
from schakel.site.pacts.transfer.files import Files, Refused, unpacked
from schakel.site.pacts.transfer.planning import prepare

AT_ONCE = 500
MOST_PROBLEMS = 1000
SILENCE = timedelta(minutes=10)
KEPT = timedelta(days=1)
_EVERY = 0.3
State = ImportJob.State


def start(region: str, files: Files, complete: bool, user: Any) -> ImportJob:
    """Check files for a region: at once when they are small, else in the background.

    Raises SchakelError while another import is waiting or busy.
    """
    names = [name for name, _ in files]
    job = _placed(ImportJob(region=region, files=names, complete=complete, user=user))
    folder = _folder(job)
    shutil.rmtree(folder, ignore_errors=True)  # of a job of this number in an earlier database
    folder.mkdir(parents=True, mode=0o700)
    for number, (_name, content) in enumerate(files):
        (folder / f"{number:03d}").write_bytes(content)
    return _go(job, sum(content.count(b"\n") for _, content in files))


def confirm(job: ImportJob) -> ImportJob:
    """Apply what was checked. Raises SchakelError while another import is waiting or busy."""
    job.trial, job.state = False, State.WAITING
    return _go(_placed(job), job.total)


def _go(job: ImportJob, rows: int) -> ImportJob:
    if rows <= AT_ONCE:
        run(job.pk)
    else:
        in_background.enqueue(job.pk)
    job.refresh_from_db()
    return job


@task(backend="background")
def in_background(number: int) -> None:
    """Do the job with this number."""
    run(number)


def stop(job: ImportJob) -> bool:
    """Let go of a job that waits, or that was checked; False for one that is busy."""
    waiting = ImportJob.objects.filter(pk=job.pk, state__in=(State.WAITING, State.CHECKED))
    if not waiting.update(state=State.STOPPED, place=None, finished=timezone.now()):
        return False
    _forget(job)
    return True


def _placed(job: ImportJob) -> ImportJob:
    """Save a job that waits, if no other one does."""
    tidy()
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        raise SchakelError(
            Problem(
                ", ".join(job.files),
                "another import that waits or is busy",
                "one import at a time",
                "wait until it is done, then try again",
            )
        ) from None
    return job


def tidy() -> None:
    """Jobs that fell silent are cut off; what was checked long ago is let go."""
    now = timezone.now()
    for job in ImportJob.objects.filter(state=State.BUSY, created__lt=now - SILENCE):
        path = _folder(job) / "progress.json"
        if not path.exists() or time.time() - path.stat().st_mtime > SILENCE.total_seconds():
            _close(job, State.BROKEN)
    for job in ImportJob.objects.filter(state=State.CHECKED, created__lt=now - KEPT):
        _close(job, State.STOPPED)


def run(number: int) -> None:
    """Check the files of a job and, unless it is a trial, apply them."""
    claimed = ImportJob.objects.filter(pk=number, state=State.WAITING).update(state=State.BUSY)
    if not claimed:
        return
    job = ImportJob.objects.get(pk=number)
    try:
        _work(job)
    finally:
        if job.state == State.BUSY:
            _close(job, State.BROKEN)


def _work(job: ImportJob) -> None:
    say = _Teller(job)
    contents = [path.read_bytes() for path in sorted(_folder(job).glob("[0-9]*"))]
    try:
        files = unpacked(zip(job.files, contents, strict=True))
    except Refused as error:
        _refuse(job, [_of_fault(error.fault)])
        return
    reading = read(files, say.phase("reading"))
    job.total = reading.rows
    job.notes = [
        {"file": note.file, "kind": note.kind, "values": note.values} for note in reading.notes
    ]
    say.phase("checking")(0, reading.rows)
    if job.trial:
        plan = prepare(reading, job.region, job.complete)
    else:
        writing = say.phase("writing")
        plan = carry_out(reading, job.region, job.complete, job.user, writing)
    job.counts = plan.counts
    if plan.faults:
        _refuse(job, [_of_fault(fault) for fault in plan.faults])
    elif job.trial:
        job.state, job.finished = State.CHECKED, timezone.now()
        job.save()
    else:
        finish(job, plan.counts)


def _refuse(job: ImportJob, problems: list[dict[str, Any]]) -> None:
    job.problems, job.problem_count = problems[:MOST_PROBLEMS], len(problems)
    _close(job, State.REFUSED)


def finish(job: ImportJob, counts: dict[str, dict[str, int]]) -> None:
    """Mark a job as applied, and remove its files."""
    job.counts, job.trial = counts, False
    job.done = job.total
    _close(job, State.DONE)


def _close(job: ImportJob, state: ImportJob.State) -> None:
    job.state, job.finished = state, timezone.now()
    job.save()
    _forget(job)


@contextmanager
def alone(region: str, names: list[str], complete: bool) -> Iterator[ImportJob]:
    """Hold the place of the one import that may be busy; for an import without a page."""
    job = _placed(
        ImportJob(region=region, files=names, complete=complete, state=State.BUSY, trial=False)
    )
    try:
        yield job
    finally:
        if job.state == State.BUSY:
            _close(job, State.BROKEN)


class _Teller:
    """Writes how far a job is, a few times a second at most."""

    def __init__(self, job: ImportJob):
        self.job, self.last = job, 0.0

    def phase(self, name: str) -> Callable[[int, int], None]:
        """A function that tells the rows done and in all of a phase."""
        self.last = 0.0

        def say(done: int, total: int) -> None:
            if time.monotonic() - self.last > _EVERY:
                self.last = time.monotonic()
                path = _folder(self.job) / "progress.json"
                aside = path.with_suffix(".new")
                aside.write_text(json.dumps({"phase": name, "done": done, "total": total}))
                aside.replace(path)

        return say


def progress(job: ImportJob) -> dict[str, Any]:
    """Phase, rows done and rows in all of a job that is busy."""
    with suppress(OSError, ValueError):
        told: dict[str, Any] = json.loads((_folder(job) / "progress.json").read_text())
        return told
    return {"phase": job.phase, "done": job.done, "total": job.total}


def _folder(job: ImportJob) -> Path:
    return Path(settings.HOME) / "imports" / str(job.pk)


def _forget(job: ImportJob) -> None:
    shutil.rmtree(_folder(job), ignore_errors=True)


def _of_fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "row": fault.row,
        "column": fault.column,
        "found": fault.found,
        "kind": fault.kind,
        "values": fault.values,
    }
