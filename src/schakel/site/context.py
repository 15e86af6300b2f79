"""What every template may use: the region it is about, and the language it is in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import region_ids
from schakel.site.kept import generation


def site(request: HttpRequest) -> dict[str, Any]:
    """`region` (the catalog, or None on pages about no region) and `language` (nl or en).

    `generation` is that of the content, asked for only where a part of a page is kept.
    """
    return {
        "region": region_of(request),
        "language": get_language() or "nl",
        "generation": generation,
    }


def region_of(request: HttpRequest) -> Catalog | None:
    """The catalog of the region that the address names, when it names one that exists."""
    found = getattr(request, "resolver_match", None)
    name = found.kwargs.get("region") if found else None
    return load(name) if name in _known() else None


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(region_ids())
