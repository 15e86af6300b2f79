"""`schakel coverage`: which links of the chain are covered by what, in which region?"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import django
import typer
from django.conf import settings
from django.utils.module_loading import import_string

from schakel.answers.coverage import CoverageState, coverage_state
from schakel.answers.coverage_tables import cells_answer
from schakel.answers.coverage_words import (
    chain_money_sentence,
    gap_sentence,
    listed,
    opening,
    reason_text,
    together_sentence,
)
from schakel.base.errors import Problem, UnknownName
from schakel.base.numbers import format_number
from schakel.catalog.catalog import load
from schakel.cli.printing import console, errors, plain, print_csv, print_json, print_table
from schakel.coverage.choice import Choice
from schakel.coverage.matrix import Cell
from schakel.site.firstrun import ensure_site

_YEARS = re.compile(r"^(\d{4})?(:(\d{4})?)?$")
_SHOWN = 10
_WORDS = {
    "nl": {
        "link": "schakel",
        "all": "totaal",
        "legend": "Per vak: acties en vastgelegd geld. · wit: geen actie. ? bedrag onbekend.",
        "double": "Bekijk deze acties samen (er hoeft niets mis te zijn)",
        "none": "Geen acties krijgen in hetzelfde vak en jaar geld voor hetzelfde doel.",
        "left": "Zonder plaats in de tabel",
        "more": "en nog {}",
    },
    "en": {
        "link": "link",
        "all": "total",
        "legend": "Each cell: actions, and money committed. · white: no action known. ? not known.",
        "double": "Look at these actions together (nothing need be wrong)",
        "none": "No actions get money in the same cell and year for the same goal.",
        "left": "Without a place in the table",
        "more": "and {} more",
    },
}


def coverage(
    region: Annotated[str, typer.Argument(help="Region package, such as [bold]oost[/].")],
    by: Annotated[
        str | None,
        typer.Option(help="Columns: labour_market_region (default), province or pact."),
    ] = None,
    year: Annotated[str | None, typer.Option(help="Year, or years such as 2018:2021.")] = None,
    pact: Annotated[str | None, typer.Option(help="Key of a pact, such as twente.")] = None,
    goal: Annotated[str | None, typer.Option(help="Number or id of a goal.")] = None,
    funder: Annotated[str | None, typer.Option(help="Key of the organisation that pays.")] = None,
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print the cells as CSV.")] = False,
) -> None:
    """Show links of the chain × regions: actions, money, white spots and double funding.

    Counts what is public in the ledger of the site; makes the site first when there is none.

    Examples: [bold]schakel coverage oost[/] · [bold]schakel coverage oost --by pact --year 2018:[/]
    """
    catalog = load(region)
    first, last = _years(year)
    ensure_site(say=lambda text: errors.print(text, markup=False))
    django.setup()
    choice = Choice(first, last, pact, goal, None, funder)
    state = coverage_state(catalog, import_string(settings.LEDGER)(region), by, choice)
    if csv:
        print_csv(cells_answer(state))
    elif json:
        print_json(_as_data(state))
    else:
        _print(state, language)


def _years(text: str | None) -> tuple[int | None, int | None]:
    """First and last year of `2020`, `2018:2021`, `2018:` or `:2021`."""
    if text is None:
        return None, None
    match = _YEARS.match(text)
    first, span, last = match.groups() if match else (None, None, None)
    years = [int(part) if part else None for part in (first, last if span else first)]
    if not match or not any(years) or (all(years) and years[0] > years[1]):
        raise UnknownName(
            Problem(
                "--year",
                repr(text),
                "a year, or two with the first one first",
                "write 2020, 2018:2021, 2018: or :2021",
            )
        )
    return years[0], years[1]


def _print(state: CoverageState, language: str) -> None:
    words, table = _WORDS[language], state.coverage.areas
    console.print(f"[bold]{state.catalog.region.name.in_language(language)}[/]\n")
    console.print(opening(state, language) + "\n", markup=False)
    areas: list[str | None] = [area.code for area in state.areas]
    numbers = [str(place) for place in range(1, len(areas) + 1)]
    rows = [
        (name, *(_cell(table.cell(link, area), language) for area in [*areas, None]))
        for link, name in [
            *((link.id, link.label.in_language(language)) for link in state.links),
            (None, words["all"]),
        ]
    ]
    print_table((words["link"], *numbers, words["all"]), rows, range(1, len(areas) + 2))
    names = [area.label.in_language(language) for area in state.areas]
    legend = " · ".join(f"{n} {name}" for n, name in zip(numbers, names, strict=True))
    console.print(f"\n{legend}\n{words['legend']}\n", style="dim", markup=False)
    for sentence in (
        gap_sentence(state, language),
        chain_money_sentence(state.coverage.chain_money.total, language),
    ):
        if sentence:
            console.print(sentence + "\n", markup=False)
    _print_lists(state, language)


def _print_lists(state: CoverageState, language: str) -> None:
    words, found = _WORDS[language], state.coverage
    console.print(words["double"] if found.together.total else words["none"], markup=False)
    for entry in found.together.listed[:_SHOWN]:
        names = listed(
            (state.actions[key].title.in_language(language) for key in entry.actions), language
        )
        console.print(f"• {names}. {together_sentence(state, entry, language)}", markup=False)
    _print_more(found.together.total, words["more"])
    if found.not_placed:
        console.print(f"\n{words['left']}:", markup=False)
        for entry in found.not_placed[:_SHOWN]:
            name = state.actions[entry.action].title.in_language(language)
            console.print(f"• {name}: {reason_text(entry, language)}", markup=False)
        _print_more(len(found.not_placed), words["more"])


def _print_more(total: int, words: str) -> None:
    if total > _SHOWN:
        console.print(f"  {words.format(total - _SHOWN)}", markup=False)


def _cell(cell: Cell, language: str) -> str:
    """Actions, and below them the money; a dot for a white spot."""
    if not cell.actions:
        return "·"
    return f"{len(cell.actions)}\n{_short(cell.money.committed, language)}"


def _short(euros: float | None, language: str) -> str:
    if euros is None:
        return "?"
    for unit, letter in ((1_000_000, "m"), (1_000, "k")):
        if euros >= unit:
            part = euros / unit
            return f"€{format_number(part, 1 if part < 10 else 0, language)}{letter}"
    return f"€{format_number(euros, 0, language)}"


def _as_data(state: CoverageState) -> dict[str, Any]:
    found = state.coverage
    cells = cells_answer(state)
    names = [column.name for column in cells.columns]
    return {
        "region": state.catalog.region.id,
        "by": state.by,
        "choice": plain(state.choice),
        "cells": [dict(zip(names, row, strict=True)) for row in cells.rows],
        "white_spots": [[cell.link, cell.column] for cell in found.areas.white_spots],
        "together": {"total": found.together.total, "listed": plain(found.together.listed)},
        "chain_money": plain(found.chain_money),
        "not_placed": plain(found.not_placed),
        "sources": [plain(source) for source in cells.sources],
    }
