"""Figures: one indicator, one area, one period, with everything that makes the number traceable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from schakel.base.statuses import Status
from schakel.catalog.types import Text

Breakdown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """One value with its range, its status, its arithmetic and its sources.

    `low` and `high` are the range that suppressed cells (or the source's own uncertainty) allow;
    both are None when there is none. `numerator` and `denominator` are what was divided.
    """

    indicator: str
    area: str
    period: str
    breakdown: Breakdown
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    status: Status
    suppressed_cells: int
    cells: int
    version: str
    sources: tuple[str, ...]
    retrieved: date
    note: Text | None = None

    @property
    def address(self) -> str:
        """The permanent path of this figure: indicator/area/period[/dimension=code…]."""
        split = [f"{dimension}={code}" for dimension, code in self.breakdown]
        return "/".join([self.indicator, self.area, self.period.replace("/", "_"), *split])

    @property
    def fingerprint(self) -> str:
        """Changes when the figure at this address says something else: value, range or status."""
        return fingerprint(self.address, self.value, self.low, self.high, self.status)


def fingerprint(
    address: str, value: float | None, low: float | None, high: float | None, status: Status
) -> str:
    """A short text that changes when what a figure says changes."""
    said = repr((address, value, low, high, status.value))
    return blake2b(said.encode(), digest_size=8).hexdigest()


def note_text(note: str | None) -> Text | None:
    """The note of an observation, written `Dutch | English` in the table, in its two languages."""
    if note is None:
        return None
    dutch, _, english = note.partition(" | ")
    return Text(nl=dutch, en=english or dutch)
