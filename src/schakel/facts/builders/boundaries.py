"""Municipal boundaries: the published topology in, our own compact TopoJSON out.

A topology keeps each stretch of border once and every municipality as the list of its stretches,
so that regions can be dissolved by leaving out the stretches that two of their parts share.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schakel.base.errors import Problem, SchakelError

INPUT = "geo/nl-vr-gm.topo.json"
OUTPUT = "geo/municipalities.topojson"
_PUBLISHED_LAYER = "gm_features"


def build_boundaries(folder: Path, package: Path) -> Path:
    """Read `INPUT` under the folder of source files, write `OUTPUT` into a region package.

    The same source gives the same bytes. Returns the path written. Raises SchakelError when the
    source is not the topology that is expected.
    """
    path = package / OUTPUT
    text = compact(folder / INPUT)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
    return path


def compact(source: Path) -> str:
    """TopoJSON text with one object, `municipalities`, whose geometries carry their code as id."""
    topology = _read(source)
    published = _municipalities(topology, source)
    numbers: dict[int, int] = {}
    geometries = [_renumbered(geometry, numbers) for geometry in published]
    kept = {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {"municipalities": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [topology["arcs"][old] for old in numbers],
    }
    return json.dumps(kept, separators=(",", ":")) + "\n"


def _read(source: Path) -> dict[str, Any]:
    try:
        topology = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unexpected(source, f"a file that cannot be read ({error})") from error
    if not isinstance(topology, dict) or topology.get("type") != "Topology":
        raise _unexpected(source, "JSON that is not a topology")
    if not {"arcs", "objects", "transform"} <= topology.keys():
        raise _unexpected(source, f"a topology with only {sorted(topology)}")
    return topology


def _municipalities(topology: dict[str, Any], source: Path) -> list[dict[str, Any]]:
    """Geometries of the municipalities, sorted by code; each code occurs once."""
    layer = topology["objects"].get(_PUBLISHED_LAYER)
    if not layer:
        raise _unexpected(source, f"layers {sorted(topology['objects'])}")
    geometries: list[dict[str, Any]] = sorted(layer["geometries"], key=_code)
    codes = [_code(geometry) for geometry in geometries]
    wrong = sorted({code for code in codes if codes.count(code) > 1 or not code.startswith("GM")})
    if wrong:
        raise _unexpected(source, f"codes that are double or no municipality: {wrong}")
    return geometries


def _code(geometry: dict[str, Any]) -> str:
    return str(geometry.get("properties", {}).get("code", ""))


def _renumbered(geometry: dict[str, Any], numbers: dict[int, int]) -> dict[str, Any]:
    """The geometry with its arcs numbered in the order of first use; `numbers` grows."""
    for arc in _leaves(geometry["arcs"]):
        numbers.setdefault(_forward(arc), len(numbers))
    return {
        "type": geometry["type"],
        "id": _code(geometry),
        "arcs": _mapped(geometry["arcs"], numbers),
    }


def _mapped(arcs: Any, numbers: dict[int, int]) -> Any:
    if isinstance(arcs, list):
        return [_mapped(part, numbers) for part in arcs]
    return numbers[arcs] if arcs >= 0 else ~numbers[~arcs]


def _leaves(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, list):
        for part in arcs:
            yield from _leaves(part)
    else:
        yield arcs


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _unexpected(source: Path, found: str) -> SchakelError:
    return SchakelError(
        Problem(
            str(source),
            found,
            f"a TopoJSON with arcs, a transform and the layer {_PUBLISHED_LAYER!r}",
            "take the boundary file again from its publisher",
        )
    )
