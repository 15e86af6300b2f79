"""How well forecasts did where it is known what came of it: the track record, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import FOLDER
from schakel.catalog.types import Text

FILE = "track_record.csv"
COLUMNS = (
    "history", "label_nl", "label_en", "first", "last", "sources", "method", "cases", "mae_ratio",
    "crps_ratio", "coverage", "direction",
)  # fmt: skip
# Two scores that differ by less than this part are called equal.
EQUAL = 0.02
NO_CHANGE = "no change"
METHODS: Mapping[str, Text] = {
    NO_CHANGE: Text(nl="niets verandert", en="nothing changes"),
    "constant share": Text(nl="vast aandeel van het geheel", en="constant share of the whole"),
    "drift": Text(nl="doortrekken van de lijn", en="drawing the line on"),
    "damped trend": Text(nl="trend die uitdooft", en="trend that dies out"),
}


@dataclass(frozen=True)
class Score:
    """How one method did on one history.

    `error` and `score` are its mean error and its score of the whole forecast (CRPS), relative to
    those of *no change*; `held` the percentage of outcomes within its 80% interval; `direction`
    how often up or down was right, in percent, None for a method that names none.
    """

    method: str
    cases: int
    error: float
    score: float
    held: float
    direction: float | None

    @property
    def label(self) -> Text:
        """What the method is called."""
        return METHODS.get(self.method, Text(nl=self.method, en=self.method))

    @property
    def beats(self) -> bool | None:
        """Whether it is better than *no change* in both; None where neither is clear."""
        ratios = (self.error, self.score)
        if all(ratio <= 1 - EQUAL for ratio in ratios):
            return True
        return False if all(ratio >= 1 + EQUAL for ratio in ratios) else None


@dataclass(frozen=True)
class History:
    """A history that was forecast from points in its past, with the scores of each method."""

    id: str
    label: Text
    first: str
    last: str
    sources: tuple[str, ...]
    scores: tuple[Score, ...]


@lru_cache(maxsize=4)
def histories(catalog: Catalog) -> tuple[History, ...]:
    """The track record of a region, of its own package or a parent's; empty where none was made."""
    for package in reversed(catalog.packages):
        path = package.folder / FOLDER / FILE
        if path.is_file():
            rows = pl.read_csv(path, schema_overrides={"first": pl.String, "last": pl.String})
            parts = rows.partition_by("history", maintain_order=True)
            return tuple(_history(part.to_dicts()) for part in parts)
    return ()


def _history(rows: Sequence[Mapping[str, object]]) -> History:
    first = rows[0]
    return History(
        str(first["history"]),
        Text(nl=str(first["label_nl"]), en=str(first["label_en"])),
        str(first["first"]),
        str(first["last"]),
        tuple(str(first["sources"]).split()),
        tuple(_score(row) for row in rows),
    )


def _score(row: Mapping[str, object]) -> Score:
    error, score, held = (float(str(row[n])) for n in ("mae_ratio", "crps_ratio", "coverage"))
    direction = row["direction"]
    return Score(
        str(row["method"]),
        int(str(row["cases"])),
        error,
        score,
        held,
        None if direction is None else float(str(direction)),
    )


def record_sentence(found: Sequence[History], language: str) -> str:
    """What the track record says, the worst as plain as the best."""
    tried = [score for history in found for score in history.scores if score.method != NO_CHANGE]
    beaten = sum(score.beats is True for score in tried)
    lost = sum(score.beats is False for score in tried)
    held = [score.held for history in found for score in history.scores]
    low, high = (format_number(round(value), 0, language) for value in (min(held), max(held)))
    if language == "nl":
        return (
            f"We legden eenvoudige voorspellingen terug in het verleden van {len(found)} reeksen. "
            f"Van de {len(tried)} pogingen waren er {beaten} beter dan zeggen dat er niets "
            f"verandert, en {lost} slechter. Een marge die 80 van de 100 uitkomsten moet bevatten, "
            f"bevatte er {low} tot {high}."
        )
    return (
        f"We put simple forecasts back in the past of {len(found)} series. Of {len(tried)} tries "
        f"{beaten} were better than saying that nothing changes, and {lost} were worse. An "
        f"interval that should hold 80 in 100 outcomes held {low} to {high}."
    )


def against(ratio: float, language: str) -> str:
    """An error or score beside that of *no change*."""
    part = round(100 * abs(ratio - 1))
    dutch = language == "nl"
    if part == 0:
        return "even groot" if dutch else "the same"
    if ratio < 1:
        return f"{part}% {'kleiner' if dutch else 'smaller'}"
    return f"{part}% {'groter' if dutch else 'larger'}"
