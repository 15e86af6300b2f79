"""`schakel bench`: how fast the engines are on this machine, beside others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="How fast the engines are on this machine.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """How fast the engines are on this machine."""


@app.command()
def chain(
    mesa: Annotated[
        Path | None,
        typer.Option("--mesa", help="A Python that has Mesa, to compare with. Default: this one."),
    ] = None,
    only: Annotated[
        str, typer.Option("--only", help="Parts to run: markov, oost, europe, curve.")
    ] = "markov oost europe curve",
    region: Annotated[str, typer.Option("--region", help="Region package.")] = "oost",
    draws: Annotated[int, typer.Option("--draws", help="Draws of the ensemble.", min=1)] = 1000,
) -> None:
    """Time the chain: persons, cells and means beside Mesa and numpy, a region, and Europe.

    Nothing fails on a slow machine: it prints what was measured beside what is aimed at.

    Example: [bold]schakel bench chain --only markov --mesa /somewhere/bin/python[/]
    """
    # Compiled engines load slowly; only who asks for them waits.
    from schakel.cli import chain_bench  # noqa: PLC0415

    chain_bench.run(only.split(), mesa, region, draws)


@app.command()
def paths(
    melo: Annotated[
        Path | None,
        typer.Option("--melo", help="Folder of a set of MELO in Dutch, such as nld_q_nl_c_nl."),
    ] = None,
    careers: Annotated[
        Path | None,
        typer.Option("--careers", help="File of the crowd’s named moves, gold_labelled.csv."),
    ] = None,
) -> None:
    """Measure paths: how good title search and moves are beside published figures, and how fast.

    Nothing fails on a slow machine: it prints what was measured beside what is aimed at.

    Example: [bold]schakel bench paths --melo /somewhere/nld_q_nl_c_nl[/]
    """
    # The occupations load slowly; only who asks for them waits.
    from schakel.cli import moves_bench, paths_bench  # noqa: PLC0415

    paths_bench.run(melo)
    moves_bench.run(careers)
