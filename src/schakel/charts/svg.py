"""From the SVG that Vega writes to one that a page can hold: small, named, in the page's colours.

Vega's groups and attributes are dropped, positions become absolute and are rounded to one decimal,
fonts are left to the page, and equal attributes are written once for all that share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from schakel.charts.colours import themed

_SPACE = "{http://www.w3.org/2000/svg}"
_TRANSLATE = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_KEPT = frozenset(
    {
        "fill",
        "fill-opacity",
        "font-weight",
        "opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
    }
)
_DEFAULTS = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "text-anchor": "start",
    "font-weight": "400",
}


class Leaf(NamedTuple):
    """One thing drawn: its tag, where it stands, how it looks, and its words if it is text."""

    tag: str
    place: tuple[tuple[str, str], ...]
    style: tuple[tuple[str, str], ...]
    text: str = ""


def inline(
    body: str, *, size: tuple[float, float], key: str, title: str, about: str, kind: str
) -> str:
    """A picture that stands in a page: scales with its column, has a name and a description."""
    width, height = (_short(number) for number in size)
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" width="100%" role="img" '
        f'aria-labelledby="t{key} d{key}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="t{key}">{escape(title)}</title><desc id="d{key}">{escape(about)}</desc>'
        f"{body}</svg>"
    )


def cleaned(svg: str, font_size: int) -> tuple[str, tuple[float, float]]:
    """The drawing within Vega's SVG, and its width and height in pixels."""
    root = ElementTree.fromstring(svg)
    size = float(root.attrib["width"]), float(root.attrib["height"])
    leaves = [leaf for group in root.findall(f"{_SPACE}g") for leaf in _leaves(group, (0.0, 0.0))]
    return f'<g fill="none" font-size="{font_size}">{"".join(_grouped(leaves))}</g>', size


def _leaves(element: ElementTree.Element, origin: tuple[float, float]) -> Iterator[Leaf]:
    at = _moved(element, origin)
    tag = element.tag.removeprefix(_SPACE)
    if tag == "g":
        for child in element:
            yield from _leaves(child, at)
    elif element.get("class") not in ("background", "foreground"):
        place = _PLACES[tag](element, at)
        if place:
            yield Leaf(*place, _style(element), element.text or "")


def _moved(element: ElementTree.Element, origin: tuple[float, float]) -> tuple[float, float]:
    move = _TRANSLATE.match(element.get("transform", ""))
    if not move:
        return origin
    return origin[0] + float(move[1]), origin[1] + float(move[2])


Placed = tuple[str, tuple[tuple[str, str], ...]]


def _line(element: ElementTree.Element, at: tuple[float, float]) -> Placed | None:
    across, down = (float(element.get(name, "0")) for name in ("x2", "y2"))
    x, y = at
    path = f"M{_short(x)} {_short(y)}"
    if down == 0:
        return "path", (("d", f"{path}h{_short(across)}"),)
    if across == 0:
        return "path", (("d", f"{path}v{_short(down)}"),)
    return "path", (("d", f"{path}l{_short(across)} {_short(down)}"),)


def _path(element: ElementTree.Element, at: tuple[float, float]) -> Placed | None:
    drawn = element.get("d", "")
    if not drawn:
        return None
    if element.get("aria-roledescription") == "point":
        radius = _NUMBER.search(drawn)
        assert radius, "a point is a circle with its radius first"
        x, y, r = (_short(number) for number in (*at, float(radius[0])))
        return "circle", (("cx", x), ("cy", y), ("r", r))
    shape = (("d", _NUMBER.sub(lambda found: _short(float(found[0])), drawn)),)
    x, y = map(_short, at)
    return "path", shape if (x, y) == ("0", "0") else (*shape, ("transform", f"translate({x},{y})"))


def _text(element: ElementTree.Element, at: tuple[float, float]) -> Placed | None:
    return "text", (("x", _short(at[0])), ("y", _short(at[1])))


_PLACES = {"line": _line, "path": _path, "text": _text}


def _style(element: ElementTree.Element) -> tuple[tuple[str, str], ...]:
    kept = {
        name: themed(value.removesuffix("px"))
        for name, value in element.attrib.items()
        if name in _KEPT and _DEFAULTS.get(name) != value
    }
    return tuple(sorted(kept.items()))


def _grouped(leaves: list[Leaf]) -> Iterator[str]:
    """Leaves that look alike and follow each other, with their style written once."""
    for (tag, style), group in groupby(leaves, key=lambda leaf: (leaf.tag, leaf.style)):
        alike = list(group)
        if tag == "path" and all(len(leaf.place) == 1 for leaf in alike) and not _filled(style):
            joined = "".join(leaf.place[0][1] for leaf in alike)
            yield f"<path{_attributes({'d': joined, **dict(style)})}/>"
        elif len(alike) == 1:
            yield _element(alike[0], {**dict(alike[0].place), **dict(style)})
        else:
            inside = "".join(_element(leaf, dict(leaf.place)) for leaf in alike)
            yield f"<g{_attributes(dict(style))}>{inside}</g>"


def _filled(style: tuple[tuple[str, str], ...]) -> bool:
    return any(name == "fill" for name, _ in style)


def _element(leaf: Leaf, attributes: Mapping[str, str]) -> str:
    if leaf.tag == "text":
        return f"<text{_attributes(attributes)}>{escape(leaf.text)}</text>"
    return f"<{leaf.tag}{_attributes(attributes)}/>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _short(number: float) -> str:
    """A number with one decimal at most, without `-0` and without `.0`."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
