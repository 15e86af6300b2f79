"""A run that is stopped from outside: what was finished is kept."""

from __future__ import annotations

from pathlib import Path

from schakel.base.errors import Problem, SchakelError


class Stopped(SchakelError):
    """The machine, the cluster or the user ended a run half-way; it can be started again."""


class Interrupted(Stopped):
    """Ctrl-C."""

    exit_code = 130


def how_to_go_on(folder: Path, done: int, draws: int) -> Problem:
    """What is kept of a run that stopped, and what to do."""
    if not done:
        return Problem(
            str(folder), "no finished draws", f"{draws} draws", "start the same run again"
        )
    return Problem(
        str(folder),
        f"{done} of {draws} draws, finished and kept",
        f"{draws} draws",
        "start the same run again: only the draws that are missing are made",
    )
