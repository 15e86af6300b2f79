"""`schakel ledger`: the ledger of a region as CSV, out and in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import django
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from schakel.cli.printing import console, errors, plain, print_json, print_table
from schakel.site.firstrun import ensure_site

app = typer.Typer(help="The ledger of a pact: export and import.", no_args_is_help=True)
Region = Annotated[str, typer.Argument(help="Region package, such as [bold]oost[/].")]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
PHASES = {"read": "Reading", "apply": "Writing to the ledger", "write": "Writing tables"}


@app.command()
def export(
    region: Region,
    into: Annotated[Path, typer.Option("--into", help="The zip to write.")],
    personal: Annotated[
        bool,
        typer.Option("--personal", help="With persons, e-mail addresses and telephone numbers."),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option("--excel", help="Semicolons and decimal commas, for Excel set to Dutch."),
    ] = False,
    json: Json = False,
) -> None:
    """Write all tables of the ledger of a region to one zip of CSV files.

    What is written can be imported again. Documents of meetings are not in it.

    Example: [bold]schakel ledger export oost --into oost.zip[/]
    """
    with _progress() as say:
        size = _transfer().export(region, into, personal, excel, say)
    if json:
        print_json({"region": region, "file": str(into), "bytes": size})
    else:
        console.print(f"Wrote {into} ({size / 1024:.0f} kB).")


@app.command("import")
def import_files(
    region: Region,
    files: Annotated[
        list[Path], typer.Argument(help="CSV files named after their table, or a zip of them.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check and count; change nothing.")
    ] = False,
    complete: Annotated[
        bool,
        typer.Option("--complete", help="Remove rows that are not in the files that you give."),
    ] = False,
    json: Json = False,
) -> None:
    """Import tables of the ledger of a region: all that is in the files, or nothing.

    Prints every problem with file, row, column, what was found, what was expected and what to do.
    Exit code 1 when there is one; nothing is changed then.

    Example: [bold]schakel ledger import oost oost.zip --dry-run[/]
    """
    with _progress() as say:
        outcome = _transfer().import_files(region, files, dry_run, complete, say)
    if json:
        print_json(plain(outcome))
        return
    for note in outcome.notes:
        console.print(note, markup=False)
    head = ("table", "added", "changed", "unchanged", "removed")
    rows = [(name, *(str(n) for n in counts.values())) for name, counts in outcome.counts.items()]
    print_table(head, rows, numbers=range(1, len(head)))
    console.print("Applied." if outcome.applied else "Nothing wrong. Nothing was changed.")


def _transfer() -> Any:
    """The site's own side of it; its models can be asked for when the site stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
    ensure_site(say=errors.print)
    django.setup()
    return import_module("schakel.site.pacts.transfer.command")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error for each phase; gone when all is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True) as bars:
        known: dict[str, Any] = {}

        def say(phase: str, done: int, total: int) -> None:
            if phase not in known:
                known[phase] = bars.add_task(PHASES[phase], total=total)
            bars.update(known[phase], completed=done, total=total)

        yield say
