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

from schakel.answers.finder import Step, Wish
from schakel.answers.nearness import nearness_words
from schakel.answers.occupation_routes import LEVELS, Route
from schakel.answers.occupation_words import chance_sentence, group_sentence
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source
from schakel.site.paths.links import group_path, page_path
from schakel.site.paths.viewmodels.cards import (
    Named,
    foreign,
    have_words,
    learning_words,
    level_words,
    move_path,
    named,
)
from schakel.site.paths.viewmodels.found import SOURCES

MISSING_SHOWN = 20
PROGRAMMES_SHOWN = 10
SCHOOLS_SHOWN = 5


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
    disagree: str
    sources: tuple[Source, ...]


def move_page(catalog: Catalog, step: Step, area: str, language: str) -> MovePage:
    """One step as a page."""
    origin, goal, told = step.origin, step.suggestion.job, step.explanation
    programmes = _programmes(catalog, step, language)
    skills = [*told.missing[:MISSING_SHOWN], *(s for m in told.matched for s in (m.wanted, m.own))]
    return MovePage(
        origin=origin.name.in_language(language),
        origin_path=page_path("from", catalog.region.id, language, origin=origin.code),
        goal=goal.name.in_language(language),
        goal_foreign=foreign(goal, language),
        about=goal.about[language],
        opening=_opening(catalog, step, language),
        matched=tuple(
            (
                named(match.wanted, language),
                named(match.own, language),
                match.wanted.number == match.own.number,
            )
            for match in told.matched
        ),
        missing=tuple(named(skill, language) for skill in told.missing[:MISSING_SHOWN]),
        missing_more=_more(len(told.missing) - MISSING_SHOWN),
        some_foreign=any(named(skill, language).foreign for skill in skills),
        level=level_words(origin, goal, language),
        demand=group_sentence(catalog, step.demand, language),
        chance=chance_sentence(step.demand, language),
        demand_path=group_path(catalog, step.suggestion.group, language),
        learning=learning_words(step.routes, language),
        programmes=tuple(programmes[:PROGRAMMES_SHOWN]),
        programmes_more=_more(len(programmes) - PROGRAMMES_SHOWN),
        disagree=_disagree(catalog, step, area, language),
        sources=step_sources(catalog, [step]),
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


def step_sources(catalog: Catalog, steps: Sequence[Step]) -> tuple[Source, ...]:
    """ESCO, what is known of demand, and where the programmes come from, for some steps."""
    values = (one.demand.values[name] for one in steps for name in ("people", "openings"))
    names = [
        *SOURCES,
        *(name for value in values for name in value.sources),
        *sorted({route.source for one in steps for route in one.routes}),
    ]
    flat = [
        source
        for name in names
        for source in ((name,) if name in catalog.sources else catalog.datasets[name].sources)
    ]
    return tuple(catalog.sources[name] for name in dict.fromkeys(flat))
