"""What the finders answer: titles, moves from an occupation, supply for a vacancy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from schakel.api.occupation_shapes import Level, Number, Programme
from schakel.api.shapes import Link, Self
from schakel.catalog.types import Text

Nearness = Annotated[
    str,
    Field(description="class of the score: `viable`, `highly_viable`, or `further` below both"),
]
Score = Annotated[float, Field(description="how near by skills, 0–1; demand is not in it")]
Dutch = Annotated[bool, Field(description="false: `nl` repeats the English name")]


class Job(TypedDict):
    """An occupation of ESCO."""

    code: Annotated[str, Field(description="code in ESCO, as `7212.3`")]
    uri: str
    name: Text
    dutch: Dutch
    isco: Annotated[str, Field(description="unit group of ISCO-08")]


class CandidateLinks(TypedDict):
    """Addresses that start from an occupation."""

    moves: Link
    supply: Link


class Candidate(Job):
    """An occupation that a title may stand for."""

    label: Annotated[str, Field(description="the title that was most alike")]
    reason: Text
    chance: Annotated[float, Field(description="chance that it is meant by the model, 0–1")]
    _links: CandidateLinks


class Titles(TypedDict):
    """What a title may stand for: at most five occupations, the likeliest first."""

    understood: Annotated[str, Field(description="the words that were looked for")]
    language: Literal["nl", "en"]
    sure: Annotated[bool, Field(description="whether the first is what was meant")]
    said: Text
    candidates: list[Candidate]
    provenance: Annotated[list[str], Field(description="ids of sources")]
    _links: Self


class EscoSkill(TypedDict):
    """A skill of ESCO that an occupation asks."""

    uri: str
    name: Text
    dutch: Dutch


class LackingSkill(EscoSkill):
    """A skill that is asked and is not there."""

    part: Annotated[float, Field(description="part of all that is asked, by importance, 0–1")]


class MatchedSkill(LackingSkill):
    """A skill that is asked, and the skill that matches it."""

    own: EscoSkill
    likeness: Annotated[float, Field(description="how like the two are, 0–1; 1 is the same")]


class Compared(TypedDict):
    """How near one occupation is to another, and why."""

    score: Score
    nearness: Nearness
    nearness_label: Text
    coverage: Annotated[float, Field(description="part of what is asked that is there, 0–1")]
    required: Annotated[int, Field(description="number of skills asked")]
    matched_number: int
    by_optional: Annotated[bool, Field(description="ESCO names no essential skills for this work")]
    matched: list[MatchedSkill]
    missing: Annotated[list[LackingSkill], Field(description="what weighs most first")]


class Demand(TypedDict):
    """What is known of demand in the whole occupation group of a move."""

    people: Annotated[Number, Field(description="people in work, an estimate")]
    openings: Annotated[Number, Field(description="job openings to 2030, an estimate")]
    tension: Annotated[Number, Field(description="vacancies per short-term job seeker, nation")]
    outlook: Annotated[Number, Field(description="ROA: recruitment outlook in 2030, nation")]


class Schooling(TypedDict):
    """Programmes in the region that lead to the occupation group, those that ended left out."""

    programmes: Annotated[int, Field(description="how many: one a school, level and path")]
    levels: list[Level]
    institutions: Annotated[list[str], Field(description="BRIN of the schools")]
    shortest_years: Annotated[float | None, Field(description="null where not known")]


class MoveLinks(TypedDict):
    """Addresses of a move in full and of its occupation group."""

    self: Link
    group: Link


class Move(Compared):
    """A technical or ICT occupation beside the one that someone has."""

    origin: Annotated[str, Field(description="code in ESCO of the occupation one has")]
    to: Job
    group: Annotated[str, Field(description="occupation group, to which `demand` applies")]
    group_label: Text
    level_step: Annotated[int, Field(description="difference in ISCO skill level")]
    level_label: Annotated[Text, Field(description="Dutch schooling near the level of `to`")]
    refused: Annotated[
        list[Literal["level", "field", "time", "travel"]],
        Field(description="wishes that it does not fit; empty when it fits all"),
    ]
    area: str
    demand: Demand
    schooling: Schooling
    _links: MoveLinks


class MoveDetail(Move):
    """One move with what is said of demand, and every programme."""

    sentence: Text
    chance: Text
    programmes: list[Programme]
    provenance: Annotated[list[str], Field(description="ids of sources")]


class SupplierLinks(TypedDict):
    """Address of the moves from an occupation."""

    moves: Link


class Supplier(Compared):
    """An occupation that can supply candidates. Occupations, never people."""

    wanted: Annotated[str, Field(description="code in ESCO of the vacancy")]
    origin: Job
    group: Annotated[str, Field(description="occupation group, to which `people` applies")]
    group_label: Text
    area: str
    people: Annotated[Number, Field(description="people in work in the whole group, an estimate")]
    rivals: Annotated[list[str], Field(description="codes of other technical work as near")]
    rival_count: int
    _links: SupplierLinks
