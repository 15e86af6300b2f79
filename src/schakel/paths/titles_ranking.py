"""Ranks labels that are given, instead of ESCO's occupations, with the scoring of the search.

A label that is one of ESCO, in either language, has all features of its concepts. Another label is
compared by its own words only. Of each concept one label comes first, in the order of the concepts;
all other labels come after those. The first is one that no other concept has, if there is one, and
of those the most alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from schakel.paths.titles import TitleSearch
from schakel.paths.titles_fields import FEATURES, Vocabulary
from schakel.paths.titles_index import (
    Integers,
    Pieces,
    Reals,
    alphabet_of,
    build,
    build_from,
    similarity,
)
from schakel.paths.titles_text import plain, plain_all

Ranked = list[tuple[int, float]]
_SAME = 0.999  # of a cosine: every piece is the same
_WORD = 0.3  # of whole words beside pieces and letters, where the language is not known


class Ranking(Protocol):
    """Anything that scores the labels it was made with."""

    def scores(self, query: str) -> Reals:
        """A score (labels,); the higher, the more alike."""
        ...


def top(ranking: Ranking, query: str, count: int) -> Ranked:
    """The best `count` labels with their scores; equal ones in the order they were given."""
    scores = ranking.scores(query)
    some = np.arange(len(scores))
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        some = np.flatnonzero(scores >= least)
    order = some[np.argsort(-scores[some], kind="stable")][:count]
    return [(int(n), round(float(scores[n]), 4)) for n in order]


class KnownLanguage:
    """Labels in Dutch or English.

    `known` gives the concepts of a plain label of ESCO, in either language.
    """

    def __init__(
        self, search: TitleSearch, labels: Sequence[str], known: Mapping[str, Sequence[int]]
    ):
        self._search = search
        concepts = search.fields.concepts
        texts = [concepts.wording.neutral(text) for text in plain_all(labels)]
        pairs = [
            (n, concept)
            for n, text in enumerate(plain_all(labels))
            for concept in known.get(text, ())
        ]
        both = np.array(pairs, np.int64).reshape(-1, 2)
        self._label, self._concept = both[:, 0], both[:, 1]
        self._others = np.setdiff1d(np.arange(len(labels)), self._label)
        self._count = len(labels)
        self._shared = np.bincount(self._label, minlength=len(labels)) > 1
        self._pieces = Pieces(2, 5, True, alphabet_of(texts) if texts else concepts.alphabet)
        self._by_pieces = build_from(self._pieces, texts)
        compounds = concepts.compounds
        stems = [" ".join(compounds.stems(texts[n])) for n in self._others]
        self._vocabulary = Vocabulary()
        self._by_words = build(*self._vocabulary.learn(stems), len(stems))
        means = [concepts.meanings.of(texts[n], compounds) for n in self._others]
        self._meanings = np.array(means, np.float32).reshape(
            len(means), concepts.meanings.rows.shape[1]
        )

    def scores(self, query: str) -> Reals:
        """A score (labels,) for a query as it was typed."""
        concepts, weights = self._search.fields.concepts, self._search.weights.features
        text = concepts.wording.core(query)
        alike = similarity(self._by_pieces, self._pieces.cut([text])[0])
        own = self._search.scores(query)
        found = np.full(self._count, -np.inf, np.float32)
        if len(self._others):
            found[self._others] = self._by_own_words(text, alike[self._others]) @ weights
        of_label = np.full(self._count, -1)
        order = np.argsort(own[self._concept], kind="stable")
        of_label[self._label[order]] = self._concept[order]  # the best concept of each label
        has = of_label >= 0
        found[has] = own[of_label[has]]
        return _best_first(found, of_label, alike - self._shared)

    def _by_own_words(self, text: str, alike: Reals) -> Reals:
        """Features (labels, FEATURES) of labels that ESCO has not."""
        concepts = self._search.fields.concepts
        words = similarity(self._by_words, self._vocabulary.find(concepts.compounds.stems(text)))
        zero = np.zeros_like(alike)
        found = dict.fromkeys(FEATURES, zero) | {
            "label_pieces": alike,
            "label_words": words,
            "label_words_without_brackets": words,
            "all_labels_words": words,
            "same_label": (alike > _SAME).astype(np.float32),
        }
        meaning = self._meanings @ concepts.meanings.of(text, concepts.compounds)
        found |= {"meaning": meaning, "meaning_other_language": meaning}
        return np.stack([found[name] for name in FEATURES], axis=1)


def _best_first(scores: Reals, concepts: Integers, alike: Reals) -> Reals:
    """Scores by which one label of each concept goes before all others of concepts.

    Labels without a concept (-1) stand for themselves.
    """
    order = np.lexsort((-alike, concepts))
    first = np.concatenate(([True], concepts[order][1:] != concepts[order][:-1]))[: len(order)]
    leads = np.zeros(len(scores), bool)
    leads[order[first]] = True
    leads |= concepts < 0
    if leads.all():
        return scores
    below = float(scores.max() - scores.min()) + 1
    return np.where(leads, scores, scores - below + alike * 1e-3).astype(np.float32)


class AnyLanguage:
    """Labels in a language of which we have no words: alike in letters, pieces and words."""

    def __init__(self, labels: Sequence[str]):
        texts = plain_all(labels)
        alphabet = alphabet_of(texts)
        cuts = (Pieces(1, 3, False, alphabet), Pieces(2, 5, True, alphabet))
        self._fields = [(pieces, build_from(pieces, texts)) for pieces in cuts]
        self._vocabulary = Vocabulary()
        self._words = build(*self._vocabulary.learn(texts), len(texts))

    def scores(self, query: str) -> Reals:
        """A score (labels,) for a query as it was typed."""
        text = plain(query)
        total = similarity(self._words, self._vocabulary.find(text.split())) * _WORD
        for pieces, index in self._fields:
            total += similarity(index, pieces.cut([text])[0])
        return total.astype(np.float32)


def rank_all(ranking: Ranking, queries: Sequence[str], count: int) -> Iterator[Ranked]:
    """The best labels of each query, one query after the other."""
    return (top(ranking, query, count) for query in queries)
