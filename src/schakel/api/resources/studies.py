"""Study programmes: what each names, beside what the occupations ask that it leads to."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers.jobs import Job
from schakel.answers.jobs import job as job_named
from schakel.answers.occupation_groups import focus_groups
from schakel.answers.occupation_routes import Route
from schakel.answers.studies import Study, StudyChoice, chosen_studies, schools, study_named
from schakel.answers.study_match import Asked, StudyMatch, jobs_of, match, studies_for
from schakel.answers.study_rows import share_status
from schakel.answers.study_subjects import subjects
from schakel.answers.study_words import CAUTION, match_sentence
from schakel.api import study_shapes as shapes
from schakel.api.filters import Filters, Listed, StudiesListed
from schakel.api.formats import Table, columns_of
from schakel.api.links import Addresses
from schakel.api.occupation_parts import with_tables
from schakel.api.paging import page_of
from schakel.api.resources.occupations import known_value
from schakel.api.shapes import Listing
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

router = Router(tags=["study programmes"])


@router.get("/regions/{region}/studies", response=Listing[shapes.Study])
def studies(request: HttpRequest, region: str, filters: Query[StudiesListed]) -> Table:
    """Study programmes that lead to technical or ICT work."""
    catalog, at = with_tables(request), Addresses(request, region)
    known_value("group", filters.group, tuple(one.code for one in focus_groups(catalog)))
    choice = StudyChoice(filters.words or "", filters.level or "", filters.group or "")
    found = chosen_studies(catalog, choice)
    page = page_of(request, filters, found, lambda study: _study(at, study))
    return Table(page, columns_of(shapes.Study))


@router.get("/regions/{region}/studies/{study}", response=shapes.StudyDetail)
def study(
    request: HttpRequest, region: str, study: str, filters: Query[Filters]
) -> shapes.StudyDetail:
    """One programme: what it names, the occupations of its groups, and schools in the region."""
    catalog = with_tables(request)
    found = study_named(catalog, study)
    return {
        **_study(Addresses(request, region), found),
        "before": list(found.before),
        "before_method": found.before_method,
        "subjects": [
            {"label": one.label, "kind": one.kind, "groups": list(one.groups)}  # type: ignore[typeddict-item]
            for one in subjects(catalog, found)
        ],
        "occupations": [_beside(match(catalog, found, job)) for job in jobs_of(catalog, found)],
        "schools": [_school(route) for route in schools(catalog, found)],
        "caution": CAUTION,
    }


@router.get("/regions/{region}/studies/{study}/occupations/{esco}", response=shapes.StudyOccupation)
def study_occupation(
    request: HttpRequest, region: str, study: str, esco: str, filters: Query[Filters]
) -> shapes.StudyOccupation:
    """One programme beside one ESCO occupation, skill by skill."""
    catalog = with_tables(request)
    found = match(catalog, study_named(catalog, study), job_named(catalog, esco))
    return {
        **_beside(found),
        "study": found.study.key,
        "sentence": Text(nl=match_sentence(found, "nl"), en=match_sentence(found, "en")),
        "skills": [_skill(found, asked) for asked in (*found.asked, *found.extra)],
        "caution": CAUTION,
    }


@router.get("/regions/{region}/studies-for/{esco}", response=Listing[shapes.OccupationStudy])
def studies_for_occupation(
    request: HttpRequest, region: str, esco: str, filters: Query[Listed]
) -> Table:
    """The programmes that lead to the group of an ESCO occupation; those that name most first."""
    catalog = with_tables(request)
    job = job_named(catalog, esco)
    found = studies_for(catalog, job)
    page = page_of(request, filters, found, lambda study: _for(catalog, study, job))
    return Table(page, columns_of(shapes.OccupationStudy))


def _for(catalog: Catalog, study: Study, job: Job) -> shapes.OccupationStudy:
    return {
        **_beside(match(catalog, study, job)),
        "study": study.key,
        "study_name": study.name,
        "level": study.level,  # type: ignore[typeddict-item]
    }


def _study(at: Addresses, study: Study) -> shapes.Study:
    return {
        "key": study.key,
        "register": study.register,  # type: ignore[typeddict-item]
        "code": study.code,
        "name": study.name,
        "level": study.level,  # type: ignore[typeddict-item]
        "groups": [group.code for group in study.groups],
        "described": study.described,
        "_links": {"self": {"href": at.resource("studies", study.key)}},
    }


def _beside(one: StudyMatch) -> shapes.Beside:
    return {
        "occupation": one.job.code,
        "name": one.job.name,
        "named_share": None if one.share is None else round(one.share, 3),
        "status": share_status(one.share),
        "asked": len(one.asked),
        "named": len(one.named) if one.study.described else None,
        "rising": len(one.rising),
    }


def _skill(one: StudyMatch, asked: Asked) -> shapes.AskedSkill:
    return {
        "uri": asked.skill.uri,
        "name": asked.skill.name,
        "dutch": asked.skill.dutch,
        "essential": asked.essential,
        "digital": asked.digital,
        "green": asked.green,
        "named": bool(asked.named_by) if one.study.described else None,
        "named_by": [subject.label.nl for subject in asked.named_by],
    }


def _school(route: Route) -> shapes.StudySchool:
    return {
        "institution": route.institution,
        "institution_label": route.institution_label,
        "name": route.name,
        "code": route.code,
        "path": route.path,
        "area": route.area,
        "last_year": route.last_year,
        "students": route.students,
        "counted": route.counted,
        "status": route.status,
        "list_until": route.until,
        "source": route.source,
    }  # type: ignore[typeddict-item]
