"""Other names of skills, for the search alone: what people may type that the name does not say.

English ones are ESCO's own. ESCO's Dutch ones are not among the source files; Flemish Competent,
mapped to ESCO, has names for the same or nearly the same. Most labels of ESCO say the name in
another order or number: of these only such as bring a word that begins otherwise are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from schakel.base.words import words_of
from schakel.facts.paths.esco import Row, english, lines, mapping
from schakel.facts.paths.skills import COMPETENT, skill_uris, skills

ESCO, FLEMISH = "esco_1_1_1_en", "esco_competent_nl"
_MATCHES = ("skos:exactMatch", "skos:closeMatch")
_BEGINNING = 4  # letters: what begins the same is one word in another form
_EVERYWHERE = 300  # skills that have a word among their labels; such a word finds too much
_LONGEST = 6  # words: longer ones describe, and are no names


def skill_labels(folder: Path) -> pl.DataFrame:
    """One row a label: skill (its row number), language (nl or en), label and source.

    None is the name of its skill in that language. `folder` holds the publishers' files.
    """
    numbers = {uri: number for number, uri in enumerate(skill_uris(folder))}
    rows = [*_english(folder, numbers), *_flemish(folder, numbers)]
    kinds = {"skill": pl.UInt16, "language": pl.String, "label": pl.String, "source": pl.String}
    return (
        pl.DataFrame(rows, schema=kinds, orient="row").unique().sort("skill", "language", "label")
    )


def _english(folder: Path, numbers: dict[str, int]) -> Iterator[tuple[int, str, str, str]]:
    rows = english(folder, "skills_en.csv")
    labels = {row["conceptUri"]: _labels(row) for row in rows}
    spread = Counter(start for found in labels.values() for start in _beginnings(found))
    for row in rows:
        known = _beginnings([row["preferredLabel"]])
        for label in sorted(labels[row["conceptUri"]], key=len):
            new = {start for start in _beginnings([label]) - known if spread[start] < _EVERYWHERE}
            if new and len(words_of(label)) <= _LONGEST:
                known |= new
                yield numbers[row["conceptUri"]], "en", label, ESCO


def _flemish(folder: Path, numbers: dict[str, int]) -> Iterator[tuple[int, str, str, str]]:
    names = dict(skills(folder).filter("dutch").select("uri", "name_nl").iter_rows())
    for row in mapping(folder, COMPETENT):
        uri, label, match = row[3], row[7].strip(), row[9]
        if match not in _MATCHES or not 0 < len(words_of(label)) <= _LONGEST:
            continue
        if uri in numbers and label.casefold() != names.get(uri, "").casefold():
            yield numbers[uri], "nl", label, FLEMISH


def _labels(row: Row) -> list[str]:
    return lines(row["altLabels"] + "\n" + row["hiddenLabels"])


def _beginnings(texts: Iterable[str]) -> set[str]:
    return {word[:_BEGINNING] for text in texts for word in words_of(text)}
