"""What was promised and what came of it: a page, and the same as a file."""

from __future__ import annotations

from csv import writer

from django.http import HttpRequest, HttpResponse

from schakel.base.spreadsheets import guarded
from schakel.catalog.catalog import Catalog
from schakel.site.kept import kept
from schakel.site.pacts.viewmodels.results import HEAD, Results, results, rows
from schakel.site.pacts.views.page import page, paged, show, today

AGREEMENTS_A_PAGE = 25


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Per agreement what was promised and what came, with a sentence that counts."""
    found = _results(catalog.region.id)
    items = paged(request, found.with_results, AGREEMENTS_A_PAGE)
    return show(request, "results", catalog, results=found, items=items)


@page
def csv(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The results as CSV with a comma and a decimal point."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="results-{catalog.region.id}.csv"'},
    )
    file = writer(response, lineterminator="\n")
    file.writerow(HEAD)
    file.writerows(map(guarded, row) for row in rows(_results(catalog.region.id)))
    return response


@kept(8)
def _results(region: str) -> Results:
    return results(region, today())
