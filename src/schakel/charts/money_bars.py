"""Money for the chain against money for single projects, as one bar a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schakel.answers.answer import Column
from schakel.answers.coverage_words import chain_money_sentence, euros_text
from schakel.catalog.types import Text
from schakel.charts.chart import Chart, Spec
from schakel.charts.colours import INK, SERIES
from schakel.charts.filling import filled, word
from schakel.charts.layout import NARROW, WIDE, Format, text_width
from schakel.charts.names import both
from schakel.coverage.chain_money import ChainMoney, Split

_CHAIN = Text(nl="Twee of meer schakels", en="Two or more links")
_SINGLE = Text(nl="Eén schakel", en="One link")
_UNKNOWN = Text(nl="Schakel onbekend", en="Link unknown")
_TITLE = Text(
    nl="Vastgelegd geld per jaar, naar het aantal schakels",
    en="Money committed per year, by the number of links",
)
_BAR, _GAP, _HEAD, _YEAR, _EDGE = 22, 12, 30, 44, 4


def chain_money_chart(money: ChainMoney, language: str) -> Chart | None:
    """Committed euros per year: for two or more links, and for one; None without such money."""
    years = [split for split in money.years if split.single + split.chain > 0]
    if not years:
        return None
    sentence = both(lambda to: chain_money_sentence(money.total, to))
    return Chart(
        spec=_spec(years, language, WIDE),
        narrow=_spec(years, language, NARROW),
        language=language,
        title=_TITLE,
        sentence=sentence,
        alt=both(lambda to: _alt(years, sentence, to)),
        columns=(
            Column("year", Text(nl="Jaar", en="Year")),
            *(
                Column(name, label, "number", "euro")
                for name, label in (("chain", _CHAIN), ("single", _SINGLE), ("unknown", _UNKNOWN))
            ),
        ),
        rows=tuple(
            (
                str(split.key),
                *(
                    euros_text(part, language)
                    for part in (split.chain, split.single, split.unknown)
                ),
            )
            for split in money.years
        ),
        csv_name="chain-money",
    )


def _spec(years: Sequence[Split], language: str, form: Format) -> Spec:
    totals = [split.chain + split.single for split in years]
    ends = [euros_text(total, language, short=True) for total in totals]
    room = max(text_width(text, bold=True) for text in ends) + 12
    width = form.width - _YEAR - room - 2 * _EDGE
    tops = [_HEAD + place * (_BAR + _GAP) for place in range(len(years))]
    names = [label.in_language(language) for label in (_CHAIN, _SINGLE)]
    words = [
        word(f"■ {names[0]}", -_YEAR, 8, SERIES[0], bold=True),
        word(f"■ {names[1]}", text_width(names[0], bold=True) - 4, 8, SERIES[1], bold=True),
    ]
    for split, total, end, top in zip(years, totals, ends, tops, strict=True):
        middle = top + _BAR / 2
        words.append(word(str(split.key), -_YEAR, middle, INK))
        words.append(word(end, total / max(totals) * width + 7, middle, INK, bold=True))
    height = tops[-1] + _BAR
    return filled(
        "bar.vl.json",
        size=(width, height),
        padding=(_YEAR + _EDGE, room + _EDGE, 6, 6),
        parameters={"xFrom": 0, "xTo": max(totals)},
        data={
            "bars": [
                bar for split, top in zip(years, tops, strict=True) for bar in _bars(split, top)
            ],
            "ranges": [],
            "zero": [{"x": 0, "y": _HEAD, "y2": height}],
            "target": [],
            "words": words,
        },
    )


def _bars(split: Split, top: float) -> list[dict[str, Any]]:
    ends = (
        (0.0, split.chain, SERIES[0]),
        (split.chain, split.chain + split.single, SERIES[1]),
    )
    return [
        {"x": x, "x2": x2, "y": top, "y2": top + _BAR, "colour": colour, "strength": 1}
        for x, x2, colour in ends
        if x2 > x
    ]


def _alt(years: Sequence[Split], sentence: Text, language: str) -> str:
    kind = (
        f"Staafdiagram met {len(years)} jaren."
        if language == "nl"
        else (f"Bar chart with {len(years)} years.")
    )
    return f"{kind} {sentence.in_language(language)}"
