"""From figures to what can be drawn of them: parts of lines, breaks, gaps and colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import median

from schakel.answers.figures import Figure
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Indicator, Text
from schakel.charts.colours import REST, SERIES
from schakel.charts.names import names

_LONG_GAP = 2.5
_NOT_FINAL = (Status.ESTIMATE, Status.PROVISIONAL, Status.FORECAST)


@dataclass(frozen=True)
class Drawn:
    """One series as it is drawn: its label, its colour, and the parts between breaks and gaps."""

    label: Text
    colour: str
    prominent: bool
    parts: tuple[tuple[Figure, ...], ...]
    breaks: tuple[Figure, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that have a place in the chart."""
        return tuple(figure for part in self.parts for figure in part)


def middle(figure: Figure) -> float:
    """Where on the calendar a figure stands, in decimal years."""
    return _middle(figure.period)


@lru_cache(maxsize=4096)
def _middle(period: str) -> float:
    return round(parse_period(period).middle, 4)


def number(figure: Figure) -> float:
    """The value of a figure that is drawn."""
    assert figure.value is not None, "only figures with a value are drawn"
    return figure.value


def is_dated(figure: Figure) -> bool:
    """Whether a figure has a value and a place on the calendar."""
    return figure.value is not None and parse_period(figure.period).kind != "text"


def is_hollow(figure: Figure) -> bool:
    """Whether a figure is drawn hollow, because it is not a final count."""
    return figure.status in _NOT_FINAL


def drawn_series(
    catalog: Catalog, indicator: Indicator, series: Sequence[Sequence[Figure]]
) -> list[Drawn]:
    """The series that have something to draw; the first five in colour, the rest grey."""
    kept = [figures for figures in series if any(is_dated(f) for f in figures)]
    labels = names(catalog, [figures[0] for figures in kept])
    return [
        _drawn(indicator, figures, label, SERIES[place] if place < len(SERIES) else None)
        for place, (figures, label) in enumerate(zip(kept, labels, strict=True))
    ]


def _drawn(
    indicator: Indicator, figures: Sequence[Figure], label: Text, colour: str | None
) -> Drawn:
    parts: list[list[Figure]] = []
    breaks: list[Figure] = []
    step = _usual_step([figure for figure in figures if is_dated(figure)])
    before: Figure | None = None
    interrupted = False
    for figure in figures:
        if not is_dated(figure):
            interrupted = True
            continue
        broken = before is not None and bool(breaks_between(indicator, before, figure))
        if broken:
            breaks.append(figure)
        gap = before is None or middle(figure) - middle(before) > _LONG_GAP * step
        if broken or gap or interrupted:
            parts.append([])
        parts[-1].append(figure)
        before, interrupted = figure, False
    return Drawn(label, colour or REST, colour is not None, tuple(map(tuple, parts)), tuple(breaks))


def _usual_step(figures: Sequence[Figure]) -> float:
    times = [middle(figure) for figure in figures]
    steps = [late - early for early, late in zip(times, times[1:], strict=False)]
    return median(steps) if steps else 0.0


def breaks_between(indicator: Indicator, before: Figure, after: Figure) -> list[Text]:
    """Why two figures that follow each other cannot be compared, if they cannot."""
    start, end = (parse_period(figure.period).start for figure in (before, after))
    marks = [m.note for m in indicator.breaks if start < parse_period(m.period).start <= end]
    if not marks and before.version != after.version:
        return [version.note for version in indicator.versions if version.id == after.version]
    return marks
