"""What the glossary and the method page show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Indicator, ProgressRule, Term


@dataclass(frozen=True)
class Entry:
    """A term in the language of the page: its word, the other language's word, its definition."""

    term: Term
    word: str
    other: str
    definition: str
    not_to_confuse_with: tuple[tuple[str, str], ...]


@lru_cache(maxsize=16)
def glossary_entries(catalog: Catalog, language: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """All terms by first letter, in the order of the alphabet."""
    entries = sorted(
        (_entry(catalog, term, language) for term in catalog.terms.values()),
        key=lambda entry: entry.word.casefold(),
    )
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letters.setdefault(entry.word[0].upper(), []).append(entry)
    return tuple((letter, tuple(found)) for letter, found in letters.items())


def _entry(catalog: Catalog, term: Term, language: str) -> Entry:
    return Entry(
        term=term,
        word=_word(term, language),
        other=_word(term, "en" if language == "nl" else "nl"),
        definition=term.definition.in_language(language),
        not_to_confuse_with=tuple(
            (name, _word(catalog.terms[name], language))
            for name in term.not_to_confuse_with
            if name in catalog.terms
        ),
    )


def _word(term: Term, language: str) -> str:
    return term.nl if language == "nl" else term.en


@lru_cache(maxsize=16)
def rules_in_use(
    catalog: Catalog,
) -> tuple[tuple[ProgressRule, tuple[Indicator, ...]], ...]:
    """Every rule of progress with the indicators that are judged by it."""
    measures = [measure for goal in catalog.goals.values() for measure in goal.measures]

    def judged_by(rule: str) -> tuple[Indicator, ...]:
        names = dict.fromkeys(m.indicator for m in measures if m.progress == rule)
        return tuple(catalog.indicators[name] for name in names)

    return tuple((rule, judged_by(rule.id)) for rule in catalog.rules.values())
