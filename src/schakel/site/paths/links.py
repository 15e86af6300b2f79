"""Addresses of the pages of paths, in one language."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import override

from schakel.answers.occupation_groups import Group
from schakel.catalog.catalog import Catalog
from schakel.catalog.routes import SpecialRoute
from schakel.site.explore.links import page_path as explore_path


@lru_cache(maxsize=4096)
def page_path(name: str, region: str, language: str, **what: str) -> str:
    """Path of a page of this app, such as `page_path("from", "oost", "nl", origin="5141.2")`."""
    with override(language):
        return reverse(f"paths:{name}", kwargs={"region": region, **what})


def group_path(catalog: Catalog, group: Group, language: str) -> str:
    """The page of an occupation group, among those over answers."""
    return explore_path("occupation", catalog.region.id, language, occupation=group.slug(language))


def in_api(region: str, *names: str, **query: str) -> str:
    """Address of the same answer in the API; what is empty in the query is left out."""
    path = "/".join(quote(name, safe="") for name in names)
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"/api/v1/regions/{region}/{path}" + (f"?{asked}" if asked else "")


def promising_path(region: str, language: str) -> str:
    """The promising occupations of a region, among the pages over answers."""
    return f"{explore_path('occupations', region, language)}?promising=yes"


def route_path(region: str, route: SpecialRoute, language: str) -> str:
    """The page of a special route."""
    return page_path("route", region, language, title=route.id.replace("_", "-"))
