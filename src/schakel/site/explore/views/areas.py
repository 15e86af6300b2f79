"""Pages of the areas: a list, and one an area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from schakel.catalog.catalog import Catalog
from schakel.site import standing
from schakel.site.explore.viewmodels.areas import area_groups, area_page
from schakel.site.explore.views.page import page, show
from schakel.site.kept import kept
from schakel.site.pacts.viewmodels.pacts import PactRow, pacts_of_areas


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """The areas of the region, by kind."""
    return show(request, "areas", catalog, groups=area_groups(catalog))


@page
def area(request: HttpRequest, catalog: Catalog, language: str, area: str) -> HttpResponse:
    """One area: its chain, its figures beside province and nation, its municipalities and pacts."""
    model = area_page(catalog, catalog.area(area).code)
    pacts = _pacts(catalog.region.id, tuple(model.profile.pact_areas))
    headline = standing.chain_headline(catalog, language, model.profile.area.code)
    return show(request, "area", catalog, model=model, pacts=pacts, chain_headline=headline)


@kept(256)
def _pacts(region: str, areas: tuple[str, ...]) -> list[PactRow]:
    return pacts_of_areas(region, areas, localdate())
