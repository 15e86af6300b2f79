"""Finds: the index of the database for whole texts, titles and introductions for the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from schakel.site.pacts.models import Action, Agreement, Organisation, Pact
from schakel.site.search.entries import Entry, Everything
from schakel.site.search.words import Variants, asked_words, fold

# What has rows in the search index, by the name that references use.
INDEXED = {
    "page": Page,
    "pact": Pact,
    "agreement": Agreement,
    "action": Action,
    "organisation": Organisation,
}
# Per place of an entry, what the words of the question say for it.
Scores = dict[int, int]
# A word in a title says more than one in an introduction or further down.
_EXACT_TITLE, _TITLE, _LEAD, _TEXT = 8, 4, 2, 1


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see of all that is found; empty is everything."""

    kind: str = ""
    theme: str = ""
    year: str = ""

    def admits(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        year = str(entry.day.year) if entry.day else ""
        return (
            self.kind in ("", entry.kind)
            and self.theme in ("", entry.theme)
            and self.year in ("", year)
        )


@dataclass(frozen=True)
class Found:
    """The answer to a question.

    `entries` best first, after the filters; `kinds` counts what was found of each kind before
    them; `instead` pairs a word that nothing knows with the word that was taken for it.
    """

    entries: tuple[Entry, ...]
    kinds: Counter[str]
    instead: tuple[tuple[str, str], ...]


def find(everything: Everything, question: str, filters: Filters = Filters()) -> Found:
    """What fits all words of a question; the best first, then the newest."""
    words = [everything.vocabulary.variants(word) for word in asked_words(question)]
    scores: Scores | None = None
    used: list[Variants] = []
    for variants in words:
        of_word, taken = _scores(everything, variants)
        used.append(taken)
        scores = of_word if scores is None else _both(scores, of_word)
    entries = [everything.entries[place] for place in _best_first(scores or {})]
    wanted = entries if filters == Filters() else filter(filters.admits, entries)
    return Found(
        tuple(wanted),
        Counter(entry.kind for entry in entries),
        tuple((v.asked, v.instead) for v in used if v.instead),
    )


def _both(one: Scores, other: Scores) -> Scores:
    return {place: one[place] + other[place] for place in one.keys() & other.keys()}


def _best_first(scores: Scores) -> list[int]:
    """Entries stand newest first, so their places decide between equals."""
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def _scores(everything: Everything, variants: Variants) -> tuple[Scores, Variants]:
    """Per entry what a word says for it; a slip counts as one only if the word finds nothing."""
    if variants.instead:
        exact = Variants(variants.asked, (variants.asked,))
        found = _score_spellings(everything, exact)
        if found:
            return found, exact
    return _score_spellings(everything, variants), variants


def _score_spellings(everything: Everything, variants: Variants) -> Scores:
    found = dict.fromkeys(_in_texts(everything, variants), _TEXT)
    for folded in dict.fromkeys(fold(word) for word in variants.spellings):
        exact = folded == fold(variants.instead or variants.asked)
        for place in everything.in_lead.get(folded, ()):
            found[place] = max(found.get(place, 0), _LEAD)
        for place in everything.in_title.get(folded, ()):
            found[place] = max(found.get(place, 0), _EXACT_TITLE if exact else _TITLE)
    return found


def _in_texts(everything: Everything, variants: Variants) -> Iterator[int]:
    """Places of entries whose whole text has one of the spellings, by the index of the database.

    The order by relevance of the index costs a look-up per hit, so the order is made here.
    """
    query = PlainText(" ".join(variants.spellings), operator="or")
    backend = get_search_backend()
    for name, model in INDEXED.items():
        places = everything.by_reference.get(name, {})
        results = backend.search(query, model.objects.all(), order_by_relevance=False)
        numbers = results.get_queryset().order_by().values_list("pk", flat=True)
        yield from (places[number] for number in numbers if number in places)
