"""Periods as publishers write them, and their place on the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PATTERNS = {
    "year": re.compile(r"^(\d{4})$"),
    "school_year": re.compile(r"^(\d{4})/(\d{2})$"),
    "quarter": re.compile(r"^(\d{4})Q([1-4])$"),
    "month": re.compile(r"^(\d{4})-(\d{2})$"),
    "day": re.compile(r"^(\d{4})-(\d{2})-(\d{2})$"),
    "years": re.compile(r"^(\d{4})\.\.(\d{4})$"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A period: `start` and `end` in decimal years, its `kind` and the canonical text.

    Canonical forms: `2024`, `2023/24` (school year, from August), `2019Q4`, `2023-10`,
    `2026-08-21`, `2014..2022` (several whole years). Anything else is kind `text`: it can be
    shown, but has no place on a time axis (start and end are not a number).
    """

    start: float
    end: float
    kind: str
    text: str

    @property
    def middle(self) -> float:
        """Middle of the period in decimal years, where a point is drawn."""
        return (self.start + self.end) / 2


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:
    """Read a canonical period; what has none of the forms becomes kind `text`."""
    for kind, pattern in _PATTERNS.items():
        if match := pattern.match(text):
            span = _span(kind, [int(part) for part in match.groups()])
            if span:
                return Period(*span, kind, text)
    return Period(float("nan"), float("nan"), "text", text)


def _span(kind: str, parts: list[int]) -> tuple[float, float] | None:
    first = parts[0]
    if kind == "year":
        return first, first + 1
    if kind == "school_year":
        return (first + 7 / 12, first + 19 / 12) if (first + 1) % 100 == parts[1] else None
    if kind == "quarter":
        return first + (parts[1] - 1) / 4, first + parts[1] / 4
    if kind == "years":
        return (first, parts[1] + 1) if parts[1] > first else None
    if not 1 <= parts[1] <= 12:
        return None
    month = first + (parts[1] - 1) / 12
    if kind == "month":
        return month, month + 1 / 12
    day = month + (parts[2] - 1) / 372
    return day, day + 1 / 372
