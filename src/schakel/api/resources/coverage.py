"""Coverage: which links of the chain are covered by what, from the public part of the ledger."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from ninja import Query, Router

from schakel.answers.coverage import CoverageState, coverage_state
from schakel.answers.coverage_tables import cells_in_order, gap_of, row_kind
from schakel.answers.coverage_words import opening
from schakel.api import coverage_shapes as shapes
from schakel.api.filters import (
    CellFilters,
    CoverageFilters,
    CoverageListed,
    catalog_of,
)
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.paging import page_of
from schakel.api.problems import INVALID, Refused, request_error
from schakel.api.shapes import Listing
from schakel.base.errors import UnknownName
from schakel.catalog.types import Text
from schakel.coverage.chain_money import Split
from schakel.coverage.choice import Choice
from schakel.coverage.matrix import Amounts, Cell

router = Router(tags=["coverage"])


@router.get("/regions/{region}/coverage", response=Listing[shapes.CoverageCell])
def coverage(request: HttpRequest, region: str, filters: Query[CoverageListed]) -> Table:
    """Links × areas: actions, money and participants per cell, and the gap of the link there."""
    state = _state(request, filters)
    at = Addresses(request, region)
    page = page_of(
        request, filters, cells_in_order(state), lambda cell: _cell(state, at, cell, filters)
    )
    return Table(page, columns_of(shapes.CoverageCell))


@router.get("/regions/{region}/coverage/summary", response=shapes.CoverageSummary)
def coverage_summary(
    request: HttpRequest, region: str, filters: Query[CoverageFilters]
) -> shapes.CoverageSummary:
    """White spots, actions to look at together, chain money, and what has no place."""
    state = _state(request, filters)
    found = state.coverage
    return {
        "by": state.by,
        "sentence": Text(nl=opening(state, "nl"), en=opening(state, "en")),
        "white_spots": [
            {"link": str(cell.link), "area": str(cell.column)} for cell in found.areas.white_spots
        ],
        "together": [
            {
                "actions": list(entry.actions),
                "cells": [{"link": link, "area": area} for link, area in entry.cells],
                "goals": list(entry.goals),
                "years": list(entry.years),
                "funders": list(entry.funders),
                "same_funders": list(entry.same_funders),
            }
            for entry in found.together.listed
        ],
        "together_total": found.together.total,
        "chain_money": _split(found.chain_money.total),
        "chain_money_by_year": [_split(split) for split in found.chain_money.years],
        "chain_money_by_funder": [_split(split) for split in found.chain_money.funders],
        "not_placed": [
            {
                "action": entry.action,
                "reasons": list(entry.reasons),
                "committed": entry.committed,
            }
            for entry in found.not_placed
        ],
        "_links": {"self": {"href": request.build_absolute_uri()}},
    }


@router.get("/regions/{region}/coverage/actions", response=Listing[shapes.CoveredAction])
def coverage_actions(request: HttpRequest, region: str, filters: Query[CellFilters]) -> Table:
    """The actions of a cell; without `link` and `area` all actions that reach a cell."""
    state = _state(request, filters)
    if filters.area and filters.area not in state.coverage.areas.columns:
        raise Refused(
            INVALID, "There is no column of this name.", [_no_column(state, filters.area)]
        )
    keys = state.coverage.areas.cell(filters.link, filters.area).actions
    rows = {row["key"]: row for row in state.ledger.actions.iter_rows(named=True)}
    at = Addresses(request, region)
    page = page_of(request, filters, keys, lambda key: _action(at, rows[key]))
    return Table(page, columns_of(shapes.CoveredAction))


def _state(request: HttpRequest, filters: CoverageFilters) -> CoverageState:
    """The coverage that was asked for; raises Refused for what is not in the ledger."""
    request.reads_ledger = True
    catalog = catalog_of(request)
    choice = Choice(
        filters.first_year,
        filters.last_year,
        filters.pact,
        filters.goal,
        filters.status,
        filters.funder,
    )
    try:
        return coverage_state(
            catalog, import_string(settings.LEDGER)(catalog.region.id), filters.by, choice
        )
    except UnknownName as error:
        values = {value: name for name, value in filters if isinstance(value, str)}
        errors = [
            request_error(
                "query",
                values.get(problem.where, "query"),
                "unknown_name",
                found=f"{problem.where!r}, {problem.found}",
                expected=problem.expected,
                advice=problem.advice,
            )
            for problem in error.problems
        ]
        raise Refused(INVALID, f"To correct in the query: {len(errors)}.", errors) from error


def _no_column(state: CoverageState, area: str) -> Any:
    columns = ", ".join(state.coverage.areas.columns)
    return request_error(
        "query",
        "area",
        "unknown_name",
        found=f"{area!r}, which is no {state.by}",
        expected=f"one of: {columns or '(none)'}",
        advice="choose one of these, or other columns with `by`",
    )


def _cell(
    state: CoverageState, at: Addresses, cell: Cell, filters: CoverageFilters
) -> shapes.CoverageCell:
    catalog, gap = state.catalog, gap_of(state, cell)
    asked = filters.model_dump(exclude={"page", "page_size", "format"}, exclude_none=True)
    query = {**asked, "link": cell.link, "area": cell.column}
    words = {name: str(value) for name, value in query.items() if value is not None}
    return {
        "row": row_kind(cell),
        "link": cell.link,
        "link_label": catalog.links[cell.link].label if cell.link else None,
        "area": cell.column,
        "area_label": catalog.areas[cell.column].label if cell.column else None,
        "actions": len(cell.actions),
        "amount_unknown": cell.amount_unknown,
        "own": _amounts(cell.own),
        "shared": _amounts(cell.shared),
        "participants_aimed": cell.participants_aimed,
        "aimed_unknown": cell.aimed_unknown,
        "participants_reached": cell.participants_reached,
        "reached_unknown": cell.reached_unknown,
        "gap": gap.gap if gap else None,
        "target": gap.target.value if gap and gap.target else None,
        "why_no_gap": gap.why_none if gap else None,
        "figure": gap.figure.address if gap and gap.figure else None,
        "_links": {"self": {"href": at.resource("coverage", "actions", **words)}},
    }


def _amounts(amounts: Amounts) -> shapes.Amounts:
    return {
        "pledged": amounts.pledged,
        "granted": amounts.granted,
        "spent": amounts.spent,
        "committed": amounts.committed,
    }


def _split(split: Split) -> shapes.MoneySplit:
    return {
        "key": None if split.key is None else str(split.key),
        "single": split.single,
        "chain": split.chain,
        "unknown": split.unknown,
        "chain_share": split.chain_share,
    }


def _action(at: Addresses, row: dict[str, Any]) -> shapes.CoveredAction:
    same = ("key", "pact", "agreement", "status", "valid_from", "valid_until", "goals", "links")
    sourced = ("areas", "source_label", "source_address", "source_date")
    return {
        **{name: row[name] for name in (*same, *sourced)},
        "title": Text(nl=row["title_nl"], en=row["title_en"] or row["title_nl"]),
        "title_is_translated": bool(row["title_en"]),
        "_links": {"self": {"href": at.resource("coverage", "actions", pact=row["pact"])}},
    }
