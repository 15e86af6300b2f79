"""What the page of one figure shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.explain import FigureExplanation, Part, explain
from schakel.answers.figures import Figure
from schakel.answers.places import Line
from schakel.answers.series import series
from schakel.answers.words import breakdown_words, period_label, value_text
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Break
from schakel.charts.chart import Chart
from schakel.site.explore import links
from schakel.site.explore.viewmodels.charts import series_chart
from schakel.site.explore.viewmodels.indicator import Definition, definitions
from schakel.site.explore.viewmodels.tables import Table, answer_table
from schakel.site.explore.words import status_meaning, status_word

SHOWN = 100  # rows of each half of the formula on the page; the CSV has all


@dataclass(frozen=True)
class PartTable:
    """One half of the formula with the largest of its rows."""

    part: Part
    total: str
    number: int
    table: Table
    more: int


@dataclass(frozen=True)
class FigurePage:
    """Everything on the page of one figure."""

    figure: Figure
    name: str
    place: str
    unit_word: str
    status_sentence: str
    citation: str
    explanation: FigureExplanation
    parts: tuple[PartTable, ...]
    definition: Definition
    breaks: tuple[Break, ...]
    chart: Chart | None
    json: str
    csv: str
    rows_csv: str
    api: str


@lru_cache(maxsize=512)
def figure_page(catalog: Catalog, figure: Figure, language: str) -> FigurePage:
    """The page of one figure."""
    explanation = explain(catalog, figure)
    whole = series(catalog, figure.indicator, figure.area, dict(figure.breakdown))
    unit = catalog.units[figure.unit]
    return FigurePage(
        figure=figure,
        name=_name(catalog, figure, language),
        place=_place(catalog, figure, language),
        unit_word="" if unit.suffix else unit.label.in_language(language),
        status_sentence=_status(catalog, figure, language),
        citation=_citation(catalog, explanation, language),
        explanation=explanation,
        parts=tuple(_part_table(catalog, part, language) for part in explanation.parts),
        definition=definitions(catalog, figure.indicator),
        breaks=explanation.indicator.breaks,
        chart=series_chart(catalog, Line(figure.area, whole), language),
        json=links.figure_file(catalog, figure, language, ".json"),
        csv=links.figure_file(catalog, figure, language, ".csv"),
        rows_csv=links.figure_file(catalog, figure, language, "/rows.csv"),
        api=links.figure_in_api(catalog, figure),
    )


def _status(catalog: Catalog, figure: Figure, language: str) -> str:
    word = status_word(catalog, figure.status, language)
    return f"{word[0].upper()}{word[1:]}. {status_meaning(catalog, figure.status, language)}"


def _name(catalog: Catalog, figure: Figure, language: str) -> str:
    """Indicator, area, what it is split by, and period, as a title."""
    indicator = catalog.indicators[figure.indicator].label.in_language(language)
    return f"{indicator}, {_place(catalog, figure, language)}"


def _place(catalog: Catalog, figure: Figure, language: str) -> str:
    split = breakdown_words(catalog, figure, language)
    area = catalog.areas[figure.area].label.in_language(language)
    return ", ".join([area, *([split] if split else []), period_label(figure.period, language)])


def _citation(catalog: Catalog, explanation: FigureExplanation, language: str) -> str:
    """One line with which the figure can be cited, without its address."""
    figure = explanation.figure
    publishers = "; ".join(dict.fromkeys(source.publisher for source in explanation.sources))
    name = _name(catalog, figure, language)
    day = period_label(figure.retrieved.isoformat(), language)
    if language == "nl":
        return f"Schakel, “{name}”, naar {publishers}, opgehaald op {day}."
    return f"Schakel, “{name}”, after {publishers}, retrieved {day}."


def _part_table(catalog: Catalog, part: Part, language: str) -> PartTable:
    number = len(part.rows.rows)
    return PartTable(
        part=part,
        total=_total(catalog, part, language),
        number=number,
        table=answer_table(catalog, part.rows, language, SHOWN),
        more=max(0, number - SHOWN),
    )


def _total(catalog: Catalog, part: Part, language: str) -> str:
    """The sum of one half of the formula, with what it counts."""
    unit = catalog.units[part.dataset.variables[part.selection.variable].unit]
    total = part.total or 0.0
    halves = round(total, unit.decimals) != total
    exact = unit.model_copy(update={"decimals": unit.decimals + halves})
    said = value_text(exact, total, language)
    return said if unit.suffix else f"{said} {unit.label.in_language(language)}"
