"""Publications: reports and papers, as a document here or at an address elsewhere."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

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


class PublicationIndexPage(SitePage):
    """All publications of a region, newest first."""

    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.PublicationPage"]

    class Meta:
        verbose_name = _("list of publications")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`: one page of publications, narrowed as the address asks."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": _listing(self, request.GET.urlencode())}


class PublicationPage(Published):
    """One publication: who made it, when, what it says in short, and where to read it."""

    date = models.DateField(_("date"))
    authors = models.CharField(
        _("authors or organisations"), max_length=300, blank=True, help_text=_("With commas.")
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.CharField(
        _("or its address elsewhere"), max_length=400, blank=True, validators=[check_address]
    )
    body = StreamField(Body(), verbose_name=_("summary"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("authors"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("address")], _("Where to read it")),
        *Published.about_panels,
        Published.picture_panel,
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.PublicationIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("publication")

    @property
    def published_at(self) -> datetime:
        """The start of the day that it bears."""
        return timezone.make_aware(datetime.combine(self.date, time.min))

    @property
    def kind(self) -> str:
        """Kind of the file, such as PDF."""
        return self.document.file_extension.upper() if self.document else ""

    @property
    def size(self) -> int | None:
        """Bytes of the file; None when there is none."""
        return self.document.get_file_size() if self.document else None

    @property
    def host(self) -> str:
        """Where else it can be read."""
        return urlsplit(self.address).hostname or ""

    def clean(self) -> None:
        """Refuse a publication that cannot be read anywhere."""
        super().clean()
        if not self.document_id and not self.address:
            raise ValidationError(
                {"document": _("Choose a document, or give the address where it can be read.")}
            )


@kept(64)
def _listing(index: PublicationIndexPage, query: str) -> Listing:
    items = PublicationPage.objects.child_of(index).live().public().order_by("-date", "-pk")
    items = items.select_related("document")
    return listing(QueryDict(query), items, index.region, index.locale.language_code, "date")
