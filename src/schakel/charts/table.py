"""The table beside a chart as a CSV file that opens well where its reader lives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from schakel.answers.figures import Figure
from schakel.answers.words import breakdown_words
from schakel.catalog.catalog import Catalog
from schakel.charts.chart import Chart

_HEADS = {
    "nl": (
        "gebiedscode", "gebied", "periode", "uitsplitsing", "waarde", "laagst_mogelijk",
        "hoogst_mogelijk", "eenheid", "status", "bronnen", "vast_adres",
    ),
    "en": (
        "area_code", "area", "period", "breakdown", "value", "lowest_possible",
        "highest_possible", "unit", "status", "sources", "permanent_address",
    ),
}  # fmt: skip


def csv_text(catalog: Catalog, chart: Chart) -> str:
    """The figures of a chart, one a row, in plain UTF-8 without a byte-order mark.

    In Dutch the columns are separated by semicolons and numbers have a decimal comma, as a
    spreadsheet with Dutch settings expects; in English commas and a decimal point. Numbers have
    all their decimals. A figure without a value has an empty cell, and its status says why.
    """
    out = io.StringIO(newline="")
    separator = ";" if chart.language == "nl" else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(_HEADS[chart.language])
    writer.writerows(_rows(catalog, chart.figures, chart.language))
    return out.getvalue()


def _rows(catalog: Catalog, figures: Sequence[Figure], language: str) -> Iterator[list[str]]:
    for figure in figures:
        unit = catalog.units[figure.unit]
        yield [
            figure.area,
            catalog.area(figure.area).label.in_language(language),
            figure.period,
            breakdown_words(catalog, figure, language),
            *(_number(n, language) for n in (figure.value, figure.low, figure.high)),
            unit.label.in_language(language),
            figure.status.value,
            " ".join(figure.sources),
            figure.address,
        ]


def _number(number: float | None, language: str) -> str:
    if number is None:
        return ""
    text = f"{number:.10g}"
    return text.replace(".", ",") if language == "nl" else text
