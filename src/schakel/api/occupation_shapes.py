"""What occupation groups look like: their numbers, members, programmes and skills."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from schakel.api.shapes import Self
from schakel.base.statuses import Status
from schakel.catalog.types import Text

Level = Literal["mbo_1", "mbo_2", "mbo_3", "mbo_4", "ad", "ba", "ma", "postmaster"]


class Number(TypedDict):
    """One number with what it is about and how it was made."""

    value: Annotated[float | None, Field(description="null where it is not published")]
    low: Annotated[float | None, Field(description="80% interval, null where none is known")]
    high: float | None
    unit: str
    period: str
    area: Annotated[str, Field(description="what it is about; `NL`: only known for the nation")]
    status: Status
    sources: Annotated[list[str], Field(description="ids of sources or data sets")]
    method: Text


class OccupationNumbers(TypedDict):
    """The numbers of a group in an area."""

    people: Annotated[Number, Field(description="people in work, an estimate")]
    openings: Annotated[Number, Field(description="job openings to 2030, an estimate")]
    expansion: Annotated[Number, Field(description="expansion demand to 2030, an estimate")]
    replacement: Annotated[Number, Field(description="replacement demand to 2030, an estimate")]
    rate: Annotated[Number, Field(description="openings to 2030 per 100 people in work, nation")]
    tension: Annotated[Number, Field(description="vacancies per short-term job seeker, nation")]
    outlook: Annotated[Number, Field(description="ROA: recruitment outlook in 2030, nation")]
    ours_now: Annotated[Number, Field(description="chain model: jobs wanted unfilled, first year")]
    ours_then: Annotated[Number, Field(description="chain model: jobs wanted unfilled, last year")]
    gap_now: Annotated[Number, Field(description="chain model: jobs unfilled, first year")]
    gap_then: Annotated[Number, Field(description="chain model: jobs unfilled, last year")]
    vacancies: Annotated[Number, Field(description="vacancies of the sector, by province")]


class OccupationGroup(TypedDict):
    """A technical or ICT occupation group in an area."""

    code: Annotated[str, Field(description="code of BRC 2014 in ROA's edition of 2026")]
    label: Text
    family: str
    family_label: Text
    area: str
    area_label: Text
    promising: bool
    bottlenecks: Annotated[str | None, Field(description="ROA: bottlenecks expected to 2030")]
    tension_class: Annotated[str | None, Field(description="ROA: how tight the market is now")]
    direction: Annotated[str | None, Field(description="ROA: direction from 2025 to 2030")]
    numbers: OccupationNumbers
    _links: Self


class EscoOccupation(TypedDict):
    """An ESCO occupation of a group."""

    uri: str
    isco: str
    name: Text
    dutch: Annotated[bool, Field(description="false: `nl` repeats the English name")]
    estimate: Annotated[bool, Field(description="its ISCO group was placed by rule or by eye")]


class Programme(TypedDict):
    """A programme of one school that leads to a group: an estimate, read from its name."""

    register: Literal["crebo", "croho"]
    code: str
    name: str
    level: Level
    path: str | None
    institution: Annotated[str, Field(description="BRIN")]
    institution_label: Text
    area: Annotated[str, Field(description="municipality; of mbo and universities the head office")]
    last_year: Annotated[int | None, Field(description="last year in which it had anybody")]
    students: Annotated[int | None, Field(description="what `counted` says, in that year")]
    counted: Literal["students", "enrolled", "first_years"]
    status: Status
    list_until: Annotated[int, Field(description="last year of the list it was read from")]
    years: Annotated[list[float] | None, Field(description="shortest and longest time")]
    method: str
    source: str


class Skill(TypedDict):
    """What qualifications of mbo that lead to a group ask, as CompetentNL has it."""

    label: Annotated[str, Field(description="in Dutch")]
    kind: Literal["skill", "knowledge"]
    esco: Annotated[str | None, Field(description="ESCO skill of exactly this Dutch name")]
    qualifications: Annotated[int, Field(description="how many ask it")]
    described: Annotated[int, Field(description="how many CompetentNL describes")]


class Interval(TypedDict):
    """A model estimate with its 80% interval."""

    low: float
    middle: float
    high: float


class Entry(TypedDict):
    """Those who come into the family of a group from one origin."""

    origin: str
    label: Text
    within: Annotated[str | None, Field(description="the origin that this one is a part of")]
    people: Interval
    percent: Annotated[Interval, Field(description="part of all who come in")]


class Entering(TypedDict):
    """Who come into the occupation family (not the group) in a school year: chain model."""

    family: str
    area: str
    period: str
    total: Interval
    entries: list[Entry]
    status: Status
    draws: int
    method: Text


class NearGroup(TypedDict):
    """A group from which people could come by skills; observed moves are not published."""

    code: str
    label: Text
    score: Annotated[float, Field(description="0 to 1")]
    nearness: str
    people: Annotated[Number, Field(description="people in work in it, an estimate")]


class OccupationDetail(OccupationGroup):
    """A group with what belongs to it."""

    sentence: Text
    chance: Text
    entering: Annotated[Entering | None, Field(description="null where nobody worked it out")]
    near: Annotated[list[NearGroup], Field(description="the nearest first")]
    occupations: list[EscoOccupation]
    programmes: list[Programme]
    skills: list[Skill]
    like: Annotated[list[str], Field(description="groups most like it (ROA), the nearest first")]
