"""What a projection of the chain looks like: one estimate a row, with its interval."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from schakel.api.shapes import Self
from schakel.catalog.types import Text

FamilyMeasure = Literal["workers", "seekers", "demand", "vacancies", "shortage"]
CapacityMeasure = Literal["requests", "places"]
FlowMeasure = Literal["stock", "flow"]


class _Estimate(TypedDict):
    area: Annotated[str, Field(description="code of a labour-market region; `all`: their sum")]
    area_label: Text
    year: Annotated[int, Field(description="October; for moves and places the school year from it")]
    low: Annotated[int, Field(description="persons; one of ten draws is below")]
    middle: Annotated[int, Field(description="persons; half of the draws are below")]
    high: Annotated[int, Field(description="persons; one of ten draws is above")]
    mean: Annotated[int, Field(description="persons; means of parts add up to that of the whole")]
    status: Literal["estimate"]
    _links: Self


class FamilyEstimate(_Estimate):
    """A family of occupations, or a group of them, in an area and year."""

    measure: FamilyMeasure
    family: Annotated[str, Field(description="id of a family, or `group:` with that of a group")]
    family_label: Text


class CapacityEstimate(_Estimate):
    """Places of a kind in an area and year, or the people who ask for one."""

    measure: CapacityMeasure
    capacity: str
    capacity_label: Text
    chance: Annotated[
        float | None,
        Field(
            description="of places: part of the draws in which they are too few; `all`: in one "
            "area or more; null where it is not about places or was not kept"
        ),
    ]


class MeasureEstimate(TypedDict):
    """Where a measure of a goal goes if nothing changes, a row a year, and its chance."""

    indicator: Annotated[str, Field(description="id of the indicator")]
    indicator_label: Text
    area: Annotated[str, Field(description="code of an area, also that of the region itself")]
    area_label: Text
    year: int
    low: Annotated[float, Field(description="one of ten draws is below, in `unit`")]
    middle: Annotated[float, Field(description="half of the draws are below")]
    high: Annotated[float, Field(description="one of ten draws is above")]
    unit: str
    starts_at: Annotated[
        Literal["measured", "model"],
        Field(description="at the last measured figure, or at the level of the model itself"),
    ]
    target: float | None
    target_year: Annotated[int | None, Field(description="year the target is held against")]
    chance: Annotated[float | None, Field(description="part of the draws that reach it then")]
    status: Literal["forecast"]
    _links: Self


class FlowEstimate(_Estimate):
    """People in a stage of the chain, or moving on by a flow."""

    measure: FlowMeasure
    sex: Literal["female", "male", "all"]
    key: Annotated[str, Field(description="id of the stage or the flow")]
    key_label: Text
    source: Annotated[str | None, Field(description="stage that a flow leaves; null: from outside")]
    target: Annotated[str | None, Field(description="stage that a flow goes to; null: out of it")]
    link: Annotated[str | None, Field(description="link of the chain")]
