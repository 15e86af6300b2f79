"""How does one area stand: against what lies around it, and with whom does it work together?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.goals import JudgedLine, judged_line
from schakel.answers.places import Line, surroundings
from schakel.answers.series import series
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area, Goal, Indicator, Measure, ProgressRule, Text


@dataclass(frozen=True)
class Standing:
    """One measure of a goal side by side in several areas; None where nothing is published."""

    measure: Measure
    indicator: Indicator
    rule: ProgressRule
    lines: tuple[JudgedLine | None, ...]

    @property
    def label(self) -> Text:
        """What the measure is called under its goal."""
        return self.measure.label or self.indicator.label

    @property
    def is_empty(self) -> bool:
        """Whether none of the areas has a figure."""
        return not any(self.lines)


@dataclass(frozen=True)
class GoalStandings:
    """All measures of a goal in the same areas, in the same order."""

    goal: Goal
    areas: tuple[str, ...]
    measures: tuple[Standing, ...]


@dataclass(frozen=True)
class AreaProfile:
    """An area with the areas it is held against, its parts, and areas of pacts that touch it."""

    area: Area
    compared: tuple[str, ...]
    goals: tuple[GoalStandings, ...]
    municipalities: tuple[Area, ...]
    provinces: tuple[Area, ...]
    labour_market_regions: tuple[Area, ...]
    pact_areas: tuple[str, ...]


@lru_cache(maxsize=1024)
def standings(catalog: Catalog, goal: str, areas: tuple[str, ...]) -> GoalStandings:
    """Every measure of a goal in each of the areas, judged by the measure's own rule.

    Raises UnknownName for a goal or area that does not exist.
    """
    entry = catalog.goal(goal)
    return GoalStandings(
        entry, areas, tuple(_standing(catalog, measure, areas) for measure in entry.measures)
    )


def _standing(catalog: Catalog, measure: Measure, areas: tuple[str, ...]) -> Standing:
    indicator = catalog.indicator(measure.indicator)
    rule = catalog.rules[measure.progress]

    def judged(area: str) -> JudgedLine | None:
        found = series(catalog, indicator.id, area, measure.breakdown)
        if not found:
            return None
        return judged_line(catalog, measure, Line(area, found))

    return Standing(measure, indicator, rule, tuple(judged(area) for area in areas))


@lru_cache(maxsize=256)
def area_profile(catalog: Catalog, area: str) -> AreaProfile:
    """An area's figures for all goals beside its surroundings, its parts and areas of pacts.

    Raises UnknownName for an area that does not exist.
    """
    entry = catalog.area(area)
    compared = _compared(catalog, area)
    territory = catalog.territory
    goals = sorted(catalog.goals.values(), key=lambda goal: goal.number)

    def areas(codes: list[str]) -> tuple[Area, ...]:
        found = (catalog.areas[code] for code in codes if code != area)
        return tuple(sorted(found, key=lambda other: other.label.nl))

    return AreaProfile(
        area=entry,
        compared=compared,
        goals=tuple(standings(catalog, goal.id, compared) for goal in goals),
        municipalities=areas(territory.parts(area, "municipality")),
        provinces=areas(territory.touching(area, "province")),
        labour_market_regions=areas(territory.touching(area, "labour_market_region")),
        pact_areas=_pact_areas(catalog, area),
    )


def _compared(catalog: Catalog, area: str) -> tuple[str, ...]:
    """The area first, then its provinces and what it lies in, without labour-market regions.

    Beside the nation stand the provinces of the region that the catalog is about, and the region.
    """
    kind = catalog.areas[area].kind
    around = surroundings(catalog, catalog.region.area if kind == "nation" else area)
    beside = (code for code in around if catalog.areas[code].kind != "labour_market_region")
    return tuple(dict.fromkeys([area, *beside]))


def _pact_areas(catalog: Catalog, area: str) -> tuple[str, ...]:
    return tuple(c for c in catalog.territory.touching(area, "pact") if c != area)
