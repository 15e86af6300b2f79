"""Addresses of the pages over answers, in one language."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import override

from schakel.answers.figures import Figure
from schakel.answers.occupation_groups import Group
from schakel.catalog.catalog import Catalog

API = "/api/v1/regions/{region}/figures/{address}"
_STAND_IN = "x"


@lru_cache(maxsize=4096)
def page_path(name: str, region: str, language: str, **what: str) -> str:
    """Path of a page of this app, such as `page_path("goal", "oost", "nl", goal="inflow")`."""
    with override(language):
        return reverse(f"explore:{name}", kwargs={"region": region, **what})


@lru_cache(maxsize=64)
def _figures_folder(region: str, language: str) -> str:
    path = page_path("figure", region, language, address=_STAND_IN)
    return path.removesuffix(f"{_STAND_IN}/")


def figure_path(catalog: Catalog, figure: Figure, language: str) -> str:
    """The permanent address of a figure in this language."""
    folder = _figures_folder(catalog.region.id, language)
    return f"{folder}{quote(figure.address, safe='/=')}/"


def figure_file(catalog: Catalog, figure: Figure, language: str, ending: str) -> str:
    """Address of a figure as a file: `ending` is `.json`, `.csv` or `/rows.csv`."""
    return figure_path(catalog, figure, language).removesuffix("/") + ending


def figure_in_api(catalog: Catalog, figure: Figure) -> str:
    """Address of a figure in the API."""
    return API.format(region=catalog.region.id, address=quote(figure.address, safe="/="))


def indicator_in_api(catalog: Catalog, indicator: str) -> str:
    """Address of an indicator in the API."""
    return f"/api/v1/regions/{catalog.region.id}/indicators/{indicator}"


def group_path(catalog: Catalog, group: Group, language: str) -> str:
    """Address of the page of an occupation group."""
    return page_path("occupation", catalog.region.id, language, occupation=group.slug(language))
