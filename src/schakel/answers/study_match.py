"""What a study programme names beside what an occupation asks, skill by skill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.answers.jobs import Job, jobs
from schakel.answers.nearness import Skill, skills
from schakel.answers.occupation_groups import technical_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.path_network import path_network
from schakel.answers.showing import common
from schakel.answers.studies import Study, studies
from schakel.answers.study_subjects import Subject, names_skills, subjects, taught
from schakel.answers.title_search import searcher
from schakel.catalog.catalog import Catalog
from schakel.paths.teaching import coverage


@dataclass(frozen=True)
class Asked:
    """A skill that an occupation asks, and the subjects of a programme that it lies in.

    `essential` tells whether the occupation cannot do without; `digital` and `green` are ESCO's.
    """

    skill: Skill
    essential: bool
    digital: bool
    green: bool
    named_by: tuple[Subject, ...]

    @property
    def rising(self) -> bool:
        """Whether more and more work asks it: digital and green skills."""
        return self.digital or self.green


@dataclass(frozen=True)
class StudyMatch:
    """A programme beside an occupation.

    `share` is the part of what is essential that the programme names, by importance (0–1): None
    where it is not published what it names. `asked` has what is essential, the most telling first;
    `extra` what is rising among the rest.
    """

    study: Study
    job: Job
    share: float | None
    asked: tuple[Asked, ...]
    extra: tuple[Asked, ...]

    @property
    def named(self) -> tuple[Asked, ...]:
        """What is asked and named."""
        return tuple(one for one in self.asked if one.named_by)

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What is asked and not named; empty where nobody knows what is named."""
        return tuple(one for one in self.asked if self.study.described and not one.named_by)

    @property
    def rising(self) -> tuple[Asked, ...]:
        """What is digital or green, essential or not."""
        return tuple(one for one in (*self.asked, *self.extra) if one.rising)


def match(catalog: Catalog, study: Study, job: Job) -> StudyMatch:
    """A programme beside an occupation, skill by skill."""
    network = path_network(catalog)
    required = set(network.required[job.number].tolist())
    held = network.held[job.number].tolist()
    by_weight = sorted(held, key=lambda skill: (-float(network.importance[skill]), skill))
    every = [_asked(catalog, study, skill, skill in required) for skill in by_weight]
    return StudyMatch(
        study=study,
        job=job,
        share=share(catalog, study, job),
        asked=tuple(one for one in every if one.essential),
        extra=tuple(one for one in every if not one.essential and one.rising),
    )


def share(catalog: Catalog, study: Study, job: Job) -> float | None:
    """The part of what an occupation requires that a programme names, by importance (0–1)."""
    if not study.described:
        return None
    place = described(catalog).index(study)
    found = float(shares(catalog)[job.number, place])
    return None if np.isnan(found) else found


@lru_cache(maxsize=512)
def jobs_of(catalog: Catalog, study: Study) -> tuple[Job, ...]:
    """The occupations of the groups that a programme leads to, those most like its name first.

    Work that is rare in the Netherlands comes last.
    """
    groups = technical_groups(catalog)
    inside = [one for one in jobs(catalog) if groups.get(one.isco) in study.groups]
    alike = searcher("nl").search.scores(study.name)
    known = common(catalog)
    return tuple(
        sorted(inside, key=lambda one: (one.number not in known, -float(alike[one.number])))
    )


def studies_for(catalog: Catalog, job: Job) -> tuple[Study, ...]:
    """The programmes that lead to the group of an occupation: those that name most first."""
    group = technical_groups(catalog).get(job.isco)
    leading = [study for study in studies(catalog) if group in study.groups]
    return tuple(sorted(leading, key=lambda study: -(share(catalog, study, job) or 0)))


def _asked(catalog: Catalog, study: Study, skill: int, essential: bool) -> Asked:
    digital, green = _flags(catalog)
    named_by = tuple(s for s in subjects(catalog, study) if names_skills(catalog, s)[skill])
    return Asked(
        skills(catalog)[skill], essential, bool(digital[skill]), bool(green[skill]), named_by
    )


@lru_cache(maxsize=4)
def described(catalog: Catalog) -> tuple[Study, ...]:
    """The programmes of which it is published what they name."""
    return tuple(study for study in studies(catalog) if study.described)


@lru_cache(maxsize=2)
def shares(catalog: Catalog) -> NDArray[np.float32]:
    """Of each occupation (rows) what each described programme (columns) names, 0–1 or NaN."""
    rows = np.array([taught(catalog, study) for study in described(catalog)])
    return coverage(path_network(catalog), rows)


@lru_cache(maxsize=4)
def _flags(catalog: Catalog) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per skill whether ESCO calls it digital, and green."""
    rows = paths_table(catalog, "skills.parquet")
    return rows["digital"].to_numpy(), rows["green"].to_numpy()
