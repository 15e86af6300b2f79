"""What the page of one step shows: what is asked, what is there already, what has to be learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from schakel.answers.closing import Closer, Closing, closing
from schakel.answers.finder import Step
from schakel.answers.jobs import SOURCES
from schakel.answers.nearness import nearness_words
from schakel.answers.occupation_routes import LEVELS, Route
from schakel.answers.occupation_rows import sources_named
from schakel.answers.occupation_words import chance_sentence, group_sentence
from schakel.answers.wishes import Wish
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source
from schakel.site.paths.links import group_path, in_api, page_path
from schakel.site.paths.viewmodels.cards import (
    Named,
    foreign,
    have_words,
    learning_words,
    level_words,
    move_path,
    named,
)
from schakel.site.teaching.links import page_path as study_path

MISSING_SHOWN = 20
PROGRAMMES_SHOWN = 10
SCHOOLS_SHOWN = 5


@dataclass(frozen=True)
class CloserView:
    """A programme that helps to close the gap: its page, level, time, schools and what it names."""

    name: str
    path: str
    level: str
    years: str
    schools: int
    skills: tuple[Named, ...]


@dataclass(frozen=True)
class MovePage:
    """The page of a step, in the language of the reader."""

    origin: str
    origin_path: str
    goal: str
    goal_foreign: bool
    about: str
    opening: str
    matched: tuple[tuple[Named, Named, bool], ...]
    missing: tuple[Named, ...]
    missing_more: str
    some_foreign: bool
    level: str
    demand: str
    chance: str
    demand_path: str
    learning: str
    programmes: tuple[tuple[str, ...], ...]
    programmes_more: str
    closing: str
    closers: tuple[CloserView, ...]
    unclosed: tuple[Named, ...]
    disagree: str
    api: str
    sources: tuple[Source, ...]


def move_page(catalog: Catalog, step: Step, area: str, language: str) -> MovePage:
    """One step as a page."""
    origin, goal, told = step.origin, step.suggestion.job, step.explanation
    programmes = _programmes(catalog, step, language)
    closed = closing(catalog, goal, told.missing)
    skills = [*told.missing[:MISSING_SHOWN], *(s for m in told.matched for s in (m.wanted, m.own))]
    return MovePage(
        origin=origin.name.in_language(language),
        origin_path=page_path("from", catalog.region.id, language, origin=origin.code),
        goal=goal.name.in_language(language),
        goal_foreign=foreign(goal, language),
        about=goal.about[language],
        opening=_opening(catalog, step, language),
        matched=tuple(
            (named(one.wanted, language), named(one.own, language), one.wanted == one.own)
            for one in told.matched
            if one.own
        ),
        missing=tuple(named(skill, language) for skill in told.missing[:MISSING_SHOWN]),
        missing_more=_more(len(told.missing) - MISSING_SHOWN),
        some_foreign=any(named(skill, language).foreign for skill in skills),
        level=level_words(origin, goal, language),
        demand=group_sentence(catalog, step.demand, language),
        chance=chance_sentence(catalog, step.demand, language),
        demand_path=group_path(catalog, step.suggestion.group, language),
        learning=learning_words(step.routes, language),
        programmes=tuple(programmes[:PROGRAMMES_SHOWN]),
        programmes_more=_more(len(programmes) - PROGRAMMES_SHOWN),
        closing=_closing_words(closed, len(told.missing)),
        closers=tuple(_closer(catalog, one, language) for one in closed.chosen),
        unclosed=tuple(named(skill, language) for skill in closed.open) if closed.chosen else (),
        disagree=_disagree(catalog, step, area, language),
        api=in_api(catalog.region.id, "moves", origin.code, goal.code, area=area),
        sources=step_sources(catalog, [step], ("competentnl_crebo",) if closed.tried else ()),
    )


def _opening(catalog: Catalog, step: Step, language: str) -> str:
    near = nearness_words(catalog, step.suggestion.nearness, language)
    told = step.explanation
    if told.required == 0:
        return _("ESCO names no skills for this work, so nothing can be compared.")
    return ngettext(
        "On paper this is %(near)s: you have %(have)s, or something like it. %(lacks)s is left to "
        "learn.",
        "On paper this is %(near)s: you have %(have)s, or something like it. %(lacks)s are left to "
        "learn.",
        len(told.missing),
    ) % {"near": near, "have": have_words(told), "lacks": len(told.missing)}


def _closing_words(closed: Closing, missing: int) -> str:
    """How many programmes name how much of what lacks, or why none can be named."""
    if not missing:
        return ""
    if not closed.tried:
        return _("Of no programme in the region is it published what it teaches for this work.")
    if not closed.chosen:
        return _("None of what you lack lies in a subject that a programme in the region names.")
    return ngettext(
        "The smallest set: %(count)s programme names the subject of %(named)s of the %(all)s "
        "skills that you lack.",
        "The smallest set: %(count)s programmes together name the subject of %(named)s of the "
        "%(all)s skills that you lack.",
        len(closed.chosen),
    ) % {"count": len(closed.chosen), "named": missing - len(closed.open), "all": missing}


def _closer(catalog: Catalog, one: Closer, language: str) -> CloserView:
    years = _("not known")
    if one.years is not None:
        years = format_number(one.years, 0 if one.years.is_integer() else 1, language)
    return CloserView(
        name=one.study.name,
        path=study_path("study", catalog.region.id, language, study=one.study.key),
        level=one.study.level_label.in_language(language),
        years=years,
        schools=one.schools,
        skills=tuple(named(skill, language) for skill in one.skills),
    )


def _more(number: int) -> str:
    return _("And %(number)s more.") % {"number": number} if number > 0 else ""


def _programmes(catalog: Catalog, step: Step, language: str) -> list[tuple[str, ...]]:
    """Programmes once each: name, level, schools with their places, last year with students.

    Those whose name is most like the occupation's come first, then those with most students.
    """
    found: dict[tuple[str, str], list[Route]] = {}
    for route in step.routes:
        if not route.ended:
            found.setdefault((route.name, route.level), []).append(route)
    goal = step.suggestion.job.name.nl

    def order(key: tuple[str, str]) -> tuple[float, int]:
        like = fuzz.token_set_ratio(key[0], goal, processor=default_process)
        return -like, -sum(route.students or 0 for route in found[key])

    return [_programme(catalog, found[key], language) for key in sorted(found, key=order)]


def _programme(catalog: Catalog, routes: list[Route], language: str) -> tuple[str, ...]:
    level = LEVELS[routes[0].level].in_language(language)
    paths = sorted({route.path for route in routes if route.path})
    schools = [
        f"{route.institution_label.in_language(language)} "
        f"({catalog.areas[route.area].label.in_language(language)})"
        for route in routes
    ]
    named = list(dict.fromkeys(schools))
    rest = len(named) - SCHOOLS_SHOWN
    years = [route.last_year for route in routes if route.last_year]
    return (
        routes[0].name,
        f"{level}, {' / '.join(paths)}" if paths else level,
        "; ".join(named[:SCHOOLS_SHOWN])
        + (f"; {_('and %(number)s more') % {'number': rest}}" if rest > 0 else ""),
        str(max(years)) if years else _("not known"),
    )


def _disagree(catalog: Catalog, step: Step, area: str, language: str) -> str:
    """The form for readers, about this pair and nothing else."""
    path = move_path(catalog, step.origin, step.suggestion.job, Wish(), language)
    return f"{reverse('readers:feedback')}?{urlencode({'about': path})}"


def step_sources(
    catalog: Catalog, steps: Sequence[Step], more: Sequence[str] = ()
) -> tuple[Source, ...]:
    """ESCO, what is known of demand, where the programmes come from, and `more`, for some steps."""
    values = (one.demand.values[name] for one in steps for name in ("people", "openings"))
    names = [
        *SOURCES,
        *more,
        *(name for value in values for name in value.sources),
        *sorted({route.source for one in steps for route in one.routes}),
    ]
    return sources_named(catalog, names)
