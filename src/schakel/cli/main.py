"""The `schakel` command.

Exit codes: 0 done, 1 something is wrong with files or data, 2 wrong use (a name or option that
does not exist), 3 the machine stands in the way (port in use, folder read-only), 130 interrupted.
"""

from __future__ import annotations

import sys

import typer

from schakel import __version__
from schakel.base.errors import SchakelError
from schakel.cli import check, data, goals, region, up
from schakel.cli.printing import print_problems

app = typer.Typer(
    name="schakel",
    help="Run a region's technology-skills pact: figures, goals, definitions and sources.\n\n"
    "Exit codes: 0 done · 1 wrong files or data · 2 wrong use · 3 the machine stands in the way "
    "(port in use, read-only folder) · 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("check")(check.check)
app.command("goals")(goals.goals)
app.command("up")(up.up)
app.add_typer(data.app, name="data")
app.add_typer(region.app, name="region")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"schakel {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command; a user's mistake gives a message and an exit code, no traceback."""
    try:
        app()
    except SchakelError as error:
        print_problems(error.problems)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
