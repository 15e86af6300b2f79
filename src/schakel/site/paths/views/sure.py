"""How sure the finders are: what was measured, what they must not be used for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.paths_quality import RATERS, move_measures, title_measures
from schakel.answers.study_quality import study_measures
from schakel.catalog.catalog import Catalog
from schakel.site.explore.views.page import page
from schakel.site.paths.viewmodels.sure import measure_rows
from schakel.site.paths.views.page import show


@page
def how_sure(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Figures and losses of title search and moves, in plain words."""
    return show(
        request,
        "how_sure",
        catalog,
        titles=measure_rows(title_measures(catalog), language),
        moves=measure_rows(move_measures(catalog), language),
        studies=measure_rows(study_measures(catalog), language),
        raters=RATERS,
    )
