"""Skills of ESCO v1.1.1: names, kind, collections and groups.

Dutch names of skills are not among the source files as a release. They come from ESCO's mapping to
the Flemish Competent and from a list of skills per qualification, both with ESCO's own Dutch
names. Where neither has one the English name stands, marked.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schakel.facts.paths.esco import dutch, english, mapping, relations

QUALIFICATIONS = "education/courses/crebo_skills_competentnl_esco.csv"
COMPETENT = "BE_VDAB_competent38_to_esco_skills_nl.csv"
_KINDS = {"skill/competence": "skill", "knowledge": "knowledge"}
_COLLECTIONS = {
    "digital": "digitalSkillsCollection_en.csv",
    "green": "greenSkillsCollection_en.csv",
    "transversal": "transversalSkillsCollection_en.csv",
    "language": "languageSkillsCollection_en.csv",
}


def skill_uris(folder: Path) -> tuple[str, ...]:
    """Addresses of all 13,896 skills in their one order: every table and matrix counts by it."""
    return tuple(sorted({row["conceptUri"] for row in english(folder, "skills_en.csv")}))


def skills(folder: Path) -> pl.DataFrame:
    """One row a skill, in the order of `skill_uris`.

    Columns: uri, name_nl, name_en, dutch (whether `name_nl` is a published Dutch name; else it is
    the English one), source_nl (the source of the Dutch name), kind (`skill`, `knowledge`, or none
    where ESCO gives none), reuse, digital, green, transversal, language (in ESCO's collection of
    that name) and groups (codes of the narrowest groups it lies in). `folder` holds the
    publishers' files.
    """
    table = _table(english(folder, "skills_en.csv"), conceptUri="uri", preferredLabel="name_en")
    table = table.with_columns(
        pl.col("skillType").replace_strict(_KINDS, default=None).alias("kind"),
        pl.col("reuseLevel").replace("", None).alias("reuse"),
        *(_in_collection(folder, name, file) for name, file in _COLLECTIONS.items()),
    )
    table = table.join(dutch_names(folder), on="uri", how="left")
    table = table.join(_groups_of_skills(folder), on="uri", how="left")
    return table.sort("uri").select(
        "uri",
        pl.col("name_nl").fill_null(pl.col("name_en")),
        "name_en",
        pl.col("name_nl").is_not_null().alias("dutch"),
        "source_nl",
        "kind",
        "reuse",
        *_COLLECTIONS,
        "groups",
    )


def dutch_names(folder: Path) -> pl.DataFrame:
    """ESCO's Dutch names of skills that the source files hold: uri, name_nl, source_nl.

    The list per qualification is newer and goes before the mapping of 2021; of the skills in both,
    three differ. Whether a qualification asks for a skill is a guess in that list; what ESCO calls
    the skill is not.
    """
    listed = pl.read_csv(folder / QUALIFICATIONS, infer_schema=False)
    pairs = [
        *((row[0], row[1], "esco_skill_names_nl")
          for row in listed.select("skill_uri", "skill_label").drop_nulls().rows()),
        *((row[3], row[2], "esco_competent_nl") for row in mapping(folder, COMPETENT)),
    ]  # fmt: skip
    found: dict[str, tuple[str, str]] = {}
    for uri, name, source in pairs:
        if "/esco/skill/" in uri:
            found.setdefault(uri, (name.strip(), source))
    return pl.DataFrame(
        [(uri, *rest) for uri, rest in found.items()],
        schema=["uri", "name_nl", "source_nl"],
        orient="row",
    )


def skill_groups(folder: Path) -> pl.DataFrame:
    """The hierarchy of skill groups: code, name_nl, name_en and parent (a code), by code.

    Knowledge is grouped by field of study: below `K` the codes are those of ISCED-F 2013.
    """
    groups = _groups(folder).filter(pl.col("code") != "")
    parents = (
        _broader(folder, "SkillGroup")
        .join(groups.select(pl.col("uri").alias("broader"), pl.col("code").alias("parent")),
              on="broader")
        .group_by("uri")
        .agg(pl.col("parent").min())
    )  # fmt: skip
    return groups.join(parents, on="uri", how="left").drop("uri").sort("code")


def _groups(folder: Path) -> pl.DataFrame:
    """Groups of the English release with the codes and names of the Dutch one, at its addresses."""
    names = _table(english(folder, "skillGroups_en.csv"), conceptUri="uri",
                   preferredLabel="name_en").select("uri", "name_en")  # fmt: skip
    known = _table(dutch(folder, "skillGroups_nl.csv"), conceptUri="uri", preferredLabel="name_nl")
    return (
        names.unique("uri", keep="first", maintain_order=True)
        .join(known.unique("uri", keep="first").select("uri", "code", "name_nl"), on="uri")
        .select("uri", "code", "name_nl", "name_en")
    )


def _in_collection(folder: Path, name: str, file: str) -> pl.Expr:
    members = [row["conceptUri"] for row in english(folder, file)]
    return pl.col("uri").is_in(members).alias(name)


def _broader(folder: Path, kind: str) -> pl.DataFrame:
    table = _table(relations(folder, "broaderRelationsSkillPillar.csv"), conceptUri="uri",
                   broaderUri="broader")  # fmt: skip
    return table.filter(pl.col("conceptType") == kind).select("uri", "broader")


def _groups_of_skills(folder: Path) -> pl.DataFrame:
    """The groups right above a skill, or above the nearest skills above it."""
    up = _broader(folder, "KnowledgeSkillCompetence")
    groups = _groups(folder).select(pl.col("uri").alias("broader"), "code")
    above = up.rename({"uri": "broader", "broader": "further"})
    reached, steps = [], up
    while len(steps):
        reached.append(steps.join(groups, on="broader").select("uri", "code"))
        steps = steps.join(above, on="broader").select("uri", broader="further").unique()
    return pl.concat(reached).group_by("uri").agg(pl.col("code").unique().sort().alias("groups"))


def _table(rows: list[dict[str, str]], **names: str) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None).rename(names)
