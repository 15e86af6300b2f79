"""Feeds: what is new in a region or a pact, and what is new in a figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from schakel.answers.data import sources_of
from schakel.answers.figures import Figure
from schakel.answers.words import figure_text
from schakel.catalog.catalog import Catalog
from schakel.site.explore.links import figure_path, page_path
from schakel.site.explore.templatetags.figures import full_name
from schakel.site.explore.views.page import page
from schakel.site.explore.words import status_word
from schakel.site.pages import tree
from schakel.site.pages.latest import figures_since, news_since
from schakel.site.pages.models.published import Published
from schakel.site.pages.pact_names import pact_name

ENTRIES = 50
FIGURES = 100
# An empty feed has not changed since.
NEVER = datetime(2020, 1, 1, tzinfo=UTC)


class _Steady(SyndicationFeed):
    """A feed that is as old as its newest entry, so that asking twice gives the same."""

    def latest_post_date(self) -> datetime:
        """The newest date of an entry."""
        dates = [item["updateddate"] or item["pubdate"] for item in self.items]
        return max(dates, default=NEVER)


class Atom(_Steady, Atom1Feed):
    """Atom (RFC 4287)."""


class Rss(_Steady, Rss201rev2Feed):
    """RSS 2.0."""


def _language() -> str:
    return (get_language() or "nl")[:2]


class Updates(Feed):
    """News, events and publications of a region, or of one pact (`?pact=`): intro and link."""

    feed_type: type[SyndicationFeed] = Atom
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, catalog: Catalog) -> tuple[Catalog, str, str]:
        """The catalog, the key of the pact (or empty), and the address of this feed."""
        pact = request.GET.get("pact", "")
        if pact and not pact_name(pact, _language()):
            raise Http404
        address = settings.ADDRESS + request.path + (f"?pact={pact}" if pact else "")
        return catalog, pact, address

    def title(self, asked: tuple[Catalog, str, str]) -> str:
        """What it is about."""
        catalog, pact, _address = asked
        about = pact_name(pact, _language()) or catalog.region.name.in_language(_language())
        return _("%(about)s: news, events and publications") % {"about": about}

    def link(self, asked: tuple[Catalog, str, str]) -> str:
        """The page of the region."""
        front = tree.current().region_page(asked[0].region.id, _language())
        return settings.ADDRESS + (front.url if front else f"/{_language()}/")

    def feed_url(self, asked: tuple[Catalog, str, str]) -> str:
        """Where this feed is."""
        return asked[2]

    feed_guid = feed_url

    def subtitle(self, asked: tuple[Catalog, str, str]) -> str:
        """One line below the title."""
        return asked[0].region.tagline.in_language(_language())

    description = subtitle

    def author_name(self, asked: tuple[Catalog, str, str]) -> str:
        """Who publishes it."""
        return str(asked[0].region.name.in_language(_language()))

    def items(self, asked: tuple[Catalog, str, str]) -> Iterable[Published]:
        """The newest entries."""
        catalog, pact, _address = asked
        return news_since(catalog.region.id, pact, _language())[:ENTRIES]

    def item_title(self, item: Published) -> str:
        """Its title; a cancelled event says so."""
        cancelled = getattr(item, "cancelled", False)
        return _("Cancelled: %(title)s") % {"title": item.title} if cancelled else item.title

    def item_description(self, item: Published) -> str:
        """Its intro."""
        return item.description

    def item_link(self, item: Published) -> str:
        """Its page."""
        return settings.ADDRESS + (item.url or "/")

    def item_guid(self, item: Published) -> str:
        """A name that stays when its address changes."""
        return item.lasting_id

    def item_pubdate(self, item: Published) -> datetime:
        """The date it bears."""
        return item.published_at

    def item_updateddate(self, item: Published) -> datetime:
        """When it was last published."""
        return item.last_published_at or item.published_at

    def item_author_name(self, item: Published) -> str:
        """Who wrote it, where that is said."""
        return getattr(item, "author", "") or getattr(item, "authors", "")

    def item_categories(self, item: Published) -> list[str]:
        """Its theme and its pact."""
        return [name for name in (item.theme_label, item.pact_name) if name]


class UpdatesAsRss(Updates):
    """The same as RSS."""

    feed_type = Rss


class Changes(Feed):
    """The figures of one indicator, an entry a figure; a revised figure is a new entry.

    `?area=` (may be repeated) chooses areas; else the region, or what is published nearest to it.
    """

    feed_type = Atom
    item_guid_is_permalink = False

    def get_object(
        self, request: HttpRequest, catalog: Catalog, indicator: str
    ) -> tuple[Catalog, str, list[Figure], str]:
        """The catalog, the indicator, its figures (latest first), and the address of this feed."""
        catalog.indicator(indicator)
        areas = request.GET.getlist("area")
        found = figures_since(catalog, [indicator], areas=[catalog.area(a).code for a in areas])
        query = "&".join(f"area={area}" for area in areas)
        address = settings.ADDRESS + request.path + (f"?{query}" if query else "")
        return catalog, indicator, found[:FIGURES], address

    def title(self, asked: tuple[Catalog, str, list[Figure], str]) -> str:
        """The indicator, and the areas."""
        catalog, indicator, found, _address = asked
        areas = dict.fromkeys(catalog.areas[f.area].label.in_language(_language()) for f in found)
        label = catalog.indicators[indicator].label.in_language(_language())
        return ", ".join([label, *areas])

    def link(self, asked: tuple[Catalog, str, list[Figure], str]) -> str:
        """The page of the indicator."""
        catalog, indicator, _found, _address = asked
        path = page_path("indicator", catalog.region.id, _language(), indicator=indicator)
        return str(settings.ADDRESS + path)

    def feed_url(self, asked: tuple[Catalog, str, list[Figure], str]) -> str:
        """Where this feed is."""
        return asked[3]

    feed_guid = feed_url

    def subtitle(self, asked: tuple[Catalog, str, list[Figure], str]) -> str:
        """What the indicator is."""
        return asked[0].indicators[asked[1]].description.in_language(_language())

    def author_name(self, asked: tuple[Catalog, str, list[Figure], str]) -> str:
        """Who publishes it."""
        return asked[0].region.name.in_language(_language())

    def items(self, asked: tuple[Catalog, str, list[Figure], str]) -> list[tuple[Catalog, Figure]]:
        """Figures, each with its catalog."""
        return [(asked[0], figure) for figure in asked[2]]

    def item_title(self, item: tuple[Catalog, Figure]) -> str:
        """What it is about, and its value in words."""
        catalog, figure = item
        about = full_name(catalog, figure, _language())
        return f"{about}: {figure_text(catalog, figure, _language())}"

    def item_description(self, item: tuple[Catalog, Figure]) -> str:
        """How the number stands, and where it comes from."""
        catalog, figure = item
        publishers = (source.publisher for source in sources_of(catalog, [figure]))
        return _("Status: %(status)s. Source: %(source)s.") % {
            "status": status_word(catalog, figure.status, _language()),
            "source": ", ".join(dict.fromkeys(publishers)),
        }

    def item_link(self, item: tuple[Catalog, Figure]) -> str:
        """The page of the figure."""
        return str(settings.ADDRESS + figure_path(*item, _language()))

    def item_guid(self, item: tuple[Catalog, Figure]) -> str:
        """Its address with the fingerprint of its value: another value is another entry."""
        return f"{self.item_link(item)}#{item[1].fingerprint}"

    def item_updateddate(self, item: tuple[Catalog, Figure]) -> datetime:
        """The day on which it was taken in."""
        return timezone.make_aware(datetime.combine(item[1].retrieved, time.min))

    item_pubdate = item_updateddate


def _feed_view(feed: Feed) -> Any:
    def view(request: HttpRequest, catalog: Catalog, language: str, **what: str) -> HttpResponse:
        return feed(request, catalog=catalog, **what)

    return conditional_page(page(view))


atom = _feed_view(Updates())
rss = _feed_view(UpdatesAsRss())
figure_atom = _feed_view(Changes())


def feed_addresses(region: str, pact: str = "") -> list[tuple[str, str, str]]:
    """The feeds of a region or pact in the language of now: kind, content type, path."""
    query = f"?pact={pact}" if pact else ""
    return [
        ("Atom", "application/atom+xml", reverse("publishing:atom", args=[region]) + query),
        ("RSS", "application/rss+xml", reverse("publishing:rss", args=[region]) + query),
    ]
