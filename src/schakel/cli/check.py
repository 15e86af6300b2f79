"""`schakel check`: is everything in a region package right?"""

from __future__ import annotations

from typing import Annotated

import typer

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, load_with_problems
from schakel.catalog.folders import region_ids
from schakel.cli.printing import console, errors, plain, print_json
from schakel.facts.quality import table_problems


def check(
    region: Annotated[
        str | None,
        typer.Argument(help="Region package, such as [bold]oost[/]. Default: all."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
) -> None:
    """Check a region package: keys, units, labels, references, validity, tables and its chain.

    Prints every problem with file, key, what was found, what was expected and what to do.
    Exit code 1 when there is one.

    Example: [bold]schakel check oost[/]
    """
    problems = []
    names = [region] if region else region_ids()
    for name in names:
        catalog, found = load_with_problems(name)
        problems += found
        if catalog and not found:
            problems += table_problems(catalog)
            problems += _of_chain(catalog)
    problems = list(dict.fromkeys(problems))
    if json:
        print_json([plain(problem) for problem in problems])
        raise typer.Exit(1 if problems else 0)
    if problems:
        raise SchakelError(problems)
    console.print(f"{', '.join(names)}: nothing wrong.")


def _of_chain(catalog: Catalog) -> list[Problem]:
    """What is wrong in the tables of the chain; where it cannot be compiled, that is said."""
    try:
        # The packages that compile the chain are large; a check does without them.
        from schakel.answers.chain_tables import chain_problems  # noqa: PLC0415

        return chain_problems(catalog)
    except ModuleNotFoundError as error:
        found = f"The chain was not checked: no {error.name}. It comes with “schakel project”."
        errors.print(found, style="yellow", markup=False)
        return []
