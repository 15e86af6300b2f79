"""Pages of the organisations: a list, and one an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.catalog.catalog import Catalog
from schakel.site.kept import kept
from schakel.site.pacts.models import Organisation
from schakel.site.pacts.viewmodels.organisations import (
    OrganisationPage,
    organisation_list,
    organisation_page,
)
from schakel.site.pacts.views.page import not_here, page, paged, show, today

ORGANISATIONS_A_PAGE = 300


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Everyone who takes part, by kind."""
    found = _listed(catalog.region.id)
    return show(
        request, "organisations", catalog, items=paged(request, found, ORGANISATIONS_A_PAGE)
    )


@page
def organisation(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """What one organisation takes part in and pays for."""
    return show(request, "organisation", catalog, model=_organisation(catalog, key))


@kept(8)
def _listed(region: str) -> list[Organisation]:
    return list(organisation_list(region))


@kept(256)
def _organisation(catalog: Catalog, key: str) -> OrganisationPage:
    region = catalog.region.id
    public = organisation_list(region)
    found = public.filter(key=key).first()
    if found is None:
        raise not_here(catalog, "organisation", key, public.values_list("key", "name"))
    return organisation_page(region, found, today())
