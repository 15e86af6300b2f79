"""Qualifications of mbo as CompetentNL describes them, tied to those that schools gave.

CompetentNL describes the register of today; the list of who taught what ends in 2019. A
qualification of today had an earlier one: by its code, by its name, or, where the name changed, by
`qualification_successors.csv`, which people may change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schakel.facts.builders.tables import read_text

COURSES = "education/courses"
OCCUPATIONS = f"{COURSES}/crebo_occupation_competentnl_esco.csv"
COMPETENT = "CompetentNL"
SOURCE = "competentnl_crebo"
SUCCESSORS = "qualification_successors.csv"
COLUMNS: Mapping[str, Any] = {
    "code": pl.String, "name": pl.String, "level": pl.String, "before": pl.List(pl.String),
    "before_method": pl.String, "source": pl.String,
}  # fmt: skip


def qualifications(folder: Path, package: Path, programmes: pl.DataFrame) -> pl.DataFrame:
    """One row a qualification: `code` (crebo), `name`, and the codes `before` that it had.

    `level` is that of the register of 2015, or of all that came before; missing where they differ
    or none is known. `before_method` says how `before` was found.
    """
    given = read_text(package / "paths" / SUCCESSORS, ("code", "before", "why"))
    old = programmes.filter(pl.col("register") == "crebo").select("code", "name", "level").unique()
    rows = [
        (code, name, _level(level, before, old), before, method, SOURCE)
        for code, name, level in _described(folder).iter_rows()
        for before, method in [_before(code, name, old, given)]
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("code")


def competent_names(folder: Path) -> Mapping[str, str]:
    """The name of each qualification that CompetentNL describes, by crebo."""
    return dict(_described(folder).select("crebo", "beroep_label").iter_rows())


def groups_by_history(
    known: pl.DataFrame, links: pl.DataFrame
) -> Iterator[tuple[str, str, str | None, str, None, str, str, str]]:
    """Rows of programme_occupations for qualifications: where those before them led."""
    crebo = links.filter(pl.col("register") == "crebo")
    led = crebo.group_by("code").agg(pl.col("group").unique().sort())
    groups = dict(led.iter_rows())
    for code, level, before in known.select("code", "level", "before").iter_rows():
        earlier = [old for old in before if old != code]
        for group in sorted({group for old in earlier for group in groups.get(old, ())}):
            method = f"{', '.join(sorted(earlier))} before it led there"
            yield "crebo", code, level, group, None, "estimate", method, SOURCE


def _described(folder: Path) -> pl.DataFrame:
    columns = ("crebo", "beroep_label", "niveau_2015_register", "bron")
    table = read_text(folder / OCCUPATIONS, columns)
    return table.filter(pl.col("bron") == COMPETENT).select(columns[:-1])


def _before(
    code: str, name: str, old: pl.DataFrame, given: pl.DataFrame
) -> tuple[list[str], str | None]:
    named = given.filter(pl.col("code") == code)["before"].to_list()
    if named:
        return sorted(named), f"placed by eye in {SUCCESSORS}"
    if code in set(old["code"]):
        return [code], "the same code"
    same = old.filter(pl.col("name").str.to_lowercase() == name.lower())["code"]
    return (sorted(same.unique()), "the same name") if len(same) else ([], None)


def _level(register: str | None, before: list[str], old: pl.DataFrame) -> str | None:
    if register:
        return f"mbo_{register}"
    levels = old.filter(pl.col("code").is_in(before))["level"].unique().to_list()
    return levels[0] if len(levels) == 1 else None
