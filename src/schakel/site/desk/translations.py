"""Which page is the translation of which, and whether it still fits.

Of a page in two languages, the one that was made first is the original. A translation is out of
date when its original was published after the translation was, and after an editor last said that
it still fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from schakel.site.desk.models import CheckedTranslation
from schakel.site.pages import generation


@dataclass(frozen=True)
class OutOfDate:
    """A translation that may not fit any more: ids of both pages, and when each was published."""

    page: int
    original: int
    changed: datetime
    fitted: datetime


def original_of(page: Page) -> Page | None:
    """The page of which `page` is a translation; None when it is the original itself."""
    first = page.get_translations(inclusive=True).order_by("pk").first()
    return None if first is None or first.pk == page.pk else first


def out_of_date() -> dict[int, OutOfDate]:
    """The published translations that are out of date, by the id of the page."""
    return _out_of_date(generation.current())


@lru_cache(maxsize=2)
def _out_of_date(number: int) -> dict[int, OutOfDate]:
    """For one generation of the content; two queries for all pages together."""
    checked = dict(CheckedTranslation.objects.values_list("page_id", "checked_at"))
    published = Page.objects.filter(depth__gt=1, live=True, last_published_at__isnull=False)
    originals: dict[Any, tuple[int, datetime]] = {}
    found: dict[int, OutOfDate] = {}
    rows = published.order_by("pk").values_list("pk", "translation_key", "last_published_at")
    for page, key, at in rows:
        original, changed = originals.setdefault(key, (page, at))
        fitted = max(at, checked.get(page, at))
        if page != original and changed > fitted:
            found[page] = OutOfDate(page, original, changed, fitted)
    return found


def still_fits(page: Page, original: Page, user: Any) -> None:
    """Write down that `page` fits its original as it is published now."""
    CheckedTranslation.objects.update_or_create(
        page=page,
        defaults={"revision": original.live_revision, "checked_at": timezone.now(), "user": user},
    )
    generation.rise()


def known_version(page: Page, original: Page) -> Revision | None:
    """The version of the original that the translation was made of or checked against, if kept."""
    check = CheckedTranslation.objects.filter(page=page).select_related("revision").first()
    published = page.last_published_at
    if check and check.revision and (published is None or check.checked_at >= published):
        return check.revision
    moment = published or page.latest_revision_created_at
    if moment is None:
        return None
    return original.revisions.filter(created_at__lte=moment).order_by("-created_at").first()
