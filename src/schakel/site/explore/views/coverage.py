"""Coverage of the chain: what the ledger covers, where, for how much; as a page and as CSV.

Visitors see what is public. Who may see the ledger in the back office sees internal entries here
too, with a mark; such an answer is never kept by any cache.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schakel.answers.coverage import STATUSES, CoverageState, coverage_rules, coverage_state
from schakel.answers.coverage_tables import (
    cells_answer,
    chain_money_answer,
    not_placed_answer,
    together_answer,
)
from schakel.catalog.catalog import Catalog, find
from schakel.coverage.choice import Choice
from schakel.site.explore import downloads
from schakel.site.explore.viewmodels.coverage import CoveragePage, coverage_page
from schakel.site.explore.views.page import page, show
from schakel.site.kept import kept
from schakel.site.pacts.tables import ledger

FIELDS = ("by", "first", "last", "pact", "goal", "status", "funder")
TABLES = {
    "cells": cells_answer,
    "together": together_answer,
    "chain-money": chain_money_answer,
    "not-placed": not_placed_answer,
}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Asked:
    """What a reader filled in, and what is wrong with it."""

    query: dict[str, str]
    choice: Choice
    problem: str


@page
def coverage(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The chain as navigation, links × areas, one cell, gaps, chain money, double funding."""
    asked, internal = _asked(request), _sees_internal(request)
    make = _model if internal else _public_model
    response = show(
        request,
        "coverage",
        catalog,
        model=make(catalog, language, tuple(asked.query.items()), asked.choice, internal),
        asked=asked,
        internal=internal,
        kinds=coverage_rules(catalog).columns,
        goals=sorted(catalog.goals.values(), key=lambda goal: goal.number),
        statuses=STATUSES,
        tables=[name for name in TABLES if name != "cells"],
        csv_query=request.GET.urlencode(),
        keep=0 if internal or request.GET else None,
    )
    # Whoever logs in and adds money sees it at once: a browser asks again before it shows this.
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return _kept_for_nobody(response) if internal else response


@page
def csv(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """A table of the page as CSV: the cells, or what `table` names."""
    name = find({name: name for name in TABLES}, request.GET.get("table") or "cells", "table")
    asked, internal = _asked(request), _sees_internal(request)
    state = _state(catalog, asked.query["by"] or None, asked.choice, internal)
    response = downloads.csv_response(TABLES[name](state), f"{catalog.region.id}-coverage-{name}")
    return _kept_for_nobody(response) if internal else response


def _state(catalog: Catalog, by: str | None, choice: Choice, internal: bool) -> CoverageState:
    if internal:
        return coverage_state(catalog, ledger(catalog.region.id, True), by, choice)
    return _public_state(catalog, by, choice)


@kept(32)
def _public_state(catalog: Catalog, by: str | None, choice: Choice) -> CoverageState:
    return coverage_state(catalog, ledger(catalog.region.id, False), by, choice)


def _model(
    catalog: Catalog,
    language: str,
    asked: tuple[tuple[str, str], ...],
    choice: Choice,
    internal: bool,
) -> CoveragePage:
    query = dict(asked)
    state = _state(catalog, query["by"] or None, choice, internal)
    return coverage_page(state, language, query, *_cell(query, state))


@kept(32)
def _public_model(
    catalog: Catalog,
    language: str,
    asked: tuple[tuple[str, str], ...],
    choice: Choice,
    _internal: bool,
) -> CoveragePage:
    return _model(catalog, language, asked, choice, False)


def _sees_internal(request: HttpRequest) -> bool:
    """Whether the reader may see the ledger in the back office (logged in, with both factors)."""
    return request.user.is_authenticated and request.user.has_perm("pacts.view_action")


def _kept_for_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest) -> Asked:
    query = {name: request.GET.get(name, "").strip() for name in (*FIELDS, "link", "area")}
    years = [_year(query[name]) for name in ("first", "last")]
    problem = ""
    if any(query[name] and year is None for name, year in zip(FIELDS[1:3], years, strict=True)):
        problem = _("Fill in a year with four digits, such as 2020.")
    elif None not in years and years[0] > years[1]:
        problem = _("The first year lies after the last. Change one of the two.")
    if problem:
        years = [None, None]
    named = {name: query[name] or None for name in FIELDS[3:]}
    return Asked(query, Choice(*years, **named), problem)


def _year(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if plain and _FIRST_YEAR <= int(text) <= _LAST_YEAR else None


def _cell(query: dict[str, str], state: CoverageState) -> tuple[str | None, str | None]:
    """The link and the area that the reader opened; raises UnknownName for others."""
    link, area = query["link"] or None, query["area"] or None
    if link is not None:
        find(state.catalog.links, link, "link")
    if area is not None:
        find({entry.code: entry for entry in state.areas}, area, "area")
    return link, area if link else None
