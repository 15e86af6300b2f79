"""Which links of the chain are covered by what, in which area? The ledger beside the goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from schakel.answers.coverage_gaps import LinkGap, link_gap
from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.coverage import CoverageRules
from schakel.catalog.types import Area, AreaKind, ChainLink, Text
from schakel.coverage.choice import Choice
from schakel.coverage.engine import EVERYTHING, Coverage, cover
from schakel.coverage.ledger import Ledger
from schakel.coverage.matrix import Cell
from schakel.coverage.placing import Column

STATUSES = ("planned", "running", "done", "stopped", "unknown")


@dataclass(frozen=True)
class ActionName:
    """An action as a list shows it; `title.en` is the Dutch title where there is no English."""

    key: str
    title: Text
    has_english: bool
    pact: str
    status: str
    source_label: str
    source_address: str
    source_date: str
    public: bool


@dataclass(frozen=True, eq=False)
class CoverageState:
    """The coverage of a region's chain for one choice out of the ledger.

    `by` is the kind of area above the columns; `gaps` has the gap of each link in each column, and
    of each link in the region itself under its own code.
    """

    catalog: Catalog
    ledger: Ledger
    by: AreaKind
    choice: Choice
    links: tuple[ChainLink, ...]
    areas: tuple[Area, ...]
    coverage: Coverage
    gaps: Mapping[tuple[str, str], LinkGap]

    @cached_property
    def actions(self) -> dict[str, ActionName]:
        """Every action of the ledger by its key."""
        columns = ("key", "title_nl", "title_en", "pact", "status", "public")
        rows = self.ledger.actions.select(*columns, pl.col("^source_.*$"))
        return {row["key"]: _action_name(row) for row in rows.iter_rows(named=True)}

    @cached_property
    def funders(self) -> dict[str, str]:
        """Names of all funders in the ledger by their keys, in the order of their names."""
        return funders_of(self.ledger)

    @cached_property
    def pacts(self) -> dict[str, Text]:
        """Names of all pacts in the ledger by their keys."""
        return {
            key: Text(nl=dutch, en=english or dutch)
            for key, dutch, english in self.ledger.pacts.rows()
        }

    @property
    def years(self) -> tuple[int, ...]:
        """The years for which there is money in the ledger."""
        return tuple(self.ledger.money["year"].unique().sort())

    @property
    def uncovered(self) -> tuple[tuple[Cell, LinkGap], ...]:
        """Cells with a gap and without known money, the largest gap (part of its target) first."""
        cells = self.coverage.areas.cells.values()
        found = [
            (cell, self.gaps[cell.link, cell.column])
            for cell in cells
            if cell.link and cell.column and not cell.money.committed
        ]
        without = [(cell, gap) for cell, gap in found if gap.is_open]
        return tuple(sorted(without, key=lambda pair: -(pair[1].part or 0)))


def coverage_state(
    catalog: Catalog,
    ledger: Ledger,
    by: str | None = None,
    choice: Choice = EVERYTHING,
) -> CoverageState:
    """The coverage of the region's chain over its areas of a kind (default: the rules' first).

    Raises UnknownName for a kind, goal, pact, funder or status that does not exist, SchakelError
    when the package has no rules for coverage.
    """
    rules = coverage_rules(catalog)
    kind = rules.columns[0] if by is None else find({k: k for k in rules.columns}, by, "column")
    choice = _known(catalog, ledger, choice)
    areas = columns_of(catalog, kind)
    columns = [Column(area.code, covering(catalog, area.code)) for area in areas]
    links = tuple(catalog.links.values())
    goals = [goal.id for goal in sorted(catalog.goals.values(), key=lambda goal: goal.number)]
    places = [*(area.code for area in areas), catalog.region.area]
    return CoverageState(
        catalog=catalog,
        ledger=ledger,
        by=kind,
        choice=choice,
        links=links,
        areas=areas,
        coverage=cover(ledger, [link.id for link in links], columns, goals, choice),
        gaps={
            (link.id, place): link_gap(catalog, link.id, place)
            for link in links
            for place in places
        },
    )


def coverage_rules(catalog: Catalog) -> CoverageRules:
    """The rules of the region's package; raises SchakelError when it has none."""
    if catalog.coverage is None:
        raise SchakelError(
            Problem(
                f"{catalog.region.id}/coverage.yaml",
                "no such file, in this package nor in its parents",
                "the rules by which coverage is counted",
                "copy coverage.yaml from the package nl",
            )
        )
    return catalog.coverage


@lru_cache(maxsize=64)
def columns_of(catalog: Catalog, kind: AreaKind) -> tuple[Area, ...]:
    """The areas of a kind that count for the region, by name."""
    near = covering(catalog, catalog.region.area)
    codes = catalog.territory.touching(catalog.region.area, kind)
    found = [catalog.areas[code] for code in codes if code in near]
    return tuple(sorted(found, key=lambda area: area.label.nl))


@lru_cache(maxsize=512)
def covering(catalog: Catalog, area: str) -> frozenset[str]:
    """The codes of all areas that count for this one, by the rule of the package."""
    least = coverage_rules(catalog).overlap
    municipalities = catalog.territory.municipalities
    own = municipalities[area]
    return frozenset(
        code
        for code, theirs in municipalities.items()
        if own and theirs and len(own & theirs) >= least * min(len(own), len(theirs))
    )


def funders_of(ledger: Ledger) -> dict[str, str]:
    """Names of the funders in a ledger by their keys, in the order of their names."""
    return dict(ledger.money.select("funder", "funder_name").unique().sort("funder_name").rows())


def _known(catalog: Catalog, ledger: Ledger, choice: Choice) -> Choice:
    """The choice with the goal by its id; raises UnknownName with everything that is not there."""
    problems: list[Problem] = []
    goal = choice.goal
    try:
        goal = None if choice.goal is None else catalog.goal(choice.goal).id
    except UnknownName as error:
        problems += error.problems
    asked = (
        ("pact", choice.pact, ledger.pacts["key"]),
        ("funder", choice.funder, ledger.money["funder"]),
        ("status", choice.status, pl.Series(STATUSES)),
    )
    for kind, name, known in asked:
        try:
            if name is not None:
                find(dict.fromkeys(known.unique().sort()), name, kind)
        except UnknownName as error:
            problems += error.problems
    if problems:
        raise UnknownName(problems)
    return Choice(
        choice.first_year, choice.last_year, choice.pact, goal, choice.status, choice.funder
    )


def _action_name(row: dict[str, Any]) -> ActionName:
    english = row.pop("title_en")
    dutch = row.pop("title_nl")
    return ActionName(title=Text(nl=dutch, en=english or dutch), has_english=bool(english), **row)
