"""Measurements of the finders as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from schakel.answers.paths_quality import Measure
from schakel.base.numbers import format_number

Row = tuple[str, str, str, str, str]


def measure_rows(measures: Iterable[Measure], language: str) -> list[Row]:
    """What, of which part, the value, what others reach, and a remark."""
    return [
        (
            one.what.in_language(language),
            one.part.in_language(language),
            format_number(one.value, 3, language),
            _local(one.others, language),
            one.remark.in_language(language),
        )
        for one in measures
    ]


def _local(others: str, language: str) -> str:
    """`.572 (OpenAI)` as a reader writes it; a dash where nobody published a value."""
    value, _, whose = others.partition(" ")
    return f"{format_number(float(value), 3, language)} {whose}" if others else "–"
