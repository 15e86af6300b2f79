"""Template tags that show answers: figures, judgements, charts, sources, places and terms.

Every tag reads the catalog from the context (`region`) and the language from the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from schakel.answers.data import sources_of
from schakel.answers.estimates import Told
from schakel.answers.figures import Figure
from schakel.answers.goals import GoalState, MeasureState
from schakel.answers.judgements import Judgement
from schakel.answers.region import Standing
from schakel.answers.strip import LinkState
from schakel.answers.words import (
    NBSP,
    aim_text,
    period_label,
    short_period,
    value_text,
    verdict_word,
)
from schakel.base.statuses import WITHOUT_VALUE, Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text
from schakel.charts.chart import Chart
from schakel.site.explore import words
from schakel.site.explore.links import figure_path, page_path
from schakel.site.explore.pictures import PICTURES
from schakel.site.explore.viewmodels.goals import headline_of

register = template.Library()
Context = Mapping[str, Any]
ROWS_SHOWN = 40  # of the table beside a chart over time; the CSV has all
AREAS_NAMED = 8  # in the address of a chart's CSV; of more areas it gives all


def language_now() -> str:
    """Language of the page: nl or en."""
    return (get_language() or "nl")[:2]


@register.filter
def text(value: Text | None) -> str:
    """A text of the catalog in the language of the page."""
    return value.in_language(language_now()) if value else ""


@register.simple_tag(takes_context=True)
def figure(context: Context, fig: Figure | None, name: str = "full", size: str = "") -> SafeString:
    """A figure as a link to its own page, with its unit and status mark.

    `name` is what a screen reader hears before the number: `full` (indicator, area and period),
    or `short` (nothing; for cells of a table, whose heads say it). Size `big` sets the unit small,
    `bare` leaves it to the head of the table.
    """
    return _linked(context["region"], fig, language_now(), name, size)


@register.simple_tag(takes_context=True)
def figure_plain(context: Context, fig: Figure | None, size: str = "") -> SafeString:
    """A figure with its unit and status mark, for inside a link; `big` sets the unit small."""
    return _plain(context["region"], fig, language_now(), size)


@register.simple_tag(takes_context=True)
def figure_address(context: Context, fig: Figure) -> str:
    """Path of the page of a figure."""
    return figure_path(context["region"], fig, language_now())


@lru_cache(maxsize=16384)
def _linked(
    catalog: Catalog, fig: Figure | None, language: str, name: str, size: str
) -> SafeString:
    if fig is None:
        return _plain(catalog, fig, language, size)
    return format_html(
        '<a class="figure" href="{}">{}{}</a>',
        figure_path(catalog, fig, language),
        _heard(f"{full_name(catalog, fig, language)}: ") if name == "full" else "",
        _plain(catalog, fig, language, size),
    )


def full_name(catalog: Catalog, fig: Figure, language: str) -> str:
    """What a figure is about: its indicator in short, what it is split by, area and period."""
    parts = [
        catalog.indicators[fig.indicator].short.in_language(language),
        *(code_label(catalog, split, code, language) for split, code in fig.breakdown),
        catalog.areas[fig.area].label.in_language(language),
        period_label(fig.period, language),
    ]
    return ", ".join(parts)


@lru_cache(maxsize=16384)
def _plain(catalog: Catalog, fig: Figure | None, language: str, size: str) -> SafeString:
    with override(language):
        if fig is None or fig.value is None or fig.status in WITHOUT_VALUE:
            return _mark(catalog, fig.status if fig else Status.MISSING, language)
        value = value_text(catalog.units[fig.unit], fig.value, language)
        number, space, unit = value.partition(NBSP)
        if size == "big" and unit:
            value = format_html("{}{}<small>{}</small>", number, space, unit)
        elif size == "bare":
            value = number
        if fig.status not in words.STATUS_MARKS:
            return format_html("{}", value)
        return format_html(
            '{}<span class="mark" aria-hidden="true">{}</span>{}',
            value,
            words.STATUS_MARKS[fig.status],
            _heard(f", {words.status_word(catalog, fig.status, language)}"),
        )


def _mark(catalog: Catalog, status: Status, language: str) -> SafeString:
    return format_html(
        '<span aria-hidden="true">{}</span>{}',
        words.STATUS_MARKS[status],
        _heard(words.status_word(catalog, status, language)),
    )


def _heard(said: str) -> SafeString:
    return format_html('<span class="visually-hidden">{}</span>', said)


def code_label(catalog: Catalog, dimension: str, code: str, language: str) -> str:
    """Label of a code of a dimension; the code itself where the dimension is free."""
    label = catalog.labels.get(dimension, {}).get(code)
    return label.in_language(language) if label else code


@register.simple_tag(takes_context=True)
def judgement(context: Context, judged: Judgement) -> SafeString:
    """A judgement: its word, its shape and its colour; and why, when there is none."""
    word = verdict_word(context["region"], judged.verdict, language_now())
    word = word[0].upper() + word[1:]
    why = f": {words.REASONS[judged.reason]}" if judged.reason else ""
    return format_html(
        '<span class="judge {}">{}{}</span>', words.VERDICT_CLASSES[judged.verdict], word, why
    )


@register.simple_tag
def when(period: str) -> str:
    """A period in words."""
    return period_label(period, language_now())


@register.simple_tag(takes_context=True)
def area_name(context: Context, code: str) -> str:
    """Name of an area."""
    return context["region"].areas[code].label.in_language(language_now())


@register.simple_tag(takes_context=True)
def area_link(context: Context, code: str) -> SafeString:
    """Name of an area, linked to its page."""
    path = explore_path(context, "area", area=code)
    return format_html('<a href="{}">{}</a>', path, area_name(context, code))


@register.simple_tag(takes_context=True)
def place_and_time(context: Context, fig: Figure, level: str = "around", full: bool = False) -> str:
    """What a figure is about: its period, and its area unless that is the one the page is about."""
    catalog, language = context["region"], language_now()
    period = (period_label if full else short_period)(fig.period, language)
    if level == "own" and not full:
        return period
    area = catalog.areas[fig.area]
    short = area.kind == "nation" and not full
    return f"{area.code if short else area.label.in_language(language)}, {period}"


@register.simple_tag(takes_context=True)
def target(context: Context, state: MeasureState | Standing) -> str:
    """The target of a measure in short: `doel 40% in 2020`."""
    aim = state.measure.target
    if aim is None:
        return ""
    unit = context["region"].units[state.indicator.unit]
    value = aim_text(unit, aim.value, language_now())
    return _("target %(value)s in %(year)s") % {"value": value, "year": aim.year}


@register.simple_tag(takes_context=True)
def explore_path(context: Context, name: str, **what: str) -> str:
    """Path of a page of this app: `{% explore_path "goal" goal="inflow" %}`."""
    return page_path(name, context["region"].region.id, language_now(), **what)


@register.simple_tag(takes_context=True)
def term(context: Context, name: str, shown: str = "") -> SafeString:
    """A term of the glossary, linked to its definition; `shown` replaces its own word."""
    entry = context["region"].terms[name]
    word = shown or (entry.nl if language_now() == "nl" else entry.en)
    return format_html(
        '<a class="term" href="{}#{}">{}</a>', explore_path(context, "glossary"), name, word
    )


@register.simple_tag(takes_context=True)
def legend(context: Context) -> SafeString:
    """What the status marks mean; stands once below a table."""
    return _legend(context["region"], language_now())


@lru_cache(maxsize=16)
def _legend(catalog: Catalog, language: str) -> SafeString:
    marks = {**words.STATUS_MARKS, Status.ZERO: "0"}
    said = [(mark, words.status_word(catalog, status, language)) for status, mark in marks.items()]
    with override(language):
        return format_html(
            '<p class="marks">{}: {}</p>', _("Marks"), format_html_join(", ", "<b>{}</b> {}", said)
        )


@register.inclusion_tag("explore/_chain_strip.html", takes_context=True)
def chain_strip(context: Context, states: tuple[LinkState, ...]) -> dict[str, Any]:
    """The links of the chain, each with its figure; the tight one is named."""
    return {"region": context["region"], "states": states}


@register.inclusion_tag("explore/_goal_tile.html", takes_context=True)
def goal_tile(context: Context, state: GoalState) -> dict[str, Any]:
    """A goal at a glance: its headline figure and judgement, linked to its page."""
    return {"region": context["region"], "state": state, "headline": headline_of(state)}


@register.inclusion_tag("explore/_sources.html", takes_context=True)
def sources(context: Context, found: tuple[Source, ...]) -> dict[str, Any]:
    """Where the numbers above come from: publisher, table, licence and the day we took them in."""
    return {"region": context["region"], "sources": found}


@register.filter
def licence(name: str) -> str:
    """A licence as its publisher writes it; that there is none is said in the reader's language."""
    return _("not stated") if name == "not stated" else name


