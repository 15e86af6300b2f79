"""One technical occupation as a card: nearness, matches, gaps, level, demand and schooling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.answers.finder import Suggestion, demand, schooling
from schakel.answers.jobs import Job
from schakel.answers.nearness import Explanation, Skill, explain, nearness_words
from schakel.answers.occupation_routes import LEVELS, Route
from schakel.answers.occupation_words import about, class_words
from schakel.answers.occupations import OccupationRow
from schakel.answers.wishes import Wish
from schakel.catalog.catalog import Catalog
from schakel.site.paths.links import page_path

NAMED = 4  # skills named on a card
SCHOOLS_NAMED = 3


@dataclass(frozen=True)
class Named:
    """A skill as a reader sees it; `foreign` when only its English name is published."""

    name: str
    foreign: bool


@dataclass(frozen=True)
class Card:
    """What a card says, in the language of the page. `foreign`: the name is in English only."""

    code: str
    name: str
    foreign: bool
    path: str
    nearness: str
    near_words: str
    have_words: str
    has: tuple[Named, ...]
    lacks: tuple[Named, ...]
    level: str
    demand: str
    learning: str


def card(catalog: Catalog, origin: Job, one: Suggestion, wish: Wish, language: str) -> Card:
    """A suggestion as a card."""
    told = explain(catalog, origin.number, one.job.number)
    return Card(
        code=one.job.code,
        name=one.job.name.in_language(language),
        foreign=foreign(one.job, language),
        path=move_path(catalog, origin, one.job, wish, language),
        nearness=one.nearness,
        near_words=nearness_words(catalog, one.nearness, language),
        have_words=have_words(told),
        has=first_skills([match.wanted for match in told.matched], language),
        lacks=first_skills(told.missing, language),
        level=level_words(origin, one.job, language),
        demand=demand_words(catalog, demand(catalog, one, wish), language),
        learning=learning_words(schooling(catalog, one, wish), language),
    )


def foreign(job: Job, language: str) -> bool:
    """Whether a Dutch reader gets an English name, because no Dutch one is published."""
    return language == "nl" and not job.dutch


def move_path(catalog: Catalog, origin: Job, goal: Job, wish: Wish, language: str) -> str:
    """The page of one step, for the area that was asked for."""
    region = catalog.region.id
    path = page_path("move", region, language, origin=origin.code, goal=goal.code)
    return f"{path}?area={wish.area}" if wish.area else path


def have_words(told: Explanation) -> str:
    """How many of the skills that the work asks someone has, or comes near."""
    return ngettext(
        "%(have)s of %(all)s skill that it asks",
        "%(have)s of %(all)s skills that it asks",
        told.required,
    ) % {"have": len(told.matched), "all": told.required}


def named(skill: Skill, language: str) -> Named:
    """A skill in the language of the page, and whether that failed."""
    return Named(skill.name.in_language(language), language == "nl" and not skill.dutch)


def first_skills(skills: Sequence[Skill], language: str) -> tuple[Named, ...]:
    """The first few, the most special first."""
    return tuple(named(skill, language) for skill in skills[:NAMED])


def level_words(origin: Job, goal: Job, language: str) -> str:
    """The step in level, and which schooling that comes close to."""
    schooling_words = goal.schooling.in_language(language)
    up = goal.level - origin.level
    if up == 0:
        words = _("the same level: %(schooling)s")
    elif up < 0:
        words = _("a lower level: %(schooling)s")
    else:
        words = ngettext("%(up)s step up: %(schooling)s", "%(up)s steps up: %(schooling)s", up)
    return words % {"schooling": schooling_words, "up": up}


def demand_words(catalog: Catalog, row: OccupationRow, language: str) -> str:
    """Openings to 2030 here and tightness in the country, of the whole occupation group."""
    area = catalog.areas[row.area].label.in_language(language)
    group = row.group.label.in_language(language)
    openings = row.values["openings"]
    if openings.value is None:
        return _("not published for %(group)s") % {"group": group}
    return _(
        "about %(openings)s jobs open up to 2030 in %(area)s (estimate, all of “%(group)s”); "
        "now %(tension)s in the country"
    ) % {
        "openings": about(openings, language),
        "area": area,
        "group": group,
        "tension": class_words(catalog, "tension", row.classes.tension, language),
    }


def learning_words(routes: Sequence[Route], language: str) -> str:
    """How many programmes lead there, of which levels, and at which schools.

    A programme counts once, however many schools have it.
    """
    open_ones = [route for route in routes if not route.ended]
    if not open_ones:
        return _("no programme for this occupation group is known in this region")
    schools = list(dict.fromkeys(r.institution_label.in_language(language) for r in open_ones))
    levels = [level for level in LEVELS if any(route.level == level for route in open_ones)]
    named = ", ".join(schools[:SCHOOLS_NAMED])
    number = len({(route.name, route.level) for route in open_ones})
    return ngettext(
        "%(number)s programme (%(levels)s), at %(schools)s",
        "%(number)s programmes (%(levels)s), among others at %(schools)s",
        number,
    ) % {
        "number": number,
        "levels": ", ".join(LEVELS[level].in_language(language) for level in levels),
        "schools": named,
    }
