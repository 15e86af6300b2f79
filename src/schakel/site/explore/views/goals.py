"""Pages of the goals: all of them, and one a goal."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.answers import projection_store
from schakel.catalog.catalog import Catalog
from schakel.site import standing
from schakel.site.explore.viewmodels.goals import goal_page, headline_of, measure_key
from schakel.site.explore.views.page import asked, page, show


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Six goals, each with its headline figure, its judgement and a line per measure."""
    states = standing.goals_of(catalog, catalog.region.area)
    goals = [
        (state, headline_of(state), [(measure_key(m.measure), m) for m in state.measures])
        for state in states
    ]
    return show(request, "goals", catalog, goals=goals)


@page
def goal(request: HttpRequest, catalog: Catalog, language: str, goal: str) -> HttpResponse:
    """One goal: value, target, trend, path to come, judgement, areas, map, definition."""
    area = catalog.area(asked(request, "gebied", "area") or catalog.region.area)
    measure = asked(request, "meting", "measure")
    projection = projection_store.read(catalog, settings.HOME)
    model = goal_page(catalog, catalog.goal(goal).id, area.code, language, measure, projection)
    stamp = projection_store.stamp(catalog, settings.HOME)
    return show(request, "goal", catalog, model=model, stamp=stamp)
