"""The pacts of a region: an index, and a page a pact."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from schakel.answers.data import sources_of
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Pact
from schakel.site import standing
from schakel.site.pacts.models import Pact as LedgerPact
from schakel.site.pages.blocks import Body
from schakel.site.pages.models.base import SitePage
from schakel.site.pages.pact_rows import comparison, pact_rows


class PactIndexPage(SitePage):
    """All pacts of a region, with their municipalities and status."""

    body = StreamField(Body(), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.PactPage"]

    class Meta:
        verbose_name = _("list of pacts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `pacts`: a row a pact of the region package."""
        context = super().get_context(request, *args, **kwargs)
        rows = pact_rows(self.region, pact_addresses(self)) if self.region else ()
        return {**context, "pacts": rows}


def _pacts() -> list[tuple[str, str]]:
    return [(pact.key, pact.name_nl) for pact in LedgerPact.objects.order_by("name_nl")]


class PactSelect(Select):
    """A choice of the pacts in the ledger."""

    def __init__(self, attrs: dict[str, str] | None = None):
        super().__init__(attrs, choices=_pacts)


class PactPage(SitePage):
    """One pact. What it is, who takes part and its figures come from the region package."""

    pact_id = models.CharField(_("pact"), max_length=60)
    body = StreamField(Body(), blank=True)

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
    def pact(self) -> Pact | None:
        """The pact as the region package describes it."""
        return self.region.pacts.get(self.pact_id) if self.region else None

    @property
    def description(self) -> str:
        """What a search engine shows: the editor's words, else those of the region package."""
        words = self.pact.about.in_language(self.locale.language_code) if self.pact else ""
        return super().description or words

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the pact and, when it has a territory, its strip, municipalities and figures."""
        context = super().get_context(request, *args, **kwargs)
        if self.region is None or self.pact is None:
            return context
        context |= {"pact": self.pact, "pact_source": self.region.sources[self.pact.source]}
        return context | (_of_territory(self.region, self.pact.area) if self.pact.area else {})


def _of_territory(catalog: Catalog, area: str) -> dict[str, Any]:
    held = [catalog.areas[code] for code in catalog.territory.municipalities[area]]
    compared = comparison(catalog, area)
    shown = [figure for row in compared.rows for figure in row.figures if figure]
    return {
        "area": catalog.areas[area],
        "strip": standing.strip_of(catalog, area),
        "municipalities": sorted(held, key=lambda municipality: municipality.label.nl),
        "comparison": compared,
        "figure_sources": sources_of(catalog, shown),
    }


def pact_addresses(beside: SitePage) -> dict[str, str]:
    """Per pact, the address of its page in the region and language of the page `beside`."""
    pages = (
        PactPage.objects.live().public().filter(region_id=beside.region_id, locale=beside.locale_id)
    )
    return {page.pact_id: page.url for page in pages.defer_streamfields()}
