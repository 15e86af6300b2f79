"""At which level a figure can be given for an area: its own, its parts', or that around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schakel.answers.figures import Figure
from schakel.answers.series import series
from schakel.catalog.catalog import Catalog

Level = Literal["own", "parts", "around", "none"]


@dataclass(frozen=True)
class Line:
    """The series of one area."""

    area: str
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        """The last figure of the series."""
        return self.figures[-1] if self.figures else None


@dataclass(frozen=True)
class Lines:
    """The series that say most about an area, at the lowest level there is."""

    level: Level
    lines: tuple[Line, ...]


def lowest_level(
    catalog: Catalog,
    indicator: str,
    area: str,
    breakdown: Mapping[str, str] | None = None,
) -> Lines:
    """Series of the area itself; else of those of its provinces that have one; else of what lies
    around it; else none."""
    split = dict(breakdown or {})

    def lines(codes: list[str]) -> tuple[Line, ...]:
        found = ((code, series(catalog, indicator, code, split)) for code in codes)
        return tuple(Line(code, figures) for code, figures in found if figures)

    territory = catalog.territory
    if own := lines([area]):
        return Lines("own", own)
    provinces = territory.parts(area, "province")
    if parts := lines(provinces):
        return Lines("parts", parts)
    for codes in (
        territory.touching(area, "province"),
        territory.wholes(area, "landsdeel"),
        ["NL"],
    ):
        if area not in codes and (around := lines(codes)):
            return Lines("around", around)
    return Lines("none", ())


def surroundings(catalog: Catalog, area: str) -> list[str]:
    """Areas whose figures stand in one table with this one: parts, then itself, then the nation."""
    territory = catalog.territory
    kind = catalog.area(area).kind
    if kind in ("landsdeel", "nation"):
        provinces = territory.parts(area, "province")
        markets = territory.touching(area, "labour_market_region") if kind == "landsdeel" else []
        return [*provinces, *markets, area, *(["NL"] if area != "NL" else [])]
    return [
        area,
        *(code for code in territory.touching(area, "province") if code != area),
        *territory.wholes(area, "landsdeel"),
        "NL",
    ]
