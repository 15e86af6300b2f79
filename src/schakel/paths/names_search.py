"""Finds names by their words: a word that is typed may be spelled a little otherwise in the name.

Each different word is held once, cut into pieces of letters; a name is a row of words. So a hundred
thousand names take a few megabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.base.words import words_of
from schakel.paths.titles_index import Index, Pieces, Reals, alphabet_of, build_from, similarity

_ALIKE = 0.45  # cosine of pieces below which two words have nothing to do with each other
_MOST = 12  # words of what is typed that are looked up
_NAME = 0.5  # part of the score that hangs on how much of the name was typed


@dataclass(frozen=True)
class Names:
    """Names, ready to be found by words.

    `rarity` (words,) is the weight of each different word, `words` the numbers of all names' words
    on end, `starts` (names,) where each begins in it, `weight` (names,) the sum of its weights.
    """

    pieces: Pieces
    index: Index
    rarity: Reals
    words: NDArray[np.int32]
    starts: NDArray[np.int64]
    weight: Reals

    @classmethod
    def of(cls, names: Sequence[str]) -> Names:
        """From names that each have a word or more; raises ValueError for one that has none."""
        split = [words_of(name) for name in names]
        lengths = np.array([len(words) for words in split])
        if not lengths.all():
            raise ValueError(f"a name without a word: {names[int(lengths.argmin())]!r}")
        numbers: dict[str, int] = {}
        words = np.array([numbers.setdefault(w, len(numbers)) for one in split for w in one],
                         np.int32)  # fmt: skip
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
        rarity = np.log((1 + len(names)) / np.bincount(words)).astype(np.float32)
        pieces = Pieces(2, 4, True, alphabet_of(numbers))
        index = build_from(pieces, list(numbers))
        return cls(pieces, index, rarity, words, starts, np.add.reduceat(rarity[words], starts))

    def likeness(self, text: str) -> Reals:
        """How much each name (names,) is like a text, 0–1.

        It is the part of the text that the name has, and half of that again lessened by the part of
        the name that was not typed; both by the rarity of words and by their likeness.
        """
        typed = list(dict.fromkeys(words_of(text)))[:_MOST]
        covered = np.zeros(len(self.starts), np.float32)
        seen = np.zeros(len(self.rarity), np.float32)
        asked = 0.0
        for word in typed:
            alike = similarity(self.index, self.pieces.cut([word])[0])
            alike[alike < _ALIKE] = 0
            rarity = float(self.rarity[alike.argmax()] if alike.any() else self.rarity.max())
            covered += rarity * np.maximum.reduceat(alike[self.words], self.starts)
            seen = np.maximum(seen, alike)
            asked += rarity
        if not asked:
            return covered
        named = np.add.reduceat((seen * self.rarity)[self.words], self.starts) / self.weight
        return np.asarray(covered / asked * (1 - _NAME + _NAME * named), np.float32)
