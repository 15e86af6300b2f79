"""The clock: a process beside the web server that does what is due, and ends with it.

What is due is in `desk/timetable.py`. Several servers on one database each have a clock; a lease
in the database lets one of them work.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

import django
from django.db import DatabaseError, close_old_connections

from schakel.site import environment

LOG = logging.getLogger("schakel.clock")
TICK = 1.0
PATIENCE = 5.0
_THREADS = 3


@contextmanager
def beside() -> Iterator[None]:
    """Keep the clock in a process of its own while the block runs; nothing when it is off.

    A clock that dies alone (out of memory, killed) is started again.
    """
    if not environment.switch("SCHAKEL_CLOCK", default=True):
        yield
        return
    clock, over = _started(get_context()), threading.Event()
    watch = threading.Thread(target=_watch, args=(clock, over), name="clock-watch", daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join(PATIENCE + 4)


def _watch(clock: BaseProcess, over: threading.Event) -> None:
    while not over.wait(TICK):
        if not clock.is_alive():
            LOG.error("The clock stopped (exit code %s); it is started again", clock.exitcode)
            # Not forked: threads of the server run by now.
            clock = _started(get_context("spawn"))
    clock.terminate()
    clock.join(PATIENCE + 2)


def _started(context: BaseContext) -> BaseProcess:
    clock = context.Process(target=keep, args=(os.getpid(),), name="schakel-clock", daemon=True)
    clock.start()
    return clock


def keep(parent: int | None = None) -> None:
    """Do what is due until SIGTERM or SIGINT, or until the process `parent` is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
    stop = _stopped_by_signals()
    django.setup()
    timetable = import_module("schakel.site.desk.timetable")
    pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="clock")
    keeper = timetable.Timekeeper(timetable.jobs(), pool)
    while not stop.wait(TICK) and (parent is None or os.getppid() == parent):
        _guarded(keeper.tick)
    wait(keeper.busy(), timeout=PATIENCE)
    _guarded(keeper.leave)
    pool.shutdown(wait=False, cancel_futures=True)
    if not all(job.done() for job in keeper.busy()):
        os._exit(0)  # a job that is busy for so long is cut off: its transaction is rolled back


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop


def _guarded(step: Any) -> None:
    """The clock outlives a database that is away or locked for a while."""
    close_old_connections()
    try:
        step()
    except DatabaseError:
        LOG.warning("The clock could not reach the database; it goes on", exc_info=True)
