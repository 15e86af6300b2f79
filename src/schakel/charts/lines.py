"""Lines over time: one or more series of an indicator, with its target and its breaks."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.answers.answer import Column
from schakel.answers.figures import Figure
from schakel.answers.places import Line
from schakel.answers.sentences import series_sentence
from schakel.answers.words import aim_text, period_label
from schakel.base.periods import parse_period
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Target, Text
from schakel.charts.bars import bar_chart
from schakel.charts.chart import Cell, Chart
from schakel.charts.layout import NARROW, WIDE
from schakel.charts.line_spec import line_spec
from schakel.charts.names import PERIOD, both, csv_name, names
from schakel.charts.notes import line_notes
from schakel.charts.series import Drawn, drawn_series


def line_chart(
    catalog: Catalog,
    indicator: str,
    lines: Sequence[Line],
    language: str,
    *,
    target: Target | None = None,
    top: float | None = None,
    title: Text | None = None,
) -> Chart:
    """Series of one indicator over time, in their order; bars when there is one period only.

    `lines` are areas, or codes of one breakdown. The first five are coloured. `top` is a value
    that the scale has to hold, so that neighbouring charts can share theirs (see `shared_top`).
    """
    entry = catalog.indicator(indicator)
    series = drawn_series(catalog, entry, [line.figures for line in lines])
    periods = {figure.period for drawn in series for figure in drawn.figures}
    if len(periods) < 2:
        latest = [_latest(line) for line in lines if line.figures]
        return bar_chart(catalog, indicator, latest, language, target=target, top=top, title=title)
    unit = catalog.units[entry.unit]
    columns, rows = _table(catalog, lines, language)
    sentence = both(lambda to: series_sentence(catalog, indicator, lines, to))
    wide, narrow = (
        line_spec(unit, series, language, form, target=target, top=top) for form in (WIDE, NARROW)
    )
    undated = sum(f.value is not None for line in lines for f in line.figures) - sum(
        len(drawn.figures) for drawn in series
    )
    return Chart(
        spec=wide,
        narrow=narrow,
        language=language,
        title=title or entry.label,
        sentence=sentence,
        alt=_alt(catalog, entry.unit, series, sentence, target),
        columns=columns,
        rows=rows,
        csv_name=csv_name(indicator, [f for line in lines for f in line.figures]),
        notes=line_notes(entry, series, undated),
    )


def shared_top(charts: Sequence[tuple[Sequence[Line], Target | None]]) -> float | None:
    """The highest value among the series and targets of charts that stand side by side."""
    values = [
        value
        for lines, target in charts
        for value in (
            *(f.value for line in lines for f in line.figures),
            *(f.high for line in lines for f in line.figures),
            target.value if target else None,
        )
        if value is not None
    ]
    return max(values, default=None)


def _latest(line: Line) -> Figure:
    """The last figure with a value; where there is none, the last one, to say that it is absent."""
    return next((f for f in reversed(line.figures) if f.value is not None), line.figures[-1])


def _table(
    catalog: Catalog, lines: Sequence[Line], language: str
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Periods down, series across."""
    kept = [line for line in lines if line.figures]
    labels = names(catalog, [line.figures[0] for line in kept])
    columns = (
        PERIOD,
        *(
            Column(_column_name(line.figures[0]), label, "figure", line.figures[0].unit)
            for line, label in zip(kept, labels, strict=True)
        ),
    )
    found = [{figure.period: figure for figure in line.figures} for line in kept]
    periods = sorted({period for by_period in found for period in by_period}, key=_order)
    rows = tuple(
        (period_label(period, language), *(by_period.get(period) for by_period in found))
        for period in periods
    )
    return columns, rows


def _column_name(figure: Figure) -> str:
    return "-".join([figure.area, *(code for _, code in figure.breakdown)])


def _order(period: str) -> tuple[float, str]:
    at = parse_period(period)
    return (float("-inf") if at.kind == "text" else at.start, period)


def _alt(
    catalog: Catalog, unit: str, series: Sequence[Drawn], sentence: Text, target: Target | None
) -> Text:
    def write(language: str) -> str:
        drawn = ", ".join(one.label.in_language(language) for one in series)
        first, last = (
            period_label(
                pick((f for one in series for f in one.figures), key=_start).period, language
            )
            for pick in (min, max)
        )
        dutch = language == "nl"
        text = (
            f"Lijngrafiek van {first} tot {last}: {drawn}."
            if dutch
            else f"Line chart from {first} to {last}: {drawn}."
        )
        if target:
            aim = aim_text(catalog.units[unit], target.value, language)
            text += (
                f" Het doel is {aim} in {target.year}."
                if dutch
                else f" The target is {aim} in {target.year}."
            )
        return f"{text} {sentence.in_language(language)}"

    return both(write)


def _start(figure: Figure) -> float:
    return parse_period(figure.period).start
