"""Makes news, events and publications for a test."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from schakel.site.pacts.models import Pact
from schakel.site.pages.models import (
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PublicationIndexPage,
    PublicationPage,
)

PARENTS = {
    NewsPage: NewsIndexPage,
    EventPage: EventIndexPage,
    PublicationPage: PublicationIndexPage,
}
USUAL: dict[type[Page], dict[str, Any]] = {
    NewsPage: {"date": "2026-11-01"},
    EventPage: {"start": datetime(2027, 3, 4, 14, 0)},
    PublicationPage: {"date": "2026-11-02", "address": "https://example.org/rapport"},
}


def made(kind: type[Page], title: str, language: str = "nl", **fields: Any) -> Any:
    """A published page of this kind in Oost."""
    page = draft(kind, title, language, **fields)
    page.save_revision().publish()
    return kind.objects.get(pk=page.pk)


def draft(kind: type[Page], title: str, language: str = "nl", **fields: Any) -> Any:
    """A page of this kind in Oost that is not published."""
    locale = Locale.objects.get_for_language(language)
    values = {**USUAL[kind], **fields}
    for name in ("start", "end"):
        if values.get(name) and timezone.is_naive(values[name]):
            values[name] = timezone.make_aware(values[name])
    page = kind(title=title, locale=locale, live=False, **values)
    PARENTS[kind].objects.get(locale=locale).add_child(instance=page)
    return page


def a_pact(key: str = "proefpact", name: str = "Proefpact") -> Pact:
    """A pact in the ledger."""
    return Pact.objects.create(key=key, region="oost", kind="regional", name_nl=name)
