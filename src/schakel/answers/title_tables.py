"""Reads the tables of titles from the national package into what the library searches."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from schakel.answers.title_words import folder, wording
from schakel.base.errors import Problem, SchakelError
from schakel.paths.titles_fields import Concepts, Fields, Labels, Vectors, fields
from schakel.paths.titles_index import alphabet_of
from schakel.paths.titles_text import plain_all

KINDS = ("preferred", "alternative", "hidden", "alias")
OTHER = {"nl": "en", "en": "nl"}


@dataclass(frozen=True)
class TitleTables:
    """Occupations, their labels and the groups of ISCO, as published."""

    occupations: pl.DataFrame
    labels: pl.DataFrame
    groups: pl.DataFrame

    def names(self, language: str) -> tuple[str, ...]:
        """Names of all concepts: occupations in their order, then groups in that of their codes."""
        column = f"name_{language}"
        return (*self.occupations[column], *self.groups[column])


def tables() -> TitleTables:
    """The tables of titles; raises SchakelError where one is missing."""
    return TitleTables(*(read(name) for name in ("occupations", "labels", "isco_groups")))


def read(name: str) -> pl.DataFrame:
    """One table of paths; raises SchakelError where it is missing."""
    path = folder() / f"{name}.parquet"
    if not path.is_file():
        raise SchakelError(
            Problem(
                str(path),
                "no such file",
                "a table of paths",
                "take the release with its tables, or make them: "
                "`python -m schakel.facts.paths.tables PACKAGE SOURCES`",
            )
        )
    return pl.read_parquet(path)


def labels_of(found: TitleTables, language: str, aliases: bool) -> tuple[Labels, tuple[str, ...]]:
    """All labels in a language, sorted by concept, and their kinds.

    A concept without labels in the language has its name in the other.
    """
    size = len(found.occupations)
    table = found.labels.filter(
        (pl.col("language") == language) & (aliases | (pl.col("kind") != "alias"))
    )
    names = found.names(language)
    lacking = sorted(set(range(len(names))) - set(table["occupation"].to_list()))
    texts = [*table["label"], *(names[concept] for concept in lacking)]
    owners = np.array([*table["occupation"], *lacking], np.int64)
    kinds = [*table["kind"], *["preferred"] * len(lacking)]
    order = np.argsort(owners, kind="stable")
    assert owners.max() >= size
    labels = Labels(tuple(texts[n] for n in order), owners[order])
    return labels, tuple(kinds[n] for n in order)


def concepts(found: TitleTables, language: str, aliases: bool) -> tuple[Concepts, tuple[str, ...]]:
    """What is searched in a language, and the kinds of its labels."""
    own, kinds = labels_of(found, language, aliases)
    other, _ = labels_of(found, OTHER[language], aliases=False)
    column = f"description_{language}"
    made = Concepts(
        names=found.names(language),
        descriptions=tuple(
            text or "" for text in (*found.occupations[column], *found.groups[column])
        ),
        codes=(*found.occupations["isco"], *found.groups["code"]),
        is_group=np.arange(len(found.names(language))) >= len(found.occupations),
        own=own,
        other=other,
    )
    return made, kinds
