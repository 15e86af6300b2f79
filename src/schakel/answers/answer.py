"""The answer to one question: figures, a table with its columns explained, notes, provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schakel.answers.figures import Figure
from schakel.catalog.types import Source, Text

Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """One column of an answer's table. `kind` tells a face how to set it."""

    name: str
    label: Text
    kind: Literal["text", "area", "period", "number", "status", "figure"] = "text"
    unit: str | None = None


STATUS = Column("status", Text(nl="Status", en="Status"), "status")


@dataclass(frozen=True)
class Answer:
    """One question answered. `rows` are plain values in the order of `columns`."""

    question: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: tuple[Figure, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