@register.inclusion_tag("explore/_chart.html", takes_context=True)
def chart(
    context: Context, drawn: Chart, table: str = "closed", projected: str = ""
) -> dict[str, Any]:
    """A chart: the sentence that says what is to be seen, the picture, notes, source, CSV, table.

    `table` is `open` where the table matters as much as the picture (maps); `projected` is the
    indicator of which the chart shows a projection.
    """
    catalog, figures = context["region"], drawn.figures
    indicator = figures[0].indicator if figures else projected
    here = context["request"].path if "request" in context else ""
    return {
        "region": catalog,
        "chart": drawn,
        "id": f"c{drawn.key[:8]}",
        "picture": mark_safe(PICTURES.svg(drawn)),  # drawn by our own code, with all text escaped
        "rows": drawn.rows[-ROWS_SHOWN:] if drawn.columns[0].kind == "period" else drawn.rows,
        "left_out": drawn.columns[0].kind == "period" and len(drawn.rows) > ROWS_SHOWN,
        "open": table == "open",
        "csv": _chart_csv(catalog, figures, language_now()) if figures else "",
        "projected": projected,
        "about": _page_of(catalog, indicator, language_now()) if indicator else here,
        "sources": one_a_publisher(sources_of(catalog, figures)),
        "retrieved": max((fig.retrieved for fig in figures), default=None),
    }


