"""Template tags that show numbers and classes of occupations, with the mark of their status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from schakel.answers.occupation_routes import COUNTED, LEVELS, Route
from schakel.answers.occupation_values import Value
from schakel.answers.occupation_words import (
    class_words,
    rounded,
    short_bottlenecks,
)
from schakel.answers.shortage import Band
from schakel.answers.words import short_period
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.site.explore import words
from schakel.site.explore.templatetags.figures import language_now
from schakel.site.explore.viewmodels.occupations import Programme

register = template.Library()
Context = Mapping[str, Any]
_LEAST, _HALF = 5, 0.5  # what is less would be shown as nothing
_DECIMALS = {"ratio": 1, "score": 2, "percent": 0}


@register.simple_tag(takes_context=True)
def number(context: Context, value: Value, size: str = "") -> SafeString:
    """A number with the mark of its status; a dash where it is not published.

    Size `bare` leaves the unit to the head of the table.
    """
    catalog, language = context["region"], language_now()
    said = words.status_word(catalog, value.status, language)
    mark = words.STATUS_MARKS.get(value.status, "")
    heard = format_html('<span class="visually-hidden">{}{}</span>', ", ", said)
    if value.value is None:
        return format_html('<span aria-hidden="true">{}</span>{}', mark, heard)
    text = _text(value, language)
    if size == "bare":
        text = text.removesuffix("%")
    if value.status is Status.VALUE:
        return format_html("{}", text)
    return format_html('{}<span class="mark" aria-hidden="true">{}</span>{}', text, mark, heard)


@register.simple_tag
def interval(value: Value) -> str:
    """The 80% interval of a number of jobs: `200–400`; empty where none is known."""
    if value.low is None or value.high is None:
        return ""
    low, high = (
        format_number(rounded(each), 0, language_now()) for each in (value.low, value.high)
    )
    return f"{low}–{high}"


@register.simple_tag(takes_context=True)
def with_interval(context: Context, band: Band, unit: str) -> SafeString:
    """A model estimate with its mark, and its 80% interval in small; unit persons or percent."""
    language = language_now()
    middle, low, high = (
        _plain(each, unit, language) for each in (band.middle, band.low, band.high)
    )
    said = words.status_word(context["region"], Status.ESTIMATE, language)
    mark = words.STATUS_MARKS[Status.ESTIMATE]
    between = format_html("<small>{}–{}</small>", low, high) if low != high else ""
    return format_html(
        '{}<span class="mark" aria-hidden="true">{}</span><span class="visually-hidden">, {}</span>'
        "{}",
        middle, mark, said, between,
    )  # fmt: skip


def _plain(number: float, unit: str, language: str) -> str:
    if unit == "persons":
        return "< 10" if 0 < number < _LEAST else format_number(rounded(number), 0, language)
    return "< 1%" if 0 < number < _HALF else f"{format_number(number, 0, language)}%"


def _text(value: Value, language: str) -> str:
    assert value.value is not None
    if value.unit in ("persons", "vacancies", "jobs"):
        return format_number(rounded(value.value), 0, language)
    text = format_number(value.value, _DECIMALS[value.unit], language)
    return f"{text}%" if value.unit == "percent" else text


@register.simple_tag
def short_when(period: str) -> str:
    """A period in as few letters as can be."""
    return short_period(period, language_now())


@register.simple_tag(takes_context=True)
def class_word(context: Context, kind: str, code: str | None) -> str:
    """What ROA calls a group: `kind` is tension, bottlenecks or direction."""
    return class_words(context["region"], kind, code, language_now())


@register.simple_tag(takes_context=True)
def short_class(context: Context, code: str | None) -> str:
    """The bottlenecks that ROA expects, where the head of the table says that it is about these."""
    return short_bottlenecks(context["region"], code, language_now())


@register.simple_tag
def level_word(level: str) -> str:
    """A level of education."""
    return LEVELS[level].in_language(language_now())


@register.simple_tag
def counted_word(route: Route) -> str:
    """What the number of a programme counts."""
    return COUNTED[route.counted].in_language(language_now())


@register.simple_tag
def years_of(route: Route | Programme) -> str:
    """How long a programme takes: `3`, `1–2`; a dash where not known."""
    if route.years is None:
        return "–"
    low, high = (format_number(part, 0 if part == int(part) else 1, language_now())
                 for part in route.years)  # fmt: skip
    return low if low == high else f"{low}–{high}"


@register.filter
def grouped(count: int | None) -> str:
    """A count in the reader's own way of writing."""
    return "" if count is None else format_number(count, 0, language_now())


@register.simple_tag(takes_context=True)
def path_word(context: Context, path: str) -> str:
    """A path of mbo: bol, bbl or part-time."""
    return context["region"].labels["pathway"][path].in_language(language_now())
