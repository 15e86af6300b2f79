"""Which occupation does someone mean? The title search, as the finders ask it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from schakel.answers.jobs import Job, jobs
from schakel.answers.showing import common, finder_rules, titles_in_list
from schakel.answers.title_search import Found, TitleChoices, find_title, suggest_titles
from schakel.catalog.catalog import Catalog

_SHOWN = 5  # occupations to confirm one of


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
    everyone = jobs(catalog)
    found = find_title(text, language, max(_SHOWN, finder_rules(catalog).bare.looked_at))
    wide, understood = found.occupations, found.understood
    likely = tuple(one for one in wide[:_SHOWN] if _is_likely(catalog, understood, one))
    if likely and _is_bare(catalog, understood, likely[0]):
        kinds = _kinds(catalog, understood, wide)
        likely, found = kinds or likely, replace(found, sure=found.sure and not kinds)
    matches = tuple(Match(everyone[one.number], one) for one in likely)
    return Titles(matches, replace(found, occupations=likely))


def _is_bare(catalog: Catalog, understood: str, first: Found) -> bool:
    """Whether a text is a single word, no occupation's name, and the first is not that likely."""
    unlikely = first.score < finder_rules(catalog).bare.most_chance
    return understood.isalpha() and first.why != "same_name" and unlikely


def _kinds(catalog: Catalog, word: str, wide: tuple[Found, ...]) -> tuple[Found, ...]:
    """Different kinds of common work for a bare word in many titles, such as monteur.

    Of the likeliest occupations, `wide`, those with the word in a title, one an ISCO unit group,
    the likely and well-known first; none where there are too few kinds to choose from.
    """
    rules, known, everyone = finder_rules(catalog).bare, titles_in_list(catalog), jobs(catalog)
    fit = [one for one in wide if one.number in common(catalog) and word in one.label.casefold()]
    fit.sort(key=lambda one: -one.score * math.log(2 + known.get(one.number, 0)))
    kinds = {everyone[one.number].isco: one for one in reversed(fit)}
    chosen = [one for one in fit if kinds[everyone[one.number].isco] is one]
    return tuple(chosen[:_SHOWN]) if len(chosen) >= rules.kinds else ()


def _is_likely(catalog: Catalog, typed: str, one: Found) -> bool:
    """Whether an occupation may be meant: by its chance, or as a slip of the pen."""
    rules = finder_rules(catalog)
    alike = fuzz.ratio(typed, one.label, processor=default_process)
    return one.score >= rules.least_chance or alike >= rules.least_likeness


def suggest(catalog: Catalog, text: str, language: str) -> tuple[str, ...]:
    """Titles that begin with what is typed, or have a word that does."""
    found = suggest_titles(text, language)
    return tuple({title.casefold(): title for title in reversed(found)}.values())[::-1]
