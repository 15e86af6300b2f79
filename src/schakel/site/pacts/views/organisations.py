"""Pages of the organisations: a list, and one an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.catalog.catalog import Catalog
from schakel.site.pacts.viewmodels.organisations import organisation_list, organisation_page
from schakel.site.pacts.views.page import not_here, page, paged, show, today

ORGANISATIONS_A_PAGE = 300


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Everyone who takes part, by kind."""
    found = organisation_list(catalog.region.id)
    return show(
        request, "organisations", catalog, items=paged(request, found, ORGANISATIONS_A_PAGE)
    )


@page
def organisation(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """What one organisation takes part in and pays for."""
    region = catalog.region.id
    public = organisation_list(region)
    found = public.filter(key=key).first()
    if found is None:
        raise not_here(catalog, "organisation", key, public.values_list("key", "name"))
    return show(request, "organisation", catalog, model=organisation_page(region, found, today()))
