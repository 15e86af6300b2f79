"""What the page of one origin shows: an opening sentence, wishes, cards and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.answers.afresh import NewTrade, new_trades
from schakel.answers.finder import Found, Suggestion, demand, schooling
from schakel.answers.jobs import SOURCES
from schakel.answers.nearness import FURTHER, explain
from schakel.answers.occupation_rows import sources_named
from schakel.answers.occupations import areas_of
from schakel.answers.special_routes import routes_for_job
from schakel.answers.wishes import Wish, choices
from schakel.catalog.catalog import Catalog
from schakel.catalog.routes import SpecialRoute
from schakel.catalog.types import Source
from schakel.site.paths.links import group_path, in_api, promising_path
from schakel.site.paths.viewmodels.cards import (
    Card,
    card,
    demand_words,
    have_words,
    learning_words,
    move_path,
)

FEW = 3  # near occupations below which other starts are pointed out
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class FoundPage:
    """The page of an origin, in the language of the reader.

    `promising` is the address of the promising occupations and `trades` are some of these, empty
    where enough is near.
    """

    code: str
    name: str
    about: str
    opening: str
    promising: str
    trades: tuple[tuple[str, str, str, str], ...]
    routes: tuple[SpecialRoute, ...]
    cards: tuple[Card, ...]
    refused: tuple[tuple[str, str, str], ...]
    wishes: Wish
    api: str
    areas: Choices
    steps: Choices
    fields: Choices
    times: Choices
    travels: Choices
    orders: Choices
    sources: tuple[Source, ...]


def found_page(catalog: Catalog, found: Found, language: str) -> FoundPage:
    """What is near an occupation, as a page."""
    origin, wish = found.origin, found.wish
    near = sum(one.nearness != FURTHER for one in found.suggestions)
    trades = new_trades(catalog, origin, wish.area) if near < FEW else ()
    cards = tuple(card(catalog, origin, one, wish, language) for one in found.suggestions)
    chosen = {
        name: [(value, text.in_language(language)) for value, text in texts.items()]
        for name, texts in choices(catalog).items()
    }
    return FoundPage(
        code=origin.code,
        name=origin.name.in_language(language),
        about=origin.about[language],
        opening=_opening(catalog, found, language),
        promising=promising_path(catalog.region.id, language) if near < FEW else "",
        trades=tuple(_trade(catalog, one, language) for one in trades),
        routes=routes_for_job(catalog, origin),
        cards=cards,
        refused=tuple(_refused(catalog, found, one, language) for one in found.refused),
        wishes=wish,
        api=in_api(catalog.region.id, "moves", origin.code, **vars(wish)),
        areas=[
            (code, catalog.areas[code].label.in_language(language))
            for code in areas_of(catalog)[1:]
        ],
        steps=chosen["step"],
        fields=chosen["field"],
        times=chosen["time"],
        travels=chosen["travel"],
        orders=chosen["sort"],
        sources=_sources(catalog, found, trades),
    )


def _sources(catalog: Catalog, found: Found, trades: tuple[NewTrade, ...]) -> tuple[Source, ...]:
    """ESCO, and where demand and programmes of what is shown come from."""
    rows = [demand(catalog, one, found.wish) for one in found.suggestions]
    routes = [route for one in found.suggestions for route in schooling(catalog, one, found.wish)]
    for trade in trades:
        rows.append(trade.demand)
        routes += trade.routes
    told = (source for row in rows for source in row.values["openings"].sources)
    return sources_named(catalog, [*SOURCES, *told, *sorted({route.source for route in routes})])


def _trade(catalog: Catalog, one: NewTrade, language: str) -> tuple[str, str, str, str]:
    """A promising group to learn from the start: name, page, demand and schooling."""
    return (
        one.demand.group.label.in_language(language),
        group_path(catalog, one.demand.group, language),
        demand_words(catalog, one.demand, language),
        learning_words(one.routes, language),
    )


def _opening(catalog: Catalog, found: Found, language: str) -> str:
    """The nearest work in one sentence, or why there is none."""
    if not found.suggestions:
        if not found.refused:
            return _(
                "On paper no technical or ICT work asks what this work asks. That says something "
                "about lists of skills, not about you."
            )
        return _("With these wishes we find no technical or ICT work near it. Allow a little more.")
    near = [one for one in found.suggestions if one.nearness != FURTHER]
    first = max(found.suggestions, key=lambda one: one.score)
    name = first.job.name.in_language(language)
    told = have_words(explain(catalog, found.origin.number, first.job.number))
    if not near:
        return _(
            "No technical or ICT work is very near on paper. The nearest is %(name)s: you have "
            "%(have)s, or something like it."
        ) % {"name": name, "have": told}
    return ngettext(
        "%(count)s technical or ICT occupation is near. The nearest is %(name)s: you have "
        "%(have)s, or something like it.",
        "%(count)s technical or ICT occupations are near. The nearest is %(name)s: you have "
        "%(have)s, or something like it.",
        len(near),
    ) % {"count": len(near), "name": name, "have": told}


def _refused(
    catalog: Catalog, found: Found, one: Suggestion, language: str
) -> tuple[str, str, str]:
    reasons = {
        "level": ngettext(
            "%(up)s step higher in level",
            "%(up)s steps higher in level",
            one.step,
        )
        % {"up": one.step},
        "field": _("not in the field you chose"),
        "time": _("no programme that short is known"),
        "travel": _("no programme that near is known"),
    }
    path = move_path(catalog, found.origin, one.job, found.wish, language)
    return (
        one.job.name.in_language(language),
        path,
        ", ".join(reasons[reason] for reason in one.refused),
    )
