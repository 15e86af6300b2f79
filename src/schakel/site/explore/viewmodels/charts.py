"""Which charts the pages show, made from answers; drawing them is the business of `charts`."""

from __future__ import annotations

from collections.abc import Mapping

from schakel.answers.goals import MeasureState
from schakel.answers.places import Line
from schakel.answers.series import figures, series, splits
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import AreaKind, Text
from schakel.charts.chart import Chart
from schakel.charts.lines import line_chart
from schakel.charts.maps import area_map, figures_on_map

_MAPPED: tuple[AreaKind, ...] = ("labour_market_region", "province")
_FEWEST = 3


def trend_chart(catalog: Catalog, state: MeasureState, language: str) -> Chart | None:
    """The series of a measure with its target, and that of the nation beside it."""
    if not state.lines:
        return None
    lines = [judged.line for judged in state.lines]
    if all(line.area != "NL" for line in lines):
        nation = series(catalog, state.indicator.id, "NL", state.measure.breakdown)
        lines += [Line("NL", nation)] if nation else []
    return line_chart(
        catalog,
        state.indicator.id,
        lines,
        language,
        target=state.measure.target,
        title=state.label,
    )


def series_chart(catalog: Catalog, line: Line, language: str) -> Chart | None:
    """One series over time; None when it has a single figure."""
    if sum(figure.value is not None for figure in line.figures) < 2:
        return None
    return line_chart(catalog, line.figures[0].indicator, [line], language)


def split_chart(
    catalog: Catalog, state: MeasureState, dimension: str, language: str
) -> Chart | None:
    """The codes of a dimension over time, for the first area that the measure is shown for."""
    if not state.lines or state.measure.breakdown or dimension not in splits(state.indicator):
        return None
    area = state.lines[0].line.area
    lines = split_lines(catalog, state.indicator.id, area, dimension)
    longest = max((len(line.figures) for line in lines), default=0)
    lines = [line for line in lines if 2 * len(line.figures) > longest]  # a stray code is noise
    if not lines:
        return None
    by = catalog.dimensions[dimension].label
    title = Text(
        nl=f"{state.label.nl}, naar {by.nl.lower()}", en=f"{state.label.en}, by {by.en.lower()}"
    )
    return line_chart(catalog, state.indicator.id, lines, language, title=title)


def split_lines(catalog: Catalog, indicator: str, area: str, dimension: str) -> list[Line]:
    """One series per code of a dimension, in the order of its classification."""
    found = figures(catalog, indicator, dimension)
    known = list(catalog.labels.get(dimension, ()))
    codes = {code for where, code in found if where == area and code}
    ordered = sorted(codes, key=lambda c: (known.index(c) if c in known else len(known), c))
    return [Line(area, found[area, code]) for code in ordered]


def overview_chart(catalog: Catalog, indicator: str, language: str) -> Chart | None:
    """The region's provinces, the region and the nation over time, as far as published."""
    region = catalog.region.area
    codes = dict.fromkeys([*catalog.territory.parts(region, "province"), region, "NL"])
    lines = [Line(code, series(catalog, indicator, code)) for code in codes]
    lines = [line for line in lines if line.figures]
    return line_chart(catalog, indicator, lines, language) if lines else None


def measure_map(catalog: Catalog, state: MeasureState, language: str) -> Chart | None:
    """The map of a measure at the lowest level with enough areas around the region."""
    for kind in _MAPPED:
        drawn = level_map(
            catalog, state.indicator.id, kind, language, state.measure.breakdown, state.label
        )
        if drawn:
            return drawn
    return None


def level_map(
    catalog: Catalog,
    indicator: str,
    kind: AreaKind,
    language: str,
    breakdown: Mapping[str, str] | None = None,
    title: Text | None = None,
) -> Chart | None:
    """An indicator on the map of one kind of area; None when fewer than three have a figure."""
    areas = catalog.territory.touching(catalog.region.area, kind)
    shown = figures_on_map(catalog, indicator, areas, breakdown=breakdown)
    if sum(figure.value is not None for figure in shown) < _FEWEST:
        return None
    label = title or catalog.indicator(indicator).label
    on_the_map = Text(nl=f"{label.nl}, op de kaart", en=f"{label.en}, on the map")
    return area_map(catalog, indicator, shown, areas, language, title=on_the_map)
