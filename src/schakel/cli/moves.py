"""`schakel moves`: to which technical work can someone move, or who can move to this work?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import typer

from schakel.answers.jobs import Job, job_at, jobs
from schakel.answers.moves import Move, Supplier, supplying
from schakel.answers.moves import moves as moves_from
from schakel.answers.nearness import Skill, SkillMatch
from schakel.answers.occupation_values import Value
from schakel.answers.occupations import known_area
from schakel.answers.path_network import move_rules, path_network, weights
from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import asdict_shallow, console, print_json, print_table
from schakel.paths.moves import matrix as all_scores

_NONE = "–"
_LABEL = 30
_WORDS = {
    "nl": {
        "head": ("beroep", "score", "hoe ver", "gedekt", "werk", "eerst te leren"),
        "candidates": ("beroep", "score", "hoe ver", "werk"),
        "legend": "Score: hoe goed de vaardigheden passen, 0–1. Gedekt: deel van wat gevraagd "
        "wordt. Werk: mensen met werk in de hele beroepsgroep hier, geschat. Of er vacatures zijn, "
        "staat er niet in. Namen tussen haken zijn alleen in het Engels gepubliceerd.",
        "order": "Score: hoe goed de vaardigheden passen, 0–1. Werk: mensen met werk in de hele "
        "beroepsgroep hier, geschat. De volgorde is score × werk, per beroep een gelijk deel van "
        "zijn groep. Namen tussen haken zijn alleen in het Engels gepubliceerd.",
        "none": "Geen enkel beroep is dichtbij genoeg.",
        "matrix": "{0} × {0} scores geschreven naar {1}",
    },
    "en": {
        "head": ("occupation", "score", "how near", "covered", "work", "to learn first"),
        "candidates": ("occupation", "score", "how near", "work"),
        "legend": "Score: how well the skills fit, 0–1. Covered: part of what is asked for. Work: "
        "people in work in the whole group of occupations here, an estimate. Whether there are "
        "vacancies is not in it.",
        "order": "Score: how well the skills fit, 0–1. Work: people in work in the whole group of "
        "occupations here, an estimate. The order is score × work, each occupation with an equal "
        "part of its group.",
        "none": "No occupation is near enough.",
        "matrix": "{0} × {0} scores written to {1}",
    },
}


def moves(
    uri: Annotated[
        str | None, typer.Argument(metavar="ESCO_URI", help="Address of an ESCO occupation.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Labour-market region, such as AM-TWENTE. Default: all.")
    ] = None,
    package: Annotated[str, typer.Option(help="Region package.")] = "oost",
    top: Annotated[int, typer.Option(help="How many occupations.", min=1)] = 10,
    everything: Annotated[
        bool, typer.Option("--all/--technical", help="All occupations, or technology and ICT.")
    ] = False,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="The other way: who can move to this occupation?")
    ] = False,
    matrix: Annotated[
        Path | None, typer.Option(help="Write the scores of all moves to this .npz file.")
    ] = None,
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Rank occupations that someone can move to, with what matches and what is missing.

    Skills say what is plausible, not what is vacant. --json prints `from` (or `to`, with
    --candidates), `area` and `moves`: each with `occupation`, `score` (0–1), `level` (viable,
    highly_viable or null), and for a move `coverage`, `matched` and `missing` skills with their
    `similarity` and `part`. --matrix writes `uris` and `score` (float32), score[i, j] from i to j.

    Examples: [bold]schakel moves http://data.europa.eu/esco/occupation/… --json[/] ·
    [bold]schakel moves --matrix moves.npz[/]
    """
    catalog = load(package)
    area = known_area(catalog, None if region == package else region)
    if matrix is not None:
        _write_matrix(catalog, matrix, language)
        return
    if uri is None:
        raise UnknownName(
            Problem(
                "schakel moves",
                "no ESCO_URI",
                "the address of an occupation, or --matrix FILE",
                'find the address with `schakel titles "the title"`',
            )
        )
    asked = job_at(catalog, uri)
    if candidates:
        found = supplying(catalog, uri, area, top)
        if json:
            _print_json("to", asked, area, [_supplier_data(each) for each in found])
        else:
            _print_suppliers(catalog, found, language)
        return
    ranked = moves_from(catalog, uri, area, top, everything)
    if json:
        _print_json("from", asked, area, [_move_data(each) for each in ranked])
    else:
        _print_moves(catalog, ranked, language)


