"""What the pages of the areas show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.data import sources_of
from schakel.answers.region import AreaProfile, Standing, area_profile
from schakel.answers.strip import LinkState
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area, Goal, Source
from schakel.site import standing

_KINDS = ("nation", "landsdeel", "province", "labour_market_region", "pact", "municipality")


@dataclass(frozen=True)
class AreaPage:
    """Everything on the page of one area.

    `own` are the measures that have a figure for the area itself, by goal; `others` those that are
    published only for what lies around it.
    """

    profile: AreaProfile
    strip: tuple[LinkState, ...]
    own: tuple[tuple[Goal, tuple[Standing, ...]], ...]
    others: tuple[Standing, ...]
    sources: tuple[Source, ...]


@lru_cache(maxsize=256)
def area_page(catalog: Catalog, area: str) -> AreaPage:
    """The page of one area; raises UnknownName for one that does not exist."""
    profile = area_profile(catalog, area)
    chain = standing.strip_of(catalog, area)
    shown = [state.figure for state in chain if state.figure]
    shown += [
        line.line.latest
        for goal in profile.goals
        for measure in goal.measures
        for line in measure.lines
        if line and line.line.latest
    ]
    measures = [measure for goal in profile.goals for measure in goal.measures]
    own = ((g.goal, tuple(m for m in g.measures if m.lines[0])) for g in profile.goals)
    return AreaPage(
        profile=profile,
        strip=chain,
        own=tuple((goal, found) for goal, found in own if found),
        others=tuple(m for m in measures if not m.lines[0] and not m.is_empty),
        sources=sources_of(catalog, shown),
    )


@lru_cache(maxsize=16)
def area_groups(catalog: Catalog) -> tuple[tuple[str, tuple[Area, ...]], ...]:
    """The areas that touch the region, by kind, each group in the order of the alphabet."""
    region = catalog.region.area

    def of_kind(kind: str) -> tuple[Area, ...]:
        codes = catalog.territory.touching(region, kind)
        found = (catalog.areas[code] for code in codes)
        return tuple(sorted(found, key=lambda area: area.label.nl))

    groups = ((kind, of_kind(kind)) for kind in _KINDS)
    return tuple((kind, areas) for kind, areas in groups if areas)
