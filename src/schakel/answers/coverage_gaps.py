"""How far each link of the chain still is from its target, in an area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from schakel.answers.figures import Figure
from schakel.answers.places import Level, lowest_level
from schakel.answers.strip import strip
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import ChainLink, Target

WhyNone = Literal["no_indicator", "no_figure", "no_target", "not_for_area"]


@dataclass(frozen=True)
class LinkGap:
    """A link in an area: its figure, its target and the gap between them.

    `gap` is in the unit of the indicator, above zero when there is still a way to go; it is None
    where it cannot be said, and `why_none` says why. `part` is the gap as a part of the target,
    so that links can be compared. `level` says whether the figure is of the area itself.
    """

    link: str
    area: str
    level: Level = "none"
    figure: Figure | None = None
    target: Target | None = None
    gap: float | None = None
    why_none: WhyNone | None = None

    @property
    def part(self) -> float | None:
        """The gap as a part of the target."""
        if self.gap is None or self.target is None or not self.target.value:
            return None
        return self.gap / abs(self.target.value)

    @property
    def is_open(self) -> bool:
        """Whether there is still a way to go."""
        return self.gap is not None and self.gap > 0


@lru_cache(maxsize=1024)
def link_gap(catalog: Catalog, link: str, area: str) -> LinkGap:
    """The gap of a link in an area, at the lowest level that is published.

    The target is that of the measure of the link's goal with the same indicator. There is no gap
    without a figure or a target, nor where the figure says too little about the area.
    """
    entry = catalog.links[link]
    if entry.indicator is None:
        return LinkGap(link, area, why_none="no_indicator")
    lines = lowest_level(catalog, entry.indicator, area, entry.breakdown)
    figure = lines.lines[0].latest if lines.lines else None
    target = _target(catalog, entry)
    why = _why_none(catalog, figure, target)
    if why or figure is None or figure.value is None or target is None:
        return LinkGap(link, area, lines.level, figure, target, None, why)
    ahead = target.value - figure.value
    gap = -ahead if catalog.indicator(entry.indicator).direction == "down" else ahead
    return LinkGap(link, area, lines.level, figure, target, gap)


def _why_none(catalog: Catalog, figure: Figure | None, target: Target | None) -> WhyNone | None:
    if figure is None or figure.value is None:
        return "no_figure"
    if target is None:
        return "no_target"
    judged = catalog.indicator(figure.indicator).judged
    if judged and catalog.area(figure.area).kind not in judged.kinds:
        return "not_for_area"
    return None


def _target(catalog: Catalog, link: ChainLink) -> Target | None:
    goal = catalog.goals.get(link.goal)
    measures = goal.measures if goal else ()
    return next(
        (
            measure.target
            for measure in measures
            if measure.indicator == link.indicator and measure.breakdown == link.breakdown
        ),
        None,
    )


def tight_link(catalog: Catalog) -> str | None:
    """The link with which the region's chain strip says that the chain is tight; None of none."""
    tight = next((state.link for state in strip(catalog) if state.tight), None)
    return next(
        (
            link.id
            for link in catalog.links.values()
            if tight and link.indicator == tight.indicator and link.breakdown == tight.breakdown
        ),
        None,
    )
