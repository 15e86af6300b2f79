"""Paths to come with their 80% band: people and jobs as two lines, the shortage as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schakel.answers.answer import Column
from schakel.answers.chain_rows import MEASURES
from schakel.answers.estimates import Told, address_of
from schakel.answers.figures import Figure
from schakel.answers.projected import ALL
from schakel.answers.shortage import Band
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.charts.chart import Cell, Chart
from schakel.charts.colours import SERIES
from schakel.charts.layout import NARROW, WIDE
from schakel.charts.line_spec import line_spec
from schakel.charts.names import both
from schakel.charts.series import Drawn

_LOW = Text(nl="10% kans op minder", en="10% chance of less")
_HIGH = Text(nl="10% kans op meer", en="10% chance of more")
_SHADE = Text(
    nl="Het gekleurde vlak is de marge: daarin ligt de uitkomst in acht van de tien keer. "
    "Alles is geschat.",
    en="The coloured band is the interval: eight of ten outcomes lie in it. All is estimated.",
)


@dataclass(frozen=True)
class Path:
    """One measure of a projection through the years, of a key in an area."""

    measure: str
    bands: Sequence[Band]
    area: str
    key: str
    sex: str = ALL


def projection_chart(
    catalog: Catalog, years: Sequence[int], paths: Sequence[Path], title: Text, language: str
) -> Chart:
    """Lines of some measures with their bands, and all of it as a table."""
    drawn = [_drawn(years, path, SERIES[_COLOURS.get(path.measure, 0)]) for path in paths]
    unit = catalog.units["persons"]
    wide, narrow = (
        line_spec(unit, drawn, language, form, target=None, top=None) for form in (WIDE, NARROW)
    )
    sentence = both(lambda to: _sentence(years, paths, to))
    return Chart(
        spec=wide,
        narrow=narrow,
        language=language,
        title=title,
        sentence=sentence,
        alt=both(lambda to: _alt(years, paths, sentence, to)),
        columns=(Column("year", Text(nl="Jaar", en="Year"), "period"), *_columns(paths)),
        rows=tuple(_row(year, place, paths, language) for place, year in enumerate(years)),
        csv_name="chain",
        notes=(_SHADE,),
    )


_COLOURS = {"demand": 1, "shortage": 1, "requests": 1}


def _drawn(years: Sequence[int], path: Path, colour: str) -> Drawn:
    figures = tuple(
        Figure(
            indicator=path.measure, area="", period=str(year), breakdown=(),
            value=_rounded(band.middle), low=band.low, high=band.high,
            numerator=None, denominator=None, unit="persons", status=Status.ESTIMATE,
            suppressed_cells=0, cells=0, version="", sources=(), retrieved=date.min,
        )
        for year, band in zip(years, path.bands, strict=True)
    )  # fmt: skip
    return Drawn(MEASURES[path.measure], colour, True, (figures,), ())


def _rounded(value: float) -> float:
    """Hundreds, or tens where there are few."""
    return round(value, -2 if abs(value) >= 1000 else -1) + 0.0


def _columns(paths: Sequence[Path]) -> Sequence[Column]:
    found = []
    for path in paths:
        found.append(Column(path.measure, MEASURES[path.measure], "figure", "persons"))
        found.append(Column(f"{path.measure}_low", _LOW, "figure", "persons"))
        found.append(Column(f"{path.measure}_high", _HIGH, "figure", "persons"))
    return found


def _row(year: int, place: int, paths: Sequence[Path], language: str) -> tuple[Cell, ...]:
    return str(year), *(
        cell for path in paths for cell in _cells(path, year, path.bands[place], language)
    )


def _cells(path: Path, year: int, band: Band, language: str) -> tuple[Cell, ...]:
    """The middle with the address of its page, and its interval."""
    middle, low, high = (
        format_number(round(value, -1) + 0.0, 0, language)
        for value in (band.middle, band.low, band.high)
    )
    return Told(middle, address_of(path.measure, path.area, path.key, year, path.sex)), low, high


def _sentence(years: Sequence[int], paths: Sequence[Path], language: str) -> str:
    parts = [_told(path, language) for path in paths]
    joined = (" en " if language == "nl" else " and ").join(parts)
    if language == "nl":
        return f"Van {years[0]} tot {years[-1]}: {joined}."
    return f"From {years[0]} to {years[-1]}: {joined}."


def _told(path: Path, language: str) -> str:
    first, last = (format_number(_rounded(path.bands[at].middle), 0, language) for at in (0, -1))
    what = _NOUNS.get(path.measure, _PEOPLE).in_language(language)
    if language == "nl":
        return f"{what} van ongeveer {first} naar ongeveer {last}"
    return f"{what} from about {first} to about {last}"


_NOUNS = {
    "workers": Text(nl="mensen met werk", en="people in work"),
    "demand": Text(nl="gevraagde banen", en="jobs wanted"),
    "shortage": Text(nl="onvervulde banen", en="unfilled jobs"),
    "seekers": Text(nl="mensen die werk zoeken", en="people seeking work"),
    "vacancies": Text(nl="open vacatures", en="open vacancies"),
    "places": Text(nl="plaatsen", en="places"),
}
_PEOPLE = Text(nl="mensen", en="people")


def _alt(years: Sequence[int], paths: Sequence[Path], sentence: Text, language: str) -> str:
    names = ", ".join(MEASURES[path.measure].in_language(language) for path in paths)
    kind = (
        f"Lijngrafiek met marges van {years[0]} tot {years[-1]}: {names}."
        if language == "nl"
        else f"Line chart with intervals from {years[0]} to {years[-1]}: {names}."
    )
    return f"{kind} {sentence.in_language(language)}"
