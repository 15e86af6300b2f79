"""Addresses of the pages over the ledger, in one language."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import override


@lru_cache(maxsize=4096)
def page_path(name: str, region: str, language: str, **what: str) -> str:
    """Path of a page of this app, such as `page_path("action", "oost", "nl", key="perron038")`."""
    with override(language):
        return reverse(f"pacts:{name}", kwargs={"region": region, **what})
