"""What the starts without a job show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from schakel.answers.diplomas import Diploma
from schakel.answers.interests import Liked
from schakel.answers.jobs import SOURCES
from schakel.answers.nearness import Skill
from schakel.answers.occupation_routes import LEVELS
from schakel.answers.own_skills import Fitting, name_of
from schakel.answers.skill_search import FoundSkill
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text
from schakel.site.paths.links import group_path, page_path
from schakel.site.paths.viewmodels.cards import Named, first_skills, have_words, named


@dataclass(frozen=True)
class InterestPage:
    """What one can tick, what was ticked, and the groups that have most of it."""

    choices: tuple[tuple[str, str, bool], ...]
    chosen: tuple[str, ...]
    opening: str
    rows: tuple[tuple[str, str, str, str], ...]
    sources: tuple[Source, ...]


def interest_page(
    catalog: Catalog,
    known: Mapping[str, Text],
    chosen: Sequence[str],
    groups: Sequence[Liked],
    language: str,
) -> InterestPage:
    """The page of interests, in the language of the reader."""
    named = tuple(known[name].in_language(language) for name in chosen)
    return InterestPage(
        choices=tuple(
            (name, text.in_language(language), name in chosen) for name, text in known.items()
        ),
        chosen=named,
        opening=_opening(groups, named, language),
        rows=tuple(_row(catalog, one, known, language) for one in groups),
        sources=tuple(catalog.sources[name] for name in SOURCES),
    )


def _opening(groups: Sequence[Liked], chosen: Sequence[str], language: str) -> str:
    if not chosen:
        return ""
    if not groups:
        return _("No technical or ICT work asks this, on paper.")
    return _("Most of what you ticked is in %(group)s.") % {
        "group": groups[0].group.label.in_language(language).lower()
    }


def _row(
    catalog: Catalog, one: Liked, known: Mapping[str, Text], language: str
) -> tuple[str, str, str, str]:
    parts = [
        f"{known[name].in_language(language)} {format_number(100 * part, 0, language)}%"
        for name, part in one.parts.items()
    ]
    examples = ", ".join(job.name.in_language(language) for job in one.examples)
    name = one.group.label.in_language(language)
    return name, group_path(catalog, one.group, language), "; ".join(parts), examples


@dataclass(frozen=True)
class DiplomaRow:
    """A programme, what it leads to, and where to go on."""

    name: str
    level: str
    groups: tuple[tuple[str, str], ...]
    onward: str


def diploma_rows(
    catalog: Catalog, found: Sequence[Diploma], language: str
) -> tuple[DiplomaRow, ...]:
    """Programmes as rows; one that leads to no technical group goes on by its name."""
    start = page_path("start", catalog.region.id, language)
    return tuple(
        DiplomaRow(
            name=one.name,
            level=LEVELS[one.level].in_language(language),
            groups=tuple(
                (group.label.in_language(language), group_path(catalog, group, language))
                for group in one.groups
            ),
            onward=f"{start}?{urlencode({'q': one.name})}",
        )
        for one in found
    )


# Occupation, its address, how many skills in common, the first of those, the first that lack.
SkillRow = tuple[str, str, str, tuple[Named, ...], tuple[Named, ...]]


@dataclass(frozen=True)
class SkillsPage:
    """What one can, with the address without it; what may be meant, with the address with it.

    `like` has beside these the name by which a skill was found, where another is shown.
    """

    own: tuple[tuple[Named, str], ...]
    names: tuple[str, ...]
    like: tuple[tuple[Named, str, Named | None], ...]
    opening: str
    rows: tuple[SkillRow, ...]
    sources: tuple[Source, ...]


def skills_page(
    catalog: Catalog,
    own: Sequence[Skill],
    like: Sequence[FoundSkill],
    found: Sequence[Fitting],
    language: str,
) -> SkillsPage:
    """The page of skills, in the language of the reader."""
    names = [name_of(one) for one in own]
    path = page_path("skills", catalog.region.id, language)

    def with_skills(wanted: Sequence[str]) -> str:
        return f"{path}?{urlencode({'skill': list(wanted)}, doseq=True)}" if wanted else path

    return SkillsPage(
        own=tuple(
            (named(one, language), with_skills([name for name in names if name != name_of(one)]))
            for one in own
        ),
        names=tuple(names),
        like=tuple(
            (
                named(one.skill, language),
                with_skills([*names, name_of(one.skill)]),
                _found_as(one, language),
            )
            for one in like
            if name_of(one.skill) not in names
        ),
        opening=_skills_opening(found, language),
        rows=tuple(_fitting_row(catalog, one, language) for one in found),
        sources=tuple(catalog.sources[name] for name in SOURCES),
    )


def _found_as(one: FoundSkill, language: str) -> Named | None:
    """The name by which a skill was found, where it is not the one that is shown."""
    if one.label.casefold() == one.skill.name.in_language(language).casefold():
        return None
    return Named(one.label, one.language != language)


def _skills_opening(found: Sequence[Fitting], language: str) -> str:
    if not found:
        return ""
    return _("Nearest is %(name)s: you have %(have)s, or something like it.") % {
        "name": found[0].job.name.in_language(language),
        "have": have_words(found[0].explanation),
    }


def _fitting_row(catalog: Catalog, one: Fitting, language: str) -> SkillRow:
    matched = [match.wanted for match in one.explanation.matched]
    return (
        one.job.name.in_language(language),
        group_path(catalog, one.group, language),
        have_words(one.explanation),
        first_skills(matched, language),
        first_skills(one.explanation.missing, language),
    )
