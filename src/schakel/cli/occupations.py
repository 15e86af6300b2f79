"""`schakel occupations`: which technical and ICT occupations are promising in a region?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from schakel.answers import projection_store
from schakel.answers.occupation_rows import occupations_answer, shown
from schakel.answers.occupation_words import (
    PROMISING_RULE,
    about,
    list_sentence,
    short_bottlenecks,
    until_year,
)
from schakel.answers.occupations import (
    SORTINGS,
    Choice,
    OccupationRow,
    families_of,
    known_area,
)
from schakel.answers.occupations import (
    occupations as occupations_in,
)
from schakel.answers.words import period_label
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import console, plain, print_csv, print_json, print_table
from schakel.site.environment import prepared_home

_LABEL = 24
_NONE = "–"
_WORDS = {
    "nl": {
        "head": (
            "beroepsgroep", "werk", "vrij", "groei", "verv.", "nu", "knelp.", "leeg",
        ),
        "legend": "* kansrijk. Werk: mensen met werk ({people}); vrij: banen die tot {until} "
        "vrijkomen, door groei en vervanging (verv.): schattingen, landelijke cijfers "
        "verdeeld naar werkenden. "
        "Nu: vacatures per werkzoekende (ROA, heel Nederland); knelp.: knelpunten straks (ROA). "
        "Leeg: deel van de gevraagde banen van de hele familie dat onvervuld blijft, nu en in het "
        "laatste jaar (ketenmodel). – niet gepubliceerd.",
        "ahead": "De keten is nog niet doorgerekend: schakel project {}",
    },
    "en": {
        "head": (
            "occupation group", "work", "open", "growth", "repl.", "now", "hard", "short",
        ),
        "legend": "* promising. Work: people in work ({people}); open: jobs that open up to "
        "{until}, by growth and replacement (repl.): estimates, national figures divided by people "
        "in work. "
        "Now: vacancies for each job seeker (ROA, the nation); hard: bottlenecks to come (ROA). "
        "Short: part of the jobs wanted of the whole family that stays unfilled, now and in the "
        "last year (chain model). – not published.",
        "ahead": "The chain has not been run yet: schakel project {}",
    },
}  # fmt: skip


def occupations(
    region: Annotated[str, typer.Argument(help="Region package, such as [bold]oost[/].")],
    promising: Annotated[
        bool, typer.Option("--promising", help="Only groups that are promising.")
    ] = False,
    area: Annotated[
        str | None, typer.Option("--region", help="Labour-market region, such as AM-TWENTE.")
    ] = None,
    family: Annotated[
        str | None, typer.Option(help="Occupation family, such as construction.")
    ] = None,
    sort: Annotated[str, typer.Option(help=f"Order: {', '.join(SORTINGS)}.")] = "openings",
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print every number as CSV.")] = False,
) -> None:
    """Show technical and ICT occupation groups: people, openings, tightness, vacancies.

    Openings are those of ROA for the nation, brought down to the region: estimates. Tightness is
    that of ROA for the nation, and beside it that of the chain model once `schakel project` has
    been run.

    Examples: [bold]schakel occupations oost --promising[/] · [bold]schakel occupations oost
    --region AM-TWENTE --sort rate[/]
    """
    catalog, choice = load(region), Choice(area, family, promising, sort)
    projection = projection_store.read(catalog, prepared_home())
    rows = occupations_in(catalog, projection, choice)
    if csv:
        print_csv(occupations_answer(catalog, rows))
    elif json:
        print_json(_as_data(catalog, rows, choice))
    else:
        _print(catalog, rows, choice, language, projection is None)


def _print(
    catalog: Catalog, rows: tuple[OccupationRow, ...], choice: Choice, language: str, absent: bool
) -> None:
    words = _WORDS[language]
    place = catalog.area(known_area(catalog, choice.area)).label.in_language(language)
    console.print(f"[bold]{place}[/]\n")
    console.print(list_sentence(catalog, rows, choice, language) + "\n", markup=False)
    if rows:
        print_table(
            words["head"],
            [_row(catalog, row, language) for row in rows],
            (1, 2, 3, 4, 5, 7),
            least=_LABEL,
        )
        told = str(words["legend"]).format(
            people=period_label(rows[0].values["people"].period, language),
            until=until_year(rows[0]),
        )
        rule = PROMISING_RULE.in_language(language)
        console.print(f"\n{told} {rule}", style="dim", markup=False)
    if absent:
        console.print(str(words["ahead"]).format(catalog.region.id), style="dim", markup=False)


def _row(catalog: Catalog, row: OccupationRow, language: str) -> tuple[str, ...]:
    values = row.values
    counts = (
        _NONE if values[name].value is None else about(values[name], language)
        for name in ("people", "openings", "expansion", "replacement")
    )
    label = row.group.label.in_language(language)
    return (
        f"{'*' if row.promising else ' '} {row.group.code} {label}",
        *counts,
        _plain(values["tension"].value, 1, language),
        short_bottlenecks(catalog, row.classes.bottlenecks, language),
        _ours(row, language),
    )


def _ours(row: OccupationRow, language: str) -> str:
    now, then = (row.values[name].value for name in ("ours_now", "ours_then"))
    if now is None:
        return _NONE
    return f"{_plain(now, 0, language)}→{_plain(then, 0, language)}%"


def _plain(number: float | None, decimals: int, language: str) -> str:
    return _NONE if number is None else format_number(number, decimals, language)


def _as_data(catalog: Catalog, rows: tuple[OccupationRow, ...], choice: Choice) -> dict[str, Any]:
    return {
        "region": catalog.region.id,
        "area": known_area(catalog, choice.area),
        "sentence": {name: list_sentence(catalog, rows, choice, name) for name in ("nl", "en")},
        "promising": plain(PROMISING_RULE),
        "occupations": [
            {
                "code": row.group.code,
                "label": plain(row.group.label),
                "family": row.group.family,
                "promising": row.promising,
                "classes": plain(row.classes),
                "values": {
                    name: {**plain(value), "value": shown(value)}
                    for name, value in row.values.items()
                },
            }
            for row in rows
        ],
        "families": plain(families_of(catalog)),
        "sources": plain(occupations_answer(catalog, rows).sources),
    }
