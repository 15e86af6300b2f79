"""Starts without a job: from what one likes, from a diploma, from skills."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.diplomas import diplomas
from schakel.answers.interests import interests, liked
from schakel.answers.own_skills import fitting, skill
from schakel.answers.skill_search import find_skills
from schakel.catalog.catalog import Catalog
from schakel.site.explore.views.page import page
from schakel.site.paths.viewmodels.starts import diploma_rows, interest_page, skills_page
from schakel.site.paths.views.asking import typed
from schakel.site.paths.views.page import private, show

MOST_SKILLS = 30


@page
def from_interests(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Tick what you like; occupation groups that have most of it."""
    chosen = list(dict.fromkeys(request.GET.getlist("like")))
    groups = liked(catalog, chosen) if chosen else ()
    model = interest_page(catalog, interests(catalog), chosen, groups, language)
    return private(show(request, "interests", catalog, model=model))


@page
def from_diploma(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Type a programme; what it leads to, or how to go on."""
    asked = typed(request)
    found = diplomas(catalog, asked["query"]) if asked["asked"] else ()
    rows = diploma_rows(catalog, found, language)
    return private(show(request, "diploma", catalog, **asked, rows=rows))


@page
def from_own_skills(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Name what you can, one thing at a time; technical work that asks most of it."""
    asked = typed(request)
    named = list(dict.fromkeys(request.GET.getlist("skill")))[:MOST_SKILLS]
    own = [skill(catalog, name) for name in named]
    like = find_skills(catalog, asked["query"], language) if asked["asked"] else ()
    model = skills_page(catalog, own, like, fitting(catalog, own) if own else (), language)
    return private(show(request, "skills", catalog, **asked, model=model))
