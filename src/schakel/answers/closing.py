"""Which study programmes in the region close the gap of a move: as few and as short as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schakel.answers.jobs import Job
from schakel.answers.nearness import Skill
from schakel.answers.path_network import path_network
from schakel.answers.studies import Study, schools
from schakel.answers.study_match import studies_for
from schakel.answers.study_subjects import taught
from schakel.catalog.catalog import Catalog
from schakel.paths.courses import cover


@dataclass(frozen=True)
class Closer:
    """A chosen programme, the lacking skills that it names first, its years and its schools here.

    `years` is the middle of the time that it takes, None where that is not known.
    """

    study: Study
    skills: tuple[Skill, ...]
    years: float | None
    schools: int


@dataclass(frozen=True)
class Closing:
    """The smallest set of programmes, and what none of them names.

    `tried` is the number of programmes that could be chosen from.
    """

    chosen: tuple[Closer, ...]
    open: tuple[Skill, ...]
    tried: int


def closing(catalog: Catalog, goal: Job, missing: Sequence[Skill]) -> Closing:
    """Programmes that lead to a goal's group and are given in the region, for what lacks.

    Chosen greedily: each time the one that names most of what is left, by importance and per year
    that it takes where all times are known.
    """
    offered = [s for s in studies_for(catalog, goal) if s.described and _given(catalog, s)]
    if not offered or not missing:
        return Closing((), tuple(missing), len(offered))
    numbers = np.array([skill.number for skill in missing])
    teaches = np.array([taught(catalog, study)[numbers] for study in offered])
    years = [_years(catalog, study) for study in offered]
    effort = None if None in years else np.array(years, float)
    found = cover(teaches, path_network(catalog).importance[numbers], effort)
    return Closing(
        chosen=tuple(
            Closer(
                offered[n], tuple(missing[m] for m in added), years[n], _given(catalog, offered[n])
            )
            for n, added in zip(found.courses, found.added, strict=True)
        ),
        open=tuple(missing[n] for n in found.open),
        tried=len(offered),
    )


def _given(catalog: Catalog, study: Study) -> int:
    """How many schools gave it in the last year of the list, by this or an earlier name."""
    return len({route.institution for route in schools(catalog, study) if not route.ended})


def _years(catalog: Catalog, study: Study) -> float | None:
    """The middle of the times that it takes, over schools and paths."""
    times = {route.years for route in schools(catalog, study) if route.years}
    return float(np.mean([time for pair in times for time in pair])) if times else None
