"""What ESCO says an occupation asks for: essential and optional skills."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schakel.facts.paths.esco import occupation_uris, relations
from schakel.facts.paths.skills import skill_uris


def requirements(folder: Path) -> pl.DataFrame:
    """One row a skill of an occupation: occupation and skill (row numbers) and essential.

    One address in the relations, …/a9e54177-a185-404d-b6e6-15663d31137e, is no occupation of the
    release and is left out with its 67 rows. `folder` holds the publishers' files.
    """
    occupations = _numbers(occupation_uris(folder))
    skills = _numbers(skill_uris(folder))
    rows = [
        (occupations[row["occupationUri"]], skills[row["skillUri"]],
         row["relationType"] == "essential")
        for row in relations(folder, "occupationSkillRelations.csv")
        if row["occupationUri"] in occupations
    ]  # fmt: skip
    kinds = {"occupation": pl.UInt16, "skill": pl.UInt16, "essential": pl.Boolean}
    return pl.DataFrame(rows, schema=kinds, orient="row").sort("occupation", "skill")


def _numbers(uris: tuple[str, ...]) -> dict[str, int]:
    return {uri: number for number, uri in enumerate(uris)}
