"""The finder for people: from any job to technical work. Nothing that one types is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from schakel.answers.finder import Step, found, step
from schakel.answers.jobs import Job, job
from schakel.answers.path_rows import moves_answer
from schakel.answers.special_routes import routes_for_words
from schakel.answers.titles import suggest
from schakel.answers.wishes import Wish, wish
from schakel.base.errors import Problem, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.site.explore import downloads
from schakel.site.explore.views.page import page
from schakel.site.paths.viewmodels.compared import compared_page
from schakel.site.paths.viewmodels.found import found_page
from schakel.site.paths.viewmodels.move import move_page
from schakel.site.paths.views.asking import LONGEST, typed_title
from schakel.site.paths.views.page import private, show

MOST = 3  # occupations side by side


@page
def start(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Type a job, confirm one of five; or start another way."""
    asked = typed_title(request, catalog, "from", language)
    pointed = routes_for_words(catalog, asked["query"])
    every = list(catalog.routes.values())
    return private(show(request, "start", catalog, **asked, pointed=pointed, routes=every))


@page
def suggestions(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Titles that begin with or hold what is typed, for the search box."""
    begun = request.GET.get("q", "")[:LONGEST]
    return private(JsonResponse({"titles": list(suggest(catalog, begun, language))}))


@page
def from_job(request: HttpRequest, catalog: Catalog, language: str, origin: str) -> HttpResponse:
    """What technical work is near a job, with what matches, what lacks, demand and schooling."""
    chosen = wish(catalog, request.GET.dict())
    model = found_page(catalog, found(catalog, job(catalog, origin), chosen), language)
    return private(show(request, "found", catalog, model=model))


@page
def move(
    request: HttpRequest, catalog: Catalog, language: str, origin: str, goal: str
) -> HttpResponse:
    """One step in full."""
    area = request.GET.get("area", "")
    model = move_page(catalog, _step(catalog, origin, goal, area), area, language)
    return private(show(request, "move", catalog, model=model))


@page
def compare(request: HttpRequest, catalog: Catalog, language: str, origin: str) -> HttpResponse:
    """At most three steps side by side."""
    area, wanted = request.GET.get("area", ""), list(dict.fromkeys(request.GET.getlist("to")))
    steps = [_step(catalog, origin, goal, area) for goal in wanted[:MOST]]
    problem = ""
    if not steps:
        problem = _("You ticked nothing. Go back and tick two or three occupations.")
    elif len(wanted) > MOST:
        problem = _("You ticked more than three. The first three are shown.")
    model = compared_page(catalog, job(catalog, origin), steps, Wish(area=area), language)
    return private(show(request, "compare", catalog, model=model, problem=problem))


@page
def csv(request: HttpRequest, catalog: Catalog, language: str, origin: str) -> HttpResponse:
    """All technical and ICT occupations with their nearness to a job, as CSV."""
    found_job: Job = job(catalog, origin)
    name = f"{catalog.region.id}-paths-{found_job.code}"
    return private(downloads.csv_response(moves_answer(catalog, found_job), name))


def _step(catalog: Catalog, origin: str, goal: str, area: str) -> Step:
    made = step(catalog, job(catalog, origin), job(catalog, goal), area)
    if made is None:
        raise UnknownName(
            Problem(
                goal,
                "no technical or ICT occupation",
                "an occupation from the list of a job",
                "choose one from the list",
            )
        )
    return made
