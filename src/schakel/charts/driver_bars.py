"""What the shortage hangs on: the parameters that its uncertainty comes from, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schakel.answers.answer import Column
from schakel.answers.chain_grounds import evidence_words
from schakel.answers.drivers import SHOWN, UNTIL, Driver, direction, drivers_sentence
from schakel.answers.figures import Figure
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.charts.bar_spec import Bar, bar_spec
from schakel.charts.chart import Chart
from schakel.charts.layout import NARROW, WIDE
from schakel.charts.names import both

_TITLE = Text(
    nl=f"Waar de onzekerheid over het tekort van {UNTIL} vandaan komt",
    en=f"Where the uncertainty about the shortage of {UNTIL} comes from",
)
_COLUMNS = (
    Column("parameter", Text(nl="Gegeven", en="Parameter")),
    Column("share", Text(nl="Deel", en="Part"), "figure", "percent"),
    Column("span", Text(nl="acht van de tien keer", en="eight of ten times"), "figure"),
    Column("direction", Text(nl="Richting", en="Direction")),
    Column("evidence", Text(nl="Waarde is", en="Value is")),
)
_NOTE = Text(
    nl="De streep is de marge. De delen gelden voor de regio als geheel en zijn geschat uit vele "
    "berekeningen met telkens andere waarden. Gegevens die zeker zijn, doen niet mee.",
    en="The stroke is the interval. The parts hold for the region as a whole and are estimated "
    "from many runs, each with other values. What is certain takes no part.",
)


def drivers_chart(catalog: Catalog, found: Sequence[Driver], language: str) -> Chart:
    """The first few parameters as bars with their interval, and as a table."""
    shown = found[:SHOWN]
    unit = catalog.units["percent"].model_copy(update={"decimals": 0})
    bars = [
        Bar(each.label.in_language(language), _figure(each), _percent(each.share, language))
        for each in shown
    ]
    wide, narrow = (
        bar_spec(unit, bars, language, form, target=None, selected=None, top=None)
        for form in (WIDE, NARROW)
    )
    sentence = both(lambda to: drivers_sentence(tuple(found), to))
    return Chart(
        spec=wide,
        narrow=narrow,
        language=language,
        title=_TITLE,
        sentence=sentence,
        alt=both(lambda to: f"{_kind(len(shown), to)} {sentence.in_language(to)}"),
        columns=_COLUMNS,
        rows=tuple(_row(each, language) for each in shown),
        csv_name="chain-drivers",
        notes=(_NOTE,),
    )


def _figure(driver: Driver) -> Figure:
    return Figure(
        indicator=driver.ground.parameter, area="", period=str(UNTIL), breakdown=(),
        value=driver.share, low=driver.low, high=driver.high, numerator=None, denominator=None,
        unit="percent", status=Status.ESTIMATE, suppressed_cells=0, cells=0, version="",
        sources=(), retrieved=date.min,
    )  # fmt: skip


def _percent(value: float, language: str) -> str:
    return f"{format_number(round(value), 0, language)}%"


def _row(driver: Driver, language: str) -> tuple[str, ...]:
    joined = " tot " if language == "nl" else " to "
    return (
        driver.label.in_language(language),
        _percent(driver.share, language),
        f"{format_number(round(driver.low), 0, language)}{joined}{_percent(driver.high, language)}",
        direction(driver.effect, language),
        evidence_words(driver.ground.evidence, language),
    )


def _kind(number: int, language: str) -> str:
    if language == "nl":
        return f"Staafdiagram met {number} staven, van hoog naar laag."
    return f"Bar chart with {number} bars, from high to low."
