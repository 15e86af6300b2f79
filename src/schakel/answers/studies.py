"""Study programmes that lead to technical or ICT work: those of mbo as they are called today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.answers.occupation_groups import Group, occupation_groups
from schakel.answers.occupation_routes import LEVELS, Route, routes_of
from schakel.answers.occupation_tables import paths_table
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text

SAME_CODE = "the same code"
LEVEL_UNKNOWN = Text(nl="niveau niet bekend", en="level not known")


@dataclass(frozen=True)
class Study:
    """A qualification of mbo (crebo) or a programme of higher education (CROHO).

    `level` is None where it is not known; `groups` are the technical and ICT occupation groups that
    it is taken to lead to; `before` the codes under which schools were last seen to give it, and
    `before_method` how these were found. `described` tells whether it is published what it asks.
    """

    register: str
    code: str
    name: str
    level: str | None
    groups: tuple[Group, ...]
    before: tuple[str, ...]
    before_method: str
    described: bool

    @property
    def key(self) -> str:
        """What stands for it in addresses: crebo-25893."""
        return f"{self.register}-{self.code}"

    @property
    def level_label(self) -> Text:
        """Its level in words."""
        return LEVELS[self.level] if self.level else LEVEL_UNKNOWN


@dataclass(frozen=True)
class StudyChoice:
    """What a reader chose in the list: words in the name or code, a level, an occupation group."""

    words: str = ""
    level: str = ""
    group: str = ""


@lru_cache(maxsize=4)
def studies(catalog: Catalog) -> tuple[Study, ...]:
    """All study programmes that lead to technical or ICT work, by level and name."""
    leads = _leads(catalog)
    found = [*_qualifications(catalog, leads), *_degrees(catalog, leads)]
    order = {level: place for place, level in enumerate(LEVELS)}
    return tuple(sorted(found, key=lambda s: (order.get(s.level or "", -1), s.name, s.code)))


def chosen_studies(catalog: Catalog, choice: StudyChoice) -> tuple[Study, ...]:
    """The study programmes that fit a choice."""
    words = choice.words.casefold().split()
    return tuple(
        study
        for study in studies(catalog)
        if all(word in f"{study.name} {study.code}".casefold() for word in words)
        and choice.level in ("", study.level)
        and choice.group in ("", *(group.code for group in study.groups))
    )


def study_named(catalog: Catalog, key: str) -> Study:
    """A study programme by what stands for it; raises UnknownName with the nearest ones."""
    return find({study.key: study for study in studies(catalog)}, key, "study programme")


@lru_cache(maxsize=1024)
def schools(catalog: Catalog, study: Study) -> tuple[Route, ...]:
    """Where in the region it was last seen, by school."""
    return routes_of(
        catalog, study.register, study.before, study.before_method, catalog.region.area
    )


def _leads(catalog: Catalog) -> dict[tuple[str, str], tuple[Group, ...]]:
    """The technical and ICT groups of each register and code."""
    known = occupation_groups(catalog)
    links = paths_table(catalog, "programme_occupations.parquet")
    found: dict[tuple[str, str], dict[str, Group]] = {}
    for register, code, group in links.select("register", "code", "group").iter_rows():
        if group in known and known[group].focus:
            found.setdefault((register, code), {})[group] = known[group]
    return {key: tuple(of[code] for code in sorted(of)) for key, of in found.items()}


def _qualifications(
    catalog: Catalog, leads: dict[tuple[str, str], tuple[Group, ...]]
) -> list[Study]:
    rows = paths_table(catalog, "qualifications.parquet")
    columns = ("code", "name", "level", "before", "before_method")
    return [
        Study("crebo", code, name, level, leads["crebo", code], tuple(before), method or "", True)
        for code, name, level, before, method in rows.select(columns).iter_rows()
        if ("crebo", code) in leads
    ]


def _degrees(catalog: Catalog, leads: dict[tuple[str, str], tuple[Group, ...]]) -> list[Study]:
    inside = catalog.territory.municipalities[catalog.region.area]
    rows = (
        paths_table(catalog, "programmes.parquet")
        .filter((pl.col("register") == "croho") & pl.col("area").is_in(list(inside)))
        .sort("last_year", descending=True, nulls_last=True)
        .unique("code", keep="first", maintain_order=True)
    )
    return [
        Study("croho", code, name, level, leads["croho", code], (code,), SAME_CODE, False)
        for code, name, level in rows.select("code", "name", "level").iter_rows()
        if ("croho", code) in leads
    ]
