"""News: an index with pages and an archive, and the items."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from schakel.site import choices
from schakel.site.pages.blocks import Body
from schakel.site.pages.models.base import Pictured, SitePage

ITEMS_A_PAGE = 10
WORDS = {"nl": {"year": "jaar", "page": "pagina"}, "en": {"year": "year", "page": "page"}}


class NewsIndexPage(SitePage):
    """All news of a region, newest first; `?jaar=`/`?year=` and `?pagina=`/`?page=` choose."""

    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.NewsPage"]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `items` (one page of news), `years` (year, how many) and the `year` chosen."""
        context = super().get_context(request, *args, **kwargs)
        items = NewsPage.objects.child_of(self).live().public().order_by("-date", "-pk")
        years = (
            items.annotate(year=ExtractYear("date"))
            .order_by("-year")
            .values_list("year")
            .annotate(Count("pk"))
        )
        year = _asked(request, "jaar", "year")
        chosen = items.filter(date__year=year) if year.isdigit() else items
        page = Paginator(chosen, ITEMS_A_PAGE).get_page(_asked(request, "pagina", "page"))
        words = WORDS[self.locale.language_code]
        return {**context, "items": page, "years": list(years), "year": year, "words": words}


def _asked(request: HttpRequest, *names: str) -> str:
    return next((request.GET[name] for name in names if name in request.GET), "")


class NewsPage(Pictured, SitePage):
    """One news item."""

    date = models.DateField(_("date"))
    author = models.CharField(_("author"), max_length=120, blank=True)
    theme = models.CharField(_("theme"), max_length=40, blank=True)
    body = StreamField(Body(), blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("author"),
        FieldPanel("theme", widget=choices.ThemeSelect),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], _("Picture")),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
