"""Learning a new trade from the start: for whoever has little technical work near by skills.

This follows from demand and schooling alone, and says so: it stands beside the list by skills.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from schakel.answers.jobs import Job, jobs
from schakel.answers.occupation_groups import technical_groups
from schakel.answers.occupation_routes import Route, routes
from schakel.answers.occupations import Choice, OccupationRow, occupations
from schakel.answers.showing import finder_rules
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class NewTrade:
    """A promising occupation group of about the same level, and the programmes that lead to it."""

    demand: OccupationRow
    routes: tuple[Route, ...]


def new_trades(catalog: Catalog, origin: Job, area: str) -> tuple[NewTrade, ...]:
    """Promising groups at a level, or one below, with programmes here; most openings first.

    `area` may be empty: the whole region. Raises UnknownName for another that is not there.
    """
    levels = level_of_groups(catalog)
    found = []
    for row in occupations(catalog, None, Choice(area or None, promising=True)):
        if origin.level - 1 <= levels.get(row.group.code, 0) <= origin.level:
            taught = tuple(r for r in routes(catalog, row.group, row.area) if not r.ended)
            if taught:
                found.append(NewTrade(row, taught))
    return tuple(found[: finder_rules(catalog).shown.afresh])


@lru_cache(maxsize=4)
def level_of_groups(catalog: Catalog) -> dict[str, float]:
    """The middle skill level (1–4) of the ESCO occupations in each technical group."""
    levels: dict[str, list[int]] = defaultdict(list)
    groups = technical_groups(catalog)
    for job in jobs(catalog):
        if job.isco in groups:
            levels[groups[job.isco].code].append(job.level)
    return {code: median(of_group) for code, of_group in levels.items()}
