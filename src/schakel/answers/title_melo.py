"""Reads a set of MELO: titles, labels of ESCO, and which labels are right for a title."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schakel.answers.title_tables import tables
from schakel.base.errors import Problem, SchakelError

FILES = ("queries.tsv", "corpus_elements.tsv", "annotations.tsv", "concept_mapping.tsv")
_OCCUPATION, _GROUP = "/occupation/", "/isco/C"


@dataclass(frozen=True)
class Melo:
    """One set.

    `relevant` has for each title the numbers of the labels that are right. `right` (titles,) is the
    number of the right concept in our tables, -1 where they lack it; `listed` (concepts,) says
    which of our concepts the set has.
    """

    queries: tuple[str, ...]
    labels: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    right: NDArray[np.int64]
    listed: NDArray[np.bool_]


def read_melo(path: Path) -> Melo:
    """A set as published; raises SchakelError where a file is missing."""
    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise SchakelError(
            Problem(
                str(path),
                f"no {', '.join(missing)}",
                "a folder of MELO, as nld_q_nl_c_nl",
                "give the folder of one set",
            )
        )
    queries, corpus, marks, mapped = (_lines(path / name) for name in FILES)
    numbers, size = _concepts()
    place = {label[0]: n for n, label in enumerate(corpus)}
    concept = {label: numbers.get(_key(uri), -1) for label, uri in mapped}
    relevant: dict[str, set[int]] = {query[0]: set() for query in queries}
    right = dict.fromkeys(relevant, -1)
    for query, _, label, _ in marks:
        relevant[query].add(place[label])
        right[query] = concept[label]
    listed = np.zeros(size, bool)
    listed[[number for number in concept.values() if number >= 0]] = True
    return Melo(
        tuple(query[1] for query in queries),
        tuple(label[1] for label in corpus),
        tuple(frozenset(relevant[query[0]]) for query in queries),
        np.array([right[query[0]] for query in queries]),
        listed,
    )


def measures(places: NDArray[np.int64]) -> tuple[float, float, float]:
    """Mean reciprocal rank, share of first places, share in the first five; 0 is not found."""
    found = places > 0
    reciprocal = np.divide(1, places, where=found, out=np.zeros(len(places)))
    return (
        float(reciprocal.mean()),
        float((places == 1).mean()),
        float((found & (places <= 5)).mean()),
    )


def _concepts() -> tuple[dict[str, int], int]:
    """Numbers of our concepts by address: occupations, then groups of ISCO."""
    found = tables()
    uris = [_key(uri) for uri in found.occupations["uri"]]
    uris += [_GROUP + code for code in found.groups["code"]]
    return {uri: n for n, uri in enumerate(uris)}, len(uris)


def _key(uri: str) -> str:
    mark = _GROUP if _GROUP in uri else _OCCUPATION
    return mark + uri.rsplit(mark, 1)[-1]


def _lines(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]
