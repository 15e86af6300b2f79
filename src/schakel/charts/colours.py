"""Colours of charts: plain values while drawing, the page's custom properties in the picture.

A picture says `var(--schakel-series-1,#0a5c66)`, so that one drawing serves light, dark and a
province's own theme. Where there is no page (a PNG), the plain value is used.
"""

from __future__ import annotations

import re

PAPER = "#fbfaf7"
LINE = "#d9d6cd"
INK = "#16202c"
SOFT = "#4a5563"
SERIES = ("#0a5c66", "#d9480f", "#5b4bb7", "#b58900", "#6b7785")
REST = SOFT
TRANSPARENT = "none"

_PROPERTIES = {
    PAPER: "paper",
    LINE: "line",
    INK: "ink",
    SOFT: "ink-soft",
    **{colour: f"series-{number}" for number, colour in enumerate(SERIES, start=1)},
}
_PROPERTY = re.compile(r"var\(--schakel-[a-z0-9-]+,(#[0-9a-f]{6})\)")


def themed(colour: str) -> str:
    """The custom property of a colour with the colour as its fallback; other values as they are."""
    name = _PROPERTIES.get(colour)
    return f"var(--schakel-{name},{colour})" if name else colour


def plain(picture: str) -> str:
    """A picture with its custom properties replaced by their plain colours."""
    return _PROPERTY.sub(r"\1", picture)
