"""What of an occupation a title is compared with, and how alike they are: the features.

A concept is an occupation or a group of ISCO-08. Features are cosines; the last three are 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.paths.titles_index import Integers, Pieces, Reals, build, build_from, similarity
from schakel.paths.titles_text import Compounds, Wording, without_brackets

FEATURES = (
    "label_pieces",
    "label_words",
    "label_words_without_brackets",
    "all_labels_words",
    "description_words",
    "group_words",
    "meaning",
    "meaning_other_language",
    "same_name",
    "same_label",
    "is_group",
)
_LONG = 8  # letters of a word of which the parts count too


@dataclass(frozen=True)
class Texts:
    """Texts sorted by concept: plain and neutral, their stems (a space between), whose they are.

    `bare` has the neutral form without what stands in brackets, of a text that has brackets.
    """

    neutral: tuple[str, ...]
    bare: tuple[str | None, ...]
    stems: tuple[str, ...]
    owners: Integers


@dataclass(frozen=True)
class Meanings:
    """What words and concepts mean: a row (words, dimensions) for every word.

    `own` and `other` (concepts, dimensions) have rows of length 1: what a concept means by its
    labels in the language that is searched, and by those in the other.
    """

    words: Mapping[str, int]
    rows: NDArray[np.int8]
    rarity: Reals
    own: Reals
    other: Reals

    def of(self, text: str, compounds: Compounds) -> Reals:
        """The meaning (dimensions,) of a plain text, of length 1, or 0 where no word is known."""
        found = bag(text, self.words, self.rarity, compounds)
        if not found:
            return np.zeros(self.rows.shape[1], np.float32)
        rows, weights = zip(*found, strict=True)
        total = np.array(weights, np.float32) @ self.rows[list(rows)].astype(np.float32)
        return total / max(float(np.sqrt(total @ total)), 1e-9)


@dataclass(frozen=True)
class Concepts:
    """What is searched, in one language.

    Every concept has one label or more, not all have a description. `codes` (concepts,) are those
    of ISCO; `is_group` tells its groups from occupations.
    """

    labels: Texts
    descriptions: Texts
    codes: tuple[str, ...]
    is_group: NDArray[np.bool_]
    alphabet: NDArray[np.uint32]
    wording: Wording
    compounds: Compounds
    meanings: Meanings


class Vocabulary:
    """Numbers for stems: those of texts get one, those of a query only if they have one."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def learn(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """Numbers of all stems of the texts, and the number of the text of each."""
        numbers = self._numbers
        stems = " ".join(texts).split(" ") if texts else []
        terms = [numbers.setdefault(stem, len(numbers)) for stem in stems]
        counts = [text.count(" ") + 1 for text in texts]
        has = np.array([bool(stem) for stem in stems], bool)
        owners = np.repeat(np.arange(len(texts)), counts)
        return np.array(terms, np.int64)[has], owners[has]

    def find(self, stems: Sequence[str]) -> Integers:
        """Numbers of the stems that have one."""
        found = (self._numbers.get(stem) for stem in stems)
        return np.array([number for number in found if number is not None], np.int64)


class Fields:
    """All comparisons with the concepts, ready to be asked."""

    def __init__(self, concepts: Concepts):
        self.concepts = concepts
        size, labels, owners = len(concepts.codes), concepts.labels, concepts.labels.owners
        groups = sorted({code[:3] for code in concepts.codes})
        self._group = np.array([groups.index(code[:3]) for code in concepts.codes])
        self._starts = np.searchsorted(owners, np.arange(size))
        self._pieces = Pieces(2, 5, True, concepts.alphabet)
        self._vocabulary = Vocabulary()
        words, texts = self._vocabulary.learn(labels.stems)
        described, those = self._vocabulary.learn(concepts.descriptions.stems)
        self._label_pieces = build_from(self._pieces, labels.neutral)
        self._label_words = build(words, texts, len(owners))
        self._all_words = build(words, owners[texts], size)
        self._description = build(described, concepts.descriptions.owners[those], size)
        self._group_words = build(words, self._group[owners[texts]], len(groups))
        self._same, self._same_bare = _places(labels.neutral), _places(labels.bare)

    def same(self, text: str, bare: str) -> list[int]:
        """Labels that are a neutral text; or else that are alike when nothing is in brackets."""
        none: list[int] = []
        return self._same.get(text) or self._same.get(bare) or self._same_bare.get(bare, none)

    def features(self, query: str) -> tuple[Reals, Reals]:
        """Features (concepts, FEATURES) of a query as typed, and its likeness to labels (labels,).

        The likeness is that in pieces, and 1 of a label that is the same.
        """
        concepts = self.concepts
        text = concepts.wording.core(query)
        bare = concepts.wording.core(without_brackets(query))
        words = self._words(text)
        labels = similarity(self._label_pieces, self._pieces.cut([text])[0])
        by_words = self._best(similarity(self._label_words, words))
        meaning = concepts.meanings.of(text, concepts.compounds)
        same = np.zeros((2, len(self._starts)), np.float32)
        for label in self.same(text, bare):
            concept = concepts.labels.owners[label]
            same[int(label != self._starts[concept]), concept] = 1
            labels[label] = 1
        found = (
            self._best(labels),
            by_words,
            by_words
            if bare == text
            else self._best(similarity(self._label_words, self._words(bare))),
            similarity(self._all_words, words),
            similarity(self._description, words),
            similarity(self._group_words, words)[self._group],
            concepts.meanings.own @ meaning,
            concepts.meanings.other @ meaning,
            *same,
            concepts.is_group,
        )
        return np.stack(found, axis=1).astype(np.float32), labels

    def _words(self, text: str) -> Integers:
        return self._vocabulary.find(self.concepts.compounds.stems(text))

    def _best(self, labels: Reals) -> Reals:
        """Of each concept the label that is most alike."""
        return np.maximum.reduceat(labels, self._starts)


def _places(texts: Sequence[str | None]) -> dict[str, list[int]]:
    """Where each text stands."""
    found: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        if text:
            found.setdefault(text, []).append(n)
    return found


def bag(
    text: str, words: Mapping[str, int], rarity: Reals, compounds: Compounds
) -> list[tuple[int, float]]:
    """Rows and weights of a plain text's words; of a long word its parts count for half.

    An unknown word that has no known part counts by the longest known end of it.
    """
    found: list[tuple[int, float]] = []
    for word in text.split():
        row = words.get(word)
        if word in compounds.small:
            continue
        if row is not None:
            found.append((row, float(rarity[row])))
        if row is None or len(word) >= _LONG:
            parts = [
                words[part] for part in compounds.parts(word) if part != word and part in words
            ]
            if row is None and not parts:
                parts = _end(word, words)
            found += [(part, float(rarity[part]) / 2) for part in parts]
    return found


def _end(word: str, words: Mapping[str, int]) -> list[int]:
    """The longest end of a word, of five letters or more, that is a word itself; or none."""
    ends = (words[word[cut:]] for cut in range(1, len(word) - 4) if word[cut:] in words)
    return list(ends)[:1]
