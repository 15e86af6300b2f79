"""Bars: areas or groups beside each other in one period, the highest first."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.answers.answer import Column
from schakel.answers.figures import Figure
from schakel.answers.places import Line
from schakel.answers.sentences import map_sentence, series_sentence
from schakel.answers.words import aim_text, figure_text, period_label, short_period
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Target, Text
from schakel.charts.bar_spec import Bar, bar_spec
from schakel.charts.chart import Cell, Chart
from schakel.charts.layout import NARROW, WIDE
from schakel.charts.names import AREA, both, csv_name, names
from schakel.charts.notes import LIGHT_BAR, status_notes

_GROUP = Column("group", Text(nl="Groep", en="Group"))


def bar_chart(
    catalog: Catalog,
    indicator: str,
    figures: Sequence[Figure],
    language: str,
    *,
    target: Target | None = None,
    selected: str | None = None,
    top: float | None = None,
    title: Text | None = None,
) -> Chart:
    """Figures of one indicator compared, the highest first and those without a value last.

    `selected` is the area that stands out. `top` is a value that the scale has to hold. Without
    any figure the chart says that nothing has been published.
    """
    entry = catalog.indicator(indicator)
    unit = catalog.units[entry.unit]
    ordered = sorted(figures, key=_highest_first)
    labels = _labels(names(catalog, ordered), ordered)
    bars = [
        Bar(label.in_language(language), figure, figure_text(catalog, figure, language))
        for label, figure in zip(labels, ordered, strict=True)
    ]
    wide, narrow = (
        bar_spec(unit, bars, language, form, target=target, selected=selected, top=top)
        for form in (WIDE, NARROW)
    )
    sentence = both(lambda to: _sentence(catalog, indicator, ordered, to))
    columns, rows = figure_table(labels, ordered, language)
    return Chart(
        spec=wide,
        narrow=narrow,
        language=language,
        title=title or entry.label,
        sentence=sentence,
        alt=_alt(catalog, entry.unit, ordered, sentence, target),
        columns=columns,
        rows=rows,
        csv_name=csv_name(indicator, ordered),
        notes=tuple(status_notes(ordered, LIGHT_BAR)),
    )


def figure_table(
    labels: Sequence[Text], figures: Sequence[Figure], language: str
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """One row a figure: its name and itself; the period is in the head if all have the same."""
    periods = {figure.period for figure in figures}
    split = len({figure.area for figure in figures}) < len(figures)
    head = Text(nl="Waarde", en="Value")
    if len(periods) == 1:
        head = both(lambda to: period_label(next(iter(periods)), to).capitalize())
    columns = (
        _GROUP if split else AREA,
        Column("value", head, "figure", figures[0].unit if figures else None),
    )
    return columns, tuple(
        (label.in_language(language), figure) for label, figure in zip(labels, figures, strict=True)
    )


def _highest_first(figure: Figure) -> tuple[bool, float]:
    return (figure.value is None, -(figure.value or 0.0))


def _labels(plain: Sequence[Text], figures: Sequence[Figure]) -> list[Text]:
    """Names, with the period behind them where the figures are of different periods."""
    if len({figure.period for figure in figures}) < 2:
        return list(plain)
    return [
        Text(
            nl=f"{label.nl} ({short_period(figure.period, 'nl')})",
            en=f"{label.en} ({short_period(figure.period, 'en')})",
        )
        for label, figure in zip(plain, figures, strict=True)
    ]


def _sentence(catalog: Catalog, indicator: str, figures: Sequence[Figure], language: str) -> str:
    if len({figure.period for figure in figures}) == 1 and len(figures) > 3:
        areas = [figure.area for figure in figures]
        return map_sentence(catalog, indicator, figures, areas, language)
    lines = [Line(figure.area, (figure,)) for figure in figures]
    return series_sentence(catalog, indicator, lines, language)


def _alt(
    catalog: Catalog,
    unit: str,
    figures: Sequence[Figure],
    sentence: Text,
    target: Target | None,
) -> Text:
    def write(language: str) -> str:
        dutch = language == "nl"
        text = "Staafdiagram" if dutch else "Bar chart"
        if figures:
            several = len(figures) > 1
            text += f" met {len(figures)} " if dutch else f" with {len(figures)} "
            text += (
                ("staven, van hoog naar laag" if several else "staaf")
                if dutch
                else ("bars, from high to low" if several else "bar")
            )
        text += "."
        if target:
            aim = aim_text(catalog.units[unit], target.value, language)
            goal = f"Het doel is {aim}" if dutch else f"The target is {aim}"
            text += f" {goal} in {target.year}."
        return f"{text} {sentence.in_language(language)}"

    return both(write)
