"""The Vega-Lite spec of a bar chart: a template filled with what is drawn, in one format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schakel.answers.figures import Figure
from schakel.answers.words import aim_text
from schakel.catalog.types import Target, Unit
from schakel.charts.chart import Spec
from schakel.charts.colours import INK, SERIES, SOFT
from schakel.charts.filling import filled, word
from schakel.charts.layout import LINE_HEIGHT, NARROW, Format, Scale, text_width, wrapped
from schakel.charts.series import is_hollow

Row = dict[str, Any]
_BAR = 20
_GAP = 10
_BESIDE = 170
_EDGE = 4


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, its figure and the words at its end."""

    label: str
    figure: Figure
    value: str


def bar_spec(
    unit: Unit,
    bars: Sequence[Bar],
    language: str,
    form: Format,
    *,
    target: Target | None,
    selected: str | None,
    top: float | None,
) -> Spec:
    """The chart as Vega-Lite. Names stand beside the bars, on a narrow picture above them."""
    above = form == NARROW
    names = [wrapped(bar.label, form.width - 8 if above else _BESIDE) for bar in bars]
    longest = max((text_width(row) for rows in names for row in rows), default=0)
    beside = 0.0 if above or not bars else longest + 12
    ends = max((text_width(bar.value, bold=True) for bar in bars), default=0) + 10
    left, right = beside + _EDGE, _EDGE + ends
    width = form.width - left - right
    x = _scale(bars, target, top, width)
    tops, height = _tops(names, above)
    head = 26 if target else 6
    if not bars:
        nothing = "Geen cijfers gepubliceerd." if language == "nl" else "No figures published."
        words, height = [word(nothing, 0, 12, SOFT)], 24.0
    else:
        words = _words(bars, names, tops, x, 5.0 if above else -beside, above, target)
    return filled(
        "bar.vl.json",
        size=(width, height),
        padding=(left, right, head, 6),
        parameters={"xFrom": x.low, "xTo": x.high},
        data={
            "bars": [
                _bar(bar, at, selected) for bar, at in zip(bars, tops, strict=True) if _drawn(bar)
            ],
            "ranges": [_range(bar, at) for bar, at in zip(bars, tops, strict=True) if _ranged(bar)],
            "zero": [{"x": 0, "y": 0, "y2": height}] if bars else [],
            "target": [{"x": target.value, "y": -6, "y2": height}] if target else [],
            "words": [*words, *_target_words(unit, target, x, language)],
        },
    )


def _drawn(bar: Bar) -> bool:
    return bar.figure.value is not None


def _ranged(bar: Bar) -> bool:
    return _drawn(bar) and bar.figure.low is not None and bar.figure.high is not None


def _scale(bars: Sequence[Bar], target: Target | None, top: float | None, width: float) -> Scale:
    values = [0.0, *(bar.figure.value for bar in bars if bar.figure.value is not None)]
    values += [bound for b in bars for bound in (b.figure.low, b.figure.high) if bound is not None]
    values += [target.value] if target else []
    values += [top] if top is not None else []
    low, high = min(values), max(values)
    return Scale(low, high if high > low else low + 1, 0, width)


def _tops(names: Sequence[Sequence[str]], above: bool) -> tuple[list[float], float]:
    """Where each bar begins, and how high all of it is."""
    tops: list[float] = []
    at = 0.0
    for rows in names:
        if above:
            at += LINE_HEIGHT * len(rows) + 3
            tops.append(at)
            at += _BAR + _GAP
        else:
            room = max(_BAR, LINE_HEIGHT * len(rows))
            tops.append(at + (room - _BAR) / 2)
            at += room + _GAP
    return tops, max(at - _GAP, 1.0)


def _bar(bar: Bar, at: float, selected: str | None) -> Row:
    stands_out = selected is None or bar.figure.area == selected
    full = 1.0 if stands_out else 0.45
    return {
        "x": 0,
        "x2": bar.figure.value,
        "y": at,
        "y2": at + _BAR,
        "colour": SERIES[0] if stands_out else SERIES[4],
        "strength": 0.22 if is_hollow(bar.figure) else full,
    }


def _range(bar: Bar, at: float) -> Row:
    return {"x": bar.figure.low, "x2": bar.figure.high, "y": at + _BAR / 2}


def _words(
    bars: Sequence[Bar],
    names: Sequence[Sequence[str]],
    tops: Sequence[float],
    x: Scale,
    left: float,
    above: bool,
    target: Target | None,
) -> list[Row]:
    words: list[Row] = []
    for bar, rows, at in zip(bars, names, tops, strict=True):
        middle = at + _BAR / 2
        first = at - 3 - LINE_HEIGHT * (len(rows) - 0.5)
        if not above:
            first = middle - LINE_HEIGHT * (len(rows) - 1) / 2
        words += [
            word(row, left, first + LINE_HEIGHT * place, INK) for place, row in enumerate(rows)
        ]
        known = _drawn(bar)
        start = _value_start(bar, x, target)
        words.append(word(bar.value, start, middle, INK if known else SOFT, bold=known))
    return words


def _value_start(bar: Bar, x: Scale, target: Target | None) -> float:
    """Where the value is written: behind the bar and its range, and not across the target line."""
    ends = [v for v in (bar.figure.value, bar.figure.high, 0.0) if v is not None]
    start = x.pixel(max(ends)) + 7
    line = x.pixel(target.value) if target else None
    if line is not None and start - 4 < line < start + text_width(bar.value, bold=True):
        return line + 7
    return start


def _target_words(unit: Unit, target: Target | None, x: Scale, language: str) -> list[Row]:
    if target is None:
        return []
    aim = aim_text(unit, target.value, language)
    text = f"{'doel' if language == 'nl' else 'target'} {aim} in {target.year}"
    at = min(max(x.pixel(target.value) - text_width(text) / 2, 0), x.end + 40 - text_width(text))
    return [word(text, max(at, 0), -15, INK)]
