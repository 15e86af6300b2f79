"""What a study programme names: the terms of CompetentNL, tied to groups of skills of ESCO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.answers.occupation_tables import paths_table
from schakel.answers.studies import Study
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.paths.teaching import named, with_ancestors

KINDS = {
    "skill": Text(nl="vaardigheid", en="skill"),
    "knowledge": Text(nl="kennis", en="knowledge"),
}


@dataclass(frozen=True)
class Subject:
    """A term of CompetentNL. Its English name is ours; `groups` are those of ESCO, tied by eye.

    `skill` is the ESCO skill of exactly this Dutch name, if there is one.
    """

    label: Text
    kind: str
    groups: tuple[str, ...]
    skill: str | None


def subjects(catalog: Catalog, study: Study) -> tuple[Subject, ...]:
    """What a study programme names, by kind and name; empty where that is not published."""
    return _by_code(catalog).get(study.code, ()) if study.register == "crebo" else ()


def names_skills(catalog: Catalog, subject: Subject) -> NDArray[np.bool_]:
    """Per skill of ESCO whether a subject names it: in a group of it, or by the same name."""
    return _names(catalog, subject)


def taught(catalog: Catalog, study: Study) -> NDArray[np.bool_]:
    """Per skill of ESCO whether a study programme names it."""
    rows = [names_skills(catalog, subject) for subject in subjects(catalog, study)]
    return np.any(rows, axis=0) if rows else np.zeros(len(_around(catalog)), bool)


@lru_cache(maxsize=4)
def _by_code(catalog: Catalog) -> dict[str, tuple[Subject, ...]]:
    ties = {
        (row["kind"], row["label"]): (row["name_en"], tuple((row["groups"] or "").split()))
        for row in paths_table(catalog, "taught_groups.csv").to_dicts()
    }
    rows = paths_table(catalog, "programme_skills.parquet").sort("kind", "label")
    found: dict[str, list[Subject]] = {}
    for code, kind, label, skill in rows.select("crebo", "kind", "label", "skill").iter_rows():
        english, groups = ties[kind, label]
        subject = Subject(Text(nl=label, en=english), kind, groups, skill)
        found.setdefault(code, []).append(subject)
    return {code: tuple(named_there) for code, named_there in found.items()}


@lru_cache(maxsize=512)
def _names(catalog: Catalog, subject: Subject) -> NDArray[np.bool_]:
    found = named(_around(catalog), subject.groups)
    if subject.skill is not None:
        found |= (paths_table(catalog, "skills.parquet")["uri"] == subject.skill).to_numpy()
    return found


@lru_cache(maxsize=4)
def _around(catalog: Catalog) -> list[frozenset[str]]:
    """Per skill all groups that it lies in, at any level."""
    groups = paths_table(catalog, "skill_groups.parquet")
    parents = dict(groups.select("code", "parent").iter_rows())
    above = {code: with_ancestors(parents, code) for code in parents}
    leaves = paths_table(catalog, "skills.parquet").select(pl.col("groups"))["groups"].to_list()
    return [frozenset().union(*(above[code] for code in codes)) for codes in leaves]
