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
Counts = NDArray[np.int32]
_BREAK, _SPACE, _FIRST = 0, 1, 2
_COMMON = 12  # a term that one text in so many has is kept as a full row, which adds up faster
_AT_ONCE = 2_000  # texts that are cut and counted together


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

    `full` has a row (texts,) for each common term, `row` its number for a term, or -1. `places` and
    `weights` hold the other terms only: those of term n are at `starts[n] : starts[n + 1]`.
    """

    terms: Integers
    rarity: Reals
    starts: Integers
    places: Counts
    weights: Reals
    row: Integers
    full: Reals
    size: int


@dataclass(frozen=True)
class _Part:
    """The terms of some texts, in order; of each the texts in which it stands, and how often.

    `spread` says in how many texts each term stands; `texts` and `counts` are those, end to end.
    """

    terms: Integers
    spread: Integers
    texts: Counts
    counts: NDArray[np.integer]


def build(terms: Integers, owners: Integers, size: int) -> Index:
    """An index of `size` texts from every occurrence of a term and the text it stands in.

    Weights are (1 + ln count) × (1 + ln((1 + texts) / (1 + texts with the term))), divided by the
    length of the text's vector (the sublinear TF-IDF of the literature, cosine).
    """
    return _joined([_counted(terms, owners, 0)], size)


def build_from(pieces: Pieces, texts: Sequence[str]) -> Index:
    """The same of all pieces of the texts.

    Works through some texts at a time, since all pieces together take ten times the index.
    """
    runs = ((at, pieces.cut(texts[at : at + _AT_ONCE])) for at in range(0, len(texts), _AT_ONCE))
    return _joined([_counted(terms, owners, at) for at, (terms, owners) in runs], len(texts))


def _counted(terms: Integers, owners: Integers, before: int) -> _Part:
    """How often each term stands in each text; `before` is the number of the first text."""
    bits = int(owners.max(initial=0)).bit_length()
    keys = np.sort((terms << bits) | owners)
    keys, counts = _runs(keys)
    texts = (keys & ((1 << bits) - 1)).astype(np.int32) + np.int32(before)
    found, spread = _runs(keys >> bits)
    return _Part(found, spread, texts, counts.astype(np.min_scalar_type(counts.max(initial=0))))


def _runs(ordered: Integers) -> tuple[Integers, Integers]:
    """Each number of an ordered array once, and how often it is there."""
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])
    return ordered[first], np.diff(np.append(first, len(ordered)))


def _joined(parts: Sequence[_Part], size: int) -> Index:
    """The index of parts that have no text in common, in the order of their texts."""
    terms = np.unique(np.concatenate([np.empty(0, np.int64), *(part.terms for part in parts)]))
    codes = [np.searchsorted(terms, part.terms) for part in parts]
    spread = np.zeros(len(terms), np.int64)
    for part, code in zip(parts, codes, strict=True):
        spread[code] += part.spread
    rarity = 1 + np.log((1 + size) / (1 + spread))
    common = np.flatnonzero(spread * _COMMON > size)
    row, full = np.full(len(terms), -1), np.zeros((len(common), size), np.float32)
    row[common] = np.arange(len(common))
    starts = np.concatenate(([0], np.cumsum(np.where(row < 0, spread, 0))))
    places, weights = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32)
    following = starts[:-1].copy()
    for part, code in zip(parts, codes, strict=True):
        weight, rare = _weights(part, rarity[code]), row[code] < 0
        each, kept = np.repeat(row[code], part.spread), np.repeat(rare, part.spread)
        full[each[~kept], part.texts[~kept]] = weight[~kept]
        at = _ranges(following[code[rare]], part.spread[rare])
        places[at], weights[at] = part.texts[kept], weight[kept]
        following[code[rare]] += part.spread[rare]
    return Index(terms, rarity.astype(np.float32), starts, places, weights, row, full, size)


def _ranges(starts: Integers, lengths: Integers) -> Integers:
    """The numbers from each start on, as many as its length, one range after the other."""
    before = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum()) - np.repeat(before, lengths)
    return np.asarray(np.repeat(starts, lengths) + within)


def _weights(part: _Part, rarity: NDArray[np.float64]) -> Reals:
    """The weight of each term in each text of a part, by its rarity; texts get length 1."""
    weights = (1 + np.log(part.counts, dtype=np.float64)) * np.repeat(rarity, part.spread)
    texts = part.texts - part.texts.min(initial=np.iinfo(np.int32).max)
    return np.asarray(weights / np.sqrt(np.bincount(texts, weights**2))[texts], np.float32)


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
