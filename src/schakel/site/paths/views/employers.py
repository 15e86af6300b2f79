"""The finder for firms: from a vacancy to the occupations that can supply candidates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.jobs import Job, job
from schakel.answers.path_rows import supply_answer
from schakel.answers.supply import grow, supply
from schakel.answers.titles import search
from schakel.catalog.catalog import Catalog
from schakel.site.explore import downloads
from schakel.site.explore.views.page import page
from schakel.site.paths.viewmodels.supply import supply_page
from schakel.site.paths.views.asking import LONGEST, typed_title
from schakel.site.paths.views.page import private, show

LINES = 12  # occupations of a firm that are looked at


@page
def employers(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Type a vacancy, confirm one of five."""
    asked = typed_title(request, catalog, "supply", language)
    return private(show(request, "employers", catalog, **asked))


@page
def for_vacancy(request: HttpRequest, catalog: Catalog, language: str, origin: str) -> HttpResponse:
    """Which occupations can supply candidates, and which of the firm's own could grow into it."""
    vacancy, area = job(catalog, origin), request.GET.get("area", "")
    typed = _lines(request)
    own, unknown, doubted = _own(catalog, typed, language)
    model = supply_page(
        catalog,
        supply(catalog, vacancy, area),
        grow(catalog, vacancy, own, area) if own else None,
        typed,
        unknown,
        doubted,
        language,
    )
    return private(show(request, "supply", catalog, model=model))


@page
def csv(request: HttpRequest, catalog: Catalog, language: str, origin: str) -> HttpResponse:
    """The occupations that can supply candidates, as CSV."""
    found = supply(catalog, job(catalog, origin), request.GET.get("area", ""))
    name = f"{catalog.region.id}-supply-{found.wanted.code}"
    return private(downloads.csv_response(supply_answer(catalog, found), name))


def _lines(request: HttpRequest) -> list[str]:
    """The occupations a firm named, one a line."""
    lines = [line for text in request.GET.getlist("own") for line in text.splitlines()]
    return [text[:LONGEST] for line in lines if (text := " ".join(line.split()))][:LINES]


def _own(
    catalog: Catalog, typed: list[str], language: str
) -> tuple[list[Job], list[str], list[tuple[str, Job]]]:
    """The best occupation for each line, the lines that have none, and those we are not sure of."""
    found: list[Job] = []
    unknown: list[str] = []
    doubted: list[tuple[str, Job]] = []
    for line in typed:
        answer = search(catalog, line, language)
        if not answer.matches:
            unknown.append(line)
            continue
        found.append(answer.matches[0].job)
        if not answer.sure:
            doubted.append((line, found[-1]))
    return found, unknown, doubted
