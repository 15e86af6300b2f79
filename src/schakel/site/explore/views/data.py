"""Pages of the data: data sets, indicators, and their files."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse

from schakel.answers.data import indicator_answer
from schakel.catalog.catalog import Catalog, find
from schakel.facts.store import is_held, observations, table_path
from schakel.site.explore import downloads
from schakel.site.explore.viewmodels.data import data_page, dataset_page
from schakel.site.explore.viewmodels.indicator import indicator_page, map_page
from schakel.site.explore.views.page import asked, page, show


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """All data sets with their age, and all indicators by goal."""
    return show(request, "data", catalog, model=data_page(catalog))


@page
def indicator(
    request: HttpRequest, catalog: Catalog, language: str, indicator: str
) -> HttpResponse:
    """One indicator: definitions, trend, all areas and periods, breakdowns."""
    catalog.indicator(indicator)
    kind = asked(request, "per")
    number = asked(request, "pagina", "page") or "1"
    earlier = asked(request, "eerder", "earlier") or "1"
    return show(
        request,
        "indicator",
        catalog,
        model=indicator_page(catalog, indicator, language, kind, _whole(number), _whole(earlier)),
        keep=0 if request.GET else None,
    )


@page
def indicator_map(
    request: HttpRequest, catalog: Catalog, language: str, indicator: str
) -> HttpResponse:
    """One indicator on the map, with the same figures in a table sorted by value."""
    catalog.indicator(indicator)
    return show(
        request, "map", catalog, model=map_page(catalog, indicator, language, asked(request, "per"))
    )


@page
def indicator_csv(
    request: HttpRequest, catalog: Catalog, language: str, indicator: str
) -> HttpResponse:
    """All areas and periods of an indicator as CSV.

    `?by=sex` splits it, `?area=PV23&area=PV25` keeps some areas, `?period=2024` one period.
    """
    split, areas = asked(request, "by"), request.GET.getlist("area")
    answer = indicator_answer(catalog, indicator, areas or None, split, asked(request, "period"))
    return downloads.csv_response(answer, f"{indicator}-{split}" if split else indicator)


@page
def dataset(request: HttpRequest, catalog: Catalog, language: str, dataset: str) -> HttpResponse:
    """One data set: what is in it, where it comes from, and its files."""
    find(catalog.datasets, dataset, "data set")
    return show(request, "dataset", catalog, model=dataset_page(catalog, dataset))


@page
def dataset_csv(
    request: HttpRequest, catalog: Catalog, language: str, dataset: str
) -> HttpResponse:
    """The tidy table of a data set as CSV."""
    entry = find(catalog.datasets, dataset, "data set")
    return downloads.table_response(catalog, entry)


@page
def dataset_parquet(
    request: HttpRequest, catalog: Catalog, language: str, dataset: str
) -> FileResponse:
    """The tidy table of a data set as it lies there, in Parquet; without what is held back."""
    entry = find(catalog.datasets, dataset, "data set")
    file: BinaryIO
    if is_held(catalog, entry.id):
        file = BytesIO()
        observations(catalog, entry.id).write_parquet(file)
        file.seek(0)
    else:
        file = table_path(catalog, entry.id).open("rb")
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{entry.id}.parquet",
        content_type="application/vnd.apache.parquet",
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text) < 10_000 else 1
