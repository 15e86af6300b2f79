"""The figures of a pact's territory beside those of the areas around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.figures import Figure
from schakel.answers.places import surroundings
from schakel.answers.series import series
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area, Indicator, Text


@dataclass(frozen=True)
class ComparedRow:
    """One indicator: the latest figure in each area of the table, None where none is published."""

    label: Text
    indicator: Indicator
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Comparison:
    """The figures of an area beside those of the areas around it."""

    areas: tuple[Area, ...]
    rows: tuple[ComparedRow, ...]


@lru_cache(maxsize=256)
def comparison(catalog: Catalog, area: str) -> Comparison:
    """What the goals and the strip follow, in an area, its provinces, its landsdeel and the nation.

    Rows without a figure for the area itself are kept: nothing published is an answer too.
    """
    codes = surroundings(catalog, area)
    rows = [
        ComparedRow(label, catalog.indicator(name), _latest(catalog, name, codes, dict(split)))
        for (name, split), label in _followed(catalog).items()
    ]
    return Comparison(
        tuple(catalog.areas[code] for code in codes),
        tuple(row for row in rows if any(row.figures)),
    )


def _latest(
    catalog: Catalog, indicator: str, codes: list[str], split: dict[str, str]
) -> tuple[Figure | None, ...]:
    found = (series(catalog, indicator, code, split) for code in codes)
    return tuple(figures[-1] if figures else None for figures in found)


def _followed(catalog: Catalog) -> dict[tuple[str, tuple[tuple[str, str], ...]], Text]:
    """What is followed: (indicator, breakdown) and its label, each once, strip before goals."""
    found = {
        (link.indicator, tuple(link.breakdown.items())): catalog.indicator(link.indicator).label
        for link in catalog.strip
    }
    for goal in sorted(catalog.goals.values(), key=lambda goal: goal.number):
        for measure in goal.measures:
            if measure.headline:
                label = measure.label or catalog.indicator(measure.indicator).label
                found.setdefault((measure.indicator, tuple(measure.breakdown.items())), label)
    return found
