"""What programmes name and work asks, as plain tables for CSV and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.jobs import SOURCES, Job
from schakel.answers.studies import Study, schools
from schakel.answers.study_match import StudyMatch, jobs_of, match, share, studies_for
from schakel.answers.study_subjects import subjects
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text

_STUDY = (
    Column("study", Text(nl="Opleiding", en="Programme")),
    Column("name", Text(nl="Naam", en="Name")),
    Column("level", Text(nl="Niveau", en="Level")),
)
_SHARE = (
    Column("named_share", Text(nl="Genoemd, 0–1", en="Named, 0–1"), "number"),
    Column("status", Text(nl="Status", en="Status"), "status"),
)
_COLUMNS = (
    *_STUDY,
    Column("groups", Text(nl="Beroepsgroepen", en="Occupation groups")),
    Column("subjects", Text(nl="Genoemde onderwerpen", en="Subjects named"), "number"),
    Column("schools", Text(nl="Scholen in de regio", en="Schools in the region"), "number"),
    Column("nearest", Text(nl="Naaste beroep (ESCO)", en="Nearest occupation (ESCO)")),
    Column("nearest_name", Text(nl="Naam van dat beroep", en="Name of that occupation")),
    *_SHARE,
)
_SKILL_COLUMNS = (
    *_STUDY,
    Column("occupation", Text(nl="Beroep (ESCO)", en="Occupation (ESCO)")),
    *_SHARE,
    Column("skill", Text(nl="Vaardigheid (ESCO)", en="Skill (ESCO)")),
    Column("skill_nl", Text(nl="Naam", en="Name in Dutch")),
    Column("skill_en", Text(nl="Naam in het Engels", en="Name in English")),
    Column("essential", Text(nl="Onmisbaar", en="Essential")),
    Column("digital", Text(nl="Digitaal", en="Digital")),
    Column("green", Text(nl="Groen", en="Green")),
    Column("named", Text(nl="Genoemd", en="Named")),
    Column("named_by", Text(nl="Onder welke termen", en="By which terms")),
)


def sources_of(catalog: Catalog, found: Iterable[Study]) -> tuple[Source, ...]:
    """Sources of what programmes name and work asks, and of where they are given."""
    every = tuple(found)
    lists = {route.source for study in every for route in schools(catalog, study)}
    told = ("competentnl_crebo",) if any(study.described for study in every) else ()
    return tuple(catalog.sources[name] for name in (*told, *SOURCES, *sorted(lists)))


def studies_answer(catalog: Catalog, found: Sequence[Study]) -> Answer:
    """Programmes, one row each, beside the occupation that is most like it by name."""
    return Answer(
        question=Text(
            nl="Welke opleidingen leiden naar technisch werk, en wat noemen ze?",
            en="Which programmes lead to technical work, and what do they name?",
        ),
        columns=_COLUMNS,
        rows=tuple(_study_row(catalog, study) for study in found),
        sources=sources_of(catalog, found),
    )


def study_answer(catalog: Catalog, study: Study, chosen: Sequence[Job]) -> Answer:
    """One programme beside occupations, skill by skill."""
    return _skills_answer(catalog, [match(catalog, study, job) for job in chosen])


def job_answer(catalog: Catalog, job: Job) -> Answer:
    """One occupation beside the programmes that lead to its group, skill by skill."""
    found = [match(catalog, study, job) for study in studies_for(catalog, job)]
    return _skills_answer(catalog, found)


def share_status(found: float | None) -> Status:
    """An estimate, for terms are tied to skills by eye; missing where nothing is published."""
    return Status.MISSING if found is None else Status.ESTIMATE


def _skills_answer(catalog: Catalog, found: Sequence[StudyMatch]) -> Answer:
    return Answer(
        question=Text(
            nl="Wat noemt een opleiding van wat een beroep vraagt?",
            en="What does a programme name of what an occupation asks?",
        ),
        columns=_SKILL_COLUMNS,
        rows=tuple(row for one in found for row in _skill_rows(one)),
        sources=sources_of(catalog, {one.study for one in found}),
    )


def _study_row(catalog: Catalog, study: Study) -> tuple[Cell, ...]:
    nearest = jobs_of(catalog, study)[0]
    part = share(catalog, study, nearest)
    return (
        study.key, study.name, study.level, " ".join(group.code for group in study.groups),
        len(subjects(catalog, study)) if study.described else None,
        len({route.institution for route in schools(catalog, study)}),
        nearest.code, nearest.name.nl, _rounded(part), share_status(part).value,
    )  # fmt: skip


def _skill_rows(one: StudyMatch) -> Iterable[tuple[Cell, ...]]:
    head = (one.study.key, one.study.name, one.study.level, one.job.code,
            _rounded(one.share), share_status(one.share).value)  # fmt: skip
    for asked in (*one.asked, *one.extra):
        named = _word(bool(asked.named_by)) if one.study.described else None
        yield (
            *head, asked.skill.uri, asked.skill.name.nl, asked.skill.name.en,
            _word(asked.essential), _word(asked.digital), _word(asked.green), named,
            "; ".join(subject.label.nl for subject in asked.named_by),
        )  # fmt: skip


def _word(holds: bool) -> str:
    return "yes" if holds else "no"


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
