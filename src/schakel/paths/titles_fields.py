"""What of an occupation a title is compared with, and how alike they are: the features.

A concept is an occupation or a group of ISCO-08. All numbers are cosines but the last two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from schakel.paths.titles_index import Index, Integers, Pieces, Reals, build, similarity
from schakel.paths.titles_text import Compounds, Wording, plain_all, without_brackets

FEATURES = (
    "name_pieces",
    "label_letters",
    "label_pieces",
    "label_words",
    "label_words_no_brackets",
    "all_labels_pieces",
    "all_labels_words",
    "all_labels_words_no_brackets",
    "description_pieces",
    "description_words",
    "group_words",
    "other_language_pieces",
    "meaning",
    "meaning_other_language",
    "is_group",
    "labels",
)


@dataclass(frozen=True)
class Labels:
    """Labels in one language, sorted by concept; every concept has one or more."""

    texts: tuple[str, ...]
    owners: Integers

    @property
    def starts(self) -> Integers:
        """Where the labels of each concept start."""
        return np.searchsorted(self.owners, np.arange(self.owners[-1] + 1))


@dataclass(frozen=True)
class Vectors:
    """Meanings: a row (words, dimensions) per word, and (concepts, dimensions) per concept.

    `names` and `own` hold the concepts' labels in the language that is searched, `other` those in
    the other. Rows of concepts have length 1.
    """

    words: dict[str, int]
    rows: NDArray[np.int8]
    rarity: Reals
    own: Reals
    other: Reals


@dataclass(frozen=True)
class Concepts:
    """What is searched: (concepts,) names, descriptions and ISCO codes, with their labels.

    `is_group` tells the groups of ISCO from occupations; a group's code is its own.
    """

    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    codes: tuple[str, ...]
    is_group: NDArray[np.bool_]
    own: Labels
    other: Labels


class Cut(Protocol):
    """Anything that makes terms of texts."""

    def cut(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """All terms, and the number of the text of each."""
        ...


@dataclass(frozen=True)
class Words:
    """Terms are the stems of the parts of words; what no text has is left out."""

    compounds: Compounds
    numbers: dict[str, int]

    @classmethod
    def of(cls, compounds: Compounds, texts: Sequence[str]) -> Words:
        """With a number for every stem of the texts."""
        stems = dict.fromkeys(stem for text in texts for stem in compounds.stems(text))
        return cls(compounds, {stem: n for n, stem in enumerate(stems)})

    def cut(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """All terms, and the number of the text of each."""
        found = [
            (number, n)
            for n, text in enumerate(texts)
            for stem in self.compounds.stems(text)
            if (number := self.numbers.get(stem)) is not None
        ]
        both = np.array(found, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


@dataclass(frozen=True)
class Field:
    """One comparison: an index of texts, how a query is cut for it, and to which concepts it goes.

    Where a concept has several texts (`starts`) the most alike counts; `of` names each concept's
    text where several share one.
    """

    cut: str
    index: Index
    starts: Integers | None = None
    of: Integers | None = None
    brackets: bool = True

    def alike(self, terms: Integers) -> Reals:
        """Cosine (concepts,) with a query's terms."""
        found = similarity(self.index, terms)
        if self.starts is not None:
            return np.maximum.reduceat(found, self.starts)
        return found if self.of is None else found[self.of]


@dataclass(frozen=True)
class Fields:
    """All comparisons in one language, ready to be asked."""

    wording: Wording
    cuts: dict[str, Cut]
    fields: dict[str, Field]
    vectors: Vectors | None
    is_group: Reals
    labels: Reals
    neutral_labels: tuple[str, ...]

    def features(self, query: str) -> Reals:
        """Features (concepts, FEATURES) of a query as it was typed."""
        texts = {True: self.wording.core(query), False: self.wording.core(without_brackets(query))}
        terms = {
            (cut, brackets): self.cuts[cut].cut([texts[brackets]])[0]
            for cut, brackets in {(each.cut, each.brackets) for each in self.fields.values()}
        }
        found = np.zeros((len(FEATURES), len(self.labels)), np.float32)
        for name, each in self.fields.items():
            found[FEATURES.index(name)] = each.alike(terms[each.cut, each.brackets])
        found[-4:-2] = self._meanings(texts[True])
        found[-2], found[-1] = self.is_group, self.labels
        return found.T

    def _meanings(self, text: str) -> Reals:
        """Cosine (2, concepts) of a text's meaning with the concepts' in both languages."""
        if self.vectors is None:
            return np.zeros((2, len(self.labels)), np.float32)
        compounds = self.cuts["words"].compounds  # type: ignore[attr-defined]
        mean = meaning(self.vectors, compounds, text)
        return np.stack((self.vectors.own @ mean, self.vectors.other @ mean))


