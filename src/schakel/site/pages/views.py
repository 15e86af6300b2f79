"""Serves published pages: found in the tree, fetched once a change of content."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from schakel.site.pages import tree

PAGES_KEPT = 500


def page(request: HttpRequest, path: str) -> HttpResponse:
    """A published page; whatever is not in the tree (drafts, private pages) is Wagtail's business.

    Wagtail asks the database about site, language and every step of the path; the tree knows.
    """
    found = tree.current()
    leaf = found.by_url.get(request.path)
    if leaf is None:
        return wagtail_serve(request, path)
    request.is_published = True
    return _specific(found, leaf.id).serve(request)


@lru_cache(maxsize=PAGES_KEPT)
def _specific(found: tree.Tree, number: int) -> Page:
    """The page as it was published in this tree; shared by requests, so nobody may change it."""
    kept: Page = Page.objects.get(pk=number).specific
    return kept
