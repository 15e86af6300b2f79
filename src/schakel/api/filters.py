"""Query parameters: what an address accepts, and everything that is wrong with them at once.

A parameter that is not declared is refused and so is one that is given twice; a value that names
something (an area, an indicator) must exist in the region.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, LiteralString, get_origin

from django.http import HttpRequest
from pydantic import (
    BaseModel,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic import ValidationInfo as Info
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from schakel.answers.jobs import codes
from schakel.answers.occupation_tables import has_paths
from schakel.answers.occupations import areas_of
from schakel.answers.wishes import choices
from schakel.api.problems import INVALID, LONGEST_SHOWN, Refused, RequestError, request_error
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import AreaKind

LARGEST_PAGE = 1000
LONGEST_NAME = 100
SHORTEST_TITLE, LONGEST_TITLE = 2, 200


def catalog_of(request: HttpRequest) -> Catalog:
    """The catalog of the region in the address; put there when the request came in."""
    catalog = request.catalog
    assert isinstance(catalog, Catalog)
    return catalog


def catalog_in(info: Info) -> Catalog:
    """The same, for a validator: filters are read with the request as their context."""
    assert info.context is not None
    return catalog_of(info.context["request"])


@dataclass(frozen=True)
class Known:
    """Annotation of a parameter that names an entry of the region's catalog."""

    kind: str
    entries: Callable[[Catalog], Mapping[str, Any]]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._existing, handler(source))

    def _existing(self, name: str, info: Info) -> str:
        return known_among(self.entries(catalog_in(info)), name, self.kind)

    def some(self, catalog: Catalog) -> str:
        """The first of the names there are, for a message."""
        names = sorted(self.entries(catalog))
        return f"one of: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}"


def known_among(names: Iterable[str], name: str, kind: str) -> str:
    """The name itself when it is one of these; else an error of its parameter, with the nearest."""
    try:
        find(dict.fromkeys(names), name, kind)
    except UnknownName as error:
        problem = error.problems[0]
        told = (problem.found, problem.expected, problem.advice)
        raise wrong_value("unknown_name", *told) from error
    return name


def wrong_value(code: LiteralString, found: str, expected: str, advice: str) -> PydanticCustomError:
    """An error that a validator raises for a value that cannot be used here."""
    words = {"found": found, "expected": expected, "advice": advice}
    return PydanticCustomError(code, "{found}", words)


Name = Annotated[str, Field(max_length=LONGEST_NAME)]
AreaCode = Annotated[Name, Known("area", lambda catalog: catalog.areas)]
IndicatorName = Annotated[Name, Known("indicator", lambda catalog: catalog.indicators)]
DatasetName = Annotated[Name, Known("data set", lambda catalog: catalog.datasets)]
SourceName = Annotated[Name, Known("source", lambda catalog: catalog.sources)]


class Filters(BaseModel):
    """Parameters of an address with one format; the base of all others."""

    format: Literal["json"] | None = Field(None, description="format, instead of the Accept header")

    @classmethod
    def of(cls, request: HttpRequest) -> Filters:
        """The parameters of a request outside django-ninja."""
        return cls.model_validate(request.GET.dict(), context={"request": request})

    @model_validator(mode="wrap")
    @classmethod
    def _everything_wrong_at_once(cls, values: Any, handler: Any, info: Info) -> Filters:
        assert info.context is not None
        request: HttpRequest = info.context["request"]
        wrong = [*cls._undeclared(request), *cls._repeated(request), *cls.further_errors(request)]
        try:
            found: Filters = handler(values)
        except ValidationError as error:
            wrong += [cls._explained(detail, request) for detail in error.errors()]
        if wrong:
            raise Refused(INVALID, f"To correct in the query: {len(wrong)}.", wrong)
        return found

    @classmethod
    def further_names(cls, request: HttpRequest) -> Collection[str]:
        """Parameters beside the declared ones, known only once the request is there."""
        return ()

    @classmethod
    def further_errors(cls, request: HttpRequest) -> Iterable[RequestError]:
        """Errors in those further parameters."""
        return ()

    @classmethod
    def _undeclared(cls, request: HttpRequest) -> Iterator[RequestError]:
        known = [*cls.model_fields, *cls.further_names(request)]
        for name in request.GET:
            if name not in known:
                yield request_error(
                    "query",
                    name,
                    "unknown_parameter",
                    found="a parameter that does not exist here",
                    expected=f"one of: {', '.join(known)}",
                    advice="correct its spelling or leave it out",
                )

    @classmethod
    def _repeated(cls, request: HttpRequest) -> Iterator[RequestError]:
        for name, values in request.GET.lists():
            field = cls.model_fields.get(name)
            if field and len(values) > 1 and get_origin(field.annotation) is not list:
                yield request_error(
                    "query",
                    name,
                    "repeated_parameter",
                    found=f"{len(values)} values",
                    expected="one value",
                    advice="give it once",
                )

    @classmethod
    def _explained(cls, detail: Any, request: HttpRequest) -> RequestError:
        name = str(detail["loc"][0])
        context = detail.get("ctx", {})
        missing = detail["type"] == "missing"
        expected = str(context.get("expected") or _said(detail["msg"]))
        known = [one for one in cls.model_fields[name].metadata if isinstance(one, Known)]
        if missing:
            expected = known[0].some(catalog_of(request)) if known else "a value"
        value = "nothing" if missing else repr(detail["input"])[:LONGEST_SHOWN]
        return request_error(
            "query",
            name,
            detail["type"],
            found=f"{value}, {context['found']}" if "found" in context else value,
            expected=expected,
            advice=context.get("advice", f"add {name}=…" if missing else "correct the value"),
        )


