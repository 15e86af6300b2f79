"""Why a judgement falls: its arithmetic in plain words."""

from __future__ import annotations

from schakel.answers.goals import MeasureState
from schakel.answers.judgements import Judgement, Reason, Verdict
from schakel.answers.words import (
    NBSP,
    aim_text,
    in_period,
    is_count,
    is_share,
    the_period,
    told_value,
    value_text,
    verdict_word,
)
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Unit


def judgement_sentence(
    catalog: Catalog, state: MeasureState, judgement: Judgement, language: str
) -> str:
    """The trend, what the target asks, and the verdict that follows, in a few sentences.

    `judgement` is one of those of `state` (of a line, or the least favourable one). Raises
    SchakelError when the glossary lacks the word for the verdict.
    """
    if judgement.verdict is Verdict.REACHED:
        sentences = _reached(catalog, state, judgement, language)
    elif judgement.verdict is Verdict.NO_JUDGEMENT:
        sentences = [_no_judgement(catalog, state, judgement, language)]
    else:
        sentences = [_trend(catalog, state, judgement, language)]
        asks = _target if judgement.target is not None else _direction_only
        sentences += asks(catalog, state, judgement, language)
    word = verdict_word(catalog, judgement.verdict, language)
    so = "Daarom" if language == "nl" else "Therefore"
    return " ".join([*sentences, f"{so}: {word[0].lower()}{word[1:]}."])


def rate_text(unit: Unit, rate: float, language: str) -> str:
    """A change per year with its sign: `−0,5 procentpunt`; small ones get more decimals."""
    decimals = unit.decimals
    while decimals < unit.decimals + 2 and _hides(rate, decimals):
        decimals += 1
    number = format_number(rate, decimals, language, sign=True)
    dutch = language == "nl"
    if is_share(unit):
        return f"{number}{NBSP}{'procentpunt' if dutch else 'percentage points'}"
    if is_count(unit):
        return f"{number}{NBSP}{unit.label.in_language(language)}"
    return f"{number}{NBSP}{unit.suffix.in_language(language)}" if unit.suffix else number


def _hides(rate: float, decimals: int) -> bool:
    """Whether a rate is shown as nothing, or as a 1 that clashes with a plural."""
    return rate != 0 and format_number(abs(rate), decimals) in ("0", "0,0", "0,00", "0,000", "1")


def _unit(catalog: Catalog, state: MeasureState) -> Unit:
    return catalog.units[state.indicator.unit]


def _trend(catalog: Catalog, state: MeasureState, judgement: Judgement, language: str) -> str:
    assert judgement.first
    assert judgement.last
    assert judgement.slope is not None
    first, last = (the_period(f.period, language) for f in (judgement.first, judgement.last))
    if judgement.slope == 0:
        return (
            f"Van {first} tot {last} veranderde dit gemiddeld niet."
            if language == "nl"
            else f"From {first} to {last} this did not change on average."
        )
    rate = rate_text(_unit(catalog, state), judgement.slope, language)
    if language == "nl":
        return f"Van {first} tot {last} veranderde dit gemiddeld met {rate} per jaar."
    return f"From {first} to {last} this changed by {rate} a year on average."


def _target(
    catalog: Catalog, state: MeasureState, judgement: Judgement, language: str
) -> list[str]:
    assert judgement.target is not None
    unit = _unit(catalog, state)
    aim, year = aim_text(unit, judgement.target, language), judgement.judged_to
    sentences = _passed_year(state, judgement, language)
    if judgement.needed is None:
        sentences.append(_out_of_time(catalog, judgement, aim, language))
        return sentences
    needed = rate_text(unit, judgement.needed, language)
    sentences.append(
        f"Om in {year} op {aim} te komen is {needed} per jaar nodig."
        if language == "nl"
        else f"To be at {aim} in {year} takes {needed} a year."
    )
    if judgement.verdict is not Verdict.MOVING_AWAY and _possible(unit, judgement.projected):
        projected = value_text(unit, judgement.projected or 0.0, language)
        sentences.append(
            f"Gaat het zo door, dan is het in {year} ongeveer {projected}."
            if language == "nl"
            else f"If it goes on like this, it will be about {projected} in {year}."
        )
    return sentences


def _possible(unit: Unit, value: float | None) -> bool:
    """Whether a straight line ends at a value that can exist; a share stays within 0 and 100."""
    if value is None:
        return False
    if is_share(unit):
        return 0 <= value <= 100
    return value >= 0 or not is_count(unit)


