"""Which occupations does a title stand for? Reads the tables and asks the library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from schakel.answers.title_tables import LANGUAGES, read
from schakel.answers.title_words import compounds_of, rarity_of, rows, wording
from schakel.base.errors import Problem, UnknownName
from schakel.paths.titles import TitleSearch, Weights
from schakel.paths.titles_fields import Concepts, Meanings, Texts
from schakel.paths.titles_index import Reals, alphabet_of
from schakel.paths.titles_suggest import Suggestions

OTHER = {"nl": "en", "en": "nl"}


@dataclass(frozen=True)
class Found:
    """One of the occupations that a title may stand for: its row in all tables, and its address.

    `label` is the title that was most alike, `kind` where it comes from (preferred, alternative,
    hidden, or alias: the Dutch national list). `why` is same_name, same_label, alike, words or
    meaning; `score` the chance by the model.
    """

    number: int
    uri: str
    label: str
    kind: str
    why: str
    score: float


@dataclass(frozen=True)
class TitleChoices:
    """The answer to a title: what was understood, up to five occupations, whether it is sure."""

    query: str
    language: str
    understood: str
    sure: bool
    occupations: tuple[Found, ...]


def find_title(query: str, language: str = "nl", count: int = 5) -> TitleChoices:
    """The occupations that a title may stand for, best first; raises UnknownName for a language."""
    searched = searcher(language)
    answer = searched.search.search(query, count)
    found = tuple(
        Found(
            number=match.occupation,
            uri=searched.addresses[match.occupation],
            label=searched.labels[match.label],
            kind=searched.kinds[match.label],
            why=match.why,
            score=match.score,
        )
        for match in answer.matches
    )
    return TitleChoices(query, language, answer.understood, answer.sure, found)


def suggest_titles(prefix: str, language: str = "nl", count: int = 8) -> tuple[str, ...]:
    """Titles that start with what is typed, or have a word that does."""
    searched = searcher(language)
    return tuple(searched.labels[n] for n in _suggestions(language).find(prefix, count))


@dataclass(frozen=True)
class Searched:
    """A search in one language with what its numbers stand for."""

    addresses: tuple[str, ...]
    search: TitleSearch
    labels: tuple[str, ...]
    kinds: tuple[str, ...]


def searcher(language: str, aliases: bool = True) -> Searched:
    """The search in a language, with or without the titles of the Dutch national list."""
    if language not in LANGUAGES:
        raise UnknownName(
            Problem(
                f"language {language!r}",
                "no titles in this language",
                f"one of: {', '.join(LANGUAGES)}",
                "choose one of these",
            )
        )
    return _searcher(language, aliases)


@lru_cache(maxsize=4)
def _searcher(language: str, aliases: bool) -> Searched:
    occupations, groups = read("occupations", ["uri", "isco"]), read("isco_groups", ["code"])
    texts = read("title_texts").filter(pl.col("language") == language)
    if not aliases:
        texts = texts.filter(pl.col("kind") != "alias")
    labels = texts.filter(pl.col("kind") != "description")
    codes = (*occupations["isco"], *groups["code"])
    concepts = _concepts(codes, len(occupations), texts, labels, language)
    search = TitleSearch(concepts, weights())
    return Searched(tuple(occupations["uri"]), search, tuple(labels["text"]), tuple(labels["kind"]))


@lru_cache(maxsize=2)
def _suggestions(language: str) -> Suggestions:
    searched = searcher(language)
    owners = searched.search.fields.concepts.labels.owners
    count = int(np.searchsorted(owners, len(searched.addresses)))
    return Suggestions(searched.labels[:count], owners[:count])


def _concepts(
    codes: tuple[str, ...],
    occupations: int,
    texts: pl.DataFrame,
    labels: pl.DataFrame,
    language: str,
) -> Concepts:
    words, meanings, words_of_titles = read("title_vocabulary"), read("title_meanings"), wording()
    return Concepts(
        labels=_texts(labels),
        descriptions=_texts(texts.filter(pl.col("kind") == "description")),
        codes=codes,
        is_group=np.arange(len(codes)) >= occupations,
        alphabet=alphabet_of(labels["neutral"]),
        wording=words_of_titles,
        compounds=compounds_of(words, language, words_of_titles.small),
        meanings=Meanings(
            words={word: n for n, word in enumerate(words["word"])},
            rows=words["vector"].to_numpy(),
            rarity=rarity_of(words),
            own=_unit(meanings[f"{language}_words"]),
            other=_unit(meanings[f"{OTHER[language]}_labels"]),
        ),
    )


def _texts(table: pl.DataFrame) -> Texts:
    owners = table["concept"].to_numpy().astype(np.int64)
    neutral, bare, stems = (tuple(table[name]) for name in ("neutral", "bare", "stems"))
    return Texts(neutral, bare, stems, owners)


def _unit(column: pl.Series) -> Reals:
    rows = column.to_numpy().astype(np.float32)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)


def weights() -> Weights:
    """The weights that were learned (see `title_fusion`)."""
    return Weights.of({row["name"]: float(row["value"]) for row in rows("title_weights.csv")})
