"""`schakel region`: which regions are there, and start a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from schakel.catalog.catalog import load
from schakel.catalog.folders import region_folders, region_ids
from schakel.catalog.scaffold import scaffold
from schakel.cli.printing import console, print_json, print_table

app = typer.Typer(help="Region packages.", no_args_is_help=True)


@app.command("list")
def list_regions(
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the region packages there are.

    Example: [bold]schakel region list[/]
    """
    catalogs = [load(name) for name in region_ids()]
    rows = [
        (
            c.region.id,
            c.region.name.en,
            c.region.area,
            c.region.parent or "–",
            str(c.packages[-1].folder),
        )
        for c in catalogs
    ]
    head = ("id", "name", "area", "parent", "folder")
    if json:
        print_json([dict(zip(head, row, strict=True)) for row in rows])
    else:
        print_table(head, rows)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Id of the region, such as noord (a-z, 0-9, _).")],
    municipalities: Annotated[
        Path,
        typer.Option(
            "--from-municipalities",
            help="CSV with a column `municipality` (code GM0014 or name), and if you like "
            "`labour_market_region` (default: the one of the nation).",
        ),
    ],
    label: Annotated[
        str | None, typer.Option(help="Name in Dutch. Default: Landsdeel NAME.")
    ] = None,
    label_en: Annotated[str | None, typer.Option(help="Name in English.")] = None,
    into: Annotated[
        Path | None,
        typer.Option(help="Folder for region packages. Default: where the others are."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Make a package for another region: its areas, its goals and its links, ready to serve.

    It passes [bold]schakel check[/] and is served at the next [bold]schakel up[/], with national
    figures and whatever regional figures its municipalities allow. [bold]schakel project[/] makes
    its chain, from the labour-market regions in which its municipalities lie.

    Example: [bold]schakel region new noord --from-municipalities noord.csv[/]
    """
    target = into or region_folders()[0]
    made = scaffold(name, municipalities, target, label, label_en)
    if json:
        print_json(
            {
                "region": name,
                "folder": str(made.folder),
                "files": made.files,
                "municipalities": made.municipalities,
                "provinces": made.provinces,
            }
        )
        return
    console.print(f"Made {made.folder} with {made.municipalities} municipalities.")
    if target not in region_folders():
        console.print(f"Set SCHAKEL_REGIONS={target} so that Schakel finds it.")
    console.print(f"Next: schakel check {name}, then schakel project {name}, then schakel up.")