def _write_matrix(catalog: Catalog, path: Path, language: str) -> None:
    uris = np.array([each.uri for each in jobs(catalog)])
    try:
        with path.open("wb") as file:  # the name that was asked for, also without .npz
            np.savez(file, uris=uris, score=all_scores(path_network(catalog), weights(catalog)))
    except OSError as error:
        raise SchakelError(
            Problem(str(path), str(error.strerror), "a file that can be written",
                    "choose another file or folder")
        ) from error  # fmt: skip
    console.print(_WORDS[language]["matrix"].format(len(uris), path), markup=False)


def _print_moves(catalog: Catalog, found: tuple[Move, ...], language: str) -> None:
    words = _WORDS[language]
    rows = [
        (
            _name(move.occupation, language),
            format_number(move.score, 2, language),
            _level(catalog, move.level, language),
            format_number(100 * move.explanation.coverage, 0, language) + "%",
            _people(move.people, language),
            _skill(move, language),
        )
        for move in found
    ]
    print_table(words["head"], rows, numbers=(1, 3, 4), least=_LABEL)
    console.print(words["legend"], style="dim", markup=False)


def _print_suppliers(catalog: Catalog, found: tuple[Supplier, ...], language: str) -> None:
    words = _WORDS[language]
    if not found:
        console.print(words["none"])
        return
    rows = [
        (
            _name(each.occupation, language),
            format_number(each.score, 2, language),
            _level(catalog, each.level, language),
            _people(each.people, language),
        )
        for each in found
    ]
    print_table(words["candidates"], rows, numbers=(1, 3), least=_LABEL)
    console.print(words["order"], style="dim", markup=False)


def _print_json(way: str, asked: Job, area: str, found: list[dict[str, Any]]) -> None:
    print_json({way: _job_data(asked), "area": area, "moves": found})


def _job_data(job: Job) -> dict[str, Any]:
    return {"uri": job.uri, "name": job.name, "isco": job.isco, "dutch": job.dutch}


def _supplier_data(one: Supplier) -> dict[str, Any]:
    return {**asdict_shallow(one), "occupation": _job_data(one.occupation)}


def _move_data(one: Move) -> dict[str, Any]:
    told = one.explanation
    return {
        "occupation": _job_data(one.occupation),
        "score": one.score,
        "level": one.level,
        "coverage": told.coverage,
        "matched": [_match_data(each) for each in told.matched],
        "missing": [_match_data(each) for each in told.lacking],
        "judged_by_optional": told.by_optional,
        "group": one.group,
        "people": one.people,
    }


def _match_data(one: SkillMatch) -> dict[str, Any]:
    return {
        "uri": one.wanted.uri,
        "name": one.wanted.name,
        "dutch": one.wanted.dutch,
        "by": one.own and one.own.name,
        "similarity": one.likeness,
        "part": one.part,
    }


def _name(named: Job | Skill, language: str) -> str:
    name = named.name.in_language(language)
    return name if language == "en" or named.dutch else f"({name})"


def _skill(move: Move, language: str) -> str:
    missing = move.explanation.missing
    return _name(missing[0], language) if missing else _NONE


def _level(catalog: Catalog, level: str | None, language: str) -> str:
    labels = {each.id: each.label.in_language(language) for each in move_rules(catalog).classes}
    return labels[level] if level else _NONE


def _people(value: Value | None, language: str) -> str:
    if value is None or value.value is None:
        return _NONE
    return format_number(round(value.value, -2), 0, language)
