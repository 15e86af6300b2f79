"""Areas of a catalog as paths on a map of a given width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from schakel.catalog.catalog import Catalog
from schakel.charts.geometry import Point, Ring, outline, roomiest, surface, thinned, topology

FINENESS = 10  # units of a path per pixel: paths hold whole numbers, so one decimal of a pixel
_SMALLEST_TRIANGLE = 0.4  # square pixels
_SMALLEST_ISLAND = 3.0  # square pixels


@dataclass(frozen=True)
class Shape:
    """One area: its path in tenths of a pixel, and where a label has most room (in pixels)."""

    code: str
    path: str
    spot: Point
    width: float


@dataclass(frozen=True)
class Shapes:
    """Areas on one map, its height in pixels, and the areas of which no border is known."""

    height: float
    shapes: tuple[Shape, ...]
    unknown: tuple[str, ...]


@lru_cache(maxsize=32)
def shapes(catalog: Catalog, areas: tuple[str, ...], width: float) -> Shapes:
    """Paths of areas that together fill the width (in pixels).

    Raises SchakelError when the package has no boundaries.
    """
    borders = topology(catalog)
    members = catalog.territory.municipalities
    rings = {code: outline(borders, members[code]) for code in areas}
    arcs = sorted({_forward(arc) for found in rings.values() for ring in found for arc in ring})
    if not arcs:
        return Shapes(0, (), areas)
    points = [point for arc in arcs for point in borders.points(arc)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    scale = width / (max(x for x, _ in points) - left)
    height = (max(y for _, y in points) - top) * scale
    drawn = {
        arc: thinned(
            [((x - left) * scale, (y - top) * scale) for x, y in borders.points(arc)],
            _SMALLEST_TRIANGLE,
        )
        for arc in arcs
    }
    found = tuple(_shape(code, rings[code], drawn) for code in areas if rings[code])
    return Shapes(height, found, tuple(code for code in areas if not rings[code]))


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _shape(code: str, rings: Sequence[Ring], drawn: dict[int, list[Point]]) -> Shape:
    joined = sorted((_joined(ring, drawn) for ring in rings), key=surface, reverse=True)
    largest = joined[0]
    kept = [largest, *(ring for ring in joined[1:] if surface(ring) >= _SMALLEST_ISLAND)]
    xs = [x for x, _ in largest]
    return Shape(code, "".join(map(_path, kept)), roomiest(largest), max(xs) - min(xs))


def _joined(ring: Ring, drawn: dict[int, list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        points += (drawn[arc] if arc >= 0 else drawn[~arc][::-1])[:-1]
    return points


def _path(ring: Sequence[Point]) -> str:
    """A closed path of whole numbers: where it starts, then steps."""
    grid = [(round(x * FINENESS), round(y * FINENESS)) for x, y in ring]
    steps: list[int] = []
    for (ax, ay), (bx, by) in zip(grid, grid[1:], strict=False):
        if (ax, ay) != (bx, by):
            steps += [bx - ax, by - ay]
    return f"M{_numbers(grid[0])}l{_numbers(steps)}z" if steps else ""


def _numbers(numbers: Sequence[int]) -> str:
    """Numbers in a row; a minus separates as well as a space does."""
    return " ".join(map(str, numbers)).replace(" -", "-")
