"""Periods, values and places as a reader of Dutch or English says them.

Everything here is a phrase, not a sentence; the sentences are in `schakel.answers.sentences`.
"""

from __future__ import annotations

from collections.abc import Iterable

from schakel.answers.figures import Figure
from schakel.answers.judgements import Verdict
from schakel.base.errors import Problem, SchakelError
from schakel.base.numbers import format_number
from schakel.base.periods import Period, parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Unit

NBSP = "\N{NO-BREAK SPACE}"
MARKS = {Status.ESTIMATE: "s", Status.PROVISIONAL: "v", Status.FORECAST: "p"}
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_ORDINALS = {"nl": ("1e", "2e", "3e", "4e"), "en": ("1st", "2nd", "3rd", "4th")}
_WITHOUT_VALUE = {
    "nl": {Status.SUPPRESSED: "onderdrukt", Status.MISSING: "niet gepubliceerd"},
    "en": {Status.SUPPRESSED: "suppressed", Status.MISSING: "not published"},
}
_AREAS = {
    "nl": {
        "province": "provincies",
        "labour_market_region": "arbeidsmarktregio’s",
        "municipality": "gemeenten",
    },
    "en": {
        "province": "provinces",
        "labour_market_region": "labour-market regions",
        "municipality": "municipalities",
    },
}
_PLACE = {
    "nl": {
        "labour_market_region": "arbeidsmarktregio {}",
        "corop": "COROP-gebied {}",
        "pact": "het gebied van {}",
    },
    "en": {
        "labour_market_region": "labour-market region {}",
        "corop": "COROP region {}",
        "pact": "the area of {}",
    },
}


def period_label(period: str, language: str) -> str:
    """A canonical period in words: `2019Q4` → `4e kwartaal 2019`; free text as it is."""
    at = parse_period(period)
    dutch = language == "nl"
    if at.kind == "school_year":
        return f"{'schooljaar' if dutch else 'school year'} {period}"
    if at.kind == "quarter":
        return f"{_quarter(at, language)} {period[:4]}"
    if at.kind == "month":
        return f"{_month(at, language)} {period[:4]}"
    if at.kind == "day":
        return f"{int(period[8:])} {_month(at, language)} {period[:4]}"
    if at.kind == "years":
        return f"{period[:4]} {'tot en met' if dutch else 'to'} {period[6:]}"
    return period


def short_period(period: str, language: str) -> str:
    """A period as it stands along an axis: `4e kw. 2019`, `okt 2023`, `2014–2022`."""
    at = parse_period(period)
    if at.kind == "quarter":
        abbreviated = (
            f"{_ORDINALS['nl'][int(period[5]) - 1]} kw." if language == "nl" else period[4:]
        )
        return f"{abbreviated} {period[:4]}"
    if at.kind in ("month", "day"):
        day = f"{int(period[8:])} " if at.kind == "day" else ""
        return f"{day}{_month(at, language)[:3]} {period[:4]}"
    return period.replace("..", "–") if at.kind == "years" else period


def in_period(period: str, language: str) -> str:
    """When: `in 2020`, `in het 4e kwartaal van 2019`, `on 21 August 2026`."""
    at = parse_period(period)
    dutch = language == "nl"
    if at.kind == "day":
        return f"{'op' if dutch else 'on'} {period_label(period, language)}"
    return f"in {the_period(period, language)}"


def the_period(period: str, language: str) -> str:
    """A period as it stands after a preposition: `het 4e kwartaal van 2019`, `2020`."""
    at = parse_period(period)
    dutch = language == "nl"
    if at.kind == "quarter":
        quarter = _quarter(at, language)
        return f"het {quarter} van {period[:4]}" if dutch else f"the {quarter} of {period[:4]}"
    if at.kind == "years":
        return f"{'de jaren' if dutch else 'the years'} {period_label(period, language)}"
    if at.kind == "text":
        return f"{'de periode' if dutch else 'the period'} “{period}”"
    return period_label(period, language)


def _quarter(at: Period, language: str) -> str:
    ordinal = _ORDINALS[language][int(at.text[5]) - 1]
    return f"{ordinal} {'kwartaal' if language == 'nl' else 'quarter'}"


def _month(at: Period, language: str) -> str:
    return _MONTHS[language].split()[int(at.text[5:7]) - 1]


def is_share(unit: Unit) -> bool:
    """Whether a unit is a percentage: its axis starts at zero and it is called a share."""
    return unit.suffix is not None and unit.suffix.en == "%"


