"""Figures, rows and tables as files: CSV with a comma and a decimal point, and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.http import HttpResponse, JsonResponse

from schakel.answers.answer import Answer
from schakel.answers.data import indicator_answer
from schakel.answers.explain import FigureExplanation
from schakel.answers.figures import Figure
from schakel.base.spreadsheets import guarded
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Dataset
from schakel.facts.store import observations


def csv_response(answer: Answer, name: str) -> HttpResponse:
    """The table of an answer as a CSV file."""
    return _csv(name, [column.name for column in answer.columns], answer.rows)


def rows_response(explanation: FigureExplanation, name: str) -> HttpResponse:
    """The observations behind a figure as CSV; `part` says of which half of the formula."""
    answers = [
        (part, explanation_part.rows)
        for part, explanation_part in zip(
            ("numerator", "denominator"), explanation.parts, strict=False
        )
    ]
    head = list(dict.fromkeys(column.name for _, answer in answers for column in answer.columns))
    rows = (
        [part, *(dict(zip(_names(answer), row, strict=True)).get(name) for name in head)]
        for part, answer in answers
        for row in answer.rows
    )
    return _csv(name, ["part", *head], rows)


def table_response(catalog: Catalog, dataset: Dataset) -> HttpResponse:
    """The tidy table of a data set as CSV."""
    response = _attachment(dataset.id, "csv", "text/csv; charset=utf-8")
    response.write(observations(catalog, dataset.id).write_csv())
    return response


def json_response(data: dict[str, Any]) -> JsonResponse:
    """Plain data as JSON, readable by people too."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})


def figure_answer(catalog: Catalog, figure: Figure) -> Answer:
    """One figure as a table of one row."""
    split = figure.breakdown[0][0] if figure.breakdown else None
    answer = indicator_answer(catalog, figure.indicator, [figure.area], split, figure.period)
    kept = tuple(row for row in answer.rows if row[-1] == figure.address)
    return Answer(answer.question, answer.columns, kept, (figure,), answer.notes, answer.sources)


def explained(catalog: Catalog, explanation: FigureExplanation) -> dict[str, Any]:
    """A figure with its formula, rows and sources as plain data."""
    figure = explanation.figure
    return {
        "figure": {**_plain(figure), "address": figure.address},
        "indicator": {
            "id": explanation.indicator.id,
            "label": explanation.indicator.label.model_dump(),
            "description": explanation.indicator.description.model_dump(),
        },
        "area": {
            "code": figure.area,
            "kind": catalog.areas[figure.area].kind,
            "label": catalog.areas[figure.area].label.model_dump(),
        },
        "unit": catalog.units[figure.unit].model_dump(),
        "definition": explanation.version.model_dump(mode="json"),
        "formula": explanation.formula.model_dump(),
        "filled": explanation.filled.model_dump() if explanation.filled else None,
        "range": explanation.range.model_dump() if explanation.range else None,
        "parts": [
            {
                "dataset": part.dataset.id,
                "selection": part.words.model_dump(),
                "total": part.total,
                "suppressed_cells": part.suppressed,
                "rows": [dict(zip(_names(part.rows), row, strict=True)) for row in part.rows.rows],
            }
            for part in explanation.parts
        ],
        "sources": [source.model_dump(mode="json") for source in explanation.sources],
    }


def _names(answer: Answer) -> list[str]:
    return [column.name for column in answer.columns]


def _plain(figure: Figure) -> dict[str, Any]:
    plain = {field.name: getattr(figure, field.name) for field in fields(figure)}
    plain["breakdown"] = dict(figure.breakdown)
    plain["note"] = figure.note.model_dump() if figure.note else None
    plain["retrieved"] = figure.retrieved.isoformat()
    return plain


def _csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(map(guarded, row) for row in rows)
    response = _attachment(name, "csv", "text/csv; charset=utf-8")
    response.write(buffer.getvalue())
    return response


def _attachment(name: str, ending: str, kind: str) -> HttpResponse:
    file = "-".join(name.replace("=", "-").split("/"))
    return HttpResponse(
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{file}.{ending}"'},
    )
