"""Fills a Vega-Lite template with sizes, parameters and data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from schakel.charts.chart import Spec


@lru_cache(maxsize=8)
def _template(name: str) -> Mapping[str, Any]:
    template: dict[str, Any] = json.loads(
        (Path(__file__).parent / name).read_text(encoding="utf-8")
    )
    return template


def filled(
    name: str,
    *,
    size: tuple[float, float],
    padding: tuple[float, float, float, float],
    parameters: Mapping[str, Any],
    data: Mapping[str, Any],
) -> Spec:
    """A template with its size and padding (left, right, top, bottom) in pixels, and its data.

    Raises KeyError when parameters or data are not exactly those that the template names.
    """
    template = _template(name)
    named = {parameter["name"] for parameter in template["params"]}
    if named != parameters.keys() or template["datasets"].keys() != data.keys():
        raise KeyError(f"{name}: {sorted(parameters)}, {sorted(data)}")
    sides = ("left", "right", "top", "bottom")
    return {
        **template,
        "width": round(size[0], 1),
        "height": round(size[1], 1),
        "padding": {side: round(room, 1) for side, room in zip(sides, padding, strict=True)},
        "params": [{"name": key, "value": value} for key, value in parameters.items()],
        "datasets": dict(data),
    }


def word(
    text: str, x: float, y: float, colour: str, *, bold: bool = False, align: str = "left"
) -> dict[str, Any]:
    """One row of the data set `words`: a line of text whose middle stands at y."""
    return {
        "text": text,
        "x": round(x, 1),
        "y": round(y, 1),
        "colour": colour,
        "weight": 600 if bold else 400,
        "align": align,
    }