def one_a_publisher(found: tuple[Source, ...]) -> list[Source]:
    """The first source of each publisher."""
    return list({source.publisher: source for source in reversed(found)}.values())


def _chart_csv(catalog: Catalog, figures: tuple[Figure, ...], language: str) -> str:
    """Address of the CSV with the figures of a chart: its areas, its split, its one period."""
    areas = list(dict.fromkeys(fig.area for fig in figures))
    periods = {fig.period for fig in figures}
    asked = [("by", split) for split, _code in figures[0].breakdown]
    asked += [("area", area) for area in areas] if len(areas) <= AREAS_NAMED else []
    asked += [("period", period) for period in periods] if len(periods) == 1 else []
    path = page_path("indicator_csv", catalog.region.id, language, indicator=figures[0].indicator)
    return f"{path}?{urlencode(asked)}" if asked else path


def _page_of(catalog: Catalog, indicator: str, language: str) -> str:
    """The page of the indicator that a chart shows: what a reader's remark on it is about."""
    return page_path("indicator", catalog.region.id, language, indicator=indicator)


@register.simple_tag(takes_context=True)
def cell_of(context: Context, cell: str | Figure | Told | None) -> SafeString | str:
    """A cell of the table beside a chart: a word, or a number linked to its page."""
    if isinstance(cell, Told):
        path = explore_path(context, "chain_number", address=cell.address)
        return format_html('<a class="figure" href="{}">{}</a>', path, cell.text)
    return cell if isinstance(cell, str) else figure(context, cell, "short")
