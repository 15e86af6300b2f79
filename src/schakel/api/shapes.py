"""What the resources look like. The values are plain; texts and definitions are the catalog's own.

These types are what the OpenAPI document shows; a test holds every answer to it. `_links` holds
addresses, and a list of sources in full is called `provenance`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal, NotRequired, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from schakel.answers.judgements import Reason, Verdict
from schakel.answers.places import Level
from schakel.base.statuses import Status
from schakel.catalog.types import (
    AreaKind,
    Break,
    DefinitionVersion,
    NotMeasured,
    ProgressRule,
    Suppression,
    Target,
    Text,
    Unit,
)

Item = TypeVar("Item")
Number = Annotated[float | None, Field(description="null when missing or suppressed; see `status`")]


class Link(TypedDict):
    """An address; a templated one (RFC 6570) has parts to fill in."""

    href: str
    templated: NotRequired[bool]


class PageLink(Link):
    """Address of a page for people, with its language."""

    hreflang: Literal["nl", "en"]
    type: Literal["text/html"]


class Self(TypedDict):
    """Address of the resource itself."""

    self: Link


class ListLinks(Self):
    """Addresses of this page of a list and of the pages around it."""

    first: Link
    prev: NotRequired[Link]
    next: NotRequired[Link]
    last: Link


class Listing(TypedDict, Generic[Item]):
    """One page of a list."""

    total: Annotated[int, Field(description="number of items on all pages together")]
    page: int
    page_size: int
    pages: int
    items: list[Item]
    _links: ListLinks


class Entrance(TypedDict):
    """The entrance of the API."""

    title: str
    version: str
    _links: dict[str, Link]


class Region(TypedDict):
    """A region with its own package of definitions, goals and figures."""

    id: str
    kind: Literal["nation", "landsdeel"]
    area: Annotated[str, Field(description="code of the area that the region rests on")]
    parent: Annotated[str | None, Field(description="region whose definitions hold here too")]
    label: Text
    name: Text
    tagline: Text
    _links: dict[str, Link]


class Website(TypedDict):
    """An address outside the API."""

    label: Text
    address: str


class RegionDetail(Region):
    """A region with its description."""

    about: Text
    links: list[Website]


class Area(TypedDict):
    """A piece of land that figures can be about."""

    code: str
    kind: AreaKind
    label: Text
    within: Annotated[list[str], Field(description="areas that it lies in today, at any height")]
    valid_from: date | None
    valid_until: Annotated[date | None, Field(description="first day on which it does not hold")]
    source: str
    note: str | None
    _links: Self


class AreaDetail(Area):
    """An area with its parts."""

    parts: Annotated[list[str], Field(description="areas that lie in it today, at any depth")]


class Source(TypedDict):
    """Where numbers come from."""

    id: str
    publisher: str
    title: str
    address: str
    licence: str
    published: str | None
    retrieved: date
    sha256: Annotated[str | None, Field(description="fingerprint of the file as published")]
    note: str | None
    _links: Self


class Term(TypedDict):
    """A term of the glossary."""

    id: str
    label: Text
    definition: Text
    source: str
    not_to_confuse_with: list[str]


class IndicatorLinks(Self):
    """Addresses of an indicator and of its figures."""

    figures: Link


class Indicator(TypedDict):
    """A number that is followed over time."""

    id: str
    label: Text
    short: Text
    description: Text
    unit: Unit
    direction: Annotated[
        Literal["up", "down", "none"], Field(description="the way that counts as progress")
    ]
    splits: Annotated[list[str], Field(description="dimensions by which it can be split")]
    related: list[str]
    _links: IndicatorLinks


class IndicatorDetail(Indicator):
    """An indicator with its definitions over time and what there is of it."""

    versions: list[DefinitionVersion]
    breaks: list[Break]
    periods: Annotated[list[str], Field(description="periods for which there are figures")]
    areas: Annotated[list[str], Field(description="areas for which there are figures")]
    provenance: list[Source]


class FigureLinks(Self):
    """Addresses of a figure: here, its indicator, and its page on the site."""

    indicator: Link
    alternate: list[PageLink]


class Figure(TypedDict):
    """One value with what makes it traceable."""

    indicator: str
    area: str
    area_label: Text
    period: str
    split: Annotated[str | None, Field(description="dimension by which it is split")]
    code: Annotated[str | None, Field(description="code of that dimension")]
    code_label: Text | None
    value: Number
    low: Annotated[
        float | None,
        Field(description="lowest value that suppression or the source’s margin allows"),
    ]
    high: Annotated[
        float | None,
        Field(description="highest value that suppression or the source’s margin allows"),
    ]
    numerator: float | None
    denominator: float | None
    unit: str
    status: Status
    suppressed_cells: int
    cells: Annotated[int, Field(description="observations that the value rests on")]
    definition_version: str
    sources: list[str]
    retrieved: date
    note: Text | None
    address: Annotated[str, Field(description="permanent address below …/figures/")]
    _links: FigureLinks


class FigureDetail(Figure):
    """A figure with its definition and its sources in full."""

    indicator_label: Text
    unit_label: Text
    decimals: Annotated[int, Field(description="with how many decimals it is printed")]
    definition: DefinitionVersion
    breaks: list[Break]
    provenance: list[Source]


class Point(TypedDict):
    """A figure in short."""

    period: str
    value: Number
    _links: Self


class Judgement(TypedDict):
    """A verdict with every number that led to it.

    `slope` and `needed` are in units of the indicator per year; `first` and `last` are the ends of
    the window that the trend rests on; `judged_to` is the year the target is held against.
    """

    verdict: Verdict
    reason: Annotated[Reason | None, Field(description="why there is no judgement")]
    first: Point | None
    last: Point | None
    periods: int
    slope: float | None
    needed: float | None
    projected: float | None
    target: float | None
    judged_to: int | None
    standstill: float | None


class Line(TypedDict):
    """A series of one area with its judgement."""

    area: str
    area_label: Text
    latest: Figure | None
    judgement: Judgement
    figures: NotRequired[Annotated[list[Figure], Field(description="only with a single goal")]]


class Measure(TypedDict):
    """One indicator under a goal, as it stands."""

    label: Text
    indicator: str
    breakdown: dict[str, str]
    headline: bool
    level: Annotated[
        Level, Field(description="whether the lines are of the area, its parts or around it")
    ]
    target: Target | None
    rule: ProgressRule
    judgement: Annotated[Judgement, Field(description="of several lines the least favourable")]
    lines: list[Line]


class Goal(TypedDict):
    """A goal of the pact with what is measured of it in an area, and what is not measured."""

    id: str
    number: int
    label: Text
    text: Text
    area: str
    area_label: Text
    measures: list[Measure]
    not_measured: list[NotMeasured]
    _links: Self


class DatasetLinks(Self):
    """Addresses of a data set and of its observations."""

    observations: Link


class Dataset(TypedDict):
    """A tidy table of observations."""

    id: str
    label: Text
    description: Text
    grain: Annotated[list[AreaKind], Field(description="kinds of area that have rows")]
    sources: list[str]
    rows: int
    suppressed: int
    first_period: str
    last_period: str
    retrieved: date
    _links: DatasetLinks


class Variable(TypedDict):
    """What a data set counts or measures."""

    id: str
    label: Text
    unit: Unit
    additive: Annotated[bool, Field(description="whether rows can be added up")]


class DimensionCode(TypedDict):
    """A code that occurs in a data set."""

    code: str
    label: Text | None


class Dimension(TypedDict):
    """A column that splits observations."""

    id: str
    label: Text
    classification: str | None
    codes: list[DimensionCode]


class DatasetDetail(Dataset):
    """A data set with its variables, its dimensions and its sources."""

    variables: list[Variable]
    dimensions: list[Dimension]
    suppression: Suppression | None
    provenance: list[Source]


class Observation(TypedDict):
    """One cell of a published table."""

    variable: str
    region: Annotated[str, Field(description="code of the area")]
    region_label: Text
    period: str
    dimensions: Annotated[
        dict[str, str | None], Field(description="null: the total over that dimension")
    ]
    value: Number
    low: float | None
    high: float | None
    unit: str
    status: Status
    source: str
    retrieved: date
    note: Text | None
