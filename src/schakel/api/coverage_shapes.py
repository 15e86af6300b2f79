"""What coverage looks like: cells of links × areas, actions, and what is told of the whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from schakel.answers.coverage_gaps import WhyNone
from schakel.answers.coverage_tables import Row
from schakel.api.shapes import Self
from schakel.catalog.types import AreaKind, Text
from schakel.coverage.engine import Reason

Euros = Annotated[float | None, Field(description="euros; null when unknown")]
Count = Annotated[int | None, Field(description="people; null when unknown")]
ActionStatus = Literal["planned", "running", "done", "stopped", "unknown"]


class Amounts(TypedDict):
    """Euros. Committed: what was granted; if unknown what was pledged; else what was spent."""

    pledged: Euros
    granted: Euros
    spent: Euros
    committed: Euros


class CoverageCell(TypedDict):
    """One link in one area, or a total.

    `own` money belongs to this cell alone; `shared` money reaches it along with other cells and is
    not divided. Totals count each action and euro once.
    """

    row: Annotated[Row, Field(description="a cell, or a total over areas, links or everything")]
    link: Annotated[str | None, Field(description="null in a total over links")]
    link_label: Text | None
    area: Annotated[str | None, Field(description="null in a total over areas")]
    area_label: Text | None
    actions: int
    amount_unknown: Annotated[int, Field(description="actions without a known amount")]
    own: Amounts
    shared: Amounts
    participants_aimed: Count
    aimed_unknown: int
    participants_reached: Count
    reached_unknown: int
    gap: Annotated[
        float | None, Field(description="from the link's figure to its target, in its unit")
    ]
    target: float | None
    why_no_gap: WhyNone | None
    figure: Annotated[str | None, Field(description="permanent address below …/figures/")]
    _links: Self


class CoveredAction(TypedDict):
    """An action of the ledger that visitors may see."""

    key: str
    title: Text
    title_is_translated: Annotated[bool, Field(description="false: `en` repeats the Dutch")]
    pact: str
    agreement: str
    status: ActionStatus
    valid_from: date | None
    valid_until: date | None
    goals: list[str]
    links: Annotated[list[str], Field(description="links that the action names itself")]
    areas: list[str]
    source_label: str
    source_address: str
    source_date: str
    _links: Self


class Spot(TypedDict):
    """A link in an area."""

    link: str
    area: str


class ActionsTogether(TypedDict):
    """Actions that get money in the same cells and years for the same goals."""

    actions: list[str]
    cells: list[Spot]
    goals: list[str]
    years: list[int]
    funders: list[str]
    same_funders: Annotated[list[str], Field(description="pay for more than one of them")]


class MoneySplit(TypedDict):
    """Committed euros by the number of links that their action acts on."""

    key: Annotated[str | None, Field(description="year or funder; null for everything")]
    single: float
    chain: float
    unknown: float
    chain_share: Annotated[float | None, Field(description="0 to 1; null without money")]


class Unplaced(TypedDict):
    """An action, or part of its money, that reaches no cell."""

    action: str
    reasons: list[Reason]
    committed: Euros


class CoverageSummary(TypedDict):
    """What is to be seen in the coverage as a whole."""

    by: AreaKind
    sentence: Text
    white_spots: list[Spot]
    together: list[ActionsTogether]
    together_total: int
    chain_money: MoneySplit
    chain_money_by_year: list[MoneySplit]
    chain_money_by_funder: list[MoneySplit]
    not_placed: list[Unplaced]
    _links: Self
