"""The chain strip: one figure a link, and which link is the tight one, by a stated rule."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.figures import Figure
from schakel.answers.places import Level, lowest_level
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

    The tight link is the one with the largest gap between figure and target as a part of the
    target. Links without a target or a value cannot be tight; on a tie the earliest link is it.
    """
    where = area or catalog.region.area
    found = [
        (link, lowest_level(catalog, link.indicator, where, link.breakdown))
        for link in catalog.strip
    ]
    figures = [lines.lines[0].latest if lines.lines else None for _, lines in found]
    gaps = [
        _gap(link, figure) for (link, _), figure in zip(found, figures, strict=True)
    ]
    largest = max((gap for gap in gaps if gap is not None and gap > 0), default=None)
    tight = gaps.index(largest) if largest is not None else -1
    return tuple(
        LinkState(link, lines.level, figure, gap, place == tight)
        for place, ((link, lines), figure, gap) in enumerate(
            zip(found, figures, gaps, strict=True)
        )
    )


def _gap(link: StripLink, figure: Figure | None) -> float | None:
    if link.target is None or figure is None or figure.value is None:
        return None
    return (link.target - figure.value) / link.target
