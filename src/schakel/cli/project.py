"""`schakel project`: what becomes of the chain of a region, if nothing changes or in a scenario?"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from schakel.answers import projection_store
from schakel.answers.chain_names import ChainNames, chain_names
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import (
    Band,
    FamilyPath,
    family_paths,
    group_total,
    summary,
)
from schakel.base.errors import Problem, UnknownName
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.chain import read_chain
from schakel.cli.printing import console, plain, print_json, print_table
from schakel.cli.progress import draws_bar
from schakel.runs.engines import chosen
from schakel.runs.record import Question
from schakel.site.environment import prepared_home

_LABEL = 21  # no word of a label is broken
_SPARKS = "▁▂▃▄▅▆▇█"
_WORDS = {
    "nl": {
        "head": ("beroepen", "werkend", "gevraagd", "onvervuld", "80%", "{first}–{last}"),
        "legend": "Werkend in {first}; gevraagd en onvervuld in {last}; rechts onvervuld per jaar. "
        "Alles is geschat: "
        "{draws} trekkingen, beginstand oktober {first}.",
        "kept": "Bewaard in {}. Herhaal deze berekening met: schakel rerun {}",
        "shown": "De site laat dit nu zien op /nl/{region}/keten/ en /en/{region}/chain/, en bij "
        "de doelen. Loopt de site nog niet: schakel up",
        "total": "techniek en ict samen",
    },
    "en": {
        "head": ("occupations", "in work", "wanted", "unfilled", "80%", "{first}–{last}"),
        "legend": "In work in {first}; wanted and unfilled in {last}; on the right unfilled by "
        "year. All of it is estimated: "
        "{draws} draws, from the stocks of October {first}.",
        "kept": "Kept in {}. Repeat this run with: schakel rerun {}",
        "shown": "The site now shows this at /en/{region}/chain/ and /nl/{region}/keten/, and with "
        "the goals. If it is not running yet: schakel up",
        "total": "technology and ICT together",
    },
}


def project(
    region: Annotated[str, typer.Argument(help="Region package, such as [bold]oost[/].")],
    until: Annotated[int, typer.Option(help="Last year.", min=2000, max=2100)] = 2035,
    draws: Annotated[int, typer.Option(help="Draws of the parameters.", min=2)] = 1000,
    scenario: Annotated[
        str | None, typer.Option(help="A folder below chain/scenarios of the region.")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--region", help="Labour-market region, such as AM-TWENTE.")
    ] = None,
    engine: Annotated[
        Literal["mean", "cells", "persons"], typer.Option(help="Engine of the chain.")
    ] = "mean",
    seed: Annotated[int, typer.Option(help="Seed of the draws.", min=0)] = 1,
    workers: Annotated[
        int | None, typer.Option(help="Processes; default: one a core.", min=1)
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://host:8786.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the table and the record of the run.")
    ] = None,
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
    json: Annotated[
        bool, typer.Option("--json", help="Print families and the record of the run as JSON.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print all rows as CSV.")] = False,
) -> None:
    """Project people, jobs and shortages per occupation family and region.

    The site shows the last projection that was made. A run that was stopped goes on where it was.

    --json prints one object: `question` (what was asked), `area`, `summary` (a sentence in nl and
    en), `status` and `interval` (an estimate, 80%), `groups` (names of the groups), `families`
    (each with its `years` and, for every year, `low`, `middle` and `high` of workers, demand,
    shortage, vacancies and seekers, in persons) and `record` (seed, versions and fingerprints of
    the run). --csv prints all rows: stages, flows and places too.

    Examples: [bold]schakel project oost[/] · [bold]schakel project oost --region AM-TWENTE[/]
    """
    # The packages that compile the chain are an extra; other commands go without.
    from schakel.answers.projection import project as run_projection  # noqa: PLC0415

    catalog, home = load(region), prepared_home()
    names, code = chain_names(catalog), _area(catalog, area)
    asked = Question(
        region=region, until=until, draws=draws, seed=seed, engine=engine, scenario=scenario
    )
    with draws_bar(language) as told:
        found = run_projection(
            catalog, asked, home / "runs", chosen(workers, scheduler), progress=told
        )
    folder = out or home / "projections" / (f"{region}-{scenario}" if scenario else region)
    record = projection_store.write(found, folder)
    _throw_away(found, home / "runs")
    if csv:
        found.rows.filter(_in_area(found, code)).write_csv(sys.stdout)
    elif json:
        print_json(_as_data(catalog, found, names, code))
    else:
        _print(catalog, found, names, code, language)
        said = _WORDS[language]["kept"].format(folder, record)
        if out is None and scenario is None:
            said += "\n" + _WORDS[language]["shown"].format(region=region)
        console.print(said, style="dim", markup=False)


def _throw_away(found: Projection, runs: Path) -> None:
    """The draws that were summed up, and nothing outside the folder of runs."""
    draws = Path(found.record.results).resolve() if found.record else runs
    if draws.parent == runs.resolve():
        shutil.rmtree(draws, ignore_errors=True)


def _area(catalog: Catalog, area: str | None) -> str:
    if area is None:
        return ALL
    known = read_chain(catalog).regions
    if area not in known:
        expected = ", ".join(known)
        raise UnknownName(Problem("--region", repr(area), expected, "choose one of these"))
    return area


def _in_area(found: Projection, code: str) -> Any:
    return True if code == ALL else found.rows["region"] == code


def _print(
    catalog: Catalog, found: Projection, names: ChainNames, code: str, language: str
) -> None:
    words = _WORDS[language]
    paths = family_paths(found, names, code)
    total = group_total(found, "shortage", "technology", code)
    place = catalog.region.name if code == ALL else catalog.area(code).label
    console.print(f"[bold]{place.in_language(language)}[/]\n")
    console.print(summary(paths, total, language) + "\n", markup=False)
    rows = [_row(path.label.in_language(language), path, language) for path in paths]
    rows.insert(-1, _total_row(words["total"], found, code, language))
    first, last = paths[0].years[0], paths[0].years[-1]
    head = [name.format(first=first, last=last) for name in words["head"]]
    print_table(head, rows, numbers=(1, 2, 3, 4), least=_LABEL)
    draws = format_number(found.question.draws, 0, language)
    console.print("\n" + words["legend"].format(first=first, last=last, draws=draws), style="dim")


def _row(label: str, path: FamilyPath, language: str) -> Sequence[str]:
    return _cells(label, path.workers[0], path.demand[-1], path.shortage, language)


def _total_row(label: str, found: Projection, code: str, language: str) -> Sequence[str]:
    workers, demand, shortage = (
        group_total(found, name, "technology", code) for name in ("workers", "demand", "shortage")
    )
    return _cells(label, workers[0], demand[-1], shortage, language)


def _cells(
    label: str, workers: Band, demand: Band, shortage: Sequence[Band], language: str
) -> Sequence[str]:
    last = shortage[-1]
    numbers = [
        _rounded(value, language)
        for value in (workers.middle, demand.middle, last.middle, last.low, last.high)
    ]
    return (label, *numbers[:3], f"{numbers[3]}–{numbers[4]}", sparkline(shortage))


def _rounded(value: float, language: str) -> str:
    return format_number(round(value, -2), 0, language)


def sparkline(bands: Sequence[Band]) -> str:
    """The middles as one row of bars, from nothing to the most."""
    values = [max(0.0, band.middle) for band in bands]
    most = max(values) or 1.0
    return "".join(_SPARKS[round(value / most * (len(_SPARKS) - 1))] for value in values)


def _as_data(catalog: Catalog, found: Projection, names: ChainNames, code: str) -> dict[str, Any]:
    paths = family_paths(found, names, code)
    total = group_total(found, "shortage", "technology", code)
    return {
        "question": plain(found.question),
        "area": code,
        "summary": {language: summary(paths, total, language) for language in ("nl", "en")},
        "status": "estimate",
        "interval": "80%",
        "groups": {
            name: plain(names.group_names[name].en) for name in sorted(set(names.groups.values()))
        },
        "families": [plain(path) for path in paths],
        "record": plain(found.record),
    }
