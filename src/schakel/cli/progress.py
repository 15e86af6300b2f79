"""A progress bar on standard error, gone when the work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from schakel.cli.printing import errors

_UNITS = {"nl": "trekkingen", "en": "draws"}


@contextmanager
def draws_bar(language: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what a run tells the number of draws done and asked."""
    columns = (BarColumn(), MofNCompleteColumn(), _UNITS[language], TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
