"""The track record beside the chain, as a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schakel.answers.track_record import History, Score, against, histories
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class ScoreRow:
    """One way to forecast with its scores in words."""

    label: Text
    error: str
    score: str
    held: str
    direction: str


Years = tuple[str, str]
Shown = tuple[History, Years, tuple[ScoreRow, ...], tuple[Source, ...]]


def record_tables(catalog: Catalog, language: str) -> tuple[Shown, ...]:
    """Each history with its first and last year, its rows and its sources."""
    return tuple(
        (
            history,
            (_YEAR.findall(history.first)[0], _YEAR.findall(history.last)[-1]),
            tuple(_row(score, language) for score in history.scores),
            tuple(catalog.sources[name] for name in history.sources),
        )
        for history in histories(catalog)
    )


def _row(score: Score, language: str) -> ScoreRow:
    direction = "–"
    if score.direction is not None:
        direction = f"{format_number(round(score.direction), 0, language)}%"
    return ScoreRow(
        score.label,
        against(score.error, language),
        against(score.score, language),
        format_number(round(score.held), 0, language),
        direction,
    )
