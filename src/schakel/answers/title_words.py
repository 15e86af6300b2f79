"""Reads the words of titles from the national package, and finds the pairs of both sexes.

ESCO lists the feminine and the masculine form as labels of one occupation (*lasser*, *lasster*), or
beside each other (*leraar/lerares*). Two labels that differ in one word, of which one is the other
with a feminine ending, hold a pair. `python -m schakel.answers.title_words` writes them anew.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import polars as pl

from schakel.answers.title_tables import LANGUAGES, folder, read
from schakel.paths.titles_index import Reals
from schakel.paths.titles_text import Compounds, Wording, plain

Row = dict[str, str]
Pair = tuple[str, str]
_SHORTEST_STEM, _SHORTEST_WORD = 2, 3
_BESIDE = re.compile(r"([^\W\d_]+) ?/ ?([^\W\d_]+)")


def rows(name: str) -> list[Row]:
    """The rows of a CSV of paths."""
    with (folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wording() -> Wording:
    """The words of titles in both languages."""
    words = rows("title_words.csv")
    pairs = [(row["feminine"], row["masculine"]) for row in rows("title_pairs.csv")]

    def of(kind: str) -> dict[str, str]:
        return {plain(row["word"]): plain(row["becomes"]) for row in words if row["kind"] == kind}

    patterns = (re.compile(row["word"]) for row in words if row["kind"] == "pattern")
    return Wording(
        masculine=_alike([*pairs, *of("feminine").items()]),
        levels=frozenset(of("level")),
        short=of("abbreviation"),
        small=frozenset(of("stop")),
        patterns=tuple(patterns),
    )


def _alike(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each word of the pairs the one word that stands for all forms it is linked with.

    That is a masculine form, the first in order where there are several (*restaurateur* and
    *restaurator* share a feminine form).
    """
    linked: dict[str, set[str]] = {}
    feminine = set()
    for one, other in pairs:
        feminine.add(one)
        group = linked.get(one, {one}) | linked.get(other, {other})
        linked.update(dict.fromkeys(group, group))
    stands = {word: min(group - feminine, default=min(group)) for word, group in linked.items()}
    return {word: form for word, form in stands.items() if word != form}


def compounds_of(words: pl.DataFrame, language: str, small: frozenset[str]) -> Compounds:
    """What splits the compounds of a language, from the vocabulary."""
    seen = words.filter(pl.col(language) > 0)
    return Compounds(dict(zip(seen["word"], seen[language], strict=True)), small)


def rarity_of(words: pl.DataFrame) -> Reals:
    """How much each word of the vocabulary says (words,): the rarer, the more."""
    counts = words["nl"].to_numpy().astype(float) + words["en"].to_numpy()
    return np.asarray(np.log(1 + counts.max()) - np.log(1 + counts) + 1, np.float32)


def labels_of_occupations(language: str) -> Iterator[Sequence[str]]:
    """The published labels of each occupation in a language."""
    table = read("labels").filter((pl.col("language") == language) & (pl.col("kind") != "alias"))
    for _, group in table.group_by("occupation", maintain_order=True):
        yield group["label"].to_list()


def pairs_of_labels(labels: Sequence[str], endings: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Labels of one occupation that are the same but for the sex: those two, and the two words.

    Of both pairs the first is feminine. `endings` are pairs of a feminine and a masculine ending.
    """
    places: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
    for label in labels:
        words = plain(label).split()
        for n, word in enumerate(words):
            places[tuple(words[:n]), tuple(words[n + 1 :])].append((word, label))
    for found in places.values():
        for feminine, its in found:
            for masculine, other in found:
                if is_pair(feminine, masculine, endings):
                    yield (its, other), (feminine, masculine)


def pairs_beside(labels: Sequence[str], endings: Sequence[Pair]) -> Iterator[Pair]:
    """Words of both sexes with a stroke between them."""
    for label in labels:
        for one, other in _BESIDE.findall(label):
            for feminine, masculine in ((one, other), (other, one)):
                if is_pair(plain(feminine), plain(masculine), endings):
                    yield plain(feminine), plain(masculine)


def is_pair(feminine: str, masculine: str, endings: Sequence[Pair]) -> bool:
    """Whether the first is the second with a feminine ending."""
    return len(masculine) >= _SHORTEST_WORD and any(
        feminine.endswith(ending)
        and len(feminine) - len(ending) >= _SHORTEST_STEM
        and feminine[: len(feminine) - len(ending)] + other == masculine
        for ending, other in endings
    )


def endings_of(language: str) -> list[Pair]:
    """Pairs of a feminine ending and the masculine one in its place."""
    return [
        (row["word"], row["becomes"])
        for row in rows("title_words.csv")
        if row["kind"] == "feminine_ending" and row["language"] == language
    ]


def found_pairs() -> list[tuple[str, str, str]]:
    """Language, feminine and masculine word of every pair in ESCO's labels, in order."""
    not_pairs = {row["word"] for row in rows("title_words.csv") if row["kind"] == "not_a_pair"}
    found = set()
    for language in LANGUAGES:
        endings = endings_of(language)
        for labels in labels_of_occupations(language):
            words = [words for _, words in pairs_of_labels(labels, endings)]
            words += pairs_beside(labels, endings)
            found |= {(language, *pair) for pair in words if pair[0] not in not_pairs}
    return sorted(found)


def write_pairs() -> int:
    """Write the pairs of ESCO's labels into the package; how many."""
    found = found_pairs()
    with (folder() / "title_pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("language", "feminine", "masculine"))
        writer.writerows(found)
    return len(found)


if __name__ == "__main__":
    print(f"title_pairs: {write_pairs()} rows")
