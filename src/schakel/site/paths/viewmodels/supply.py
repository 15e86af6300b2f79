"""What the page of a vacancy shows: where candidates are, and who in the firm could grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.answers.jobs import SOURCES, Job
from schakel.answers.nearness import FURTHER, nearness_words
from schakel.answers.occupation_groups import technical_groups
from schakel.answers.occupation_rows import sources_named
from schakel.answers.occupation_words import about
from schakel.answers.occupations import areas_of
from schakel.answers.supply import Supplier, Supply
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source
from schakel.site.paths.links import in_api, page_path
from schakel.site.paths.viewmodels.cards import Named, first_skills, foreign, have_words


@dataclass(frozen=True)
class Row:
    """One occupation that can supply candidates, in the language of the page."""

    name: str
    foreign: bool
    path: str
    near_words: str
    have_words: str
    people: str
    group: str
    lacks: tuple[Named, ...]
    rivals: str


@dataclass(frozen=True)
class SupplyPage:
    """The page of a vacancy, in the language of the reader."""

    code: str
    name: str
    place: str
    area: str
    api: str
    opening: str
    rows: tuple[Row, ...]
    own_rows: tuple[Row, ...]
    own_text: str
    typed: tuple[str, ...]
    unknown: tuple[str, ...]
    doubted: tuple[tuple[str, str], ...]
    areas: list[tuple[str, str]]
    sources: tuple[Source, ...]


def supply_page(
    catalog: Catalog,
    found: Supply,
    own: Supply | None,
    typed: Sequence[str],
    unknown: Sequence[str],
    doubted: Sequence[tuple[str, Job]],
    language: str,
) -> SupplyPage:
    """A vacancy as a page."""
    place = catalog.areas[found.area].label.in_language(language)
    area = "" if found.area == catalog.region.area else found.area
    return SupplyPage(
        code=found.wanted.code,
        name=found.wanted.name.in_language(language),
        place=place,
        area=area,
        api=in_api(catalog.region.id, "supply", found.wanted.code, area=area),
        opening=_opening(found, place, language),
        rows=tuple(_row(catalog, found.wanted, one, language) for one in found.suppliers),
        own_rows=tuple(
            _row(catalog, found.wanted, one, language) for one in (own.suppliers if own else ())
        ),
        own_text="\n".join(typed),
        typed=tuple(typed),
        unknown=tuple(unknown),
        doubted=tuple((line, one.name.in_language(language)) for line, one in doubted),
        areas=[
            (code, catalog.areas[code].label.in_language(language))
            for code in areas_of(catalog)[1:]
        ],
        sources=_sources(catalog, found),
    )


def _opening(found: Supply, place: str, language: str) -> str:
    if not found.suppliers:
        return _("ESCO names no skills for this work, so nothing can be compared.")
    first = found.suppliers[0]
    near = [one for one in found.suppliers if one.nearness != FURTHER]
    words = {
        "name": first.job.name.in_language(language),
        "people": about(first.people, language),
        "place": place,
        "group": first.group.label.in_language(language),
        "count": len(near),
    }
    if not near:
        return (
            _(
                "No occupation is near on paper. The least far is %(name)s. In %(place)s about "
                "%(people)s people work in its group, “%(group)s”."
            )
            % words
        )
    return (
        ngettext(
            "%(count)s occupation is near. The nearest is %(name)s. In %(place)s about %(people)s "
            "people work in its group, “%(group)s”.",
            "%(count)s occupations are near. The nearest is %(name)s. In %(place)s about "
            "%(people)s people work in its group, “%(group)s”.",
            len(near),
        )
        % words
    )


def _row(catalog: Catalog, wanted: Job, one: Supplier, language: str) -> Row:
    return Row(
        name=one.job.name.in_language(language),
        foreign=foreign(one.job, language),
        path=_path(catalog, wanted, one.job, language),
        near_words=nearness_words(catalog, one.nearness, language),
        have_words=have_words(one.explanation),
        people=about(one.people, language),
        group=one.group.label.in_language(language),
        lacks=first_skills(one.explanation.missing, language),
        rivals=_rivals(one, language),
    )


def _path(catalog: Catalog, wanted: Job, one: Job, language: str) -> str:
    """The step to the vacancy; only those into technology or ICT have a page, else the way on."""
    region = catalog.region.id
    if wanted.isco in technical_groups(catalog):
        return page_path("move", region, language, origin=one.code, goal=wanted.code)
    return page_path("from", region, language, origin=one.code)


def _rivals(one: Supplier, language: str) -> str:
    """Other technical work that is as near to these people."""
    if not one.rival_count:
        return _("no other technical work is as near to them")
    named = ", ".join(job.name.in_language(language) for job in one.rivals)
    more = one.rival_count - len(one.rivals)
    return _("%(named)s and %(more)s more") % {"named": named, "more": more} if more else named


def _sources(catalog: Catalog, found: Supply) -> tuple[Source, ...]:
    names = [*SOURCES, *(name for one in found.suppliers[:1] for name in one.people.sources)]
    return sources_named(catalog, names)
