"""What a visitor types on a first page: a text that is read, and the title search over it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from schakel.answers.titles import search
from schakel.catalog.catalog import Catalog
from schakel.site.paths.links import in_api
from schakel.site.paths.viewmodels.start import candidates

LONGEST = 200  # characters of a text that are looked at


def typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed as `query`, whether that is anything, and what to say when it is cut off."""
    given = request.GET.get("q", "")
    query = " ".join(given.split())[:LONGEST]
    problem = _("That is very long. We looked at the first part only.")
    return {
        "query": query,
        "asked": bool(query),
        "problem": problem if len(given) > LONGEST else "",
    }


def typed_title(request: HttpRequest, catalog: Catalog, to: str, language: str) -> dict[str, Any]:
    """The same with the occupations that may be meant, each linked to the page `to`."""
    asked = typed(request)
    query, region = asked["query"], catalog.region.id
    answer = search(catalog, query, language) if query else None
    return {
        **asked,
        "sure": answer.sure if answer else False,
        "api": in_api(region, "titles", q=query, lang=language),
        "candidates": candidates(catalog, answer.matches, to, language) if answer else [],
    }