def _passed_year(state: MeasureState, judgement: Judgement, language: str) -> list[str]:
    target = state.measure.target
    if target is None or target.year == judgement.judged_to:
        return []
    if language == "nl":
        return [
            f"Het jaar van het doel, {target.year}, is voorbij. "
            f"Volgens de regel kijken we daarom naar {judgement.judged_to}."
        ]
    return [
        f"The year of the target, {target.year}, has passed. "
        f"Under the rule we therefore look at {judgement.judged_to}."
    ]


def _out_of_time(catalog: Catalog, judgement: Judgement, aim: str, language: str) -> str:
    assert judgement.last
    value = told_value(catalog, judgement.last, language)
    when = in_period(judgement.last.period, language)
    if language == "nl":
        return f"Het doel was {aim} in {judgement.judged_to}; het laatste cijfer is {value} {when}."
    return f"The target was {aim} in {judgement.judged_to}; the latest figure is {value} {when}."


def _direction_only(
    catalog: Catalog, state: MeasureState, judgement: Judgement, language: str
) -> list[str]:
    up = state.indicator.direction == "up"
    standstill = judgement.standstill or 0.0
    dutch = language == "nl"
    sentences = [
        "Er is geen streefwaarde; we kijken alleen of het de goede kant op gaat: "
        f"{'omhoog' if up else 'omlaag'}."
        if dutch
        else "There is no target value; we only look whether it goes the right way: "
        f"{'up' if up else 'down'}."
    ]
    if standstill and abs(judgement.slope or 0.0) <= standstill:
        rate = rate_text(_unit(catalog, state), standstill, language).lstrip("+")
        sentences.append(
            f"Een verandering tot {rate} per jaar geldt als stilstand."
            if dutch
            else f"A change of up to {rate} a year counts as standing still."
        )
    return sentences


def _reached(
    catalog: Catalog, state: MeasureState, judgement: Judgement, language: str
) -> list[str]:
    assert judgement.last
    assert judgement.target is not None
    last, unit, dutch = judgement.last, _unit(catalog, state), language == "nl"
    down = state.indicator.direction == "down"
    aim = aim_text(unit, judgement.target, language)
    value = f"{told_value(catalog, last, language)} {in_period(last.period, language)}"
    bound = ("hoogstens" if down else "minstens") if dutch else ("at most" if down else "at least")
    sentences = [
        f"Het doel is {bound} {aim}; het laatste cijfer is {value}."
        if dutch
        else f"The target is {bound} {aim}; the latest figure is {value}."
    ]
    worst = last.high if down else last.low
    if last.status is Status.ESTIMATE and worst is not None:
        edge = value_text(unit, worst, language)
        sentences.append(
            f"Ook de ongunstigste waarde die mogelijk is, {edge}, telt daarbij mee."
            if dutch
            else f"The least favourable value that is possible, {edge}, has been considered."
        )
    return sentences


def _no_judgement(
    catalog: Catalog, state: MeasureState, judgement: Judgement, language: str
) -> str:
    dutch, rule = language == "nl", state.rule
    if judgement.reason is Reason.TOO_SHORT:
        return _too_short(judgement.periods, rule.minimum_periods, language)
    if judgement.reason is Reason.TOO_OLD and judgement.last:
        when = the_period(judgement.last.period, language)
        return (
            f"Het laatste cijfer gaat over {when}; over cijfers van vóór {rule.oldest_year} "
            "oordelen we niet."
            if dutch
            else f"The latest figure is for {when}; we do not judge figures from before "
            f"{rule.oldest_year}."
        )
    if judgement.reason is Reason.NO_DIRECTION:
        return (
            "Bij dit cijfer is meer niet beter of slechter dan minder."
            if dutch
            else "For this figure more is neither better nor worse than less."
        )
    if judgement.reason is Reason.TOO_WIDE:
        trend = _trend(catalog, state, judgement, language)
        unsure = (
            "De onzekerheid in de cijfers is groter dan die verandering."
            if dutch
            else "The uncertainty in the figures is larger than that change."
        )
        return f"{trend} {unsure}"
    if judgement.reason is Reason.NOT_FOR_AREA and state.indicator.judged:
        return state.indicator.judged.why.in_language(language)
    return "Er zijn geen cijfers gepubliceerd." if dutch else "No figures have been published."


def _too_short(periods: int, minimum: int, language: str) -> str:
    if language == "nl":
        are = "Er is 1 cijfer" if periods == 1 else f"Er zijn {periods} cijfers"
        return f"{are} met dezelfde telling; voor een oordeel zijn er minstens {minimum} nodig."
    are = "There is 1 figure" if periods == 1 else f"There are {periods} figures"
    return f"{are} counted in the same way; a judgement takes at least {minimum}."
