"""An inverted index of short texts: which texts share the terms of a query, by TF-IDF.

Terms are whole numbers: pieces of a text's characters, or the numbers of words. Indexes are made
from the texts when they are needed, which takes less than a second for all labels of ESCO.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Reals = NDArray[np.float32]
_BREAK, _SPACE, _FIRST = 0, 1, 2
_COMMON = 12  # a term that one text in so many has is kept as a full row, which adds up faster


@dataclass(frozen=True)
class Pieces:
    """How texts are cut: pieces of `shortest` to `longest` characters.

    `in_words` keeps pieces within a word, of which the edges count as a character. `alphabet` has
    the characters that are told apart, in order; all others are one.
    """

    shortest: int
    longest: int
    in_words: bool
    alphabet: NDArray[np.uint32]

    def cut(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """All pieces as numbers, and the number of the text in which each stands."""
        letters, owner = _letters(texts, self.alphabet, edges=self.in_words)
        base = len(self.alphabet) + _FIRST + 1
        breaks = np.concatenate(([0], np.cumsum(letters == _BREAK)))
        spaces = np.concatenate(([0], np.cumsum(letters == _SPACE)))
        pieces, owners = [], []
        piece = letters.copy()
        for length in range(1, self.longest + 1):
            if length > 1:
                piece = piece[:-1] * base + letters[length - 1 :]
            if length < self.shortest:
                continue
            count = len(piece)
            whole = breaks[length : length + count] == breaks[:count]
            if self.in_words:
                inside = spaces[length - 1 : length - 1 + count] - spaces[1 : 1 + count]
                whole &= (inside == 0) & (
                    (length != 2) | (spaces[2 : 2 + count] - spaces[:count] < 2)
                )
            pieces.append((piece * (self.longest + 1) + length)[whole])
            owners.append(owner[:count][whole])
        return np.concatenate(pieces), np.concatenate(owners)


def alphabet_of(texts: Iterable[str]) -> NDArray[np.uint32]:
    """The characters of the texts but the space, in order."""
    return np.array(sorted({ord(sign) for sign in set("".join(texts))} - {32}), np.uint32)


@dataclass(frozen=True)
class Index:
    """For each term the texts in which it stands, with its weight there (texts have length 1).

    `full` has a row (texts,) for each common term, `row` its number for a term, or -1.
    """

    terms: Integers
    rarity: Reals
    starts: Integers
    places: NDArray[np.int32]
    weights: Reals
    row: Integers
    full: Reals
    size: int


def build(terms: Integers, owners: Integers, size: int) -> Index:
    """An index of `size` texts from every occurrence of a term and the text it stands in.

    Weights are (1 + ln count) × (1 + ln((1 + texts) / (1 + texts with the term))), divided by the
    length of the text's vector (the sublinear TF-IDF of the literature, cosine).
    """
    bits = max(int(size).bit_length(), 1)
    keys = np.sort((terms << bits) | owners)
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    counts = np.diff(np.append(first, len(keys)))
    keys = keys[first]
    places, of_term = (keys & ((1 << bits) - 1)).astype(np.int32), keys >> bits
    starts = np.flatnonzero(np.concatenate(([True], of_term[1:] != of_term[:-1]))[: len(keys)])
    spread = np.diff(np.append(starts, len(keys)))
    rarity = 1 + np.log((1 + size) / (1 + spread))
    weights = (1 + np.log(counts)) * np.repeat(rarity, spread)
    length = np.sqrt(np.bincount(places, weights**2, minlength=size))
    weights = (weights / length[places]).astype(np.float32)
    common = np.flatnonzero(spread * _COMMON > size)
    row, full = np.full(len(starts), -1), np.zeros((len(common), size), np.float32)
    row[common] = np.arange(len(common))
    in_row = np.repeat(row, spread)
    full[in_row[in_row >= 0], places[in_row >= 0]] = weights[in_row >= 0]
    ends = np.append(starts, len(keys))
    return Index(of_term[starts], rarity.astype(np.float32), ends, places, weights, row, full, size)


def similarity(index: Index, terms: Integers) -> Reals:
    """Cosine (texts,) of a query's terms with each text; zero where nothing is shared."""
    wanted, counts = np.unique(terms, return_counts=True)
    found = np.minimum(np.searchsorted(index.terms, wanted), len(index.terms) - 1)
    known = index.terms[found] == wanted if len(index.terms) else np.zeros(len(wanted), bool)
    found, weights = found[known], (1 + np.log(counts[known])) * index.rarity[found[known]]
    if not len(found):
        return np.zeros(index.size, np.float32)
    weights /= np.sqrt((weights**2).sum())
    return _sum(index, found, weights.astype(np.float32))


def _sum(index: Index, found: Integers, weights: Reals) -> Reals:
    """Weighted sum of the terms' rows: of common ones the full row, of others what there is."""
    total, part = np.zeros(index.size, np.float32), np.empty(index.size, np.float32)
    rare: list[tuple[slice, np.float32]] = []
    for term, weight in zip(found, weights, strict=True):
        if index.row[term] < 0:
            rare.append((slice(*index.starts[term : term + 2]), weight))
        else:
            total += np.multiply(index.full[index.row[term]], weight, out=part)
    if rare:
        places = np.concatenate([index.places[run] for run, _ in rare])
        parts = np.concatenate([index.weights[run] * weight for run, weight in rare])
        total += np.bincount(places, parts, minlength=index.size)
    return total


def _letters(
    texts: Sequence[str], alphabet: NDArray[np.uint32], edges: bool
) -> tuple[Integers, Integers]:
    """Characters of all texts as numbers, with a break after each text, and whose they are."""
    edge = " " if edges else ""
    whole = "\n".join(f"{edge}{text}{edge}" for text in texts) + "\n"
    signs = np.frombuffer(whole.encode("utf-32-le"), np.uint32)
    letters = np.searchsorted(alphabet, signs)
    known = alphabet[np.minimum(letters, len(alphabet) - 1)] == signs if len(alphabet) else False
    letters = np.where(known, letters, len(alphabet)).astype(np.int64) + _FIRST
    letters[signs == ord(" ")] = _SPACE
    letters[signs == ord("\n")] = _BREAK
    owner = np.cumsum(letters == _BREAK) - (letters == _BREAK)
    return letters, owner
