"""`schakel rerun`: does a recorded run give the same result, to the bit?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import console
from schakel.cli.progress import draws_bar
from schakel.runs import record as records
from schakel.runs.engines import chosen
from schakel.runs.job import Job
from schakel.runs.record import Question, RunRecord
from schakel.runs.rerun import Difference, Rerun
from schakel.runs.rerun import rerun as repeated
from schakel.site.environment import prepared_home

_WORDS = {
    "nl": {
        "same": "Het resultaat is hetzelfde, tot op de laatste bit.",
        "other": "Het resultaat is anders.",
        "run": "{place} tot {until}, {draws} trekkingen, eerst berekend op {day}.",
        "differs": "Wat er anders is:",
        "was": "{name}: was {recorded}, is nu {now}",
        "region": "de tabellen van de regio zijn veranderd",
        "scenario": "de tabellen van het scenario zijn veranderd",
        "arrays": "reeksen met andere waarden: {}",
        "inputs_why": "Neem de tabellen van toen om hetzelfde resultaat te krijgen.",
        "versions_why": "Neem de versies van toen om hetzelfde resultaat te krijgen.",
        "no_why": "De tabellen en versies zijn wel hetzelfde. Is het ook dezelfde soort processor? "
        "Dan is dit een fout in Schakel: meld die, met het bestand {}.",
    },
    "en": {
        "same": "The result is the same, to the last bit.",
        "other": "The result is not the same.",
        "run": "{place} until {until}, {draws} draws, first computed on {day}.",
        "differs": "What differs:",
        "was": "{name}: was {recorded}, is now {now}",
        "region": "the tables of the region have changed",
        "scenario": "the tables of the scenario have changed",
        "arrays": "arrays with other values: {}",
        "inputs_why": "Take the tables of then to get the same result.",
        "versions_why": "Take the versions of then to get the same result.",
        "no_why": "Yet tables and versions are the same. Is the kind of processor the same too? "
        "Then this is a fault of Schakel: report it, with the file {}.",
    },
}


def rerun(
    record: Annotated[
        Path, typer.Argument(help="Record of a run, a file that [bold]schakel project[/] wrote.")
    ],
    workers: Annotated[
        int | None, typer.Option(help="Processes; default: one a core.", min=1)
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://host:8786.")
    ] = None,
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
) -> None:
    """Repeat a recorded run and say whether the result is the same, to the bit.

    Else it says what differs: versions, tables or the result. Exit code 1 when the result does.

    Example: [bold]schakel rerun var/projections/oost/projection.json[/]
    """
    # The packages that compile the chain are an extra; other commands go without.
    from schakel.answers.projection import package_hash  # noqa: PLC0415

    first, engine = records.read(record), chosen(workers, scheduler)
    catalog, scenario = load(first.question.region), first.question.scenario
    with draws_bar(language) as told:
        found = repeated(
            first,
            lambda question, size: _job(catalog, question, size),
            prepared_home() / "reruns",
            region_hash=package_hash(catalog),
            scenario_hash=package_hash(catalog, scenario),
            engine=engine,
            progress=told,
        )
    for line in (_about(first, catalog, language), *sentences(found, record, language)):
        console.print(line, markup=False, soft_wrap=True)
    raise typer.Exit(0 if found.same else 1)


def _job(catalog: Catalog, question: Question, block_size: int) -> Job:
    from schakel.answers.projection import chain_of, job_of  # noqa: PLC0415

    job = job_of(chain_of(catalog, question.scenario), catalog, question)
    return replace(job, block_size=block_size)


def _about(first: RunRecord, catalog: Catalog, language: str) -> str:
    return _WORDS[language]["run"].format(
        place=catalog.region.name.in_language(language),
        until=first.question.until,
        draws=format_number(first.question.draws, 0, language),
        day=f"{first.started:%Y-%m-%d}",
    )


def sentences(found: Rerun, path: Path, language: str) -> list[str]:
    """What came of a rerun, in words."""
    words = _WORDS[language]
    opening = words["same" if found.same else "other"]
    kinds = {difference.kind for difference in found.differences}
    if not kinds:
        return [opening]
    listed = [f"• {line}" for line in _listed(found, words)]
    said = [opening, words["differs"], *listed]
    if found.same:
        return said
    why = [words[f"{kind}_why"] for kind in ("inputs", "versions") if kind in kinds]
    return said + (why or [words["no_why"].format(path)])


def _listed(found: Rerun, words: dict[str, str]) -> list[str]:
    """One line for each version and table, and one for all arrays."""
    lines = [_line(each, words) for each in found.differences if each.kind != "result"]
    if found.record.question.scenario is None and words["scenario"] in lines:
        lines.remove(words["scenario"])  # without one, its tables are those of the region
    arrays = [each.name for each in found.differences if each.kind == "result"]
    return lines + ([words["arrays"].format(", ".join(arrays))] if arrays else [])


def _line(difference: Difference, words: dict[str, str]) -> str:
    if difference.kind == "inputs":
        return words[difference.name]
    return words["was"].format(**vars(difference))
