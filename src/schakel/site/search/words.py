"""Words as the search sees them: small letters without accents, and which words are near which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

LONGEST_QUESTION, MOST_WORDS, LONGEST_WORD = 200, 8, 40
MOST_VARIANTS = 12
_WORD = re.compile(r"[^\W_]+")
# A word of this length may be the beginning of another, or a slip of the pen.
_BEGINNING, _SLIP = 3, 4
_ALIKE = 78.0


def fold(word: str) -> str:
    """A word in small letters without accents."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters with their accents."""
    return _WORD.findall(text.lower())


def asked_words(question: str) -> list[str]:
    """The words of a question, each once; what is beyond any sensible length is left out."""
    found = words_of(question[:LONGEST_QUESTION])
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_WORDS]


@dataclass(frozen=True)
class Variants:
    """How one word of a question is looked for.

    `spellings` are the words that count, as they are written; `instead` is the word taken for a
    slip of the pen, or None when the word itself is known.
    """

    asked: str
    spellings: tuple[str, ...]
    instead: str | None = None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All words of titles and introductions: per folded word how it is written."""

    spellings: Mapping[str, frozenset[str]]
    ordered: tuple[str, ...] = field(default=())

    def variants(self, word: str) -> Variants:
        """The word with what begins with it; of an unknown word, the nearest that is known."""
        folded = fold(word)
        begin = self._beginning_with(folded) if len(folded) >= _BEGINNING else []
        if begin or folded in self.spellings:
            known = list(dict.fromkeys([folded, *begin]))[:MOST_VARIANTS]
            return Variants(word, self._written(word, known))
        near = self._nearest(folded)
        if near is None:
            return Variants(word, (word,))
        return Variants(word, self._written(word, [near]), near)

    def _beginning_with(self, folded: str) -> list[str]:
        return sorted((w for w in self.ordered if w.startswith(folded)), key=len)

    def _nearest(self, folded: str) -> str | None:
        if len(folded) < _SLIP:
            return None
        found = process.extractOne(folded, self.ordered, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return found[0] if found else None

    def _written(self, word: str, folded: Iterable[str]) -> tuple[str, ...]:
        written = [word, fold(word)]
        for each in folded:
            written.extend(sorted(self.spellings.get(each, ())))
            written.append(each)
        return tuple(dict.fromkeys(written))


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of some texts."""
    spellings: dict[str, set[str]] = {}
    for text in texts:
        for word in words_of(text):
            spellings.setdefault(fold(word), set()).add(word)
    known = {folded: frozenset(written) for folded, written in spellings.items()}
    return Vocabulary(known, tuple(sorted(known)))
