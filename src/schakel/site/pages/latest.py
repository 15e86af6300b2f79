"""What is new: the questions that feeds, digests and pages of pacts ask.

Only what is published and open to everybody; figures as the catalog of this moment gives them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from wagtail.models import Locale

from schakel.answers.figures import Figure
from schakel.answers.places import lowest_level
from schakel.answers.series import series
from schakel.catalog.catalog import Catalog
from schakel.site.pages.models import EventPage, NewsPage, PublicationPage
from schakel.site.pages.models.published import Published

LATEST_SHOWN = 3


def latest_news(pact_key: str, locale: Locale, number: int = LATEST_SHOWN) -> list[NewsPage]:
    """The newest news of a pact, in one language."""
    found = NewsPage.objects.live().public().filter(pact_key=pact_key, locale=locale)
    return list(found.order_by("-date", "-pk")[:number])


def news_since(
    region: str, pact: str, language: str, moment: datetime | None = None
) -> list[Published]:
    """News, events and publications of a region, newest first.

    `pact` is the key of a pact, or empty for everything in the region. `moment` keeps what was
    first published after it; what was changed later is not new.
    """
    found: list[Published] = []
    for kind in (NewsPage, EventPage, PublicationPage):
        pages = kind.objects.live().public()
        pages = pages.filter(region_id=region, locale__language_code=language)
        if pact:
            pages = pages.filter(pact_key=pact)
        if moment:
            pages = pages.filter(first_published_at__gt=moment)
        found.extend(pages.select_related("locale"))
    return sorted(found, key=lambda page: (page.published_at, page.pk), reverse=True)


def figures_since(
    catalog: Catalog,
    indicators: Iterable[str],
    day: date | None = None,
    areas: Iterable[str] = (),
) -> list[Figure]:
    """The figures of indicators that were taken in on `day` or later, the latest period first.

    Without `areas` those of the region, or of what is published nearest to it. A figure that was
    revised comes back with another `fingerprint`. Raises UnknownName for a name that is not there.
    """
    asked = list(areas)
    found = [
        figure for name in indicators for line in _lines(catalog, name, asked) for figure in line
    ]
    return [figure for figure in reversed(found) if day is None or figure.retrieved >= day]


def _lines(catalog: Catalog, indicator: str, areas: list[str]) -> list[tuple[Figure, ...]]:
    if areas:
        return [series(catalog, indicator, code) for code in areas]
    nearest = lowest_level(catalog, indicator, catalog.region.area)
    return [line.figures for line in nearest.lines]
