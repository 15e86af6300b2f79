"""Starts without a job: from what one likes, from a diploma, from skills."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.diplomas import diplomas
from schakel.answers.interests import interests, liked
from schakel.catalog.catalog import Catalog
from schakel.site.explore.views.page import page
from schakel.site.paths.viewmodels.starts import diploma_rows, interest_page
from schakel.site.paths.views.page import LONGEST, private, show, too_long


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
    typed = request.GET.get("q", "")
    query = " ".join(typed.split())[:LONGEST]
    found = diplomas(catalog, query) if query else ()
    return private(
        show(
            request,
            "diploma",
            catalog,
            query=query,
            asked=bool(query),
            problem=too_long() if len(typed) > LONGEST else "",
            rows=diploma_rows(catalog, found, language),
        )
    )
