"""Addresses of the pages over study programmes, in one language."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import override


@lru_cache(maxsize=4096)
def page_path(name: str, region: str, language: str, **what: str) -> str:
    """Path of a page of this app: `page_path("study", "oost", "nl", study="crebo-25893")`."""
    with override(language):
        return reverse(f"teaching:{name}", kwargs={"region": region, **what})
