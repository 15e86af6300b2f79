"""What programmes lead to and teach: occupation groups, ESCO occupations, and skills.

A programme belongs to a group by words in its name, listed in `programme_groups.csv` and seen by
eye; where CompetentNL knows the qualification and ESCO has an occupation of the same name, to that
occupation too. All of it is an estimate. Skills are CompetentNL's own, and only those.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from schakel.facts.builders.tables import read_text
from schakel.facts.paths.qualifications import (
    COMPETENT,
    COURSES,
    SOURCE,
    competent_names,
    groups_by_history,
)

SKILLS = f"{COURSES}/crebo_skills_competentnl_esco.csv"
SKILLS_NL = "esco/BE_VDAB_competent38_to_esco_skills_nl.csv"
# The file names its rows by the kinds of CompetentNL; a capability is a skill.
KINDS = {"humancapability": "skill", "knowledgearea": "knowledge"}


def programme_occupations(
    folder: Path,
    package: Path,
    programmes: pl.DataFrame,
    described: pl.DataFrame,
    groups: pl.DataFrame,
) -> pl.DataFrame:
    """Per programme (`register`, `code`, `level`) a row a `group` or ESCO `occupation`.

    `programmes` are those of schools, `described` the qualifications of CompetentNL, `groups` the
    groups of ISCO. `occupation` is its number in occupations.parquet, or missing when only the
    group is known.
    """
    links = _links(folder, package, _kinds(programmes, described), groups)
    history = pl.DataFrame(groups_by_history(described, links), schema=links.schema, orient="row")
    return pl.concat([links, history]).unique(
        ("register", "code", "level", "group", "occupation"), keep="first", maintain_order=True
    )


def _kinds(programmes: pl.DataFrame, described: pl.DataFrame) -> pl.DataFrame:
    """Programmes and qualifications, each once."""
    columns = ("register", "code", "level", "name", "field", "source")
    of_today = described.select(
        pl.lit("crebo").alias("register"), "code", "level", "name", pl.lit("").alias("field"),
        "source",
    )  # fmt: skip
    both = pl.concat([programmes.select(columns), of_today.select(columns)])
    return both.unique(("register", "code", "level"), keep="first", maintain_order=True)


def _links(folder: Path, package: Path, kinds: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The groups that follow from names."""
    given = read_text(package / "paths" / "programme_groups.csv").to_dicts()
    paths = package / "paths"
    by_name = _names_of_esco(paths)
    known = competent_names(folder)
    of_isco = dict(groups.select("isco", "group").iter_rows())
    isco = pl.read_parquet(paths / "occupations.parquet", columns=["isco"])["isco"].to_list()
    rows: list[tuple[Any, ...]] = []
    for register, code, level, name, field, source in kinds.iter_rows():
        key = (register, code, level)
        if register == "crebo" and code in known and known[code].lower() in by_name:
            number = by_name[known[code].lower()]
            how = "CompetentNL's name of the qualification is a name in ESCO"
            rows.append((*key, of_isco[isco[number]], number, "estimate", how, SOURCE))
        for group, how in _by_words(given, register, level, name, field):
            rows.append((*key, group, None, "estimate", how, source))
    schema = {"register": pl.String, "code": pl.String, "level": pl.String, "group": pl.String,
              "occupation": pl.UInt16, "status": pl.String, "method": pl.String,
              "source": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _by_words(
    given: list[dict[str, str | None]], register: str, level: str | None, name: str, field: str
) -> Iterator[tuple[str, str]]:
    """The groups of the first line whose words stand in the name, at its levels and fields."""
    for row in given:
        levels, fields = (str(row[c] or "").lower().split() for c in ("levels", "fields"))
        here = row["register"] == register and str(row["words"]) in name.lower()
        level_fits = not levels or (level or "").removeprefix("mbo_") in levels
        field_fits = not fields or any(part in field.lower() for part in fields)
        if here and level_fits and field_fits:
            for group in str(row["groups"] or "").split():
                yield group, f"“{row['words']}” in the name: {row['why']}"
            return


def programme_skills(folder: Path) -> pl.DataFrame:
    """Per crebo what its qualification asks, as CompetentNL has it: `kind`, `label`, `uri`.

    `skill` is the ESCO skill with exactly this Dutch label; missing where there is none.
    """
    table = read_text(folder / SKILLS, ("crebo", "bron", "skill_label", "skill_uri", "soort"))
    labels = _labels_of_esco(folder, table)
    return (
        table.filter(pl.col("bron") == COMPETENT)
        .select(
            "crebo",
            pl.col("soort").replace_strict(KINDS, return_dtype=pl.String).alias("kind"),
            pl.col("skill_label").alias("label"),
            pl.col("skill_uri").alias("uri"),
            pl.col("skill_label")
            .str.to_lowercase()
            .replace_strict(labels, default=None, return_dtype=pl.String)
            .alias("skill"),
            pl.lit(SOURCE).alias("source"),
        )
        .unique(maintain_order=True)
    )


def _labels_of_esco(folder: Path, table: pl.DataFrame) -> dict[str, str]:
    """ESCO skills by Dutch label, as two files write them; only the labels of the rows count."""
    pairs = dict(
        table.filter(pl.col("skill_uri").str.contains("data.europa.eu/esco/skill/"))
        .select(pl.col("skill_label").str.to_lowercase(), "skill_uri")
        .iter_rows()
    )
    return pairs | dict(_flemish(folder))


def _flemish(folder: Path) -> Iterator[tuple[str, str]]:
    """Label and address of the ESCO skills in the mapping of Flanders."""
    lines = pl.read_csv(folder / SKILLS_NL, has_header=False, infer_schema=False)
    for _, _, label, uri, *_ in lines.iter_rows():
        if "/esco/skill/" in str(uri):
            yield str(label).strip().lower(), str(uri).strip()


def _names_of_esco(paths: Path) -> dict[str, int]:
    """Number of the occupation of a Dutch name, in small letters; names of several are left out."""
    labels = pl.read_parquet(paths / "labels.parquet").filter(
        (pl.col("language") == "nl") & pl.col("kind").is_in(["preferred", "alternative"])
    )
    of_one = labels.group_by(pl.col("label").str.to_lowercase()).agg(
        pl.col("occupation").unique()
    ).filter(pl.col("occupation").list.len() == 1)  # fmt: skip
    return dict(of_one.select("label", pl.col("occupation").list.first()).iter_rows())