def meaning(vectors: Vectors, compounds: Compounds, text: str) -> Reals:
    """The vector (dimensions,) of a plain text, of length 1 or 0: its words', the rare most."""
    found = bag(vectors.words, vectors.rarity, compounds, text)
    if not found:
        return np.zeros(vectors.rows.shape[1], np.float32)
    rows, weights = zip(*found, strict=True)
    total = np.array(weights, np.float32) @ vectors.rows[list(rows)].astype(np.float32)
    length = float(np.sqrt(total @ total))
    return total / length if length else total


def bag(
    words: dict[str, int], rarity: Reals, compounds: Compounds, text: str
) -> list[tuple[int, float]]:
    """Rows and weights of a plain text's words; of a long word its parts count for half.

    An unknown word that has no known part counts by the longest known end of it.
    """
    found: list[tuple[int, float]] = []
    for word in text.split():
        if word in compounds.small:
            continue
        row = words.get(word)
        if row is not None:
            found.append((row, float(rarity[row])))
        if row is None or len(word) >= 8:
            parts = [words[part] for part in compounds.parts(word) if part != word and part in words]
            if row is None and not parts:
                ends = (words[word[n:]] for n in range(1, len(word) - 4) if word[n:] in words)
                parts = [end for end in [next(ends, None)] if end is not None]
            found += [(part, float(rarity[part]) / 2) for part in parts]
    return found


def fields(concepts: Concepts, wording: Wording, alphabet: NDArray[np.uint32]) -> Fields:
    """Everything of the concepts that a title is compared with, without meanings."""
    own, other = (
        [wording.neutral(text) for text in plain_all(labels.texts)]
        for labels in (concepts.own, concepts.other)
    )
    names, descriptions = (
        [wording.neutral(text) for text in plain_all(texts)]
        for texts in (concepts.names, concepts.descriptions)
    )
    starts, size = concepts.own.starts, len(concepts.names)
    together = joined(own, concepts.own.owners, size)
    codes = sorted({code[:3] for code in concepts.codes})
    of_group = np.array([codes.index(code[:3]) for code in concepts.codes])
    groups = joined(together, of_group, len(codes))
    compounds = Compounds.of([*own, *descriptions], wording.small)
    cuts: dict[str, Cut] = {
        "letters": Pieces(1, 3, False, alphabet),
        "pieces": Pieces(2, 5, True, alphabet),
        "words": Words.of(compounds, [*own, *descriptions]),
    }

    def index(cut: str, texts: Sequence[str]) -> Index:
        return build(*cuts[cut].cut(texts), len(texts))

    label_words, all_words = index("words", own), index("words", together)
    found = {
        "name_pieces": Field("pieces", index("pieces", names)),
        "label_letters": Field("letters", index("letters", own), starts),
        "label_pieces": Field("pieces", index("pieces", own), starts),
        "label_words": Field("words", label_words, starts),
        "label_words_no_brackets": Field("words", label_words, starts, brackets=False),
        "all_labels_pieces": Field("pieces", index("pieces", together)),
        "all_labels_words": Field("words", all_words),
        "all_labels_words_no_brackets": Field("words", all_words, brackets=False),
        "description_pieces": Field("pieces", index("pieces", descriptions)),
        "description_words": Field("words", index("words", descriptions)),
        "group_words": Field("words", index("words", groups), of=of_group),
        "other_language_pieces": Field(
            "pieces", index("pieces", joined(other, concepts.other.owners, size))
        ),
    }
    return Fields(
        wording,
        cuts,
        found,
        None,
        concepts.is_group.astype(np.float32),
        np.log1p(np.diff(np.append(starts, len(own)))).astype(np.float32),
        tuple(own),
    )


def joined(texts: Sequence[str], owners: Integers, size: int) -> list[str]:
    """The texts of each owner as one, each text once."""
    found: list[dict[str, None]] = [{} for _ in range(size)]
    for text, owner in zip(texts, owners, strict=True):
        found[owner][text] = None
    return [" ".join(each) for each in found]


def rarity_of(words: dict[str, int], texts: Sequence[str]) -> Reals:
    """ln((1 + texts) / (1 + texts with the word)), (words,)."""
    counts = Counter(word for text in texts for word in set(text.split()))
    return np.array(
        [np.log((1 + len(texts)) / (1 + counts[word])) for word in words], np.float32
    )
