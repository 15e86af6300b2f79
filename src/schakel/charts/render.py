"""Charts as pictures: SVG for a page, PNG for a report or a message."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import vl_convert

from schakel.charts.chart import Chart, Spec
from schakel.charts.colours import INK, PAPER, SOFT, plain
from schakel.charts.flow_picture import drawn_stairs
from schakel.charts.layout import FONT_SIZE, text_width
from schakel.charts.map_drawing import drawn_map
from schakel.charts.svg import cleaned, inline

_VEGA_LITE = "6.4"
_KEY_LENGTH = 10
_MARGIN = 20
_TITLE_SIZE = 19


def svg(chart: Chart) -> str:
    """The chart for a page: one SVG, or a wide and a narrow one of which the page shows one.

    `chart.css` beside this module shows the right one and lets it fill its column.
    """
    if chart.narrow is None:
        return _for_page(chart, chart.spec, "any")
    return _for_page(chart, chart.spec, "wide") + _for_page(chart, chart.narrow, "narrow")


def png(chart: Chart, caption: str = "", scale: float = 2) -> bytes:
    """The chart as a picture of its own, with its title above and a caption (its source) below."""
    body, (width, height) = _drawing(chart.spec, "p")
    above, below = _MARGIN + 34, _MARGIN + (24 if caption else 0)
    size = width + 2 * _MARGIN, height + above + below
    title = chart.title.in_language(chart.language)
    fitting = min(_TITLE_SIZE, _TITLE_SIZE * width * FONT_SIZE / _TITLE_SIZE / text_width(title))
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:.0f}" height="{size[1]:.0f}" '
        f'font-family="sans-serif"><path fill="{PAPER}" d="M0 0H{size[0]:.0f}V{size[1]:.0f}H0z"/>'
        f'<text x="{_MARGIN}" y="{_MARGIN + 14}" font-size="{fitting:.1f}" font-weight="600" '
        f'fill="{INK}">{escape(title)}</text>'
        f'<g transform="translate({_MARGIN},{above})">{plain(body)}</g>'
        f'<text x="{_MARGIN}" y="{size[1] - _MARGIN + 4:.0f}" font-size="12" fill="{SOFT}">'
        f"{escape(caption)}</text></svg>"
    )
    return bytes(vl_convert.svg_to_png(picture, scale=scale))


def _for_page(chart: Chart, spec: Spec, kind: str) -> str:
    key = f"{chart.key[:_KEY_LENGTH]}{kind[0]}"
    body, size = _drawing(spec, key)
    return inline(
        body,
        size=size,
        key=key,
        title=chart.title.in_language(chart.language),
        about=chart.alt.in_language(chart.language),
        kind=f"chart-{kind}",
    )


def _drawing(spec: Spec, key: str) -> tuple[str, tuple[float, float]]:
    if "map" in spec:
        return drawn_map(spec, key)
    if "stairs" in spec:
        return drawn_stairs(spec)
    return cleaned(vl_convert.vega_to_svg(json.dumps(_vega(spec))), FONT_SIZE)


def _vega(spec: Spec) -> dict[str, Any]:
    """The spec in Vega, where data and parameters keep the names that they have in Vega-Lite.

    That is why a template is translated once only, and each chart filled in afterwards.
    """
    bare = {
        **spec,
        "width": 1,
        "height": 1,
        "padding": 0,
        "datasets": dict.fromkeys(spec["datasets"], ()),
        "params": [{"name": parameter["name"], "value": 0} for parameter in spec["params"]],
    }
    vega: dict[str, Any] = json.loads(_translated(json.dumps(bare)))
    parameters = {parameter["name"]: parameter["value"] for parameter in spec["params"]}
    for table in vega["data"]:
        if table["name"] in spec["datasets"]:
            table["values"] = spec["datasets"][table["name"]]
    for signal in vega["signals"]:
        if signal["name"] in parameters:
            signal["value"] = parameters[signal["name"]]
    sizes = {name: spec[name] for name in ("width", "height", "padding")}
    return {**vega, **sizes}


@lru_cache(maxsize=16)
def _translated(vega_lite: str) -> str:
    return json.dumps(vl_convert.vegalite_to_vega(vega_lite, vl_version=_VEGA_LITE))
