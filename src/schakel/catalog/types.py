"""The frozen types of a region package: unknown keys refused, every label in two languages."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from schakel.base.periods import parse_period
from schakel.catalog.basics import Frozen as Frozen  # noqa: PLC0414 (taken from here by others)
from schakel.catalog.basics import Identifier as Identifier  # noqa: PLC0414
from schakel.catalog.basics import NonEmpty as NonEmpty  # noqa: PLC0414
from schakel.catalog.basics import Text as Text  # noqa: PLC0414
from schakel.catalog.chain_measures import ChainMeasure

AreaKind = Literal[
    "nation",
    "cbs_landsdeel",
    "landsdeel",
    "province",
    "labour_market_region",
    "corop",
    "pact",
    "municipality",
]
Languages = ("nl", "en")


class Valid(Frozen):
    """Something that holds from a day until (not including) another; empty means open."""

    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Valid:
        if self.valid_from and self.valid_until and self.valid_from >= self.valid_until:
            raise ValueError("valid_from must lie before valid_until")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (not self.valid_from or self.valid_from <= day) and (
            not self.valid_until or day < self.valid_until
        )

    def overlaps(self, other: Valid) -> bool:
        """Whether there is a day on which both hold."""
        return (
            not self.valid_until or not other.valid_from or other.valid_from < self.valid_until
        ) and (not other.valid_until or not self.valid_from or self.valid_from < other.valid_until)


class Unit(Frozen):
    """A unit: how it is called, written behind a number, and with how many decimals."""

    id: Identifier
    label: Text
    suffix: Text | None = None
    decimals: int = Field(ge=0, le=6)


class Term(Frozen):
    """A domain term of the glossary."""

    id: Identifier
    nl: NonEmpty
    en: NonEmpty
    definition: Text
    source: str
    not_to_confuse_with: tuple[Identifier, ...] = ()


class Source(Frozen):
    """Where numbers come from: publisher, table, address, licence, dates, fingerprint."""

    id: str
    publisher: NonEmpty
    title: NonEmpty
    address: str
    licence: str
    published: str | None = None
    retrieved: date
    sha256: str | None = None
    file: str | None = None
    note: str | None = None


class Code(Valid):
    """One code of a classification."""

    code: NonEmpty
    label: Text
    parent: str | None = None
    note: str | None = None


class Classification(Frozen):
    """A list of codes with labels, from a CSV beside its declaration."""

    id: Identifier
    label: Text
    source: str
    codes: tuple[Code, ...] = ()


class Dimension(Frozen):
    """A column that splits observations; its values are codes of a classification, or free."""

    id: Identifier
    label: Text
    classification: Identifier | None = None


class Area(Valid):
    """A piece of land (or a pact's territory) that figures can be about."""

    code: NonEmpty
    kind: AreaKind
    label: Text
    source: str
    note: str | None = None


class Membership(Valid):
    """One area lies within another; many-to-many and dated."""

    area: NonEmpty
    within: NonEmpty
    source: str
    note: str | None = None


class PlaceName(Frozen):
    """A publisher's spelling of a place, with the area it means and why."""

    name: NonEmpty
    code: NonEmpty
    context: str = ""
    reason: NonEmpty


class Variable(Frozen):
    """What a data set counts or measures."""

    label: Text
    unit: Identifier
    additive: bool


class Suppression(Frozen):
    """What a suppressed cell can hold, and as what it counts in a sum."""

    smallest: float
    largest: float
    counted_as: float
    note: Text

    @model_validator(mode="after")
    def _in_order(self) -> Suppression:
        if not self.smallest <= self.counted_as <= self.largest:
            raise ValueError("smallest ≤ counted_as ≤ largest must hold")
        return self


class Dataset(Frozen):
    """One tidy table of observations: what is in it and who makes it from which files.

    `grain` names the kinds of area that have rows of their own. `rival_sources` says that two
    sources may give the same cell; an indicator then has to choose.
    """

    id: Identifier
    label: Text
    description: Text
    builder: Identifier
    inputs: tuple[str, ...]
    sources: tuple[str, ...]
    grain: tuple[AreaKind, ...]
    absent: Literal["zero", "missing"] = "missing"
    dimensions: tuple[Identifier, ...] = ()
    variables: dict[Identifier, Variable]
    suppression: Suppression | None = None
    rival_sources: bool = False


class Selection(Frozen):
    """Rows of a data set: a variable, and per dimension the codes wanted.

    A dimension that is not named is summed over. `null` selects the rows that are a total over
    that dimension. `sources` keeps to some of the sources, where two give the same cell.
    """

    dataset: Identifier
    variable: Identifier
    where: dict[Identifier, tuple[str, ...] | None] = {}
    sources: tuple[str, ...] = ()


class Formula(Frozen):
    """numerator, or numerator ÷ denominator × times.

    `part_of_whole` says that the numerator counts some of what the denominator counts, though
    under another variable: the share cannot exceed the whole, whatever hidden cells hold.
    """

    numerator: Selection
    denominator: Selection | None = None
    times: float = 1
    part_of_whole: bool = False


class Breakdown(Frozen):
    """The same indicator split by one dimension, perhaps from other rows."""

    dimension: Identifier
    formula: Formula


class DefinitionVersion(Frozen):
    """A definition and the periods for which it holds; between two versions the series breaks."""

    id: NonEmpty
    first_period: str | None = None
    last_period: str | None = None
    formula: Formula
    breakdowns: tuple[Breakdown, ...] = ()
    note: Text


class Break(Frozen):
    """From this period on, figures cannot be compared with those before."""

    period: NonEmpty
    note: Text


class Judged(Frozen):
    """The kinds of area for which progress is judged, and why not for others."""

    kinds: tuple[AreaKind, ...] = Field(min_length=1)
    why: Text


class Indicator(Frozen):
    """A number that is followed over time, with its definitions."""

    id: Identifier
    label: Text
    short: Text
    description: Text
    unit: Identifier
    direction: Literal["up", "down", "none"]
    versions: tuple[DefinitionVersion, ...] = Field(min_length=1)
    breaks: tuple[Break, ...] = ()
    judged: Judged | None = None
    projected: ChainMeasure | None = None
    related: tuple[Identifier, ...] = ()


class Target(Frozen):
    """A value to reach in a year, as somebody published it."""

    value: float
    year: int
    text: Text
    source: str


class ProgressRule(Frozen):
    """How progress is judged.

    The trend is the least-squares slope over the last `window` periods since the last break. With
    fewer than `minimum_periods` there is no judgement. A slope within ± `standstill` (units of the
    indicator per year) counts as standing still. A target whose year lies before `as_of` (the year
    in which the rule was set) is held against `judged_to` instead.
    """

    id: Identifier
    label: Text
    window: int = Field(ge=2)
    minimum_periods: int = Field(ge=2)
    standstill: float = Field(ge=0)
    as_of: int
    judged_to: int
    oldest_year: int
    reason: Text


class Measure(Frozen):
    """One indicator under a goal, in the order in which it is shown."""

    indicator: Identifier
    breakdown: dict[Identifier, str] = {}
    label: Text | None = None
    target: Target | None = None
    progress: Identifier
    headline: bool = False


class NotMeasured(Frozen):
    """Something the goal asks for and nobody publishes."""

    label: Text
    why: Text


class Goal(Frozen):
    """A goal of the pact with what is measured of it, and what is not."""

    id: Identifier
    number: int
    label: Text
    text: Text
    measures: tuple[Measure, ...]
    not_measured: tuple[NotMeasured, ...] = ()


class StripLink(Frozen):
    """One link of the chain strip."""

    id: Identifier
    label: Text
    indicator: Identifier
    breakdown: dict[Identifier, str] = {}
    target: float | None = None
    goal: Identifier


class ChainLink(Frozen):
    """One link of the chain, from primary school to the workplace, on which an action acts.

    `indicator` (with `breakdown`) is the figure that shows how the link stands; its target is the
    one under `goal`. Both are empty where nothing is published.
    """

    id: Identifier
    label: Text
    about: Text
    goal: Identifier
    indicator: Identifier | None = None
    breakdown: dict[Identifier, str] = {}


class Embargo(Frozen):
    """Figures held back until an hour: of a data set, or of an indicator with all it counts.

    Every observation that reaches into `first_period` or later is invisible before `until`.
    """

    id: Identifier
    label: Text
    dataset: Identifier | None = None
    indicator: Identifier | None = None
    first_period: NonEmpty
    until: AwareDatetime
    reason: Text

    @model_validator(mode="after")
    def _of_one_thing(self) -> Embargo:
        if bool(self.dataset) == bool(self.indicator):
            raise ValueError("name a `dataset` or an `indicator`, one of the two")
        if parse_period(self.first_period).kind == "text":
            raise ValueError("first_period must be a period with a place in time, such as 2026")
        return self


class Region(Frozen):
    """A region package: what it is called, on which area it rests, and its parent package.

    `problem_figures` are the indicators that open its page as the problem in figures.
    """

    id: Identifier
    kind: Literal["nation", "landsdeel"]
    area: NonEmpty
    parent: Identifier | None = None
    label: Text
    name: Text
    tagline: Text
    about: Text
    links: tuple[Link, ...] = ()
    tight_link_rule: Text | None = None
    problem_figures: tuple[Identifier, ...] = ()


class Link(Frozen):
    """An address outside the site."""

    label: Text
    address: NonEmpty


Region.model_rebuild()
