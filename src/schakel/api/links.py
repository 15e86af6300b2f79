"""Absolute addresses: of the API itself, of its resources, and of the site's pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

# The site's word for the page of a figure, per language.
FIGURE_PAGES = {"nl": "cijfers", "en": "figures"}


def root_of(request: HttpRequest) -> str:
    """Absolute address of the API without slash at the end, as `https://host/api/v1`."""
    return request.build_absolute_uri(reverse("api:root"))


@dataclass(frozen=True)
class Addresses:
    """Makes the addresses within one region, for one request."""

    request: HttpRequest
    region: str

    @cached_property
    def base(self) -> str:
        """Address of the region in the API."""
        return f"{root_of(self.request)}/regions/{quote(self.region)}"

    @cached_property
    def _pages(self) -> dict[str, str]:
        """Per language, the address under which the site has its pages of figures."""
        site = self.request.build_absolute_uri(get_script_prefix()).rstrip("/")
        return {
            language: f"{site}/{language}/{quote(self.region)}/{word}"
            for language, word in FIGURE_PAGES.items()
        }

    def resource(self, *names: str, **query: str) -> str:
        """Address of a resource of the region; `names` are the segments of its path."""
        path = "/".join([self.base, *(quote(name, safe="") for name in names)])
        return f"{path}?{urlencode(query)}" if query else path

    def figure(self, address: str) -> str:
        """Permanent address of a figure in the API."""
        return f"{self.base}/figures/{quote(address, safe='/=')}"

    def figure_page(self, address: str, language: str) -> str:
        """Permanent address of a figure's page on the site."""
        return f"{self._pages[language]}/{quote(address, safe='/=')}/"
