"""Special routes: technical teacher, back to technology, a foreign diploma, from Germany."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.teacher_training import teacher_training
from schakel.catalog.catalog import Catalog, find
from schakel.site.explore.views.page import page
from schakel.site.paths.views.page import show

TEACHER = "technical_teacher"  # the route beside which teacher training in the region is shown


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """All special routes."""
    return show(request, "routes", catalog, routes=list(catalog.routes.values()))


@page
def route(request: HttpRequest, catalog: Catalog, language: str, title: str) -> HttpResponse:
    """One route: the ways to go, what they ask, how long they take, and who pays."""
    found = find(catalog.routes, title.replace("-", "_"), "route")
    return show(
        request,
        "route",
        catalog,
        route=found,
        ways=[(way, [catalog.sources[name] for name in way.sources]) for way in found.ways],
        money_sources=[catalog.sources[name] for name in found.money_sources],
        teachers=teacher_training(catalog) if found.id == TEACHER else None,
    )
