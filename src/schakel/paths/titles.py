"""Title search: from a title as people type it to five occupations of ESCO, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from schakel.paths.titles_fields import FEATURES, Concepts, Fields
from schakel.paths.titles_index import Reals
from schakel.paths.titles_text import without_brackets

Why = Literal["same_name", "same_label", "alike", "words", "meaning"]
_ALIKE, _LIKE_WORDS, _FULL = 0.55, 0.5, 0.999


@dataclass(frozen=True)
class Weights:
    """How much each feature counts (FEATURES,), and from which chance an answer is sure."""

    features: Reals
    sure: float

    @classmethod
    def of(cls, table: dict[str, float]) -> Weights:
        """From a weight by name, with that of `sure`; raises KeyError where one is missing."""
        return cls(np.array([table[name] for name in FEATURES], np.float32), table["sure"])


@dataclass(frozen=True)
class Match:
    """One occupation for a title: its number, the label that is most alike, and why it is found.

    `score` is the chance that this is the one, by the model; chances of all occupations sum to 1.
    """

    occupation: int
    label: int
    why: Why
    score: float


@dataclass(frozen=True)
class TitleAnswer:
    """The occupations for a title, best first, and whether the first is sure.

    `understood` is what was compared: the title without level, hours and signs, in the form that
    stands for both sexes. It is empty where the title has no letter or figure.
    """

    understood: str
    matches: tuple[Match, ...]
    sure: bool


class TitleSearch:
    """Occupations of ESCO, ready to be found by a title in one language."""

    def __init__(self, concepts: Concepts, weights: Weights):
        self.fields = Fields(concepts)
        self.weights = weights
        labels = concepts.labels
        self._occupations = int((~concepts.is_group).sum())
        self._count = int(np.searchsorted(labels.owners, self._occupations))
        self._starts = np.searchsorted(labels.owners, np.arange(self._occupations + 1))
        places: dict[str, list[int]] = {}
        for n, text in enumerate(labels.neutral[: self._count]):
            places.setdefault(text, []).append(n)
        self._same = places

    def scores(self, query: str) -> Reals:
        """The score of every concept (concepts,): the logarithm of its chance but a constant."""
        features, _ = self.fields.features(query)
        return features @ self.weights.features

    def search(self, query: str, count: int = 5) -> TitleAnswer:
        """The `count` occupations that the title most likely stands for."""
        understood = self.fields.concepts.wording.core(query)
        if not understood:
            return TitleAnswer("", (), False)
        features, labels = self.fields.features(query)
        features, labels = features[: self._occupations], labels[: self._count]
        scores = features @ self.weights.features
        same = self._same_labels(query, understood)
        names = {int(n) for n in np.flatnonzero(np.isin(self._starts[:-1], same))}
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        owners = {int(owner) for owner in self.fields.concepts.labels.owners[same]}
        order = np.argsort(-scores, kind="stable")
        first = sorted(names, key=lambda n: -scores[n])
        rest = sorted(owners - names, key=lambda n: -scores[n])
        ranked = list(dict.fromkeys([*first, *rest, *(int(n) for n in order[: 2 * count])]))[:count]
        if not features[ranked[0], :-1].any():
            return TitleAnswer(understood, (), False)
        matches = tuple(
            self._match(n, features[n], labels, same, float(chances[n])) for n in ranked
        )
        sure = len(names) == 1 or len(owners) == 1 or matches[0].score >= self.weights.sure
        return TitleAnswer(understood, matches, sure)

    def _same_labels(self, query: str, understood: str) -> list[int]:
        """Labels that are the title, or the title without what stands in brackets."""
        bare = self.fields.concepts.wording.core(without_brackets(query))
        return self._same.get(understood) or self._same.get(bare) or []

    def _match(
        self, occupation: int, features: Reals, labels: Reals, same: Sequence[int], score: float
    ) -> Match:
        start, end = self._starts[occupation : occupation + 2]
        equal = [n for n in same if start <= n < end]
        label = equal[0] if equal else int(start + labels[start:end].argmax())
        by_name = dict(zip(FEATURES, features, strict=True))
        why: Why
        if equal:
            why = "same_name" if label == start else "same_label"
        elif by_name["label_pieces"] >= _ALIKE:
            why = "alike"
        elif by_name["label_words"] >= _LIKE_WORDS or by_name["description_words"] > 0:
            why = "words"
        else:
            why = "meaning"
        return Match(occupation, label, why, score)
