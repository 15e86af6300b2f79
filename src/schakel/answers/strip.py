"""The chain strip: one figure a link, and which link is the tight one, by a stated rule."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.figures import Figure
from schakel.answers.judgements import comparable
from schakel.answers.places import Level, Lines, lowest_level
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import StripLink


@dataclass(frozen=True)
class LinkState:
    """One link of the chain with its figure (None where nothing is published)."""

    link: StripLink
    level: Level
    figure: Figure | None
    gap: float | None
    tight: bool


def strip(catalog: Catalog, area: str | None = None) -> tuple[LinkState, ...]:
    """The links of the chain in order, in an area (default: the region itself).

    The tight link is the one that lies furthest below its target, as a part of that target. When
    no link lies below a target it is the one with the steepest loss since the figure before. On a
    tie the earliest link is it; a link without figures cannot be it, nor one whose figure says too
    little about the area to be judged there.
    """
    where = area or catalog.region.area
    found = [
        (link, lowest_level(catalog, link.indicator, where, link.breakdown))
        for link in catalog.strip
    ]
    figures = [lines.lines[0].latest if lines.lines else None for _, lines in found]
    gaps = [_gap(catalog, link, figure) for (link, _), figure in zip(found, figures, strict=True)]
    tight = _largest(gaps)
    if tight is None:
        tight = _largest([_loss(catalog, link, lines) for link, lines in found])
    return tuple(
        LinkState(link, lines.level, figure, gap, place == tight)
        for place, ((link, lines), figure, gap) in enumerate(zip(found, figures, gaps, strict=True))
    )


def _largest(numbers: list[float | None]) -> int | None:
    """Place of the first largest number above zero, or None."""
    above = [number for number in numbers if number is not None and number > 0]
    return numbers.index(max(above)) if above else None


def _loss(catalog: Catalog, link: StripLink, lines: Lines) -> float | None:
    """By which part the last figure is worse than the comparable one before it."""
    indicator = catalog.indicator(link.indicator)
    if not lines.lines or indicator.direction == "none":
        return None
    values = [f.value for f in comparable(indicator, lines.lines[0].figures) if f.value is not None]
    if len(values) < 2 or not values[-2]:
        return None
    change = (values[-1] - values[-2]) / abs(values[-2])
    return change if indicator.direction == "down" else -change


def _gap(catalog: Catalog, link: StripLink, figure: Figure | None) -> float | None:
    if link.target is None or figure is None or figure.value is None:
        return None
    judged = catalog.indicator(link.indicator).judged
    if judged and catalog.area(figure.area).kind not in judged.kinds:
        return None
    return (link.target - figure.value) / link.target
