"""The page of a landsdeel."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from schakel.answers.data import sources_of
from schakel.catalog.catalog import Catalog
from schakel.charts.chart import Chart
from schakel.site import standing
from schakel.site.explore.viewmodels.goals import headline_of
from schakel.site.pacts.models import Pact
from schakel.site.pacts.viewmodels.pacts import agreed, landsdeel_offices
from schakel.site.pages import generation
from schakel.site.pages.blocks import TEXT_FEATURES, Figures
from schakel.site.pages.models.base import SitePage
from schakel.site.pages.models.news import NewsPage
from schakel.site.pages.models.pacts import rows_of
from schakel.site.pages.models.practice import PracticePage

NEWS_SHOWN, PRACTICES_SHOWN = 3, 3


def _title() -> models.CharField:
    return models.CharField(_("heading"), max_length=120, blank=True)


def _text() -> RichTextField:
    return RichTextField(_("text"), blank=True, features=TEXT_FEATURES)


class RegionPage(SitePage):
    """Where a landsdeel stands: strip, goals, problem, people, news, pacts, practice.

    The texts are the editor's; figures come from the region package, pacts, people and agreements
    from the ledger.
    """

    goals_title, goals_text = _title(), _text()
    problem_title, problem_text = _title(), _text()
    problem_figures = StreamField(Figures(), verbose_name=_("figures of the problem"), blank=True)
    about_title, about_text = _title(), _text()
    practice_title, practice_text = _title(), _text()

    content_panels = [
        *SitePage.content_panels,
        *(
            MultiFieldPanel([FieldPanel(f"{part}_title"), FieldPanel(f"{part}_text")], heading)
            for part, heading in (("goals", _("Goals")), ("problem", _("The problem")))
        ),
        FieldPanel("problem_figures"),
        *(
            MultiFieldPanel([FieldPanel(f"{part}_title"), FieldPanel(f"{part}_text")], heading)
            for part, heading in (("about", _("What it is")), ("practice", _("Practice examples")))
        ),
    ]
    # A landsdeel starts as a region package; the next start makes its pages.
    is_creatable = False
    parent_page_types = ["pages.HomePage"]
    subpage_types = [
        "pages.PactIndexPage",
        "pages.NewsIndexPage",
        "pages.EventIndexPage",
        "pages.PublicationIndexPage",
        "pages.PracticeIndexPage",
        "pages.StandardPage",
    ]

    class Meta:
        verbose_name = _("page of a landsdeel")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the region package says today, and the latest news and examples."""
        context = super().get_context(request, *args, **kwargs)
        if self.region is None:
            return context
        return {
            **context,
            **_of_the_package(self.region),
            **_of_the_tree(self, generation.current()),
            **_of_the_ledger(self.region_id, localdate(), generation.current()),
            "chain_headline": standing.chain_headline(
                self.region, self.locale.language_code, self.region.region.area
            ),
            "problem_chart": self._problem_chart(self.region),
        }

    def _problem_chart(self, catalog: Catalog) -> Chart | None:
        """The first of the figures of the problem, over time."""
        names = [block.value["indicator"] for block in self.problem_figures]
        known = [name for name in names if name in catalog.indicators]
        language = self.locale.language_code
        return standing.overview_of(catalog, known[0], language) if known else None


@lru_cache(maxsize=32)
def _of_the_tree(page: RegionPage, number: generation.Generation) -> dict[str, Any]:
    """Published pages below this one, for one generation of the content."""
    news = NewsPage.objects.descendant_of(page).live().public().order_by("-date", "-pk")
    practices = PracticePage.objects.descendant_of(page).live().public().order_by("path")
    one_a_theme = {practice.theme: practice for practice in reversed(practices)}
    shown = sorted(one_a_theme.values(), key=lambda practice: practice.path)
    return {
        "news": list(news[:NEWS_SHOWN]),
        "practices": shown[:PRACTICES_SHOWN],
        "news_index": news[0].get_parent().url if news else "",
        "practice_index": shown[0].get_parent().url if shown else "",
    }


def _of_the_package(catalog: Catalog) -> dict[str, Any]:
    area = catalog.region.area
    links, goals = standing.strip_of(catalog, area), standing.goals_of(catalog, area)
    headlines = [headline_of(state) for state in goals]
    shown = [link.figure for link in links] + [state.figure for state in headlines if state]
    return {
        "strip": links,
        "goals": goals,
        "figure_sources": sources_of(catalog, [figure for figure in shown if figure]),
        "provinces": [catalog.areas[c] for c in catalog.territory.parts(area, "province")],
    }


@lru_cache(maxsize=16)
def _of_the_ledger(region: str, day: date, number: int) -> dict[str, Any]:
    """What the ledger says on a day, for one generation of the content."""
    shown = (Pact.Kind.REGIONAL, Pact.Kind.THEMATIC)
    return {
        "pacts": [row for row in rows_of(region, day, number) if row.pact.kind in shown],
        "offices": landsdeel_offices(region, day),
        "agreed": agreed(region, day),
    }
