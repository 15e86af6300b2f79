"""Pages of the areas: a list, and one an area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from schakel.catalog.catalog import Catalog
from schakel.site.explore.viewmodels.areas import area_groups, area_page
from schakel.site.explore.views.page import page, show
from schakel.site.pacts.viewmodels.pacts import pacts_of_areas


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The areas of the region, by kind."""
    return show(request, "areas", catalog, groups=area_groups(catalog))


@page
def area(request: HttpRequest, catalog: Catalog, language: str, area: str) -> HttpResponse:
    """One area: its chain, its figures beside province and nation, its municipalities and pacts."""
    model = area_page(catalog, catalog.area(area).code)
    pacts = pacts_of_areas(catalog.region.id, model.profile.pact_areas, localdate())
    return show(request, "area", catalog, model=model, pacts=pacts)