def _said(message: str) -> str:
    return message.removeprefix("Input should be ").removeprefix("Value error, ")


class Paged(Filters):
    """Parameters of every list."""

    page: int = Field(1, ge=1, description="page, from 1")
    page_size: int = Field(100, ge=1, le=LARGEST_PAGE, description="items on a page")


class Listed(Paged):
    """Parameters of a list that can also be had as CSV."""

    format: Literal["json", "csv"] | None = Field(
        None, description="format, instead of the Accept header"
    )


class AreaFilters(Listed):
    """Parameters of the list of areas."""

    kind: list[AreaKind] = Field([], description="kind of area; may be repeated")
    within: AreaCode | None = Field(None, description="code of an area that they lie in")


class InArea(Filters):
    """Parameters of a goal."""

    area: AreaCode | None = Field(
        None, description="code of the area that it is about; without it, the region's own"
    )


class CoverageFilters(Filters):
    """Parameters of everything about coverage."""

    by: Literal["labour_market_region", "province", "pact"] | None = Field(
        None, description="kind of area in the columns; without it, the region's usual one"
    )
    first_year: int | None = Field(None, ge=1990, le=2100, description="first year that counts")
    last_year: int | None = Field(None, ge=1990, le=2100, description="last year that counts")
    pact: Name | None = Field(None, description="key of a pact, as `twente`")
    goal: Annotated[Name, Known("goal", lambda catalog: catalog.goals)] | None = Field(
        None, description="id of a goal"
    )
    status: Literal["planned", "running", "done", "stopped", "unknown"] | None = Field(
        None, description="status of the actions"
    )
    funder: Name | None = Field(None, description="key of the organisation that pays")

    @classmethod
    def further_errors(cls, request: HttpRequest) -> Iterator[RequestError]:
        """Years that are the wrong way round."""
        first, last = (request.GET.get(name, "") for name in ("first_year", "last_year"))
        if len(first) == len(last) == 4 and first.isdigit() and last.isdigit() and first > last:
            yield request_error(
                "query",
                "first_year",
                "years_cross",
                found=f"{first}, after {last}",
                expected="a year that is not after last_year",
                advice="swap the two",
            )


class CoverageListed(Listed, CoverageFilters):
    """Parameters of the cells of coverage."""


class CellFilters(CoverageListed):
    """Parameters of the actions of one cell."""

    link: Annotated[Name, Known("link", lambda catalog: catalog.links)] | None = Field(
        None, description="link of the chain"
    )
    area: AreaCode | None = Field(None, description="code of the area in the column")


class ChainListed(Listed):
    """Parameters of everything about the chain."""

    area: Name | None = Field(
        None, description="code of a labour-market region; `all` for the whole region"
    )
    year: int | None = Field(None, ge=1990, le=2200, description="year")


class FamilyListed(ChainListed):
    """Parameters of what is projected per family of occupations."""

    family: Name | None = Field(
        None, description="id of a family, as `metal`, or of a group, as `group:technology`"
    )
    measure: Literal["workers", "seekers", "demand", "vacancies", "shortage"] | None = Field(
        None, description="what is counted"
    )


class CapacityListed(ChainListed):
    """Parameters of what is projected per kind of place."""

    capacity: Name | None = Field(None, description="id of a kind of place, as `hbo_tech`")
    measure: Literal["requests", "places"] | None = Field(None, description="what is counted")


