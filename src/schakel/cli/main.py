"""The `schakel` command.

Exit codes: 0 done, 1 something is wrong with files or data, 2 wrong use (a name or option that
does not exist), 3 the machine stands in the way (port in use, folder read-only), 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from schakel import __version__
from schakel.base.errors import Problem, SchakelError
from schakel.cli.printing import print_problems

COMMANDS = (
    "check", "clock", "coverage", "goals", "moves", "occupations", "project", "rerun", "titles",
    "up",
)  # fmt: skip
GROUPS = ("bench", "data", "ledger", "region", "user")
_OF_THE_CHAIN = ("numba", "llvmlite")
HELP = (
    "Run a region's technology-skills pact: figures, goals, definitions and sources.\n\n"
    "Exit codes: 0 done · 1 wrong files or data · 2 wrong use · 3 the machine stands in the way "
    "(port in use, read-only folder) · 130 interrupted."
)


def application(wanted: str | None = None) -> typer.Typer:
    """The command line with all commands, or with the one that is wanted.

    Only what is asked for is imported: the goals should not wait for the site's modules.
    """
    app = typer.Typer(
        name="schakel",
        help=HELP,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    names = [wanted] if wanted in (*COMMANDS, *GROUPS) else [*COMMANDS, *GROUPS]
    for name in names:
        module = import_module(f"schakel.cli.{name}")
        if name in COMMANDS:
            app.command(name)(getattr(module, name))
        else:
            app.add_typer(module.app, name=name)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"schakel {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command; a user's mistake gives a message and an exit code, no traceback."""
    try:
        application(next(iter(sys.argv[1:]), None))(prog_name="schakel")
    except SchakelError as error:
        print_problems(error.problems)
        sys.exit(error.exit_code)
    except ModuleNotFoundError as error:
        if error.name not in _OF_THE_CHAIN:
            raise
        what = "This command compiles the chain"
        does = "pip install 'schakel[chain]'; in a checkout ./schakel does it by itself"
        print_problems([Problem(what, f"no {error.name}", "the extra “chain”", does)])
        sys.exit(3)


if __name__ == "__main__":
    main()
