"""`schakel occupations`: which technical and ICT occupations are promising in a region?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import typer

from schakel.answers import projection_store
from schakel.answers.occupation_rows import occupations_answer, shown
from schakel.answers.occupation_words import (
    BOTTLENECKS,
    PROMISING_RULE,
    TENSIONS,
    about,
    class_words,
    list_sentence,
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
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.types import Text
from schakel.cli.printing import console, plain, print_csv, print_json, print_table
from schakel.site.environment import prepared_home

_LABEL = 24
_NONE = "–"
_WORDS = {
    "nl": {
        "head": (
            "beroepsgroep", "kansrijk", "werkend", "vrij tot 2030", "groei", "vervanging",
            "nu (ROA)", "2030 (ROA)", "onvervuld (keten)",
        ),
        "yes": "ja",
        "no": "",
        "legend": "Werkend in 2024, vrij tot 2030, groei en vervanging: schattingen, landelijke "
        "cijfers verdeeld naar werkenden. ROA: heel Nederland. Keten: deel van de gevraagde banen "
        "van de hele familie dat onvervuld blijft, nu en in het laatste jaar. – niet gepubliceerd.",
        "ahead": "De keten is nog niet doorgerekend: schakel project {}",
    },
    "en": {
        "head": (
            "occupation group", "promising", "in work", "open to 2030", "growth", "replacement",
            "now (ROA)", "2030 (ROA)", "unfilled (chain)",
        ),
        "yes": "yes",
        "no": "",
        "legend": "In work in 2024, open to 2030, growth and replacement: estimates, national "
        "figures divided by people in work. ROA: the nation. Chain: part of the jobs wanted of the "
        "whole family that stays unfilled, now and in the last year. – not published.",
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
    """Show technical and ICT occupation groups: people, openings to 2030, tightness, vacancies.

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
            words["head"], [_row(row, language) for row in rows], (2, 3, 4, 5, 8), least=_LABEL
        )
    rule = PROMISING_RULE.in_language(language)
    console.print(f"\n{words['legend']} {rule}", style="dim", markup=False)
    if absent:
        console.print(str(words["ahead"]).format(catalog.region.id), style="dim", markup=False)


def _row(row: OccupationRow, language: str) -> tuple[str, ...]:
    words, values = _WORDS[language], row.values
    numbers = (
        about(values[name], language) if values[name].value is not None else _NONE
        for name in ("people", "openings", "expansion", "replacement")
    )
    now, then = (values[name].value for name in ("ours_now", "ours_then"))
    ours = (
        _NONE
        if now is None or then is None
        else f"{format_number(now, 0, language)} → {format_number(then, 0, language)}%"
    )
    return (
        f"{row.group.code} {row.group.label.in_language(language)}",
        str(words["yes"] if row.promising else words["no"]),
        *numbers,
        _class(TENSIONS, row.classes.tension, language),
        _class(BOTTLENECKS, row.classes.bottlenecks, language),
        ours,
    )


def _class(words: Mapping[str, Text], code: str | None, language: str) -> str:
    return class_words(words, code, language) if code else _NONE


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