class FlowListed(ChainListed):
    """Parameters of what is projected per stage and flow."""

    key: Name | None = Field(None, description="id of a stage or a flow")
    sex: Literal["female", "male", "all"] | None = Field(None, description="sex")
    measure: Literal["stock", "flow"] | None = Field(None, description="what is counted")


class GoalFilters(Paged, InArea):
    """Parameters of the list of goals."""


class MeasureListed(ChainListed):
    """Parameters of the measures of goals that the chain projects."""

    area: Name | None = Field(None, description="code of an area, also that of the region itself")
    indicator: Name | None = Field(None, description="id of an indicator, as `technical_share_hbo`")


class OccupationFilters(Filters):
    """Parameters of one occupation group."""

    area: Name | None = Field(None, description="code of a labour-market region, or of the region")


class OccupationsListed(Listed, OccupationFilters):
    """Parameters of the list of occupation groups."""

    family: Name | None = Field(None, description="id of an occupation family, as `metal`")
    promising: bool = Field(False, description="only groups that are promising")
    sort: Literal[
        "openings",
        "rate",
        "people",
        "expansion",
        "replacement",
        "tension",
        "outlook",
        "ours",
        "vacancies",
        "name",
    ] = Field("openings", description="order: the largest first; outlook and name the lowest first")


class StudiesListed(Listed):
    """Parameters of the list of study programmes."""

    words: str | None = Field(None, max_length=80, description="words in the name, or the code")
    level: Literal["mbo_1", "mbo_2", "mbo_3", "mbo_4", "ad", "ba", "ma", "postmaster"] | None = (
        Field(None, description="level")
    )
    group: Name | None = Field(None, description="code of an occupation group, as `0744`")


def _labour_markets(catalog: Catalog) -> Mapping[str, Any]:
    return dict.fromkeys(areas_of(catalog)) if has_paths(catalog) else {}


def _wishes(name: str) -> Callable[[Catalog], Mapping[str, Any]]:
    return lambda catalog: choices(catalog)[name] if catalog.finder else {}


def _occupations(catalog: Catalog) -> Mapping[str, Any]:
    return codes(catalog) if has_paths(catalog) else {}


LabourMarket = Annotated[Name, Known("labour-market region of this region", _labour_markets)]


class Titled(Filters):
    """Parameters of the search for a title."""

    q: str = Field(
        description="a job title, as people type it",
        json_schema_extra={"minLength": SHORTEST_TITLE, "maxLength": LONGEST_TITLE},
    )
    lang: Literal["nl", "en"] = Field("nl", description="language of the title")

    @field_validator("q")
    @classmethod
    def _is_title(cls, typed: str) -> str:
        title = " ".join(typed.split())
        if SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
            return title
        raise wrong_value(
            "no_title",
            f"a text of {len(title)} characters",
            f"a job title of {SHORTEST_TITLE} to {LONGEST_TITLE} characters, as `lasser`",
            "type the work as one says it",
        )


class PlaceFilters(Filters):
    """Parameters of one move."""

    area: LabourMarket | None = Field(
        None, description="code of a labour-market region; without it, the whole region"
    )


class MovesListed(Listed, PlaceFilters):
    """Parameters of moves from an occupation: the wishes of the form on the site."""

    step: Annotated[Name, Known("answer about the level", _wishes("step"))] | None = Field(
        None, description="how many ISCO levels up it may be, as `1`; without it, as on the site"
    )
    field: Annotated[Name, Known("field", _wishes("field"))] | None = Field(
        None, description="`technical` or `ict`; without it, both"
    )
    time: Annotated[Name, Known("time to learn", _wishes("time"))] | None = Field(
        None, description="years that learning may take; without it, any"
    )
    travel: Annotated[Name, Known("answer about travel", _wishes("travel"))] | None = Field(
        None, description="`near`: a school in the area itself; without it, anywhere in the region"
    )
    sort: Annotated[Name, Known("order", _wishes("sort"))] | None = Field(
        None, description="`near` (the nearest first) or `openings` (most job openings first)"
    )


class SupplyListed(Listed, PlaceFilters):
    """Parameters of supply for a vacancy."""

    own: list[Annotated[Name, Known("occupation of ESCO", _occupations)]] = Field(
        [],
        max_length=12,
        description="code of an ESCO occupation in the firm; may be repeated. With it, only these "
        "are compared",
    )
