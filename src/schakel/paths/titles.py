"""Title search: from a title as people type it to five occupations of ESCO, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from schakel.paths.titles_fields import FEATURES, Concepts, Fields
from schakel.paths.titles_index import Reals

Why = Literal["same_name", "same_label", "alike", "words", "meaning"]
_ALIKE = 0.55  # from this cosine on a label is called alike
_LIKENESS = [n for n, name in enumerate(FEATURES) if name != "is_group"]


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
        occupations = int((~concepts.is_group).sum())
        self._starts = np.searchsorted(concepts.labels.owners, np.arange(occupations + 1))

    def scores(self, query: str) -> Reals:
        """The score of every concept (concepts,): the logarithm of its chance but a constant."""
        features, _ = self.fields.features(query)
        return features @ self.weights.features

    def search(self, query: str, count: int = 5) -> TitleAnswer:
        """The `count` occupations that the title most likely stands for.

        There are none where nothing is alike.
        """
        understood = self.fields.concepts.wording.core(query)
        if not understood:
            return TitleAnswer("", (), False)
        features, labels = self.fields.features(query)
        features = features[: len(self._starts) - 1]
        scores = features @ self.weights.features
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        best = np.argsort(-scores, kind="stable")[:count]
        if not features[best[0], _LIKENESS].any():
            return TitleAnswer(understood, (), False)
        matches = tuple(self._match(int(n), features[n], labels, float(chances[n])) for n in best)
        return TitleAnswer(understood, matches, self._is_sure(features, matches))

    def _is_sure(self, features: Reals, matches: tuple[Match, ...]) -> bool:
        """Whether the first is likely enough, and no other occupation has the same name."""
        name, label = (features[:, FEATURES.index(key)] for key in ("same_name", "same_label"))
        only = name.sum() == 1 or (name.sum() == 0 and label.sum() == 1)
        if matches[0].why in ("same_name", "same_label"):
            return bool(only) or matches[0].score >= self.weights.sure
        return matches[0].score >= self.weights.sure

    def _match(self, occupation: int, features: Reals, labels: Reals, score: float) -> Match:
        """With the label that is most alike, and the strongest reason."""
        start, end = self._starts[occupation : occupation + 2]
        by_name = dict(zip(FEATURES, features, strict=True))
        label = int(start if by_name["same_name"] else start + labels[start:end].argmax())
        return Match(occupation, label, _why(by_name), score)


def _why(features: dict[str, float]) -> Why:
    """The strongest reason for which an occupation was found."""
    if features["same_name"]:
        return "same_name"
    if features["same_label"]:
        return "same_label"
    if features["label_pieces"] >= _ALIKE:
        return "alike"
    if features["label_words"] > 0 or features["description_words"] > 0:
        return "words"
    return "meaning"
