"""Ranks labels of any list for titles, with the scoring that the title search uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import polars as pl

from schakel.answers.title_search import searcher
from schakel.answers.title_tables import LANGUAGES, read
from schakel.paths.titles_ranking import AnyLanguage, KnownLanguage, Ranked, Ranking, rank_all
from schakel.paths.titles_text import plain_all


def ranked_labels(
    queries: Sequence[str], labels: Sequence[str], language: str, count: int
) -> Iterator[Ranked]:
    """The best `count` labels of each query: pairs of the label's number and its score.

    A label that ESCO has, in Dutch or English, is scored as its occupation or group. Titles of the
    Dutch national list are not used. In another language labels are compared by their text alone.
    """
    return rank_all(ranking(labels, language), queries, count)


def ranking(labels: Sequence[str], language: str) -> Ranking:
    """What scores these labels for queries in a language."""
    if language not in LANGUAGES:
        return AnyLanguage(labels)
    return KnownLanguage(searcher(language, aliases=False).search, labels, known_labels(labels))


def known_labels(labels: Sequence[str]) -> dict[str, list[int]]:
    """Concepts of each of the labels that ESCO has, by its plain form.

    The language in which most of them are known goes first: a word may stand in both.
    """
    texts = read("title_texts").filter(~pl.col("kind").is_in(["alias", "description"]))
    given = set(plain_all(labels))
    found = [_by_text(texts.filter(pl.col("language") == each), given) for each in LANGUAGES]
    less, more = sorted(found, key=len)
    return less | more


def _by_text(texts: pl.DataFrame, given: AbstractSet[str]) -> dict[str, list[int]]:
    """Concepts of each given text that the table has."""
    found: dict[str, list[int]] = defaultdict(list)
    for text, concept in zip(plain_all(texts["text"].to_list()), texts["concept"], strict=True):
        if text in given and concept not in found[text]:
            found[text].append(concept)
    return dict(found)
