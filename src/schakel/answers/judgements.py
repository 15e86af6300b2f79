"""Is it on course? The judgement of a series against its target, with the arithmetic kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import linear_regression

from schakel.answers.figures import Figure
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.types import Indicator, ProgressRule, Target


class Verdict(StrEnum):
    """The five words with which progress is judged."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    TOO_SLOW = "too_slow"
    MOVING_AWAY = "moving_away"
    NO_JUDGEMENT = "no_judgement"


class Reason(StrEnum):
    """Why there is no judgement."""

    NO_FIGURES = "no_figures"
    TOO_SHORT = "too_short"
    TOO_OLD = "too_old"
    NO_DIRECTION = "no_direction"
    TOO_WIDE = "too_wide"
    NOT_FOR_AREA = "not_for_area"


@dataclass(frozen=True)
class Judgement:
    """A verdict with every number that led to it.

    `slope` and `needed` are in units of the indicator per year; `first` and `last` are the ends of
    the window that the trend rests on; `judged_to` is the year the target is held against.
    """

    verdict: Verdict
    reason: Reason | None = None
    first: Figure | None = None
    last: Figure | None = None
    periods: int = 0
    slope: float | None = None
    needed: float | None = None
    projected: float | None = None
    target: float | None = None
    judged_to: int | None = None
    standstill: float | None = None


def judge(
    indicator: Indicator,
    figures: Sequence[Figure],
    target: Target | None,
    rule: ProgressRule,
) -> Judgement:
    """Judge a series in time order by a rule; the target may be absent (direction only)."""
    numbers = [f for f in figures if f.value is not None and parse_period(f.period).kind != "text"]
    if not numbers:
        return Judgement(Verdict.NO_JUDGEMENT, Reason.NO_FIGURES)
    last = numbers[-1]
    aim = target.value if target else None
    if aim is not None and _at_or_past(indicator, _cautious(indicator, last), aim):
        return Judgement(Verdict.REACHED, last=last, target=aim)
    window = comparable(indicator, numbers)[-rule.window :]
    undecided = Judgement(
        Verdict.NO_JUDGEMENT,
        first=window[0],
        last=last,
        periods=len(window),
        target=aim,
        standstill=rule.standstill,
    )
    if indicator.direction == "none":
        return replace(undecided, reason=Reason.NO_DIRECTION)
    if parse_period(last.period).end <= rule.oldest_year:
        return replace(undecided, reason=Reason.TOO_OLD)
    if len(window) < rule.minimum_periods:
        return replace(undecided, reason=Reason.TOO_SHORT)
    return _by_trend(indicator, window, target, rule, undecided)


def judged_year(target: Target, rule: ProgressRule) -> int:
    """The year a target is held against: its own, or a later one where that had passed."""
    return target.year if target.year >= rule.as_of else max(target.year, rule.judged_to)


def comparable(indicator: Indicator, figures: Sequence[Figure]) -> list[Figure]:
    """The figures since the last break: one definition version, no break mark in between."""
    if not figures:
        return []
    starts = [parse_period(mark.period).start for mark in indicator.breaks]
    end = parse_period(figures[-1].period).start
    since = max((start for start in starts if start <= end), default=float("-inf"))
    return [
        figure
        for figure in figures
        if figure.version == figures[-1].version and parse_period(figure.period).start >= since
    ]


def _by_trend(
    indicator: Indicator,
    window: Sequence[Figure],
    target: Target | None,
    rule: ProgressRule,
    undecided: Judgement,
) -> Judgement:
    times = [parse_period(figure.period).start for figure in window]
    values = [figure.value or 0.0 for figure in window]
    slope = linear_regression(times, values).slope
    spread = max((f.high or 0) - (f.low or 0) for f in window)
    change = abs(slope) * (times[-1] - times[0])
    trend = replace(undecided, slope=slope)
    if spread > max(change, rule.standstill):
        return replace(trend, reason=Reason.TOO_WIDE)
    ahead = slope if indicator.direction == "up" else -slope
    reaches = ahead > rule.standstill
    if target:
        until = judged_year(target, rule)
        years = until - times[-1]
        projected = values[-1] + slope * years
        needed = (target.value - values[-1]) / years if years > 0 else None
        trend = replace(trend, judged_to=until, projected=projected, needed=needed)
        reaches = _at_or_past(indicator, projected, target.value)
    if ahead < -rule.standstill:
        return replace(trend, verdict=Verdict.MOVING_AWAY)
    return replace(trend, verdict=Verdict.ON_COURSE if reaches else Verdict.TOO_SLOW)


def _at_or_past(indicator: Indicator, value: float, aim: float) -> bool:
    return value <= aim if indicator.direction == "down" else value >= aim


def _cautious(indicator: Indicator, figure: Figure) -> float:
    """The end of the range that is furthest from the target: a goal is not reached by a maybe."""
    assert figure.value is not None
    if figure.status is Status.ESTIMATE and figure.low is not None and figure.high is not None:
        return figure.high if indicator.direction == "down" else figure.low
    return figure.value
