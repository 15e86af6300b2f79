"""What has to be said below a chart: breaks, hollow marks, grey lines, what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schakel.answers.figures import Figure
from schakel.answers.words import MARKS, the_period
from schakel.base.statuses import Status
from schakel.catalog.types import Indicator, Text
from schakel.charts.names import both
from schakel.charts.series import Drawn, breaks_between

HOLLOW_POINT = Text(nl="Open stip", en="Hollow point")
LIGHT_BAR = Text(nl="Lichte staaf", en="Light bar")
DOTTED_AREA = Text(nl="Gebied met stippen", en="Dotted area")
LETTER = Text(nl="Letter achter een getal", en="Letter behind a number")
_NOT_FINAL = {
    Status.ESTIMATE: ("een schatting", "an estimate"),
    Status.PROVISIONAL: ("een voorlopig cijfer", "a provisional figure"),
    Status.FORECAST: ("een prognose", "a forecast"),
}


def line_notes(indicator: Indicator, series: Sequence[Drawn], undated: int) -> tuple[Text, ...]:
    """All notes of a line chart; `undated` is how many figures have no place on the time axis."""
    return (
        *_break_notes(indicator, series),
        *status_notes([figure for drawn in series for figure in drawn.figures], HOLLOW_POINT),
        *_grey_notes(series),
        *_undated_notes(undated),
    )


def status_notes(figures: Sequence[Figure], drawn: Text) -> Iterator[Text]:
    """What the look (`drawn`, in words) of figures that are not final stands for, if there are any.

    The letters are those that stand behind the numbers.
    """
    found = {figure.status for figure in figures}
    words = [
        (f"{nl} ({MARKS[status]})", f"{en} ({MARKS[status]})")
        for status, (nl, en) in _NOT_FINAL.items()
        if status in found
    ]
    if words:
        yield Text(
            nl=f"{drawn.nl}: {' of '.join(nl for nl, _ in words)}.",
            en=f"{drawn.en}: {' or '.join(en for _, en in words)}.",
        )


def _break_notes(indicator: Indicator, series: Sequence[Drawn]) -> Iterator[Text]:
    told: set[tuple[str, Text]] = set()
    for drawn in series:
        figures = drawn.figures
        for before, after in zip(figures, figures[1:], strict=False):
            for note in breaks_between(indicator, before, after):
                if (after.period, note) in told:
                    continue
                told.add((after.period, note))
                nl, en = (the_period(after.period, language) for language in ("nl", "en"))
                yield Text(
                    nl=f"Breuk in de reeks bij {nl}: {note.nl}",
                    en=f"Break in the series at {en}: {note.en}",
                )


def _grey_notes(series: Sequence[Drawn]) -> Iterator[Text]:
    grey = [drawn.label for drawn in series if not drawn.prominent]
    if grey:
        listed = both(lambda language: ", ".join(label.in_language(language) for label in grey))
        yield Text(
            nl=f"De grijze lijnen: {listed.nl}. Zie de tabel.",
            en=f"The grey lines: {listed.en}. See the table.",
        )


def _undated_notes(undated: int) -> Iterator[Text]:
    if undated == 1:
        yield Text(
            nl="Eén cijfer heeft geen plaats op de tijdas en staat alleen in de tabel.",
            en="One figure has no place on the time axis and stands in the table only.",
        )
    elif undated:
        yield Text(
            nl=f"{undated} cijfers hebben geen plaats op de tijdas en staan alleen in de tabel.",
            en=f"{undated} figures have no place on the time axis and stand in the table only.",
        )
