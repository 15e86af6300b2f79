"""What study programmes look like: what one names, beside what occupations ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from schakel.api.occupation_shapes import Level
from schakel.api.shapes import Self
from schakel.base.statuses import Status
from schakel.catalog.types import Text


class Study(TypedDict):
    """A qualification of mbo or a programme of hbo or university that leads to technical work."""

    key: Annotated[str, Field(description="register and code, as `crebo-25893`")]
    register: Literal["crebo", "croho"]
    code: str
    name: str
    level: Annotated[Level | None, Field(description="null where it is not known")]
    groups: Annotated[list[str], Field(description="occupation groups it is taken to lead to")]
    described: Annotated[bool, Field(description="whether it is published what it names")]
    _links: Self


class Beside(TypedDict):
    """A programme beside an occupation, by numbers."""

    occupation: Annotated[str, Field(description="code in ESCO")]
    name: Text
    named_share: Annotated[
        float | None, Field(description="of what is essential, by importance, 0–1; an estimate")
    ]
    status: Status
    asked: int
    named: Annotated[int | None, Field(description="null where nothing is published")]
    rising: Annotated[int, Field(description="digital or green, essential or not")]


class Subject(TypedDict):
    """A term of CompetentNL."""

    label: Annotated[Text, Field(description="the English name is ours")]
    kind: Literal["skill", "knowledge"]
    groups: Annotated[list[str], Field(description="ESCO skill groups, tied by eye")]


class StudySchool(TypedDict):
    """A school in the region that was seen to give it, by this or an earlier name."""

    institution: Annotated[str, Field(description="BRIN")]
    institution_label: Text
    name: str
    code: str
    path: str | None
    area: Annotated[str, Field(description="municipality of the head office")]
    last_year: int | None
    students: int | None
    counted: Literal["students", "enrolled", "first_years"]
    status: Status
    list_until: int
    source: str


class StudyDetail(Study):
    """A programme with what it names, the occupations beside it, and schools."""

    before: Annotated[list[str], Field(description="codes under which schools gave it")]
    before_method: str
    subjects: list[Subject]
    occupations: Annotated[list[Beside], Field(description="most like its name first")]
    schools: list[StudySchool]
    caution: Text


class AskedSkill(TypedDict):
    """A skill that an occupation asks."""

    uri: str
    name: Text
    dutch: bool
    essential: bool
    digital: bool
    green: bool
    named: Annotated[bool | None, Field(description="null where nothing is published")]
    named_by: Annotated[list[str], Field(description="terms of CompetentNL, in Dutch")]


class StudyOccupation(Beside):
    """A programme beside an occupation, skill by skill."""

    study: str
    sentence: Text
    skills: list[AskedSkill]
    caution: Text


class OccupationStudy(Beside):
    """A programme that leads to the group of an occupation."""

    study: str
    study_name: str
    level: Level | None
