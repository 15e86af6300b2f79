"""The occupation groups that a pact is about: their codes, names, families and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.answers.chain_names import FOCUS, chain_names
from schakel.answers.occupation_tables import chain_list, paths_table
from schakel.base.slugs import slug
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text


@dataclass(frozen=True)
class Group:
    """An occupation group as ROA's edition of 2026 counts it.

    `parts` has the groups of BRC 2014 it consists of, with the share of each one's people: None
    where that is not known.
    """

    code: str
    label: Text
    family: str
    family_label: Text
    focus: bool
    parts: tuple[tuple[str, float | None], ...]

    def slug(self, language: str) -> str:
        """Code and name for an address: 0742-lassers-en-plaatwerkers."""
        return f"{self.code}-{slug(self.label.in_language(language))}"


@dataclass(frozen=True)
class Member:
    """An ESCO occupation of a group. `dutch` tells whether its Dutch name is published.

    `estimate` is whether its ISCO unit group was brought to the group by rule or by eye.
    """

    uri: str
    code: str
    isco: str
    name: Text
    dutch: bool
    estimate: bool


@lru_cache(maxsize=8)
def occupation_groups(catalog: Catalog) -> Mapping[str, Group]:
    """All groups of ROA's edition of 2026 by code, those outside technology and ICT too."""
    names = chain_names(catalog)
    family_of = dict(chain_list(catalog, "families.csv").iter_rows())
    labels = {code.code: code.label for code in catalog.classifications["brc_2014"].codes}
    editions = paths_table(catalog, "brc_editions.csv").to_dicts()
    found = {}
    for code in paths_table(catalog, "group_outlook.parquet")["group"]:
        family = family_of.get(code, "other")
        given = [row for row in editions if row["group"] == code]
        parts = tuple((row["brc"], _number(row["part"])) for row in given) or ((code, 1.0),)
        label, focus = names.families[family], family in names.members[FOCUS]
        found[code] = Group(code, labels[code], family, label, focus, parts)
    return found


@lru_cache(maxsize=8)
def groups_by_isco(catalog: Catalog) -> Mapping[str, Group]:
    """Per ISCO unit group its occupation group; a unit group that is counted in none has no key."""
    known = occupation_groups(catalog)
    rows = paths_table(catalog, "occupation_groups.parquet").select("isco", "group").iter_rows()
    return {isco: known[group] for isco, group in rows if group in known}


@lru_cache(maxsize=8)
def technical_groups(catalog: Catalog) -> Mapping[str, Group]:
    """The same for the unit groups in technology or ICT alone."""
    return {isco: group for isco, group in groups_by_isco(catalog).items() if group.focus}


def focus_groups(catalog: Catalog) -> tuple[Group, ...]:
    """The groups in technology and ICT, in the order of their codes."""
    return tuple(group for group in occupation_groups(catalog).values() if group.focus)


def group_named(catalog: Catalog, name: str) -> Group:
    """A technical or ICT group by its code, alone or with its name behind it.

    Raises UnknownName for another.
    """
    groups = {group.code: group for group in focus_groups(catalog)}
    return find(groups, name.partition("-")[0], "technical or ICT occupation group")


def members(catalog: Catalog, group: Group) -> tuple[Member, ...]:
    """The ESCO occupations of a group, by ISCO and Dutch name."""
    units = paths_table(catalog, "occupation_groups.parquet").filter(pl.col("group") == group.code)
    rows = paths_table(catalog, "occupations.parquet").join(
        units.select("isco", "status"), on="isco", how="inner"
    )
    columns = ("uri", "code", "isco", "name_nl", "name_en", "dutch", "status")
    return tuple(
        Member(uri, code, isco, Text(nl=dutch, en=english), known, status == "estimate")
        for uri, code, isco, dutch, english, known, status in rows.sort("isco", "name_nl")
        .select(columns)
        .iter_rows()
    )


def units(catalog: Catalog, group: Group) -> tuple[tuple[str, Text, bool], ...]:
    """The ISCO unit groups of a group: code, name, and whether it is there by estimate."""
    rows = paths_table(catalog, "occupation_groups.parquet").filter(pl.col("group") == group.code)
    names = paths_table(catalog, "isco_groups.parquet")
    joined = rows.join(names, left_on="isco", right_on="code").sort("isco")
    return tuple(
        (isco, Text(nl=dutch, en=english), status == "estimate")
        for isco, dutch, english, status in joined.select(
            "isco", "name_nl", "name_en", "status"
        ).iter_rows()
    )


def like(catalog: Catalog, group: Group) -> tuple[Group, ...]:
    """The groups that ROA finds most like a group, the nearest first; empty where it gives none."""
    rows = paths_table(catalog, "comparable_groups.parquet").filter(pl.col("group") == group.code)
    known = occupation_groups(catalog)
    return tuple(known[code] for code in rows.sort("rank")["like"] if code in known)


def _number(text: str | None) -> float | None:
    return float(text) if text else None