def is_count(unit: Unit) -> bool:
    """Whether a unit counts people or things, one by one or by the thousand."""
    if unit.suffix is None:
        return unit.decimals == 0
    return unit.suffix.en.startswith("thousand")


def value_text(unit: Unit, value: float, language: str, *, named: bool = False) -> str:
    """A number with its unit: `22,4%`, `18,0 duizend`, `2.138`; `named` adds what is counted.

    >>> value_text(students, 2138, "nl", named=True)
    '2.138 studenten'
    """
    number = format_number(value, unit.decimals, language)
    suffix = unit.suffix.in_language(language) if unit.suffix else ""
    if suffix == "%":
        return number + suffix
    one = number in ("1", "−1")
    if named and is_count(unit) and not one:
        suffix = unit.label.in_language(language)
    elif one and language == "en":
        first, *rest = suffix.split(" ")
        suffix = " ".join([first.removesuffix("s"), *rest])
    return f"{number}{NBSP}{suffix}" if suffix else number


def aim_text(unit: Unit, value: float, language: str) -> str:
    """A target as people say it: `40%`, not `40,0%`."""
    decimals = 0 if value == int(value) else unit.decimals
    return value_text(unit.model_copy(update={"decimals": decimals}), value, language)


def figure_text(catalog: Catalog, figure: Figure, language: str) -> str:
    """The value of a figure with its unit and status mark, or the word for why there is none."""
    if figure.value is None:
        return _WITHOUT_VALUE[language].get(figure.status, _WITHOUT_VALUE[language][Status.MISSING])
    text = value_text(catalog.units[figure.unit], figure.value, language)
    mark = MARKS.get(figure.status)
    return f"{text}{NBSP}{mark}" if mark else text


def told_value(catalog: Catalog, figure: Figure, language: str, *, named: bool = False) -> str:
    """The value of a figure inside a sentence: an estimate is `ongeveer`, never bare."""
    assert figure.value is not None, "only figures with a value are told"
    text = value_text(catalog.units[figure.unit], figure.value, language, named=named)
    dutch = language == "nl"
    if figure.status is Status.ESTIMATE:
        return f"{'ongeveer' if dutch else 'about'} {text}"
    if figure.status is Status.PROVISIONAL:
        return f"{text} ({'voorlopig' if dutch else 'provisional'})"
    if figure.status is Status.FORECAST:
        return f"{text} ({'prognose' if dutch else 'forecast'})"
    return text


def place(catalog: Catalog, code: str, language: str) -> str:
    """An area as it stands after “in” or “voor”: `arbeidsmarktregio Twente`, `the Netherlands`."""
    area = catalog.area(code)
    name = area.label.in_language(language)
    if area.kind == "nation" and language == "en" and not name.lower().startswith("the "):
        return f"the {name}"
    if area.kind == "landsdeel":
        return _uncapitalised(name) if name.startswith("Landsdeel") else name
    return _PLACE[language].get(area.kind, "{}").format(name)


def areas_word(catalog: Catalog, codes: Iterable[str], language: str) -> str:
    """What several areas are called together: `gemeenten`, or `gebieden` where kinds differ."""
    kinds = {catalog.area(code).kind for code in codes}
    general = "gebieden" if language == "nl" else "areas"
    return _AREAS[language].get(kinds.pop(), general) if len(kinds) == 1 else general


def breakdown_words(catalog: Catalog, figure: Figure, language: str) -> str:
    """What a figure is split by: `vrouwen`; empty for a total."""
    words = []
    for dimension, code in figure.breakdown:
        label = catalog.labels.get(dimension, {}).get(code)
        words.append(_uncapitalised(label.in_language(language)) if label else code)
    return ", ".join(words)


def _uncapitalised(text: str) -> str:
    """A label as it stands within a sentence; an abbreviation in capitals stays as it is."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def verdict_word(catalog: Catalog, verdict: Verdict, language: str) -> str:
    """The word for a verdict, from the glossary; raises SchakelError when the term is not there."""
    name = verdict.value
    term = catalog.terms.get(name)
    if term is None:
        raise SchakelError(
            Problem(
                "glossary.yaml",
                f"no term {name!r}",
                "a term for each of the five verdicts",
                f"add a term with id {name!r} in both languages",
            )
        )
    return term.nl if language == "nl" else term.en
