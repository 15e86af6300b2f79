"""A few steps from one job side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.answers.finder import Step
from schakel.answers.jobs import Job
from schakel.answers.wishes import Wish
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source
from schakel.site.paths.links import page_path
from schakel.site.paths.viewmodels.cards import Card, card
from schakel.site.paths.viewmodels.move import step_sources


@dataclass(frozen=True)
class ComparedPage:
    """The page, in the language of the reader."""

    name: str
    path: str
    opening: str
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]


def compared_page(
    catalog: Catalog, origin: Job, steps: Sequence[Step], wish: Wish, language: str
) -> ComparedPage:
    """The steps as cards in columns, with the one that asks least to learn named first."""
    path = page_path("from", catalog.region.id, language, origin=origin.code)
    cards = tuple(card(catalog, origin, one.suggestion, wish, language) for one in steps)
    return ComparedPage(
        name=origin.name.in_language(language),
        path=f"{path}?area={wish.area}" if wish.area else path,
        opening=_opening(steps, language),
        cards=cards,
        sources=step_sources(catalog, steps),
    )


def _opening(steps: Sequence[Step], language: str) -> str:
    if not steps:
        return ""
    least = min(steps, key=lambda one: len(one.explanation.missing))
    return _("Least is left to learn for %(name)s: %(count)s skills.") % {
        "name": least.suggestion.job.name.in_language(language),
        "count": len(least.explanation.missing),
    }
