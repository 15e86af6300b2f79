"""The shape of each kind of chart in Vega-Lite, written with altair.

A chart is a template (this) and what is drawn with it: named data sets, and parameters for the
scales. The templates lie beside this module as JSON, so that a running site needs no altair.
After a change: `python -m schakel.charts.templates`; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import altair as alt

from schakel.charts.colours import INK, LINE, PAPER, SOFT
from schakel.charts.layout import FONT_SIZE

FOLDER = Path(__file__).parent
LINE_DATA = ("breaks", "bands", "lines", "ranges", "target", "leaders", "points", "words")
BAR_DATA = ("bars", "ranges", "zero", "target", "words")
LINE_PARAMETERS: dict[str, Any] = {
    "xFrom": 0,
    "xTo": 1,
    "xTicks": [],
    "xLabels": {},
    "yFrom": 0,
    "yTo": 1,
    "yTicks": [],
    "yLabels": {},
}
BAR_PARAMETERS: dict[str, Any] = {"xFrom": 0, "xTo": 1}


def line_template() -> dict[str, Any]:
    """Lines over time: parts of series, bands, hollow points, a target and direct labels."""
    x, y = _x(), _y()
    colour = alt.Stroke("colour:N", scale=None)
    layers = [
        _layer("breaks").mark_rule(stroke=SOFT, strokeDash=[2, 3]).encode(x=x),
        _layer("bands")
        .mark_area(opacity=0.16)
        .encode(
            x=x,
            y=_y("low"),
            y2="high:Q",
            fill=alt.Fill("colour:N", scale=None),
            detail="part:N",
        ),
        _layer("lines")
        .mark_line(strokeJoin="round", strokeCap="round")
        .encode(
            x=x,
            y=y,
            detail="part:N",
            stroke=colour,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeOpacity=alt.StrokeOpacity("strength:Q", scale=None),
        ),
        _layer("ranges")
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=_y("low"), y2="high:Q", stroke=colour),
        _layer("target").mark_rule(stroke=INK, strokeDash=[6, 4], strokeWidth=1.5).encode(y=y),
        _layer("leaders")
        .mark_rule(strokeWidth=1.5)
        .encode(x=_across(), x2="x2:Q", y=_down(), y2="y2:Q", stroke=colour),
        _layer("points")
        .mark_point(shape="circle", opacity=1, strokeWidth=2.5, size=52)
        .encode(x=x, y=y, stroke=colour, fill=alt.Fill("fill:N", scale=None)),
        _words(),
    ]
    return _template(layers, LINE_PARAMETERS, LINE_DATA)


def bar_template() -> dict[str, Any]:
    """Bars beside each other: full or hollow, ranges, a target and direct labels."""
    x = alt.X("x:Q", scale=_between("xFrom", "xTo"), axis=None)
    pixels = {"y": _down(), "y2": "y2:Q"}
    layers = [
        _layer("bars")
        .mark_rect(strokeWidth=1.5)
        .encode(
            x=x,
            x2="x2:Q",
            **pixels,
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.FillOpacity("strength:Q", scale=None),
        ),
        _layer("ranges").mark_rule(stroke=INK, strokeWidth=2).encode(x=x, x2="x2:Q", y=pixels["y"]),
        _layer("zero").mark_rule(stroke=SOFT).encode(x=x, **pixels),
        _layer("target")
        .mark_rule(stroke=INK, strokeDash=[6, 4], strokeWidth=1.5)
        .encode(x=x, **pixels),
        _words(),
    ]
    return _template(layers, BAR_PARAMETERS, BAR_DATA)


def _layer(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=name))


def _between(low: str, high: str) -> alt.Scale:
    return alt.Scale(domain=[alt.ExprRef(low), alt.ExprRef(high)], nice=False, zero=False)


def _x() -> alt.X:
    axis = alt.Axis(
        values=alt.ExprRef("xTicks"),
        labelExpr="xLabels[datum.value]",
        grid=False,
        domain=False,
        tickColor=SOFT,
        tickSize=5,
        labelPadding=5,
    )
    return alt.X("x:Q", scale=_between("xFrom", "xTo"), axis=axis, title=None)


def _y(field: str = "y") -> alt.Y:
    axis = alt.Axis(
        values=alt.ExprRef("yTicks"),
        labelExpr="yLabels[datum.value]",
        gridColor=LINE,
        domain=False,
        ticks=False,
        labelPadding=8,
    )
    return alt.Y(f"{field}:Q", scale=_between("yFrom", "yTo"), axis=axis, title=None)


def _across() -> alt.X:
    return alt.X("x:Q", scale=None, axis=None)


def _down() -> alt.Y:
    return alt.Y("y:Q", scale=None, axis=None)


def _words() -> alt.Chart:
    words = _layer("words").mark_text(
        align=alt.ExprRef("datum.align"),
        fontWeight=alt.ExprRef("datum.weight"),
        fontSize=FONT_SIZE,
        baseline="middle",
    )
    colour = alt.Fill("colour:N", scale=None)
    named: alt.Chart = words.encode(x=_across(), y=_down(), text="text:N", fill=colour)
    return named


def _template(
    layers: list[alt.Chart], parameters: dict[str, Any], data: tuple[str, ...]
) -> dict[str, Any]:
    chart = (
        alt.layer(*layers)
        .add_params(*(alt.param(name=name, value=value) for name, value in parameters.items()))
        .properties(autosize=alt.AutoSizeParams(type="none"))
        .configure(background=PAPER)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=FONT_SIZE, labelColor=SOFT, labelOverlap=False, labelBound=False
        )
    )
    template: dict[str, Any] = chart.to_dict(validate=True)
    return template | {"datasets": {name: [] for name in data}}


def written() -> dict[Path, str]:
    """The templates as they are written: path → text."""
    templates = {"line.vl.json": line_template(), "bar.vl.json": bar_template()}
    return {
        FOLDER / name: json.dumps(template, indent=1, sort_keys=True) + "\n"
        for name, template in templates.items()
    }


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
