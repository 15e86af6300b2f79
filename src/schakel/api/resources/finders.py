"""The finders: what a title stands for, moves from an occupation, supply for a vacancy.

What somebody asks here is about themselves: it is stored nowhere, and no cache may keep the answer.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers.finder import Suggestion, demand, found, schooling
from schakel.answers.finder import step as step_of
from schakel.answers.jobs import SOURCES, Job, job, jobs
from schakel.answers.nearness import Explanation, Skill, SkillMatch, explain, nearness_words
from schakel.answers.occupation_routes import LEVELS, Route
from schakel.answers.occupation_words import chance_sentence, group_sentence
from schakel.answers.supply import Supplier, grow
from schakel.answers.supply import supply as supply_for
from schakel.answers.title_sentences import reason, said
from schakel.answers.titles import Match, search
from schakel.answers.wishes import Wish, wish
from schakel.api import finder_shapes as shapes
from schakel.api.filters import MovesListed, PlaceFilters, SupplyListed, Titled
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.occupation_parts import both, number, programme, with_tables
from schakel.api.paging import page_of
from schakel.api.problems import INVALID, LONGEST_SHOWN, NOT_FOUND, Refused, request_error
from schakel.api.shapes import Listing
from schakel.catalog.catalog import Catalog

router = Router(tags=["finders"])
_IN_JSON_ALONE = ("matched", "missing")  # tables within a row
_DEMAND = ("people", "openings", "tension", "outlook")


@router.get("/regions/{region}/titles", response=shapes.Titles)
def titles(request: HttpRequest, region: str, filters: Query[Titled]) -> shapes.Titles:
    """At most five occupations of ESCO that a job title may stand for, and whether it is sure."""
    catalog = _asked(request)
    answer = search(catalog, filters.q, filters.lang)
    if not answer.choices.understood:
        raise _no_words(filters.q)
    at = Addresses(request, region)
    return {
        "understood": answer.choices.understood,
        "language": filters.lang,
        "sure": answer.sure,
        "said": both(lambda language: said(answer.choices, jobs(catalog), language)),
        "candidates": [_candidate(match, at) for match in answer.matches],
        "provenance": list(SOURCES),
        "_links": {"self": {"href": request.build_absolute_uri()}},
    }


@router.get("/regions/{region}/moves/{esco}", response=Listing[shapes.Move])
def moves(request: HttpRequest, region: str, esco: str, filters: Query[MovesListed]) -> Table:
    """Technical and ICT work near an occupation: what fits the wishes, then what does not.

    The order follows skills alone, unless `sort` asks for openings.
    """
    catalog, at = _asked(request), Addresses(request, region)
    given = {name: getattr(filters, name) for name in vars(Wish())}
    answer = found(catalog, job(catalog, esco), wish(catalog, given))
    shown = [*answer.suggestions, *answer.refused]
    page = page_of(
        request, filters, shown, lambda one: _move(catalog, at, answer.origin, one, answer.wish)
    )
    return Table(page, _columns(shapes.Move))


@router.get("/regions/{region}/moves/{esco}/{destination}", response=shapes.MoveDetail)
def move(
    request: HttpRequest, region: str, esco: str, destination: str, filters: Query[PlaceFilters]
) -> dict[str, Any]:
    """One move in full, with every programme in the region that leads there."""
    catalog, at = _asked(request), Addresses(request, region)
    origin, goal = job(catalog, esco), job(catalog, destination)
    one = step_of(catalog, origin, goal, filters.area or "")
    if one is None:
        raise _not_technical(destination, goal)
    return {
        **_move(catalog, at, origin, one.suggestion, Wish(area=filters.area or "")),
        "sentence": both(lambda language: group_sentence(catalog, one.demand, language)),
        "chance": both(lambda language: chance_sentence(catalog, one.demand, language)),
        "programmes": [programme(route) for route in one.routes],
        "provenance": list(SOURCES),
    }


@router.get("/regions/{region}/supply/{esco}", response=Listing[shapes.Supplier])
def supply(request: HttpRequest, region: str, esco: str, filters: Query[SupplyListed]) -> Table:
    """Occupations that can supply candidates for a vacancy, the nearest first. Never people."""
    catalog, at = _asked(request), Addresses(request, region)
    wanted, area = job(catalog, esco), filters.area or ""
    own = [job(catalog, code) for code in filters.own]
    answer = grow(catalog, wanted, own, area) if own else supply_for(catalog, wanted, area)
    page = page_of(
        request,
        filters,
        answer.suppliers,
        lambda one: _supplier(catalog, at, wanted, one, answer.area),
    )
    return Table(page, _columns(shapes.Supplier))


def _asked(request: HttpRequest) -> Catalog:
    """The catalog, for an answer that nobody keeps."""
    request.is_personal = True
    return with_tables(request)


def _columns(shape: type) -> dict[str, tuple[str, ...]]:
    return {name: path for name, path in columns_of(shape).items() if name not in _IN_JSON_ALONE}


def _no_words(title: str) -> Refused:
    error = request_error(
        "query",
        "q",
        "no_words",
        found=f"{title[:LONGEST_SHOWN]!r}, in which there is no word",
        expected="a job title in letters, as `lasser` or `welder`",
        advice="type the work as one says it",
    )
    return Refused(INVALID, "There is no job title to look for.", [error])


def _not_technical(code: str, goal: Job) -> Refused:
    error = request_error(
        "path",
        "destination",
        "not_technical",
        found=f"{code!r}, {goal.name.en}: no technical or ICT occupation",
        expected="an occupation of the list of moves",
        advice="take `to` › `code` from that list",
    )
    return Refused(NOT_FOUND, "Moves lead to technical and ICT work alone.", [error])


def _job(one: Job) -> shapes.Job:
    return {
        "code": one.code,
        "uri": one.uri,
        "name": one.name,
        "dutch": one.dutch,
        "isco": one.isco,
    }


def _candidate(match: Match, at: Addresses) -> shapes.Candidate:
    return {
        **_job(match.job),
        "label": match.found.label,
        "reason": both(lambda language: reason(match.found, language)),
        "chance": match.found.score,
        "_links": {
            "moves": {"href": at.resource("moves", match.job.code)},
            "supply": {"href": at.resource("supply", match.job.code)},
        },
    }


def _compared(catalog: Catalog, score: float, near: str, told: Explanation) -> shapes.Compared:
    return {
        "score": score,
        "nearness": near,
        "nearness_label": both(lambda language: nearness_words(catalog, near, language)),
        "coverage": told.coverage,
        "required": told.required,
        "matched_number": len(told.matched),
        "by_optional": told.by_optional,
        "matched": [_matched(one, one.own) for one in told.matched if one.own],
        "missing": [_lacking(one) for one in told.lacking],
    }


def _skill(one: Skill) -> shapes.EscoSkill:
    return {"uri": one.uri, "name": one.name, "dutch": one.dutch}


def _lacking(one: SkillMatch) -> shapes.LackingSkill:
    return {**_skill(one.wanted), "part": one.part}


def _matched(one: SkillMatch, own: Skill) -> shapes.MatchedSkill:
    return {**_lacking(one), "own": _skill(own), "likeness": one.likeness}


def _move(
    catalog: Catalog, at: Addresses, origin: Job, one: Suggestion, chosen: Wish
) -> dict[str, Any]:
    told, row = explain(catalog, origin.number, one.job.number), demand(catalog, one, chosen)
    return {
        **_compared(catalog, one.score, one.nearness, told),
        "origin": origin.code,
        "to": _job(one.job),
        "group": one.group.code,
        "group_label": one.group.label,
        "level_step": one.step,
        "level_label": one.job.schooling,
        "refused": list(one.refused),
        "area": row.area,
        "demand": {name: number(row.values[name]) for name in _DEMAND},
        "schooling": _schooling(schooling(catalog, one, chosen)),
        "_links": {
            "self": {"href": at.resource("moves", origin.code, one.job.code)},
            "group": {"href": at.resource("occupations", one.group.code)},
        },
    }


def _schooling(known: tuple[Route, ...]) -> shapes.Schooling:
    open_ones = [route for route in known if not route.ended]
    levels = {one.level for one in open_ones}
    years = [one.years[0] for one in open_ones if one.years]
    return {
        "programmes": len(open_ones),
        "levels": [level for level in LEVELS if level in levels],  # type: ignore[misc]
        "institutions": sorted({one.institution for one in open_ones}),
        "shortest_years": min(years, default=None),
    }


def _supplier(
    catalog: Catalog, at: Addresses, wanted: Job, one: Supplier, area: str
) -> dict[str, Any]:
    return {
        **_compared(catalog, one.score, one.nearness, one.explanation),
        "wanted": wanted.code,
        "origin": _job(one.job),
        "group": one.group.code,
        "group_label": one.group.label,
        "area": area,
        "people": number(one.people),
        "rivals": [rival.code for rival in one.rivals],
        "rival_count": one.rival_count,
        "_links": {"moves": {"href": at.resource("moves", one.job.code)}},
    }
