"""The page on which a reader searches."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schakel.catalog.catalog import load
from schakel.catalog.folders import region_ids
from schakel.site import choices
from schakel.site.pages import generation
from schakel.site.search.entries import KINDS, everything
from schakel.site.search.find import Filters, Found, find
from schakel.site.search.words import LONGEST_QUESTION

FOUND_A_PAGE = 20
KIND_WORDS = {
    "figure": _("goals and figures"),
    "agreement": _("agreements and actions"),
    "pact": _("pacts"),
    "organisation": _("organisations"),
    "news": _("news"),
    "event": _("events"),
    "publication": _("publications"),
    "practice": _("practice examples"),
    "page": _("other pages"),
    "area": _("areas"),
    "term": _("terms"),
}


def search(request: HttpRequest, region: str) -> HttpResponse:
    """What fits the question in the address; what was asked is kept nowhere."""
    if region not in region_ids():
        raise Http404
    language = (get_language() or "nl")[:2]
    question = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    filters = Filters(
        kind=_one_of(request.GET.get("kind", ""), KINDS),
        theme=_one_of(request.GET.get("theme", ""), [name for name, _label in choices.themes()]),
        year=request.GET.get("year", "") if request.GET.get("year", "").isdecimal() else "",
    )
    found = find(everything(region, language, generation.current()), question, filters)
    context = {
        "region": load(region),
        "language": language,
        "question": question,
        "filters": filters,
        "instead": found.instead,
        "all": sum(found.kinds.values()),
        **_listed(request, found),
    }
    response = render(request, "search/search.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _one_of(asked: str, known: Any) -> str:
    return asked if asked in known else ""


def _listed(request: HttpRequest, found: Found) -> dict[str, Any]:
    page = Paginator(found.entries, FOUND_A_PAGE).get_page(request.GET.get("page"))
    years = Counter(entry.day.year for entry in found.entries if entry.day)
    return {
        "items": page,
        "kind_words": KIND_WORDS,
        "kinds": [(kind, KIND_WORDS[kind], found.kinds[kind]) for kind in KINDS],
        "themes": choices.themes(),
        "years": sorted(years, reverse=True),
    }
