"""Which skill of ESCO does someone mean? By its name, its other names, and everyday words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from schakel.answers.nearness import Skill, skills
from schakel.answers.occupation_tables import paths_table
from schakel.answers.showing import finder_rules
from schakel.base.words import words_of
from schakel.catalog.catalog import Catalog
from schakel.paths.names_search import Names
from schakel.paths.titles_index import Reals

_LEAST = 0.3  # likeness below which a name is not what was typed …
_LEAST_OF_A_LETTER = 0.8  # … and of a single letter, which stands in many names
_OTHER_LABEL, _OTHER_LANGUAGE = 0.95, 0.85  # what likeness counts for, beside the name's own


@dataclass(frozen=True)
class FoundSkill:
    """A skill and the name by which it was found; `language` is that name's, nl or en."""

    skill: Skill
    label: str
    language: str


@dataclass(frozen=True)
class _Labels:
    """All names that are searched in a language, each with its skill and what it counts for."""

    table: pl.DataFrame
    names: Names
    owner: np.ndarray[tuple[int], np.dtype[np.int64]]
    part: Reals


def find_skills(catalog: Catalog, text: str, language: str) -> tuple[FoundSkill, ...]:
    """The skills that a text may stand for, the likest first; none where none is like it.

    The best name of a skill counts. Dutch asks English names too, since those of software and
    trades are often the same; what is Dutch goes before.
    """
    labels = _labels(catalog, language)
    alike = labels.names.likeness(text) * labels.part
    known, most = skills(catalog), finder_rules(catalog).shown.skills
    least = _LEAST if len(text.strip()) > 1 else _LEAST_OF_A_LETTER
    found: dict[int, FoundSkill] = {}
    for place in np.argsort(-alike, kind="stable").tolist():
        if alike[place] < least or len(found) == most:
            break
        number = int(labels.owner[place])
        if number not in found:
            row = labels.table.row(place, named=True)
            found[number] = FoundSkill(known[number], row["label"], row["language"])
    return tuple(found.values())


@lru_cache(maxsize=4)
def _labels(catalog: Catalog, language: str) -> _Labels:
    asked = ["nl", "en"] if language == "nl" else ["en"]
    rows = pl.concat([_named(catalog, language), _other(catalog), _everyday(catalog)])
    rows = rows.filter(pl.col("language").is_in(asked))
    table = rows.filter(pl.Series([bool(words_of(label)) for label in rows["label"]]))
    own = np.where(table["language"] == language, 1, _OTHER_LANGUAGE)
    part = np.where(table["kind"] == "other", np.minimum(own, _OTHER_LABEL), own)
    return _Labels(
        table.select("label", "language"),
        Names.of(table["label"].to_list()),
        table["skill"].to_numpy().astype(np.int64),
        part.astype(np.float32),
    )


def _named(catalog: Catalog, language: str) -> pl.DataFrame:
    """The names that are shown: where no Dutch one is published that is the English one."""
    table = paths_table(catalog, "skills.parquet").with_row_index("skill")
    dutch = (pl.lit(language) == "nl") & pl.col("dutch")
    return table.select(
        pl.col("skill").cast(pl.UInt16),
        pl.when(dutch).then(pl.lit("nl")).otherwise(pl.lit("en")).alias("language"),
        pl.col(f"name_{language}").alias("label"),
        pl.lit("name").alias("kind"),
    )


def _other(catalog: Catalog) -> pl.DataFrame:
    table = paths_table(catalog, "skill_labels.parquet")
    return table.select("skill", "language", "label", pl.lit("other").alias("kind"))


def _everyday(catalog: Catalog) -> pl.DataFrame:
    """Words of skill_words.csv, which stand beside the name as its equals."""
    numbers = {one.uri.rpartition("/")[2]: one.number for one in skills(catalog)}
    table = paths_table(catalog, "skill_words.csv")
    return table.select(
        pl.col("skill").replace_strict(numbers, return_dtype=pl.UInt16),
        "language",
        pl.col("word").alias("label"),
        pl.lit("name").alias("kind"),
    )
