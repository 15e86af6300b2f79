"""Template tags that show the ledger: texts in their language, numbers, outcomes, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from schakel.base.numbers import format_number
from schakel.site.pacts.addresses import page_path
from schakel.site.pacts.models import Promise
from schakel.site.pacts.models.common import Bilingual
from schakel.site.pacts.viewmodels.outcomes import Line, Outcome, Tally
from schakel.site.pacts.views.page import language_now

register = template.Library()
Context = Mapping[str, Any]
NBSP = "\N{NO-BREAK SPACE}"
WORDS = {
    Outcome.REACHED: gettext_lazy("reached"),
    Outcome.PARTLY: gettext_lazy("partly reached"),
    Outcome.NOT_REACHED: gettext_lazy("not reached"),
    Outcome.NO_EVIDENCE: gettext_lazy("no evidence"),
    Outcome.UNKNOWN: gettext_lazy("not known"),
}
SHAPES = {
    Outcome.REACHED: "reached",
    Outcome.PARTLY: "slow",
    Outcome.NOT_REACHED: "away",
    Outcome.NO_EVIDENCE: "unknown",
    Outcome.UNKNOWN: "unknown",
}


@register.simple_tag
def told(entry: Bilingual, field: str) -> SafeString:
    """A short text in the language of the page; where there is only Dutch, marked as Dutch."""
    words, language = entry.in_language(field)
    return _marked(words, language)


@register.filter
def plainly(entry: Bilingual, field: str) -> str:
    """A text without any mark, for the title of a page and for attributes."""
    return entry.in_language(field)[0]


@register.filter
def dutch(words: str) -> SafeString:
    """A text of which there is one version, in Dutch: marked as such on other pages."""
    return _marked(words, "nl")


def _marked(words: str, language: str) -> SafeString:
    if not words or language == language_now():
        return format_html("{}", words)
    return format_html(
        '<span lang="{}">{}</span> <small class="prov">({})</small>',
        language,
        words,
        _("in Dutch"),
    )


@register.simple_tag
def paragraphs(entry: Bilingual, field: str) -> SafeString:
    """A longer text in paragraphs; where there is only Dutch, that is said below it."""
    words, language = entry.in_language(field)
    parts = format_html_join("\n", "<p>{}</p>", ((part,) for part in words.split("\n\n") if part))
    if not parts or language == language_now():
        return parts
    return format_html(
        '<div lang="{}">{}</div><p class="prov">{}</p>',
        language,
        parts,
        _("This text is there in Dutch only."),
    )


@register.filter
def euros(value: Decimal | None) -> SafeString | str:
    """An amount in whole euros; an unknown one is said to be unknown."""
    if value is None:
        return format_html('<span class="prov">{}</span>', _("not known"))
    return f"€{NBSP if language_now() == 'nl' else ''}{_number(value)}"


@register.filter
def whole(value: int) -> str:
    """A count with the separators of the language."""
    return format_number(value, 0, language_now())


def _number(value: Decimal) -> str:
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return format_number(float(value), decimals, language_now())


@register.simple_tag
def quantity(promise: Promise, field: str) -> SafeString | str:
    """`promised` or `reached` of a promise, with its unit; a dash where it is not known."""
    value = getattr(promise, field)
    if value is None:
        return format_html(
            '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>',
            _("not known"),
        )
    unit, language = promise.in_language("unit")
    if unit == "%":
        return f"{_number(value)}%"
    if not unit:
        return _number(value)
    said = '{}{}<small class="unit" lang="{}">{}</small>'
    return format_html(said, _number(value), NBSP, language, unit)


@register.simple_tag
def outcome_word(line: Line) -> SafeString:
    """What came of a promise: its word, its shape and its colour."""
    word = str(WORDS[line.outcome])
    return format_html(
        '<span class="judge {}">{}{}</span>', SHAPES[line.outcome], word[0].upper(), word[1:]
    )


@register.simple_tag
def tally_sentence(tally: Tally) -> str:
    """The sentence that counts: how many promised results there are and what came of them."""
    if not tally.promised:
        return _("No result was promised in a number.")
    counted = (
        (tally.reached, WORDS[Outcome.REACHED]),
        (tally.partly, WORDS[Outcome.PARTLY]),
        (tally.not_reached, WORDS[Outcome.NOT_REACHED]),
        (tally.no_evidence, WORDS[Outcome.NO_EVIDENCE]),
        (tally.unknown, WORDS[Outcome.UNKNOWN]),
    )
    parts = ", ".join(f"{whole(number)} {word}" for number, word in counted if number)
    return _("Results promised in a number: %(all)s. Of these: %(parts)s.") % {
        "all": whole(tally.promised),
        "parts": parts,
    }


@register.simple_tag(takes_context=True)
def ledger_path(context: Context, name: str, **what: str) -> str:
    """Path of a page of this app: `{% ledger_path "action" key=action.key %}`."""
    return page_path(name, context["region"].region.id, language_now(), **what)


@register.simple_tag
def field_name(name: str) -> str:
    """Name of a field of a form, which stands in the address: `goal`, `link` or `page`."""
    names = {
        "goal": pgettext("field", "goal"),
        "link": pgettext("field", "link"),
        "page": pgettext("field", "page"),
    }
    return names[name]
