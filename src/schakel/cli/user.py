"""`schakel user`: add somebody, and help who lost the second factor."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Annotated

import django
import typer

from schakel.cli.printing import console, print_json
from schakel.site.firstrun import ensure_site

app = typer.Typer(help="Users of the back office.", no_args_is_help=True)


def _keeping() -> ModuleType:
    """What the site can do with users; loaded when the site stands."""
    ensure_site()
    django.setup()
    return import_module("schakel.site.accounts.keeping")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="User name.")],
    role: Annotated[
        list[str],
        typer.Option(
            help="liaison, editor, programme_manager, fund_adviser or administrator. May be given "
            "more than once."
        ),
    ],
    pact: Annotated[
        list[str] | None,
        typer.Option(help="Key of a pact that this liaison keeps. May be given more than once."),
    ] = None,
    email: Annotated[str, typer.Option(help="E-mail address, to reset the password.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Add a user. Prints the password, once; the second factor is set up at the first log-in.

    Example: [bold]schakel user add anna --role liaison --pact twente[/]
    """
    made = _keeping().add_user(name, role, pact or [], email)
    if json:
        print_json({"name": made.name, "password": made.password, "roles": list(made.roles)})
        return
    console.print(f"{made.name} can log in at /admin/. Password (shown only now):")
    typer.echo(made.password)


@app.command()
def reset(name: Annotated[str, typer.Argument(help="User name.")]) -> None:
    """Let a user who lost the telephone set up a new second factor at the next log-in.

    Example: [bold]schakel user reset anna[/]
    """
    _keeping().reset_second_factor(name)
    console.print(f"{name} sets up a new second factor at the next log-in.")
