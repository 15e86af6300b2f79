"""The pacts of a region: an index, and a page a pact, both fed by the ledger."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from schakel.answers.data import sources_of
from schakel.catalog.catalog import Catalog, load
from schakel.site import standing
from schakel.site.pacts.models import Pact
from schakel.site.pacts.viewmodels.pacts import PactProfile, PactRow, pact_profile, pact_rows
from schakel.site.pages import generation
from schakel.site.pages.blocks import Body
from schakel.site.pages.comparison import comparison
from schakel.site.pages.models.base import SitePage


class PactIndexPage(SitePage):
    """All pacts of a region, with their municipalities and status."""

    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.PactPage"]

    class Meta:
        verbose_name = _("list of pacts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `pacts`: a row a pact of the ledger."""
        context = super().get_context(request, *args, **kwargs)
        rows = rows_of(self.region_id, localdate(), generation.current())
        return {**context, "pacts": rows}


def _pacts() -> list[tuple[str, str]]:
    return [(pact.key, pact.name_nl) for pact in Pact.objects.order_by("name_nl")]


class PactSelect(Select):
    """A choice of the pacts in the ledger."""

    def __init__(self, attrs: dict[str, str] | None = None):
        super().__init__(attrs, choices=_pacts)


class PactPage(SitePage):
    """One pact. What it is and who takes part comes from the ledger, its figures from the data."""

    pact_id = models.CharField(_("pact"), max_length=60)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("pact_id", widget=PactSelect),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.PactIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of a pact")

    @property
    def feed_pact(self) -> str:
        """Key of the pact that the feeds of this page are about."""
        return self.pact_id

    @property
    def profile(self) -> PactProfile | None:
        """What the ledger says of the pact today."""
        if self.region is None:
            return None
        return _profile_of(self.region_id, self.pact_id, localdate(), generation.current())

    @property
    def description(self) -> str:
        """What a search engine shows: the editor's words, else those of the ledger."""
        profile = self.profile
        words = profile.pact.in_language("about", self.locale.language_code)[0] if profile else ""
        return super().description or words or self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the pact and, when it has a territory, its strip and figures."""
        context = super().get_context(request, *args, **kwargs)
        profile = self.profile
        if self.region is None or profile is None:
            return context
        context |= {"profile": profile, "pact": profile.pact}
        known = profile.pact.area in self.region.areas
        return context | (_of_territory(self.region, profile.pact.area) if known else {})


def _of_territory(catalog: Catalog, area: str) -> dict[str, Any]:
    compared = comparison(catalog, area)
    shown = [figure for row in compared.rows for figure in row.figures if figure]
    return {
        "area": catalog.areas[area],
        "strip": standing.strip_of(catalog, area),
        "comparison": compared,
        "figure_sources": sources_of(catalog, shown),
    }


@lru_cache(maxsize=256)
def _profile_of(region: str, key: str, day: date, number: int) -> PactProfile | None:
    """What the ledger says of a pact, for one day and one generation of the content."""
    return pact_profile(load(region), key, day)


@lru_cache(maxsize=16)
def rows_of(region: str, day: date, number: int) -> list[PactRow]:
    """The pacts of a region in the ledger, for one day and one generation of the content."""
    return pact_rows(region, day)


@lru_cache(maxsize=16)
def addresses_of(region: str, language: str, number: int) -> dict[str, str]:
    """Per key of a pact, the address of its page, for one generation of the content."""
    pages = PactPage.objects.live().public()
    found = pages.filter(region_id=region, locale__language_code=language)
    return {page.pact_id: page.url for page in found.defer_streamfields()}
