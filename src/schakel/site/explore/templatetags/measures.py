"""Template tags of the pages over answers only: units, ranges, rates, rules and levels."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.answers.coverage_gaps import LinkGap
from schakel.answers.explanations import judgement_sentence, rate_text
from schakel.answers.figures import Figure
from schakel.answers.goals import JudgedLine, MeasureState
from schakel.answers.words import aim_text, short_period, value_text
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.types import Area, Indicator
from schakel.site.explore import words
from schakel.site.explore.templatetags.figures import (
    Context,
    area_name,
    code_label,
    language_now,
)

register = template.Library()


@register.simple_tag(takes_context=True)
def unit_of(context: Context, indicator: Indicator) -> str:
    """Unit of an indicator, for the head of a column."""
    return context["region"].units[indicator.unit].label.in_language(language_now())


@register.simple_tag(takes_context=True)
def span(context: Context, fig: Figure) -> str:
    """The range that hidden cells or the source's own margin allow; empty when there is none."""
    if fig.low is None or fig.high is None:
        return ""
    unit = context["region"].units[fig.unit]
    low, high = (value_text(unit, end, language_now()) for end in (fig.low, fig.high))
    return low if low == high else f"{low} – {high}"


@register.simple_tag(takes_context=True)
def change(context: Context, rate: float, indicator: Indicator, sign: bool = True) -> str:
    """A change in the units of an indicator, with its sign."""
    said = rate_text(context["region"].units[indicator.unit], rate, language_now())
    return said if sign else said.removeprefix("+")


@register.simple_tag(takes_context=True)
def amount(context: Context, value: float, indicator: Indicator) -> str:
    """A value in the unit of an indicator."""
    return value_text(context["region"].units[indicator.unit], value, language_now())


@register.simple_tag(takes_context=True)
def target_value(context: Context, state: MeasureState) -> str:
    """The target of a measure with its year: `40% in 2020`."""
    aim = state.measure.target
    assert aim is not None, "the template asks only where there is a target"
    unit = context["region"].units[state.indicator.unit]
    value = aim_text(unit, aim.value, language_now())
    return _("%(value)s in %(year)s") % {"value": value, "year": aim.year}


@register.simple_tag(takes_context=True)
def judged_because(context: Context, state: MeasureState, line: JudgedLine) -> str:
    """Why this judgement: trend, what the target asks, and what follows."""
    return judgement_sentence(context["region"], state, line.judgement, language_now())


@register.simple_tag(takes_context=True)
def code(context: Context, dimension: str, value: str) -> str:
    """Label of a code of a dimension."""
    return code_label(context["region"], dimension, value, language_now())


@register.simple_tag
def when_short(period: str) -> str:
    """A period as it stands along an axis."""
    return short_period(period, language_now())


@register.simple_tag
def direction(indicator: Indicator) -> str:
    """Whether more is better."""
    return str(words.DIRECTIONS[indicator.direction])


@register.simple_tag
def kind(name: str) -> str:
    """A kind of area, one of it."""
    return str(words.AREA_KINDS[name])


@register.simple_tag
def kinds(name: str) -> str:
    """A kind of area, several of it."""
    return str(words.AREA_KINDS_PLURAL[name])


@register.simple_tag(takes_context=True)
def status_word(context: Context, status: str) -> str:
    """A status in words."""
    return words.status_word(context["region"], Status(status), language_now())


@register.simple_tag(takes_context=True)
def dimension(context: Context, name: str) -> str:
    """Name of a dimension."""
    return context["region"].dimensions[name].label.in_language(language_now())


@register.simple_tag
def count(number: int) -> str:
    """A whole number with the separators of the language."""
    return format_number(number, 0, language_now())


@register.simple_tag(takes_context=True)
def level_note(context: Context, level: str, area: Area) -> SafeString | str:
    """A sentence when the figures are not those of the area itself."""
    name = area_name(context, area.code)
    notes = {
        "parts": _("For %(name)s as a whole nothing is published. Its provinces are shown."),
        "around": _("For %(name)s itself nothing is published. What lies around it is shown."),
    }
    if level not in notes:
        return ""
    return format_html('<p class="prov">{}</p>', notes[level] % {"name": name})


@register.simple_tag(takes_context=True)
def source_link(context: Context, name: str) -> SafeString:
    """A source by its id: publisher and title, linked when it has an address."""
    source = context["region"].sources[name]
    said = f"{source.publisher}: {source.title}"
    if not source.address:
        return format_html('<span class="prov">({})</span>', said)
    return format_html('<span class="prov">(<a href="{}">{}</a>)</span>', source.address, said)


@register.simple_tag(takes_context=True)
def aim(context: Context, gap: LinkGap) -> str:
    """The target of a link, with its year: `40% in 2020`."""
    assert gap.target is not None and gap.figure is not None, "asked only where there is a target"
    unit = context["region"].units[gap.figure.unit]
    value = aim_text(unit, gap.target.value, language_now())
    return _("%(value)s in %(year)s") % {"value": value, "year": gap.target.year}


@register.simple_tag(takes_context=True)
def still_to_go(context: Context, gap: LinkGap) -> str:
    """The gap of a link in its unit; a share in percentage points; `reached` when there is none."""
    if gap.gap is None or gap.figure is None:
        return ""
    if gap.gap <= 0:
        return _("reached")
    unit = context["region"].units[gap.figure.unit]
    return rate_text(unit, gap.gap, language_now()).removeprefix("+")


@register.simple_tag
def people(number: int | None) -> str:
    """A number of people; None is unknown."""
    return _("unknown") if number is None else format_number(number, 0, language_now())


@register.simple_tag(takes_context=True)
def meaning(context: Context, name: str) -> str:
    """The definition of a term of the glossary."""
    return context["region"].terms[name].definition.in_language(language_now())
