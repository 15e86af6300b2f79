"""What is done to a title before it is compared: plain letters, one form for both sexes, the core.

The words are data (`title_words.csv` and `title_pairs.csv` of the region package), not code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

LONGEST = 200  # of what is typed, more says nothing about a title
_SHORTEST_TAIL, _SHORTEST_PART, _SHORTEST_COMPOUND = 5, 4, 8
_OFTEN = 3
_LINKS = ("", "s", "en", "e", "n")
_KEPT = 100_000  # words of which a form is remembered; what is typed may be anything
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SIGNS = re.compile(r"[^\w+#\0]+|_")


@dataclass(frozen=True)
class Wording:
    """The words of titles in Dutch and English.

    `masculine` gives the form that stands for both sexes, for a feminine word; `levels` are words
    that say how far somebody is and not in what; `short` gives what an abbreviation stands for;
    `small` are words without meaning of their own; `patterns` find what no word list can hold
    (hours, m/v/x).
    """

    masculine: Mapping[str, str]
    levels: frozenset[str]
    short: Mapping[str, str]
    small: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def neutral(self, text: str) -> str:
        """A plain text in which every word has the form that stands for both sexes.

        Of the two forms beside each other (*leraar/lerares*) one is left.
        """
        words = [self._neutral(word) for word in text.split()]
        return " ".join(word for n, word in enumerate(words) if n == 0 or word != words[n - 1])

    def _neutral(self, word: str) -> str:
        found = self._known.get(word)
        if found is None:
            found = self._by_tail(self.masculine.get(word, word))
            if len(self._known) < _KEPT:
                self._known[word] = found
        return found

    def _by_tail(self, word: str) -> str:
        """A compound whose last part is a feminine word: *verkoop* + *medewerkster*."""
        for cut in range(2, len(word) - _SHORTEST_TAIL + 1):
            if (form := self.masculine.get(word[cut:])) is not None:
                return word[:cut] + form
        return word

    def core(self, text: str) -> str:
        """What is asked: a typed title, plain and neutral, without level, hours and m/v/x.

        Where nothing would be left, the whole plain title.
        """
        lower = text[:LONGEST].lower()
        bare = lower
        for pattern in self.patterns:
            bare = pattern.sub(" ", bare)
        words = " ".join(self.short.get(word, word) for word in plain(bare).split()).split()
        kept = " ".join(word for word in words if word not in self.levels)
        return self.neutral(kept or plain(lower))


def plain(text: str) -> str:
    """Small letters and figures with one space between words; accents and signs are left out."""
    return " ".join(_SIGNS.sub(" ", _bare(text)).split())


def plain_all(texts: Sequence[str]) -> list[str]:
    """As `plain`, of many texts at once."""
    if not texts:
        return []
    whole = _bare("\0".join(texts))
    return [" ".join(text.split()) for text in _SIGNS.sub(" ", whole).split("\0")]


def _bare(text: str) -> str:
    """Small letters without accents and soft hyphens; the German ß is ss."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("\xad", ""))
    return _ACCENTS.sub("", apart)


def without_brackets(text: str) -> str:
    """A title without what stands in brackets; the title itself where nothing else is."""
    return re.sub(r"\([^)]*\)", " ", text).strip() or text


@dataclass(frozen=True)
class Compounds:
    """Splits Dutch compounds into words that are known: *verpleeghuisarts* → verpleeghuis, arts.

    `counts` says how often each word was seen; a part is a word seen three times or more.
    """

    counts: Mapping[str, int]
    small: frozenset[str]
    _parts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[str], small: frozenset[str]) -> Compounds:
        """From plain texts."""
        return cls(Counter(word for text in texts for word in text.split()), small)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that may be a part."""
        return frozenset(
            word
            for word, count in self.counts.items()
            if count >= 3 and len(word) >= _SHORTEST_PART
        )

    def stems(self, text: str) -> list[str]:
        """Stems of all parts of all words of a plain text, without the small words."""
        return [
            stem(part)
            for word in text.split()
            if word not in self.small
            for part in self.parts(word)
        ]

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a word: as few as can be, and of those the best known."""
        found = self._parts.get(word)
        if found is None:
            ways = list(self._ways(word)) if len(word) >= _SHORTEST_COMPOUND else []
            found = min(ways, key=lambda way: (len(way), -self._rarest(way)), default=(word,))
            if len(self._parts) < _KEPT:
                self._parts[word] = found
        return found

    def _rarest(self, way: tuple[str, ...]) -> int:
        return min(self.counts.get(part, 0) for part in way)

    def _ways(self, word: str) -> Iterable[tuple[str, ...]]:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            first = self._first(word[:cut])
            if first:
                rest = word[cut:]
                if rest in self.words or len(self.parts(rest)) > 1:
                    yield (first, *self.parts(rest))

    def _first(self, start: str) -> str | None:
        """The word that a compound starts with, without the letters that link it to the next."""
        for link in _LINKS:
            if start.endswith(link) and start[: len(start) - len(link)] in self.words:
                return start[: len(start) - len(link)]
        return None


def stem(word: str) -> str:
    """A word without the ending of its plural or inflection, if four letters stay."""
    for ending in ("en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
