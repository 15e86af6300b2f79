"""A measure of a goal: what was measured, where it goes if nothing changes, and its target."""

from __future__ import annotations

from datetime import date

from schakel.answers.answer import Column
from schakel.answers.figures import Figure
from schakel.answers.measure_paths import MeasurePath
from schakel.answers.measure_words import chance_sentence, path_sentence
from schakel.answers.words import period_label, value_text
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.charts.chart import Chart
from schakel.charts.colours import SERIES
from schakel.charts.layout import NARROW, WIDE
from schakel.charts.line_spec import line_spec
from schakel.charts.names import PERIOD, both
from schakel.charts.series import Drawn, drawn_series

_MEASURED = Text(nl="gemeten", en="measured")
_PROJECTED = Text(nl="model", en="model")
_COLUMNS = (
    PERIOD,
    Column("middle", Text(nl="Midden", en="Middle"), "figure"),
    Column("low", Text(nl="10% kans op minder", en="10% chance of less"), "figure"),
    Column("high", Text(nl="10% kans op meer", en="10% chance of more"), "figure"),
)
_NOTE = Text(
    nl="Open stippen zijn uitkomsten van het model, geen cijfers. In het gekleurde vlak liggen "
    "acht van de tien uitkomsten.",
    en="Hollow points are outcomes of the model, not figures. Eight of ten outcomes lie in the "
    "coloured band.",
)


def measure_path_chart(catalog: Catalog, path: MeasurePath, language: str) -> Chart:
    """The measured series, the path behind it with its band, and the target as a line."""
    state = path.state
    unit, target = catalog.units[state.indicator.unit], state.measure.target
    series = [*_measured(catalog, path), _drawn(path)]
    wide, narrow = (
        line_spec(unit, series, language, form, target=target, top=None) for form in (WIDE, NARROW)
    )
    sentence = both(
        lambda to: f"{path_sentence(catalog, path, to)} {chance_sentence(catalog, path, to)}"
    )
    title = Text(nl=f"{state.label.nl}: verwacht pad", en=f"{state.label.en}: expected path")
    return Chart(
        spec=wide,
        narrow=narrow,
        language=language,
        title=title,
        sentence=sentence,
        alt=both(lambda to: f"{_kind(path, to)} {sentence.in_language(to)}"),
        columns=_COLUMNS,
        rows=tuple(
            (
                period_label(figure.period, language),
                *(
                    value_text(unit, value, language)
                    for value in (figure.value, figure.low, figure.high)
                    if value is not None
                ),
            )
            for figure in _figures(path)
        ),
        csv_name="chain-measures",
        notes=(_NOTE,),
    )


def _measured(catalog: Catalog, path: MeasurePath) -> list[Drawn]:
    lines = [each.line.figures for each in path.state.lines if each.line.area == path.area]
    return [
        Drawn(_MEASURED, SERIES[0], True, drawn.parts, drawn.breaks)
        for drawn in drawn_series(catalog, path.state.indicator, lines)
    ]


def _drawn(path: MeasurePath) -> Drawn:
    """The path; from the figure where it begins, which has no width."""
    figures = _figures(path)
    if path.begins:
        value = path.begins.value or 0.0
        start = _figure(path, path.begins.period, value, value, value)
        figures = (start, *figures)
    return Drawn(_PROJECTED, SERIES[1], True, (figures,), ())


def _figures(path: MeasurePath) -> tuple[Figure, ...]:
    school = path.measured and parse_period(path.measured.period).kind == "school_year"
    after = parse_period(path.begins.period).start if path.begins else 0.0
    found = [
        _figure(path, f"{year}/{(year + 1) % 100:02}" if school else str(year),
                band.middle, band.low, band.high)
        for year, band in zip(path.years, path.bands, strict=True)
    ]  # fmt: skip
    return tuple(figure for figure in found if parse_period(figure.period).start > after)


def _figure(path: MeasurePath, period: str, middle: float, low: float, high: float) -> Figure:
    return Figure(
        indicator=path.state.indicator.id, area=path.area, period=period, breakdown=(),
        value=middle, low=low, high=high, numerator=None, denominator=None,
        unit=path.state.indicator.unit, status=Status.FORECAST, suppressed_cells=0, cells=0,
        version="", sources=(), retrieved=date.min,
    )  # fmt: skip


def _kind(path: MeasurePath, language: str) -> str:
    if language == "nl":
        return f"Lijngrafiek met het gemeten verloop en het pad tot {path.years[-1]} met marge."
    return f"Line chart with what was measured and the path to {path.years[-1]} with its interval."
