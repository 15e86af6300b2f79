"""The tables of skills, and of what occupations ask for."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schakel.facts.paths.requirements import requirements
from schakel.facts.paths.skill_labels import skill_labels
from schakel.facts.paths.skills import skill_groups, skills


def skill_tables(folder: Path) -> dict[str, pl.DataFrame]:
    """Tables by name, from the publishers' files in `folder`."""
    return {
        "skills": skills(folder),
        "skill_labels": skill_labels(folder),
        "skill_groups": skill_groups(folder),
        "requirements": requirements(folder),
    }
