"""Five classes of values with round limits, and what each is called."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from schakel.answers.words import is_share
from schakel.base.numbers import format_number
from schakel.catalog.types import Unit
from schakel.charts.layout import decimals_of, round_up

CLASSES = 5
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Classes:
    """Five classes of equal width: `limits` are the four numbers between them."""

    limits: tuple[float, ...]

    def of(self, value: float) -> int:
        """The class (0 to 4) of a value; a value on a limit belongs to the higher one."""
        return sum(value >= limit - 1e-9 for limit in self.limits)

    def labels(self, unit: Unit, language: str) -> list[str]:
        """The classes in words, from low to high."""
        decimals = decimals_of(self.limits)
        sign = "%" if is_share(unit) else ""
        shown = [format_number(limit, decimals, language) + sign for limit in self.limits]
        dutch = language == "nl"
        between = "tot" if dutch else "to"
        return [
            f"{'minder dan' if dutch else 'less than'} {shown[0]}",
            *(f"{low} {between} {high}" for low, high in zip(shown, shown[1:], strict=False)),
            f"{shown[-1]} {'of meer' if dutch else 'or more'}",
        ]


def five_classes(values: Sequence[float], decimals: int) -> Classes:
    """Classes with round limits that hold these values; limits are not finer than `decimals`."""
    low, high = min(values), max(values)
    step = round_up(max((high - low) / CLASSES, 10.0**-decimals), _STEPS)
    while high > _first(low, step) + CLASSES * step + 1e-9:
        step = round_up(step * 1.01, _STEPS)
    start = _first(low, step)
    return Classes(tuple(round(start + number * step, 10) for number in range(1, CLASSES)))


def _first(low: float, step: float) -> float:
    return math.floor(round(low / step, 12)) * step
