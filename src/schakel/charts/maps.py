"""Maps: one figure an area, in five classes, with what is not published shown as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schakel.answers.figures import Figure
from schakel.answers.sentences import map_sentence
from schakel.answers.series import figures as all_figures
from schakel.answers.words import figure_text, is_share, period_label
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.charts.bars import figure_table
from schakel.charts.chart import Chart
from schakel.charts.classes import Classes, five_classes
from schakel.charts.names import both, csv_name, names
from schakel.charts.notes import DOTTED_AREA, LETTER, status_notes
from schakel.charts.series import is_hollow
from schakel.charts.shapes import Shape, shapes

WIDTH = 400.0
_LABELLED = 15
MISSING, SUPPRESSED = "missing", "suppressed"


def area_map(
    catalog: Catalog,
    indicator: str,
    figures: Sequence[Figure],
    areas: Sequence[str],
    language: str,
    *,
    selected: str | None = None,
    title: Text | None = None,
) -> Chart:
    """A map of `areas` with the figures of one period; an area without one is hatched.

    `selected` is outlined. Raises SchakelError when the package has no boundaries.
    """
    entry = catalog.indicator(indicator)
    unit = catalog.units[entry.unit]
    found = {figure.area: figure for figure in figures if figure.area in areas}
    values = [figure.value for figure in found.values() if figure.value is not None]
    classes = five_classes(values, unit.decimals) if values else None
    drawn = shapes(catalog, tuple(areas), WIDTH)
    ordered = sorted(drawn.shapes, key=lambda shape: shape.code == selected)
    spec = {
        "map": {"width": WIDTH, "height": round(drawn.height, 1)},
        "areas": [
            _area(catalog, shape, found.get(shape.code), classes, language, len(ordered))
            | {"selected": shape.code == selected}
            for shape in ordered
        ],
        "legend": _legend(catalog, indicator, list(found.values()), areas, classes, language),
    }
    ranked = sorted(found.values(), key=lambda f: (f.value is None, -(f.value or 0.0)))
    sentence = both(lambda to: map_sentence(catalog, indicator, ranked, areas, to))
    look = DOTTED_AREA if len(ordered) > _LABELLED else LETTER
    columns, rows = figure_table(names(catalog, ranked), ranked, language)
    return Chart(
        spec=spec,
        narrow=None,
        language=language,
        title=title or entry.label,
        sentence=sentence,
        alt=Text(nl=f"Kaart. {sentence.nl}", en=f"Map. {sentence.en}"),
        columns=columns,
        rows=rows,
        csv_name=csv_name(indicator, ranked),
        notes=(*status_notes(ranked, look), *_unknown(catalog, drawn.unknown)),
    )


def figures_on_map(
    catalog: Catalog,
    indicator: str,
    areas: Sequence[str],
    *,
    breakdown: Mapping[str, str] | None = None,
    period: str | None = None,
) -> tuple[Figure, ...]:
    """The figures of one period for these areas: `period`, or the latest that most of them have."""
    split, code = next(iter((breakdown or {}).items()), (None, None))
    by_area = all_figures(catalog, indicator, split)
    found = [figure for area in areas for figure in by_area.get((area, code), ())]
    dated = [figure.period for figure in found if parse_period(figure.period).kind != "text"]
    if period is None and dated:
        most = max(dated.count(text) for text in set(dated))
        common = [text for text in set(dated) if dated.count(text) == most]
        period = max(common, key=lambda text: parse_period(text).end)
    return tuple(figure for figure in found if figure.period == period)


def _area(
    catalog: Catalog,
    shape: Shape,
    figure: Figure | None,
    classes: Classes | None,
    language: str,
    areas: int,
) -> dict[str, Any]:
    name = catalog.area(shape.code).label.in_language(language)
    none = "niet gepubliceerd" if language == "nl" else "not published"
    text = figure_text(catalog, figure, language) if figure else none
    area: dict[str, Any] = {
        "path": shape.path,
        "title": f"{name}: {text}",
        "fill": _fill(figure, classes),
        "estimate": figure is not None and is_hollow(figure) and areas > _LABELLED,
    }
    if areas <= _LABELLED:
        shown = text if figure and figure.value is not None else ""
        area["label"] = {"x": round(shape.spot[0], 1), "y": round(shape.spot[1], 1)}
        area["label"] |= {"name": name, "value": shown, "room": round(shape.width, 1)}
    return area


def _fill(figure: Figure | None, classes: Classes | None) -> int | str:
    if figure is not None and figure.value is not None and classes is not None:
        return classes.of(figure.value)
    return SUPPRESSED if figure and figure.status is Status.SUPPRESSED else MISSING


def _legend(
    catalog: Catalog,
    indicator: str,
    figures: Sequence[Figure],
    areas: Sequence[str],
    classes: Classes | None,
    language: str,
) -> dict[str, Any]:
    """The heading and the entries below a map: each class in words, and what has no value."""
    unit = catalog.units[catalog.indicator(indicator).unit]
    dutch = language == "nl"
    head = [period_label(figures[0].period, language)] if figures else []
    head += [] if is_share(unit) else [unit.label.in_language(language)]
    entries: list[dict[str, Any]] = []
    if classes:
        labels = enumerate(classes.labels(unit, language))
        entries += [{"fill": place, "text": text, "estimate": False} for place, text in labels]
    if len(areas) > _LABELLED and any(is_hollow(figure) for figure in figures):
        text = "niet definitief" if dutch else "not final"
        entries.append({"fill": 1, "text": text, "estimate": True})
    if any(figure.status is Status.SUPPRESSED for figure in figures):
        entries.append(_without(SUPPRESSED, "onderdrukt" if dutch else "suppressed"))
    known = {f.area for f in figures if f.value is not None or f.status is Status.SUPPRESSED}
    if set(areas) - known:
        entries.append(_without(MISSING, "niet gepubliceerd" if dutch else "not published"))
    heading = ", ".join(head)
    return {"heading": heading[:1].upper() + heading[1:], "entries": entries}


def _without(fill: str, text: str) -> dict[str, Any]:
    return {"fill": fill, "text": text, "estimate": False}


def _unknown(catalog: Catalog, areas: Sequence[str]) -> tuple[Text, ...]:
    if not areas:
        return ()
    listed = both(lambda to: ", ".join(catalog.area(c).label.in_language(to) for c in areas))
    return (
        Text(
            nl=f"Niet op de kaart, want de grens is niet bekend: {listed.nl}.",
            en=f"Not on the map, because the border is not known: {listed.en}.",
        ),
    )
