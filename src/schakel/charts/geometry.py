"""Shapes of areas: municipalities dissolved into regions, thinned out to what a screen can show.

A topology keeps each stretch of border (arc) once. An area's outline is made of the arcs that
only one of its municipalities has; arcs that two of them share fall away. Arcs are thinned out one
by one, so that neighbours keep touching each other.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog

Point = tuple[float, float]
Ring = tuple[int, ...]
FILE = Path("geo") / "municipalities.topojson"


@dataclass(frozen=True, eq=False)
class Topology:
    """Arcs in Mercator coordinates (y down), and per municipality its rings of arc numbers."""

    arcs: tuple[tuple[Point, ...], ...]
    rings: Mapping[str, tuple[Ring, ...]]

    def points(self, arc: int) -> Sequence[Point]:
        """Points of an arc; a number below zero is the arc `~number` run backwards."""
        return self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]


def topology(catalog: Catalog) -> Topology:
    """The municipalities of the nearest package that has them.

    Raises SchakelError when there is no such file or when it cannot be read.
    """
    for package in reversed(catalog.packages):
        path = package.folder / FILE
        if path.is_file():
            return _read(path, path.stat().st_mtime_ns)
    raise SchakelError(
        Problem(
            str(FILE),
            "no such file in " + ", ".join(str(package.folder) for package in catalog.packages),
            "the municipalities as TopoJSON",
            "run `schakel data build --from DIR`, or take the release with its maps",
        )
    )


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Topology:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        arcs = tuple(tuple(_placed(arc, stored["transform"])) for arc in stored["arcs"])
        geometries = stored["objects"]["municipalities"]["geometries"]
        rings = {geometry["id"]: tuple(_rings(geometry)) for geometry in geometries}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SchakelError(
            Problem(
                str(path),
                f"a file that cannot be read ({type(error).__name__}: {error})",
                "TopoJSON with the object `municipalities`",
                "take the file from the release again, or run `schakel data build --from DIR`",
            )
        ) from error
    return Topology(arcs, rings)


def _placed(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    """An arc of steps on a grid of degrees as points in Mercator coordinates."""
    (across, down), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        latitude = math.radians(south + y * down)
        yield math.radians(west + x * across), -math.log(math.tan(math.pi / 4 + latitude / 2))


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield tuple(ring)


def outline(borders: Topology, municipalities: Iterable[str]) -> list[Ring]:
    """The rings around these municipalities together, without the borders between them."""
    rings = [ring for code in sorted(municipalities) for ring in borders.rings.get(code, ())]
    arcs = [arc for ring in rings for arc in ring]
    had = set(arcs)
    outer = [arc for arc in arcs if ~arc not in had]
    starts: dict[Point, list[int]] = defaultdict(list)
    for arc in reversed(outer):
        starts[borders.points(arc)[0]].append(arc)
    found: list[Ring] = []
    for first in outer:
        if first not in starts[borders.points(first)[0]]:
            continue
        found.append(_walk(borders, first, starts))
    return found


def _walk(borders: Topology, first: int, starts: dict[Point, list[int]]) -> Ring:
    """Arcs from the first one on, until the walk is back where it began; takes them from starts."""
    begin = borders.points(first)[0]
    starts[begin].remove(first)
    ring = [first]
    at = borders.points(first)[-1]
    while at != begin:
        arc = starts[at].pop()
        ring.append(arc)
        at = borders.points(arc)[-1]
    return tuple(ring)


def thinned(points: Sequence[Point], smallest: float) -> list[Point]:
    """The points without those whose triangle with their neighbours is smaller than `smallest`.

    Visvalingam and Whyatt (1993). The ends stay; a closed arc keeps at least a triangle.
    """
    kept = list(points)
    fewest = 4 if kept[0] == kept[-1] else 2
    while len(kept) > fewest:
        areas = [_triangle(*kept[i : i + 3]) for i in range(len(kept) - 2)]
        least = min(areas)
        if least >= smallest:
            break
        del kept[areas.index(least) + 1]
    return kept


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def surface(ring: Sequence[Point]) -> float:
    """Surface within a closed ring of points."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def roomiest(ring: Sequence[Point], grid: int = 16) -> Point:
    """The point within a ring, of a grid of them, that is furthest from its border."""
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    left, top = min(xs), min(ys)
    wide, high = max(xs) - left, max(ys) - top
    best, room = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), -1.0
    for row in range(1, grid):
        for column in range(1, grid):
            point = left + wide * column / grid, top + high * row / grid
            if _inside(point, ring) and (distance := _to_border(point, ring)) > room:
                best, room = point, distance
    return best


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _to_border(point: Point, ring: Sequence[Point]) -> float:
    return min(math.dist(point, corner) for corner in ring)
