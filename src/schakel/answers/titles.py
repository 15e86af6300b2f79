"""Which occupation does someone mean? The title search, as the finders ask it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from schakel.answers.jobs import Job, jobs
from schakel.answers.showing import finder_rules
from schakel.answers.title_search import Found, TitleChoices, find_title, suggest_titles
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class Match:
    """An occupation that may be meant, and how it was found."""

    job: Job
    found: Found


@dataclass(frozen=True)
class Titles:
    """At most five occupations, the likeliest first, and the search they come from."""

    matches: tuple[Match, ...]
    choices: TitleChoices

    @property
    def sure(self) -> bool:
        """Whether the first is what was meant."""
        return self.choices.sure


def search(catalog: Catalog, text: str, language: str) -> Titles:
    """The occupations that a title may stand for; none where all are too unlikely."""
    everyone, found = jobs(catalog), find_title(text, language)
    likely = tuple(one for one in found.occupations if _is_likely(catalog, found.understood, one))
    matches = tuple(Match(everyone[one.number], one) for one in likely)
    return Titles(matches, replace(found, occupations=likely))


def _is_likely(catalog: Catalog, typed: str, one: Found) -> bool:
    """Whether an occupation may be meant: by its chance, or as a slip of the pen."""
    rules = finder_rules(catalog)
    alike = fuzz.ratio(typed, one.label, processor=default_process)
    return one.score >= rules.least_chance or alike >= rules.least_likeness


def suggest(catalog: Catalog, text: str, language: str) -> tuple[str, ...]:
    """Titles that begin with what is typed, or have a word that does."""
    found = suggest_titles(text, language)
    return tuple({title.casefold(): title for title in reversed(found)}.values())[::-1]
