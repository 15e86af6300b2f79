"""Promising occupations: a list that can be filtered and sorted, a page each, and CSV."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schakel.answers import projection_store
from schakel.answers.answer import Answer
from schakel.answers.entries import entering
from schakel.answers.near_groups import near_groups
from schakel.answers.occupation_groups import Group, group_named
from schakel.answers.occupation_rows import occupations_answer, routes_answer
from schakel.answers.occupation_tables import has_paths
from schakel.answers.occupations import Choice, known_area, occupations, row_of
from schakel.answers.origin_rows import entries_answer, near_answer
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Languages
from schakel.site.explore import downloads
from schakel.site.explore.links import group_path
from schakel.site.explore.viewmodels.occupations import occupation_page, occupations_page
from schakel.site.explore.views.chain import fresh
from schakel.site.explore.views.page import page, show

NUMBERS, PROGRAMMES, ENTERING, NEAR = TABLES = ("numbers", "programmes", "entering", "near")


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The groups that fit what the reader chose, in the order that was asked for."""
    if not has_paths(catalog):
        return show(request, "occupations_absent", catalog)
    projection = projection_store.read(catalog, settings.HOME)
    model = occupations_page(catalog, projection, language, _choice(request))
    return fresh(show(request, "occupations", catalog, model=model))


@page
def csv(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Every number of the groups that fit a choice."""
    projection = projection_store.read(catalog, settings.HOME)
    answer = occupations_answer(catalog, occupations(catalog, projection, _choice(request)))
    return fresh(downloads.csv_response(answer, f"{catalog.region.id}-occupations"))


@page
def occupation(
    request: HttpRequest, catalog: Catalog, language: str, occupation: str
) -> HttpResponse:
    """One group: people, openings, chance of work, members, programmes, skills and its like."""
    group = group_named(catalog, occupation)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    addresses = {code: group_path(catalog, group, code) + query for code in Languages}
    if occupation != group.slug(language):
        return redirect(addresses[language], permanent=True)
    area = known_area(catalog, request.GET.get("area") or None)
    projection = projection_store.read(catalog, settings.HOME)
    row = row_of(catalog, projection, group, area)
    model = occupation_page(catalog, row, language)
    return fresh(show(request, "occupation", catalog, model=model, addresses=addresses))


@page
def occupation_csv(
    request: HttpRequest, catalog: Catalog, language: str, occupation: str
) -> HttpResponse:
    """A table of one group: its numbers, its programmes, who come in, or the groups near it."""
    group = group_named(catalog, occupation)
    area = known_area(catalog, request.GET.get("area") or None)
    table = request.GET.get("table") or NUMBERS
    find(dict.fromkeys(TABLES), table, "table")
    answer = _table(catalog, group, area, table)
    return fresh(downloads.csv_response(answer, f"{catalog.region.id}-{group.code}-{table}"))


def _table(catalog: Catalog, group: Group, area: str, table: str) -> Answer:
    if table == PROGRAMMES:
        return routes_answer(catalog, group, area)
    if table == ENTERING:
        return entries_answer(catalog, group, entering(catalog, group.family, area))
    if table == NEAR:
        return near_answer(catalog, group, near_groups(catalog, group, area), area)
    projection = projection_store.read(catalog, settings.HOME)
    return occupations_answer(catalog, (row_of(catalog, projection, group, area),))


def _choice(request: HttpRequest) -> Choice:
    asked = {name: request.GET.get(name) or None for name in ("area", "family", "sort")}
    return Choice(
        asked["area"], asked["family"], bool(request.GET.get("promising")),
        asked["sort"] or Choice().sort,
    )  # fmt: skip
