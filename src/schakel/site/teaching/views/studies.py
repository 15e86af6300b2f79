"""Study programmes: the list, one programme, one occupation, and CSV of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from schakel.answers.jobs import job as job_named
from schakel.answers.occupation_groups import focus_groups
from schakel.answers.occupation_routes import LEVELS
from schakel.answers.occupation_tables import has_paths
from schakel.answers.studies import Study, StudyChoice, chosen_studies, study_named
from schakel.answers.study_match import jobs_of
from schakel.answers.study_rows import job_answer, studies_answer, study_answer
from schakel.catalog.catalog import Catalog, find
from schakel.site.explore import downloads
from schakel.site.explore.views.page import page
from schakel.site.explore.views.page import show as show_explore
from schakel.site.teaching.viewmodels.studies import (
    SHOWN,
    job_page,
    studies_page,
    study_page,
)

LONGEST = 80  # characters of the words that are looked for


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The programmes that fit what the reader chose, by level."""
    if not has_paths(catalog):
        return show_explore(request, "occupations_absent", catalog)
    return _show(
        request, "studies", catalog, studies_page(catalog, _choice(request, catalog), language)
    )


@page
def csv(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The programmes that fit a choice, one row each."""
    found = chosen_studies(catalog, _choice(request, catalog))
    return downloads.csv_response(
        studies_answer(catalog, found), f"{catalog.region.id}-study-programmes"
    )


@page
def study(request: HttpRequest, catalog: Catalog, language: str, study: str) -> HttpResponse:
    """One programme beside the occupations that it leads to."""
    found = study_named(catalog, study)
    asked = request.GET.get("occupation")
    job = job_named(catalog, asked) if asked else None
    return _show(request, "study", catalog, study_page(catalog, found, job, language))


@page
def study_csv(request: HttpRequest, catalog: Catalog, language: str, study: str) -> HttpResponse:
    """One programme beside the occupations of its page, skill by skill."""
    found: Study = study_named(catalog, study)
    answer = study_answer(catalog, found, jobs_of(catalog, found)[:SHOWN])
    return downloads.csv_response(answer, f"{catalog.region.id}-{found.key}")


@page
def for_job(request: HttpRequest, catalog: Catalog, language: str, job: str) -> HttpResponse:
    """One occupation beside the programmes that lead to its group."""
    return _show(request, "job", catalog, job_page(catalog, job_named(catalog, job), language))


@page
def job_csv(request: HttpRequest, catalog: Catalog, language: str, job: str) -> HttpResponse:
    """The same, skill by skill."""
    found = job_named(catalog, job)
    name = f"{catalog.region.id}-study-programmes-for-{found.code}"
    return downloads.csv_response(job_answer(catalog, found), name)


def _choice(request: HttpRequest, catalog: Catalog) -> StudyChoice:
    """What was asked; raises UnknownName for a level or group that does not exist."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    level, group = request.GET.get("level", ""), request.GET.get("group", "")
    if level:
        find(LEVELS, level, "level")
    if group:
        find({one.code: one for one in focus_groups(catalog)}, group, "occupation group")
    return StudyChoice(words, level, group)


def _show(request: HttpRequest, template: str, catalog: Catalog, model: Any) -> HttpResponse:
    language = (get_language() or "nl")[:2]
    context = {"region": catalog, "language": language, "model": model}
    return render(request, f"teaching/{template}.html", context)
