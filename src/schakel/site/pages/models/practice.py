"""Practice examples: an index by theme, and the examples."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from schakel.catalog.types import Area
from schakel.site import choices
from schakel.site.kept import kept
from schakel.site.pages.blocks import Body
from schakel.site.pages.models.base import Pictured, SitePage


class PracticeIndexPage(SitePage):
    """All practice examples of a region, by theme."""

    max_count_per_parent = 1
    parent_page_types = ["pages.RegionPage"]
    subpage_types = ["pages.PracticePage"]

    class Meta:
        verbose_name = _("list of practice examples")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `themes`: pairs of a theme's id and its examples."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "themes": _themes(self)}


class PracticePage(Pictured, SitePage):
    """How somebody does it: where, when, with whom, and where that was read."""

    theme = models.CharField(_("theme"), max_length=40, blank=True)
    area_codes = models.CharField(
        _("areas"), max_length=200, blank=True, help_text=_("Area codes with spaces between them.")
    )
    period = models.CharField(_("when"), max_length=200, blank=True)
    partners = models.TextField(_("with whom"), blank=True, help_text=_("One a line."))
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    source_label = models.CharField(_("source"), max_length=200, blank=True)
    source_address = models.URLField(_("address of the source"), max_length=400, blank=True)
    source_date = models.CharField(_("date of the source"), max_length=40, blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("theme", widget=choices.ThemeSelect),
        FieldPanel("area_codes"),
        FieldPanel("period"),
        FieldPanel("partners"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], _("Picture")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(f"source_{part}") for part in ("label", "address", "date")], _("Source")
        ),
    ]
    parent_page_types = ["pages.PracticeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("practice example")

    @property
    def areas(self) -> list[Area]:
        """The areas named, as far as the region package knows them."""
        known = self.region.areas if self.region else {}
        return [known[code] for code in self.area_codes.split() if code in known]


@kept(16)
def _themes(index: PracticeIndexPage) -> list[tuple[str, list[PracticePage]]]:
    examples = PracticePage.objects.child_of(index).live().public().order_by("theme", "path")
    return [(theme, list(group)) for theme, group in groupby(examples, lambda e: e.theme)]
