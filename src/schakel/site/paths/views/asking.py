"""What a visitor types on a first page: a text that is read, and the title search over it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from schakel.answers.titles import search
from schakel.catalog.catalog import Catalog
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
    answer = search(catalog, asked["query"], language) if asked["asked"] else None
    return {
        **asked,
        "sure": answer.sure if answer else False,
        "candidates": candidates(catalog, answer.matches, to, language) if answer else [],
    }
