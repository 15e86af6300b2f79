"""What the coverage page shows: links as navigation, the table, one cell, gaps and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from schakel.answers.coverage import ActionName, CoverageState, coverage_rules
from schakel.answers.coverage_gaps import LinkGap, tight_link
from schakel.answers.coverage_words import (
    euros_text,
    gap_sentence,
    opening,
    reason_text,
    together_sentence,
    unknown_text,
    why_none_text,
)
from schakel.catalog.types import Area, ChainLink
from schakel.charts.chart import Chart
from schakel.charts.money_bars import chain_money_chart
from schakel.coverage.chain_money import Split
from schakel.coverage.engine import NotPlaced
from schakel.coverage.matrix import Cell
from schakel.coverage.placing import MEASURES
from schakel.coverage.together import Together

SHOWN = 50


@dataclass(frozen=True)
class CellView:
    """A cell or total as the table shows it; `path` leads to its actions."""

    cell: Cell
    area: str
    money: str
    unknown: str
    path: str


@dataclass(frozen=True)
class LinkRow:
    """One link: its place in the strip, its cells, and its gap in the whole region."""

    link: ChainLink
    total: CellView
    cells: tuple[CellView, ...]
    white: int
    tight: bool
    here: bool
    gap: LinkGap
    why_none: str


@dataclass(frozen=True)
class Listed:
    """An action in a list, with its page; one that is internal has none."""

    action: ActionName
    path: str


@dataclass(frozen=True)
class Chosen:
    """The cell, or the link, that the reader asked for."""

    link: ChainLink
    area: Area | None
    view: CellView
    amounts: tuple[tuple[str, str, str, str], ...]
    actions: tuple[Listed, ...]
    gap: LinkGap
    why_none: str


@dataclass(frozen=True)
class CoveragePage:
    """Everything on the page."""

    state: CoverageState
    opening: str
    rows: tuple[LinkRow, ...]
    totals: tuple[CellView, ...]
    total: CellView
    goal_rows: tuple[tuple[ChainLink, tuple[CellView, ...]], ...]
    gap_sentence: str
    chart: Chart | None
    funder_splits: tuple[tuple[str, str, str, str], ...]
    together: tuple[tuple[tuple[Listed, ...], str], ...]
    together_more: int
    not_placed: tuple[tuple[Listed, str, str], ...]
    not_placed_more: int
    chosen: Chosen | None
    reason: Any


def action_path(region: str, key: str) -> str:
    """Address of the page of an action that visitors may see."""
    return reverse("pacts:action", kwargs={"region": region, "key": key})


class _Maker:
    def __init__(self, state: CoverageState, language: str, query: dict[str, str]):
        self.state = state
        self.language = language
        self.query = {name: value for name, value in query.items() if value}
        self.region = state.catalog.region.id

    def path(self, cell: Cell) -> str:
        """Address of the actions of a cell, with what was chosen kept."""
        at = {"link": cell.link, "area": cell.column}
        kept = {name: value for name, value in self.query.items() if name not in at}
        asked = {**kept, **{name: value for name, value in at.items() if value}}
        return f"?{urlencode(asked)}#chosen"

    def cell(self, cell: Cell) -> CellView:
        areas = self.state.catalog.areas
        area = areas[cell.column].label.in_language(self.language) if cell.column in areas else ""
        money = euros_text(cell.money.committed, self.language, short=True)
        return CellView(cell, area, money, unknown_text(cell, self.language), self.path(cell))

    def listed(self, key: str) -> Listed:
        action = self.state.actions[key]
        return Listed(action, action_path(self.region, key) if action.public else "")

    def row(self, link: ChainLink, tight: str | None) -> LinkRow:
        table = self.state.coverage.areas
        cells = tuple(self.cell(table.cell(link.id, area.code)) for area in self.state.areas)
        gap = self.state.gaps[link.id, self.state.catalog.region.area]
        return LinkRow(
            link=link,
            total=self.cell(table.cell(link=link.id)),
            cells=cells,
            white=sum(not view.cell.actions for view in cells),
            tight=link.id == tight,
            here=self.query.get("link") == link.id,
            gap=gap,
            why_none=why_none_text(gap, self.language),
        )

    def funder(self, split: Split) -> tuple[str, str, str, str]:
        parts = (split.chain, split.single, split.unknown)
        chain, single, unknown = (euros_text(part, self.language) for part in parts)
        return self.state.funders[str(split.key)], chain, single, unknown

    def together(self, entry: Together) -> tuple[tuple[Listed, ...], str]:
        actions = tuple(self.listed(key) for key in entry.actions)
        return actions, together_sentence(self.state, entry, self.language)

    def not_placed(self, entry: NotPlaced) -> tuple[Listed, str, str]:
        money = euros_text(entry.committed, self.language)
        return self.listed(entry.action), reason_text(entry, self.language), money

    def chosen(self, link: str | None, area: str | None) -> Chosen | None:
        if link is None:
            return None
        catalog = self.state.catalog
        cell = self.state.coverage.areas.cell(link, area)
        gap = self.state.gaps[link, area or catalog.region.area]
        amounts = tuple(
            (
                name,
                *(
                    euros_text(getattr(side, name), self.language)
                    for side in (cell.money, cell.own, cell.shared)
                ),
            )
            for name in MEASURES
        )
        return Chosen(
            link=catalog.links[link],
            area=catalog.areas[area] if area else None,
            view=self.cell(cell),
            amounts=amounts,
            actions=tuple(self.listed(key) for key in cell.actions),
            gap=gap,
            why_none=why_none_text(gap, self.language),
        )


def coverage_page(
    state: CoverageState,
    language: str,
    query: dict[str, str],
    link: str | None = None,
    area: str | None = None,
) -> CoveragePage:
    """The page for one choice; `link` and `area` name the cell that is opened."""
    make = _Maker(state, language, query)
    found, tight = state.coverage, tight_link(state.catalog)
    goals = found.goals
    return CoveragePage(
        state=state,
        opening=opening(state, language),
        rows=tuple(make.row(entry, tight) for entry in state.links),
        totals=tuple(make.cell(found.areas.cell(column=a.code)) for a in state.areas),
        total=make.cell(found.areas.cell()),
        goal_rows=tuple(
            (entry, tuple(make.cell(goals.cell(entry.id, goal)) for goal in goals.columns))
            for entry in state.links
        ),
        gap_sentence=gap_sentence(state, language),
        chart=chain_money_chart(found.chain_money, language),
        funder_splits=tuple(make.funder(split) for split in found.chain_money.funders),
        together=tuple(make.together(entry) for entry in found.together.listed[:SHOWN]),
        together_more=max(0, found.together.total - SHOWN),
        not_placed=tuple(make.not_placed(entry) for entry in found.not_placed[:SHOWN]),
        not_placed_more=max(0, len(found.not_placed) - SHOWN),
        chosen=make.chosen(link, area),
        reason=coverage_rules(state.catalog).reason,
    )
