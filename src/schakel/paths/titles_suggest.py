"""Suggestions while somebody types: labels that start with it, or have a word that does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from schakel.paths.titles_index import Integers
from schakel.paths.titles_text import LONGEST, plain, plain_all

_LAST = chr(0x10FFFF)


class Suggestions:
    """Labels in the order of their words.

    `labels` are as published, sorted by occupation; `owners` (labels,) says whose they are. Names,
    the first label of each, come before other labels, and short ones before long ones.
    """

    def __init__(self, labels: Sequence[str], owners: Integers):
        texts = plain_all(labels)
        entries = sorted(
            (text[start:], start > 0, n)
            for n, text in enumerate(texts)
            for start in [0, *(at + 1 for at, sign in enumerate(text) if sign == " ")]
        )
        self._begins = [begin for begin, _, _ in entries]
        self._labels = np.array([n for *_, n in entries])
        self._owners = np.asarray(owners)
        inside = np.array([within for _, within, _ in entries])
        name = np.isin(self._labels, np.searchsorted(self._owners, np.unique(self._owners)))
        length = np.array([len(texts[n]) for n in self._labels])
        self._rank = (inside * 2 + ~name) * (length.max() + 1) + length

    def find(self, prefix: str, count: int = 8) -> tuple[int, ...]:
        """Numbers of labels, each of another occupation, best first."""
        typed = plain(prefix[:LONGEST])
        if not typed:
            return ()
        start = bisect_left(self._begins, typed)
        end = bisect_left(self._begins, typed + _LAST)
        order = np.argsort(self._rank[start:end], kind="stable")[: 40 * count]
        first: dict[int, int] = {}
        for n in self._labels[start:end][order]:
            first.setdefault(int(self._owners[n]), int(n))
        return tuple(list(first.values())[:count])
