"""What the pages over study programmes show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from schakel.answers.jobs import Job
from schakel.answers.nearness import Skill
from schakel.answers.occupation_groups import Group, focus_groups
from schakel.answers.occupation_routes import LEVELS, Route, list_ends
from schakel.answers.occupation_words import lists_sentence
from schakel.answers.studies import Study, StudyChoice, chosen_studies, schools, studies
from schakel.answers.study_match import StudyMatch, jobs_of, match, share, studies_for
from schakel.answers.study_rows import sources_of
from schakel.answers.study_subjects import Subject, subjects
from schakel.answers.study_words import (
    CAUTION,
    RISING,
    job_sentence,
    match_sentence,
    named_by_none,
    overview_sentence,
)
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text
from schakel.site.explore.links import page_path as explore_path
from schakel.site.pacts.models import Action
from schakel.site.pacts.viewmodels.codes import public_actions

SHOWN = 10  # occupations beside a programme before “others”


@dataclass(frozen=True)
class StudyRow:
    """A programme in the list: how many schools, and the occupation most like it by name."""

    study: Study
    schools: int
    nearest: Job
    share: float | None


@dataclass(frozen=True)
class StudiesPage:
    """The list of programmes by level."""

    sentence: str
    caution: Text
    choice: StudyChoice
    levels: tuple[tuple[str, Text], ...]
    groups: tuple[Group, ...]
    rows: tuple[tuple[Text, tuple[StudyRow, ...]], ...]
    count: int
    open: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class StudyPage:
    """One programme beside the occupations that it leads to, and one of these skill by skill."""

    study: Study
    sentence: str
    caution: Text
    rising_words: Text
    subjects: Mapping[str, tuple[Subject, ...]]
    matches: tuple[StudyMatch, ...]
    others: tuple[Job, ...]
    chosen: StudyMatch
    schools: tuple[Route, ...]
    lists: str
    groups: tuple[tuple[Group, str], ...]
    actions: tuple[Action, ...]
    record: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Asking:
    """A skill that an occupation asks, and how many of the described programmes name it."""

    skill: Skill
    digital: bool
    green: bool
    named: int


@dataclass(frozen=True)
class JobPage:
    """One occupation beside the programmes that lead to its group."""

    job: Job
    sentence: str
    caution: Text
    told: tuple[StudyMatch, ...]
    untold: tuple[Study, ...]
    asked: tuple[Asking, ...]
    nowhere: tuple[Asking, ...]
    sources: tuple[Source, ...]


def studies_page(catalog: Catalog, choice: StudyChoice, language: str) -> StudiesPage:
    """The list for one choice."""
    found = chosen_studies(catalog, choice)
    by_level: dict[str | None, list[StudyRow]] = {}
    for study in found:
        by_level.setdefault(study.level, []).append(_row(catalog, study))
    return StudiesPage(
        sentence=overview_sentence(catalog, studies(catalog), language),
        caution=CAUTION,
        choice=choice,
        levels=tuple(LEVELS.items()),
        groups=focus_groups(catalog),
        rows=tuple((rows[0].study.level_label, tuple(rows)) for rows in by_level.values()),
        count=len(found),
        open=choice != StudyChoice(),
        sources=sources_of(catalog, found),
    )


def study_page(catalog: Catalog, study: Study, job: Job | None, language: str) -> StudyPage:
    """The page of one programme, beside a chosen occupation or the first."""
    every = jobs_of(catalog, study)
    matches = tuple(match(catalog, study, one) for one in every[:SHOWN])
    chosen = match(catalog, study, job) if job else matches[0]
    return StudyPage(
        study=study,
        sentence=match_sentence(chosen, language),
        caution=CAUTION,
        rising_words=RISING,
        subjects=_by_kind(subjects(catalog, study)),
        matches=matches,
        others=every[SHOWN:],
        chosen=chosen,
        schools=schools(catalog, study),
        lists=lists_sentence(list_ends(catalog), language),
        groups=tuple((group, group_path(catalog, group, language)) for group in study.groups),
        actions=tuple(_agreed(catalog, study)),
        record=f"{study.key}+{chosen.job.code}",
        sources=sources_of(catalog, (study,)),
    )


def job_page(catalog: Catalog, job: Job, language: str) -> JobPage:
    """The page of one occupation."""
    matches = tuple(match(catalog, study, job) for study in studies_for(catalog, job))
    told = tuple(one for one in matches if one.study.described)
    asked = _asking(told)
    nowhere = set(named_by_none(matches))
    return JobPage(
        job=job,
        sentence=job_sentence(catalog, job, matches, language),
        caution=CAUTION,
        told=told,
        untold=tuple(one.study for one in matches if not one.study.described),
        asked=tuple(one for one in asked if one.skill.number not in nowhere),
        nowhere=tuple(one for one in asked if one.skill.number in nowhere),
        sources=sources_of(catalog, {one.study for one in matches}),
    )


def group_path(catalog: Catalog, group: Group, language: str) -> str:
    """The page of an occupation group."""
    return explore_path("occupation", catalog.region.id, language, occupation=group.slug(language))


def _row(catalog: Catalog, study: Study) -> StudyRow:
    nearest = jobs_of(catalog, study)[0]
    places = {route.institution for route in schools(catalog, study) if not route.ended}
    return StudyRow(study, len(places), nearest, share(catalog, study, nearest))


def _by_kind(found: Iterable[Subject]) -> dict[str, tuple[Subject, ...]]:
    kinds: dict[str, list[Subject]] = {}
    for subject in found:
        kinds.setdefault(subject.kind, []).append(subject)
    return {kind: tuple(of_kind) for kind, of_kind in kinds.items()}


def _agreed(catalog: Catalog, study: Study) -> QuerySet[Action]:
    """Public actions about this programme."""
    found = public_actions(catalog.region.id).filter(study=study.key)
    return found.select_related("owner").order_by("title_nl")


def _asking(told: tuple[StudyMatch, ...]) -> tuple[Asking, ...]:
    if not told:
        return ()
    counts = {
        asked.skill.number: sum(bool(one.asked[place].named_by) for one in told)
        for place, asked in enumerate(told[0].asked)
    }
    return tuple(
        Asking(asked.skill, asked.digital, asked.green, counts[asked.skill.number])
        for asked in told[0].asked
    )
