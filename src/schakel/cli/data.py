"""`schakel data`: which figures are there, show them, and make the tables anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from schakel.answers.answer import Answer
from schakel.answers.data import dataset_states, indicator_answer
from schakel.answers.sentences import figure_text, period_label
from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import (
    console,
    errors,
    plain,
    print_csv,
    print_json,
    print_table,
)
from schakel.facts.build import build_package

app = typer.Typer(help="Data sets and figures.", no_args_is_help=True)
Package = Annotated[str, typer.Option("--package", help="Region package.")]


@app.command()
def status(
    package: Package = "oost",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print as CSV.")] = False,
) -> None:
    """List the data sets: rows, periods, sources and age.

    Example: [bold]schakel data status --json[/]
    """
    states = dataset_states(load(package))
    head = (
        "data set",
        "rows",
        "suppressed",
        "from",
        "until",
        "sources",
        "retrieved",
        "days old",
    )
    rows = [
        (
            s.dataset.id,
            s.rows,
            s.suppressed,
            s.first_period,
            s.last_period,
            s.sources,
            s.retrieved.isoformat(),
            s.age_days,
        )
        for s in states
    ]
    if json:
        names = [name.replace(" ", "_") for name in head]
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    elif csv:
        typer.echo(",".join(name.replace(" ", "_") for name in head))
        for row in rows:
            typer.echo(",".join(str(cell) for cell in row))
    else:
        shown = [tuple(f"{c:,}" if isinstance(c, int) else c for c in row) for row in rows]
        print_table(head, shown, numbers=(1, 2, 5, 7))


@app.command()
def show(
    indicator: Annotated[str, typer.Argument(help="Indicator, such as technical_share_hbo.")],
    area: Annotated[
        list[str] | None,
        typer.Option("--region", help="Area code; may be given more than once."),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Split by a dimension, such as sex.")] = None,
    period: Annotated[str | None, typer.Option(help="One period, such as 2024.")] = None,
    package: Package = "oost",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print as CSV.")] = False,
) -> None:
    """Show the figures of an indicator, with range, status and permanent address.

    Without [bold]--region[/]: the region, its provinces and the nation.

    Example: [bold]schakel data show technical_share_hbo --region PV23 --by sex[/]
    """
    catalog = load(package)
    areas = area or _default_areas(catalog)
    answer = indicator_answer(catalog, indicator, areas, by, period)
    if not answer.figures:
        raise UnknownName(
            Problem(
                indicator,
                f"no figures for {', '.join(areas)}",
                "an area and period for which something is published",
                f"see `schakel data show {indicator} --region NL`",
            )
        )
    if csv:
        print_csv(answer)
    elif json:
        print_json(_as_data(answer))
    else:
        _print_figures(catalog, answer)


def _default_areas(catalog: Catalog) -> list[str]:
    own = catalog.region.area
    return [
        *catalog.territory.parts(own, "province"),
        own,
        *(["NL"] if own != "NL" else []),
    ]


def _as_data(answer: Answer) -> dict[str, object]:
    return {
        "question": plain(answer.question),
        "figures": [plain(f) | {"address": f.address} for f in answer.figures],
        "notes": plain(answer.notes),
        "sources": plain(answer.sources),
    }


def _print_figures(catalog: Catalog, answer: Answer) -> None:
    console.print(f"[bold]{answer.question.en}[/]")
    print_table(
        ("area", "period", "split", "value", "lowest", "highest", "of", "address"),
        [
            (
                catalog.areas[f.area].label.en,
                period_label(f.period, "en"),
                " ".join(code for _, code in f.breakdown) or "–",
                figure_text(catalog, f, "en"),
                "–" if f.low is None else f"{f.low:,.1f}",
                "–" if f.high is None else f"{f.high:,.1f}",
                "–" if f.denominator is None else f"{f.numerator:,g} / {f.denominator:,g}",
                f.address,
            )
            for f in answer.figures
        ],
        numbers=(3, 4, 5, 6),
    )
    for note in answer.notes:
        console.print(note.en, style="dim")
    for source in answer.sources:
        console.print(
            f"Source: {source.publisher}, {source.title} ({source.licence})",
            style="dim",
        )


@app.command()
def build(
    folder: Annotated[
        Path,
        typer.Option("--from", help="Folder with the publishers' files as published."),
    ],
    package: Annotated[str, typer.Option("--package", help="Region package.")] = "nl",
    into: Annotated[
        Path | None,
        typer.Option(help="Write elsewhere than into the package's own folder."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this data set; may be given more than once."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Make the tidy tables from the publishers' files. Twice gives the same bytes.

    Example: [bold]schakel data build --from ~/source-files[/]
    """
    if not folder.is_dir():
        raise SchakelError(
            Problem(
                str(folder),
                "no such folder",
                "the folder with the publishers' files",
                "correct the path behind --from",
            )
        )
    catalog = load(package)
    total = len(only or catalog.packages[-1].datasets)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    ) as progress:
        task = progress.add_task("building", total=total)

        def tell(name: str) -> None:
            progress.update(task, description=name, advance=1)

        made = build_package(catalog, catalog.packages[-1], folder, into, only or (), tell)
    if json:
        print_json(made)
    else:
        rows = [(t.dataset, f"{t.rows:,}", f"{t.size / 1000:,.0f} kB") for t in made]
        print_table(("data set", "rows", "size"), rows, numbers=(1, 2))
