"""What the command line does with the ledger; it asks for this by name, once Django stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import load
from schakel.catalog.ledger_reading import read
from schakel.site.pacts.transfer import jobs, writing
from schakel.site.pacts.transfer.applying import carry_out
from schakel.site.pacts.transfer.files import unpacked
from schakel.site.pacts.transfer.planning import Plan, prepare

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What an import did or would do: rows by table, and how the files were understood."""

    applied: bool
    counts: dict[str, dict[str, int]]
    notes: tuple[str, ...]


def export(region: str, target: Path, personal: bool, excel: bool, say: Progress) -> int:
    """Write the ledger of a region to a zip; gives its size in bytes."""
    content = writing.archive(load(region).region.id, personal, excel, partial(say, "write"))
    try:
        target.write_bytes(content)
    except OSError as error:
        raise SchakelError(
            Problem(
                str(target),
                error.strerror or str(error),
                "a file that can be written",
                "choose another folder with --into",
            )
        ) from error
    return len(content)


def import_files(
    region: str, paths: list[Path], dry_run: bool, complete: bool, say: Progress
) -> Outcome:
    """Check files and apply them; raises SchakelError with every problem, and applies nothing."""
    load(region)
    files = unpacked([(str(path), _content(path)) for path in paths])
    reading = read(files, partial(say, "read"))
    notes = tuple(f"{note.file}: {note.text()}" for note in reading.notes)
    if dry_run:
        return Outcome(False, _right(prepare(reading, region, complete)).counts, notes)
    with jobs.alone(region, [path.name for path in paths], complete) as job:
        told = partial(say, "apply")
        plan = _right(carry_out(reading, region, complete, say=told))
        jobs.finish(job, plan.counts)
    return Outcome(True, plan.counts, notes)


def _right(plan: Plan) -> Plan:
    if plan.faults:
        raise SchakelError(fault.problem() for fault in plan.faults)
    return plan


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SchakelError(
            Problem(
                str(path),
                error.strerror or str(error),
                "a CSV table of the ledger, or a zip of them",
                "correct the name of the file",
            )
        ) from error
