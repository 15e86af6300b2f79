"""News: an index with an archive, and the items."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from schakel.site.kept import kept
from schakel.site.pages.addresses import check_address
from schakel.site.pages.blocks import Body
from schakel.site.pages.listing import Listing, listing
from schakel.site.pages.models.base import SitePage
from schakel.site.pages.models.published import Published


class NewsIndexPage(SitePage):
    """All news of a region, newest first; theme, pact, year and page are chosen in the address."""

    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.NewsPage"]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`: one page of news, narrowed as the address asks."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": _listing(self, request.GET.urlencode())}


class NewsPage(Published):
    """One news item, of a pact or of the whole landsdeel."""

    date = models.DateField(_("date"))
    author = models.CharField(_("author"), max_length=120, blank=True)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    more_label = models.CharField(
        _("words of the link"),
        max_length=120,
        blank=True,
        help_text=_("What the reader finds there. Empty: “Read more”."),
    )
    more_address = models.CharField(
        _("address to read on"), max_length=400, blank=True, validators=[check_address]
    )
    more_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("or a page of this site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("author"),
        *Published.about_panels,
        Published.picture_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(f"more_{part}") for part in ("label", "address", "page")], _("Read more")
        ),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")

    @property
    def published_at(self) -> datetime:
        """The start of the day that the item bears."""
        return timezone.make_aware(datetime.combine(self.date, time.min))

    @property
    def more(self) -> str:
        """Where to read on: the page, when it can be visited, else the address; or nowhere."""
        page = self.more_page
        return str(page.url or "") if page and page.live else self.more_address

    def clean(self) -> None:
        """Refuse two places to read on."""
        super().clean()
        if self.more_address and self.more_page_id:
            raise ValidationError({"more_page": _("Choose a page or give an address, not both.")})


@kept(64)
def _listing(index: NewsIndexPage, query: str) -> Listing:
    items = NewsPage.objects.child_of(index).live().public().order_by("-date", "-pk")
    return listing(QueryDict(query), items, index.region, index.locale.language_code, "date")
