"""From what someone likes to technical work: which occupations ask most of it.

An interest is a set of ESCO skill groups (interests.csv). An occupation is held to the part of its
essential skills that falls in each. What is shown are occupation groups, by the mean over their
occupations: single ones are often rare. Interests count together by the root of that mean, so that
work that has something of all goes before work that has much of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from schakel.answers.jobs import Job, jobs
from schakel.answers.occupation_groups import Group, technical_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.showing import finder_rules
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text


@dataclass(frozen=True)
class Liked:
    """An occupation group with much of what was chosen.

    `parts` is, per chosen interest, the mean part (0–1) of the essential skills of its occupations;
    `examples` are those of its occupations that have most of it.
    """

    group: Group
    parts: Mapping[str, float]
    examples: tuple[Job, ...]


def interests(catalog: Catalog) -> Mapping[str, Text]:
    """What one can choose from, by id."""
    rows = paths_table(catalog, "interests.csv").iter_rows(named=True)
    return {row["id"]: Text(nl=row["label_nl"], en=row["label_en"]) for row in rows}


def liked(catalog: Catalog, chosen: Sequence[str]) -> tuple[Liked, ...]:
    """The technical and ICT groups that have most of what was chosen, the most first.

    Raises UnknownName for an interest that is not there.
    """
    known = dict(interests(catalog))
    for name in chosen:
        find(known, name, "interest")
    parts, most = _parts(catalog), finder_rules(catalog).shown
    total = sum((np.sqrt(parts[name]) for name in chosen), np.zeros(len(jobs(catalog))))
    found = []
    for group, numbers in _members(catalog).items():
        best = [number for number in sorted(numbers, key=lambda n: -total[n]) if total[number] > 0]
        share = {name: float(parts[name][numbers].mean()) for name in chosen}
        together = sum(part**0.5 for part in share.values())
        examples = tuple(jobs(catalog)[number] for number in best[: most.examples])
        found.append((together, Liked(group, share, examples)))
    ranked = sorted(found, key=lambda one: -one[0])
    return tuple(one for together, one in ranked[: most.groups] if together > 0)


@lru_cache(maxsize=4)
def _members(catalog: Catalog) -> dict[Group, list[int]]:
    """The row numbers of the occupations of each technical or ICT group."""
    groups = technical_groups(catalog)
    found: dict[Group, list[int]] = {}
    for job in jobs(catalog):
        if job.isco in groups:
            found.setdefault(groups[job.isco], []).append(job.number)
    return found


@lru_cache(maxsize=4)
def _parts(catalog: Catalog) -> dict[str, np.ndarray]:
    """Per interest, the part of each occupation's essential skills that falls in its groups."""
    essential = paths_table(catalog, "requirements.parquet").filter(pl.col("essential"))
    groups = paths_table(catalog, "skills.parquet")["groups"].to_list()
    count = len(jobs(catalog))
    occupation, skill = essential["occupation"].to_numpy(), essential["skill"].to_numpy()
    asked = np.maximum(np.bincount(occupation, minlength=count), 1)
    found = {}
    for row in paths_table(catalog, "interests.csv").iter_rows(named=True):
        wanted = tuple(row["groups"].split())
        inside = np.array([_within(codes, wanted) for codes in groups])
        found[row["id"]] = np.bincount(occupation[inside[skill]], minlength=count) / asked
    return found


def _within(codes: Sequence[str] | None, wanted: Sequence[str]) -> bool:
    """Whether one of a skill's groups is one of those wanted, or lies below it."""
    return any(
        code == top or code.startswith(f"{top}.") or (top.isdigit() and code.startswith(top))
        for code in codes or ()
        for top in wanted
    )
