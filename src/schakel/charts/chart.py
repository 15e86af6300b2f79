"""A chart as plain data: what is drawn, what it says, and the table that stands beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any

from schakel.answers.answer import Column
from schakel.answers.estimates import Told
from schakel.answers.figures import Figure
from schakel.catalog.types import Text

Spec = Mapping[str, Any]
Cell = str | Figure | Told | None

_DRAWING = "1"
_VERSIONS = (_DRAWING, version("vl-convert-python"))


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart or map in one language.

    `spec` is Vega-Lite, or the shapes of a map; `narrow` is the same for a phone, None when one
    drawing serves both. `rows` are the cells of the table beside it, in the order of `columns`:
    words, a figure, a number of a projection, or None where there is no figure. `notes` explain
    breaks, gaps and marks.
    """

    spec: Spec
    narrow: Spec | None
    language: str
    title: Text
    sentence: Text
    alt: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv_name: str
    notes: tuple[Text, ...] = ()

    @cached_property
    def key(self) -> str:
        """Fingerprint of everything that shows in the picture, and of what draws it."""
        shown = (self.spec, self.narrow, self.language, self.title.nl, self.title.en)
        told = (self.alt.nl, self.alt.en, _VERSIONS)
        content = json.dumps([*shown, *told], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the table, row by row."""
        return tuple(cell for row in self.rows for cell in row if isinstance(cell, Figure))
