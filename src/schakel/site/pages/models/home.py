"""Home, and the plain pages beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from schakel.answers.judgements import Judgement
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Goal
from schakel.site import standing
from schakel.site.explore.viewmodels.goals import headline_of
from schakel.site.pages import generation
from schakel.site.pages.blocks import TEXT_FEATURES, Body
from schakel.site.pages.models.base import SitePage
from schakel.site.pages.models.region import RegionPage


class HomePage(SitePage):
    """The front door: which landsdelen there are, and what Schakel is."""

    regions_title = models.CharField(_("heading above the landsdelen"), max_length=120, blank=True)
    regions_text = RichTextField(_("text there"), blank=True, features=TEXT_FEATURES)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("regions_title"),
        FieldPanel("regions_text"),
        FieldPanel("body"),
    ]
    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.RegionPage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `landsdelen`: the region pages below Home, each with how its goals stand."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "landsdelen": _landsdelen(self, generation.current())}


@dataclass(frozen=True)
class Landsdeel:
    """A region page, its catalog (None when it is gone), and the judgement of each goal."""

    page: RegionPage
    catalog: Catalog | None
    goals: tuple[tuple[Goal, Judgement], ...]


@lru_cache(maxsize=8)
def _landsdelen(home: HomePage, number: generation.Generation) -> list[Landsdeel]:
    """The landsdelen below Home, for one generation of the content."""
    return [_landsdeel(page) for page in RegionPage.objects.child_of(home).live().public()]


def _landsdeel(page: RegionPage) -> Landsdeel:
    if page.region is None:
        return Landsdeel(page, None, ())
    states = standing.goals_of(page.region, page.region.region.area)
    measured = ((state.goal, headline_of(state)) for state in states)
    return Landsdeel(
        page,
        page.region,
        tuple((goal, headline.judgement) for goal, headline in measured if headline),
    )


class StandardPage(SitePage):
    """A page of text: about, accessibility, privacy, data and method."""

    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage", "pages.RegionPage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("plain page")
