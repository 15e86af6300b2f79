"""What the clock does and when: the jobs of the settings, done by one process at a time.

A job is a function without arguments; what it returns is written down as what it said. Jobs run
beside each other in threads, so that a slow one (checking links) does not hold up a page that is
due. A job that fails is logged with its traceback and tried again at its next turn.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from traceback import format_exception
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from schakel.site.desk.models import ClockJob, ClockLease

LOG = logging.getLogger("schakel.clock")
LEASE = timedelta(seconds=60)
RENEWED_EVERY = timedelta(seconds=15)
AFTER_FAILURE = timedelta(minutes=1)
WRITTEN_EVERY = timedelta(minutes=1)
SAID_AT_MOST = 4000

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Job:
    """A function that is called again and again: every so often, or once a day at an hour."""

    name: str
    function: Callable[[], Any]
    every: timedelta | None = None
    at: time | None = None

    def due(self, last: datetime | None, now: datetime) -> bool:
        """Whether it is time, when it was `last` started then (None: never)."""
        if last is None:
            return True
        if self.every is not None:
            return now - last >= self.every
        return last < self._latest_hour(now)

    def _latest_hour(self, now: datetime) -> datetime:
        """The last time before `now` that it was the hour of this job, in the site's time zone."""
        local = timezone.localtime(now)
        hour = timezone.make_aware(datetime.combine(local.date(), self.at or time()))
        return hour if hour <= now else hour - timedelta(days=1)


def jobs() -> list[Job]:
    """The jobs of `settings.CLOCK_JOBS`: path of a function, and seconds or an hour (`"03:00"`)."""
    return [_job(path, when) for path, when in settings.CLOCK_JOBS.items()]


def _job(path: str, when: float | str) -> Job:
    name = path.removeprefix("schakel.site.")
    function = import_string(path)
    if isinstance(when, str):
        return Job(name, function, at=time.fromisoformat(when))
    return Job(name, function, every=timedelta(seconds=when))


@dataclass
class _Turn:
    """One job as this process does it."""

    job: Job
    last: datetime | None = None
    written: datetime | None = None
    failed: bool = False
    future: Future[Any] | None = None


class Timekeeper:
    """Does the jobs that are due, as long as it holds the lease. `tick` is called every second."""

    def __init__(
        self, jobs: Iterable[Job], pool: Executor, now: Now = timezone.now, holder: str = ""
    ):
        self.holder = holder or str(uuid4())
        self._turns = {job.name: _Turn(job) for job in jobs}
        self._pool = pool
        self._now = now
        self._held_until: datetime | None = None

    def tick(self) -> bool:
        """Gather what is done, start what is due; whether this process keeps the clock."""
        now = self._now()
        for turn in self._turns.values():
            if turn.future is not None and turn.future.done():
                self._gather(turn, now)
        if not self._hold(now):
            return False
        for turn in self._turns.values():
            if turn.future is None and self._due(turn, now):
                self._start(turn, now)
        return True

    def busy(self) -> list[Future[Any]]:
        """The jobs that are being done now."""
        return [turn.future for turn in self._turns.values() if turn.future is not None]

    def leave(self) -> None:
        """Let another process keep the clock at once."""
        ClockLease.objects.filter(holder=self.holder).delete()
        self._held_until = None

    def _hold(self, now: datetime) -> bool:
        """Renew the lease when it is time, or take it when nobody holds it any more."""
        held = self._held_until
        if held is not None and held - now > LEASE - RENEWED_EVERY:
            return True
        until = now + LEASE
        free = ClockLease.objects.filter(pk=1, until__lt=now)
        own = ClockLease.objects.filter(pk=1, holder=self.holder)
        if own.update(until=until) or free.update(holder=self.holder, until=until):
            return self._got(held, until)
        if not ClockLease.objects.exists() and _first(self.holder, until):
            return self._got(held, until)
        self._held_until = None
        return False

    def _got(self, held: datetime | None, until: datetime) -> bool:
        self._held_until = until
        if held is None:
            remembered = dict(ClockJob.objects.values_list("name", "started"))
            for turn in self._turns.values():
                turn.last = remembered.get(turn.job.name)
        return True

    def _due(self, turn: _Turn, now: datetime) -> bool:
        if turn.failed and turn.last and now - turn.last < AFTER_FAILURE:
            return False
        return turn.job.due(turn.last, now)

    def _start(self, turn: _Turn, now: datetime) -> None:
        turn.last = now
        if turn.job.every is None:
            _write(turn, ClockJob.State.BUSY, ended=None, said="")
        turn.future = self._pool.submit(_in_a_thread, turn.job.function)

    def _gather(self, turn: _Turn, now: datetime) -> None:
        future, turn.future = turn.future, None
        error = future.exception()
        said = "".join(format_exception(error)) if error else str(future.result() or "")
        if error:
            LOG.error("The job %s failed", turn.job.name, exc_info=error)
        changed = bool(error) != turn.failed or bool(said)
        turn.failed = bool(error)
        if changed or turn.written is None or now - turn.written >= WRITTEN_EVERY:
            turn.written = now
            state = ClockJob.State.FAILED if error else ClockJob.State.DONE
            _write(turn, state, ended=now, said=said[-SAID_AT_MOST:])


def _first(holder: str, until: datetime) -> bool:
    try:
        ClockLease.objects.create(pk=1, holder=holder, until=until)
    except IntegrityError:
        return False  # another process was first
    return True


def _write(turn: _Turn, state: str, ended: datetime | None, said: str) -> None:
    ClockJob.objects.update_or_create(
        name=turn.job.name,
        defaults={"state": state, "started": turn.last, "ended": ended, "said": said},
    )


def _in_a_thread(function: Callable[[], Any]) -> Any:
    """Call the function as a request is answered: with database connections that are alive."""
    close_old_connections()
    try:
        return function()
    finally:
        close_old_connections()
