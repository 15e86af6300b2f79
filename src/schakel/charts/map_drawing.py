"""Draws the spec of a map as SVG: areas in five strengths of one colour, and a legend in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from schakel.charts.colours import INK, PAPER, SERIES, SOFT, themed
from schakel.charts.layout import FONT_SIZE, text_width
from schakel.charts.shapes import FINENESS

Row = Mapping[str, Any]
STRENGTHS = (0.15, 0.33, 0.52, 0.78, 1.0)
_ON_DARK = 3  # from this class on, dots stand in the colour of the paper
_EDGE = 4
_LEGEND_ROW = 24
_SWATCH = 18


def drawn_map(spec: Mapping[str, Any], key: str) -> tuple[str, tuple[float, float]]:
    """The drawing, and its width and height in pixels; `key` makes the names of patterns unique."""
    width, height = spec["map"]["width"] + 2 * _EDGE, spec["map"]["height"] + 2 * _EDGE
    entries = spec["legend"]["entries"]
    rows = (len(entries) + 1) // 2
    places = [
        (width / 2 * (place // rows), height + 44 + _LEGEND_ROW * (place % rows))
        for place in range(len(entries))
    ]
    body = "".join(
        [
            f"<defs>{''.join(_patterns(spec, key))}</defs>",
            f'<g transform="translate({_EDGE},{_EDGE}) scale({1 / FINENESS})" ',
            f'stroke="{themed(PAPER)}" stroke-width="{FINENESS}" stroke-linejoin="round">',
            *(_area(area, key) for area in spec["areas"]),
            "</g>",
            f'<g stroke="{themed(SOFT)}" stroke-opacity=".5" ',
            f'transform="scale({1 / FINENESS})" stroke-width="{FINENESS}">',
            *(_swatch(entry, at, key) for entry, at in zip(entries, places, strict=True)),
            "</g>",
            f'<g font-size="{FONT_SIZE}" fill="{themed(INK)}">',
            f'<g text-anchor="middle" stroke="{themed(PAPER)}" stroke-width="4" ',
            'stroke-linejoin="round" paint-order="stroke">',
            *_labels(spec["areas"]),
            "</g>",
            f'<text x="0" y="{height + 26:.0f}" font-weight="600">',
            f"{escape(spec['legend']['heading'])}</text>",
            *(_words(entry, at) for entry, at in zip(entries, places, strict=True)),
            "</g>",
        ]
    )
    return body, (width, height + 44 + _LEGEND_ROW * rows)


def _patterns(spec: Mapping[str, Any], key: str) -> Iterator[str]:
    """Hatching for what is not published, and dots in the strength of each class in use."""
    drawn = [*spec["areas"], *spec["legend"]["entries"]]
    if any(one["fill"] == "missing" for one in drawn):
        yield (
            f'<pattern id="h{key}" width="60" height="60" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="M0 0V60" stroke="{themed(SOFT)}" '
            'stroke-width="16" stroke-opacity=".55"/></pattern>'
        )
    for fill in sorted({one["fill"] for one in drawn if one["estimate"]}):
        dot = themed(PAPER if fill >= _ON_DARK else INK)
        yield (
            f'<pattern id="e{fill}{key}" width="70" height="70" patternUnits="userSpaceOnUse">'
            f'<path d="M0 0H70V70H0z" {_colour(fill)}/>'
            f'<circle cx="35" cy="35" r="9" fill="{dot}"/></pattern>'
        )


def _colour(fill: int) -> str:
    return f'fill="{themed(SERIES[0])}" fill-opacity="{STRENGTHS[fill]}"'


def _fill(drawn: Row, key: str) -> str:
    fill = drawn["fill"]
    if fill == "missing":
        return f'fill="url(#h{key})"'
    if fill == "suppressed":
        return f'fill="{themed(SOFT)}" fill-opacity=".35"'
    return f'fill="url(#e{fill}{key})"' if drawn["estimate"] else _colour(fill)


def _area(area: Row, key: str) -> str:
    outline = f' stroke="{themed(INK)}" stroke-width="{2.5 * FINENESS}"' if area["selected"] else ""
    return (
        f'<path {_fill(area, key)}{outline} d="{area["path"]}">'
        f"<title>{escape(area['title'])}</title></path>"
    )


def _swatch(entry: Row, at: tuple[float, float], key: str) -> str:
    x, y, side = (round(number * FINENESS) for number in (at[0] + 1, at[1], _SWATCH))
    return f'<path {_fill(entry, key)} d="M{x} {y}h{side}v{side}h-{side}z"/>'


def _words(entry: Row, at: tuple[float, float]) -> str:
    x, y = at[0] + _SWATCH + 8, at[1] + 14
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(entry["text"])}</text>'


def _labels(areas: Sequence[Row]) -> Iterator[str]:
    """The value within its area, under its name, each as far as it fits."""
    for area in areas:
        label = area.get("label")
        if not label:
            continue
        wide, value = label["room"], label["value"]
        lines = [label["name"]] if text_width(label["name"]) < 0.75 * wide else []
        lines += [value] if value and text_width(value, bold=True) < 1.3 * wide else []
        y = label["y"] + _EDGE + 5 - 8.5 * (len(lines) - 1)
        for place, line in enumerate(lines):
            weight = ' font-weight="600"' if line == value else ""
            yield (
                f'<text x="{label["x"] + _EDGE:.1f}" y="{y + 17 * place:.1f}"{weight}>'
                f"{escape(line)}</text>"
            )
