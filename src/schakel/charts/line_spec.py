"""The Vega-Lite spec of a line chart: a template filled with what is drawn, in one format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schakel.answers.figures import Figure
from schakel.answers.words import MARKS, aim_text, is_count, is_share, short_period
from schakel.base.numbers import format_number
from schakel.base.periods import parse_period
from schakel.catalog.types import Target, Unit
from schakel.charts.chart import Spec
from schakel.charts.colours import INK, PAPER, SOFT
from schakel.charts.filling import filled, word
from schakel.charts.layout import (
    LINE_HEIGHT,
    Format,
    Scale,
    decimals_of,
    kept_apart,
    round_steps,
    text_width,
    wrapped,
)
from schakel.charts.series import Drawn, is_hollow, middle, number

Row = dict[str, Any]
_KEY = 14  # from the end of the plot to a label: room for the key stroke in the series' colour
_FEW_POINTS = 12
_TICK = {"year", "school_year", "years"}


@dataclass(frozen=True)
class _Plot:
    """One line chart in one language and format, with its scales."""

    unit: Unit
    series: Sequence[Drawn]
    language: str
    target: Target | None
    x: Scale
    y: Scale
    steps: Sequence[float]

    @property
    def figures(self) -> list[Figure]:
        return [figure for drawn in self.series for figure in drawn.figures]


def line_spec(
    unit: Unit,
    series: Sequence[Drawn],
    language: str,
    form: Format,
    *,
    target: Target | None,
    top: float | None,
) -> Spec:
    """The chart as Vega-Lite; positions in pixels are counted from the corner of the plot."""
    labels = [_label_rows(unit, drawn, series, language, form) for drawn in series]
    steps = _steps(unit, series, target, top)
    ticks = {_plain(step): _tick(unit, step, steps, language) for step in steps}
    left = max(text_width(text) for text in ticks.values()) + 10
    widest = max((text_width(row, bold=True) for rows in labels for row in rows), default=0)
    right = widest + _KEY + 4
    head = LINE_HEIGHT + 24 if not is_share(unit) else 24
    width = form.width - left - right
    figures = [figure for drawn in series for figure in drawn.figures]
    x = _time_scale([middle(figure) for figure in figures], width)
    y = Scale(steps[0], steps[-1], form.height, 0)
    plot = _Plot(unit, series, language, target, x, y, steps)
    x_ticks = _time_ticks(plot)
    return filled(
        "line.vl.json",
        size=(width, form.height),
        padding=(left, right, head, 32),
        parameters={
            "xFrom": x.low,
            "xTo": x.high,
            "xTicks": list(x_ticks),
            "xLabels": {_plain(at): text for at, text in x_ticks.items()},
            "yFrom": y.low,
            "yTo": y.high,
            "yTicks": list(steps),
            "yLabels": ticks,
        },
        data={**_marks(plot), **_texts(plot, labels, left, head)},
    )


def _plain(value: float) -> str:
    """A number as JavaScript writes it, to find its label again."""
    return f"{value:.10g}"


def _steps(
    unit: Unit, series: Sequence[Drawn], target: Target | None, top: float | None
) -> list[float]:
    """Where the horizontal lines stand. Shares and counts start at zero; a share ends at 100."""
    figures = [figure for drawn in series for figure in drawn.figures]
    values = [number(figure) for figure in figures]
    values += [bound for f in figures for bound in _bounds(f, unit)]
    values += [target.value] if target else []
    values += [top] if top is not None else []
    low, high = min(values), max(values)
    if is_share(unit) or is_count(unit) or 0 <= low <= high / 2:
        low = min(low, 0.0)
    steps = round_steps(low, high)
    if is_share(unit) and steps[-1] > 100 >= high:
        return round_steps(low, 100, 5)
    return steps


def _bounds(figure: Figure, unit: Unit) -> tuple[float, float]:
    """The range of a figure, as far as it can exist: a share of a whole ends at 100."""
    value = number(figure)
    low = value if figure.low is None else figure.low
    high = value if figure.high is None else figure.high
    return low, max(value, min(high, 100.0)) if is_share(unit) else high


def _tick(unit: Unit, step: float, steps: Sequence[float], language: str) -> str:
    text = format_number(step, decimals_of(steps), language)
    return f"{text}%" if is_share(unit) else text


def _time_scale(times: Sequence[float], width: float) -> Scale:
    """Calendar along the plot, with room for half a mark at both ends."""
    first, last = min(times), max(times)
    margin = (last - first) * 12 / max(width - 24, 1)
    return Scale(round(first - margin, 4), round(last + margin, 4), 0, width)


def _time_ticks(plot: _Plot) -> dict[float, str]:
    """Labels of the time axis: the periods themselves, or years where there are too many kinds."""
    periods = {figure.period: middle(figure) for figure in plot.figures}
    kinds = {parse_period(period).kind for period in periods}
    if kinds <= _TICK or len(periods) <= 4:
        wanted = {at: short_period(period, plot.language) for period, at in periods.items()}
    else:
        years = range(int(plot.x.low) + 1, int(plot.x.high) + 1)
        wanted = {float(year): str(year) for year in years}
    return _thinned(wanted, plot.x)


def _thinned(wanted: dict[float, str], x: Scale) -> dict[float, str]:
    """As many labels as fit beside each other, evenly, the last one always."""
    times = sorted(wanted)
    for every in range(1, len(times) + 1):
        kept = sorted(times[::-1][::every])
        fits = all(
            x.pixel(late) - x.pixel(early)
            > (text_width(wanted[early]) + text_width(wanted[late])) / 2 + 10
            for early, late in zip(kept, kept[1:], strict=False)
        )
        if fits:
            return {at: wanted[at] for at in kept}
    return {}


def _marks(plot: _Plot) -> dict[str, list[Row]]:
    """Everything that stands at a value: lines, bands, points, breaks and the target."""
    data: dict[str, list[Row]] = {"bands": [], "lines": [], "ranges": [], "points": []}
    for place, drawn in enumerate(plot.series):
        for turn, part in enumerate(drawn.parts):
            key = f"{place}.{turn}"
            if drawn.prominent:
                ranges = "bands" if len(part) > 1 else "ranges"
                data[ranges] += _ranges(part, key, drawn, plot.unit)
            if len(part) > 1:
                data["lines"] += _line(part, key, drawn)
            data["points"] += _points(part, drawn)
    data["breaks"] = [{"x": at} for at in sorted(_break_places(plot))]
    data["target"] = [{"y": plot.target.value}] if plot.target else []
    return data


def _ranges(part: Sequence[Figure], key: str, drawn: Drawn, unit: Unit) -> Iterator[Row]:
    if not any(figure.low is not None for figure in part):
        return
    for figure in part:
        low, high = _bounds(figure, unit)
        yield {"x": middle(figure), "low": low, "high": high, "part": key, "colour": drawn.colour}


def _line(part: Sequence[Figure], key: str, drawn: Drawn) -> Iterator[Row]:
    style = {
        "colour": drawn.colour,
        "width": 2.5 if drawn.prominent else 1.5,
        "strength": 1 if drawn.prominent else 0.55,
    }
    for figure in part:
        yield {"x": middle(figure), "y": number(figure), "part": key, **style}


def _points(part: Sequence[Figure], drawn: Drawn) -> Iterator[Row]:
    few = drawn.prominent and len(drawn.figures) <= _FEW_POINTS
    for figure in part:
        hollow = is_hollow(figure)
        if few or len(part) == 1 or (hollow and drawn.prominent) or _ends(figure, drawn):
            yield {
                "x": middle(figure),
                "y": number(figure),
                "colour": drawn.colour,
                "fill": PAPER if hollow else drawn.colour,
            }


def _ends(figure: Figure, drawn: Drawn) -> bool:
    return drawn.prominent and figure is drawn.figures[-1]


def _break_places(plot: _Plot) -> set[float]:
    """Where breaks stand: half-way between the figure before and the first one after."""
    places = set()
    for drawn in plot.series:
        for figure in drawn.breaks:
            index = drawn.figures.index(figure)
            places.add(round((middle(drawn.figures[index - 1]) + middle(figure)) / 2, 4))
    return places


def _texts(
    plot: _Plot, labels: Sequence[list[str]], left: float, head: float
) -> dict[str, list[Row]]:
    """Labels at the ends of lines with their key strokes, and the words within the plot."""
    words: list[Row] = []
    leaders: list[Row] = []
    named = [(drawn, rows) for drawn, rows in zip(plot.series, labels, strict=True) if rows]
    ends = [plot.y.pixel(number(drawn.figures[-1])) for drawn, _ in named]
    heights = [float(LINE_HEIGHT * len(rows) + 2) for _, rows in named]
    placed = kept_apart(ends, heights, -12, plot.y.start + 16)
    edge = plot.x.end
    for (drawn, rows), end, at in zip(named, ends, placed, strict=True):
        last = drawn.figures[-1]
        at_edge = edge - plot.x.pixel(middle(last)) < 20
        start = (plot.x.pixel(middle(last)) + 7, end) if at_edge else (edge + 1, at)
        key = {"x": start[0], "y": start[1], "x2": edge + _KEY - 4, "y2": at}
        leaders.append({name: round(v, 1) for name, v in key.items()} | {"colour": drawn.colour})
        top = at - LINE_HEIGHT * (len(rows) - 1) / 2
        words += [
            word(row, edge + _KEY, top + LINE_HEIGHT * place, INK, bold=True)
            for place, row in enumerate(rows)
        ]
    if not is_share(plot.unit):
        words.append(word(plot.unit.label.in_language(plot.language), -left + 2, 14 - head, SOFT))
    words += _break_words(plot)
    words += _target_words(plot)
    return {"words": words, "leaders": leaders}


def _label_rows(
    unit: Unit, drawn: Drawn, series: Sequence[Drawn], language: str, form: Format
) -> list[str]:
    """The label at the end of a line: its name, last value and, if it ended early, when."""
    if not drawn.prominent:
        return []
    last = drawn.figures[-1]
    value = format_number(number(last), unit.decimals, language) + ("%" if is_share(unit) else "")
    if mark := MARKS.get(last.status):
        value += f" {mark}"
    if middle(last) < max(middle(one.figures[-1]) for one in series):
        value += f" ({short_period(last.period, language)})"
    rows = wrapped(drawn.label.in_language(language), form.label_room, bold=True)
    if text_width(f"{rows[-1]} {value}", bold=True) <= form.label_room:
        return [*rows[:-1], f"{rows[-1]} {value}"]
    return [*rows, value]


def _break_words(plot: _Plot) -> list[Row]:
    text = "breuk" if plot.language == "nl" else "break"
    places = sorted(plot.x.pixel(at) for at in _break_places(plot))
    return [word(text, at + 5, plot.y.start - 10, SOFT) for at in places]


def _target_words(plot: _Plot) -> list[Row]:
    """The name of the target line, above or below it, at the end where least is in the way."""
    if plot.target is None:
        return []
    aim = aim_text(plot.unit, plot.target.value, plot.language)
    text = f"{'doel' if plot.language == 'nl' else 'target'} {aim} in {plot.target.year}"
    wide, line = text_width(text), plot.y.pixel(plot.target.value)
    points = [(plot.x.pixel(middle(f)), plot.y.pixel(number(f))) for f in plot.figures]

    def in_the_way(place: tuple[float, float]) -> int:
        left, at = place
        return sum(left - 8 <= x <= left + wide + 8 and abs(y - at) < 14 for x, y in points)

    places = [(left, line + off) for off in (-11, 12) for left in (2.0, plot.x.end - wide)]
    left, at = min(places, key=in_the_way)
    return [word(text, left, at, INK)]
