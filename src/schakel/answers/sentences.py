"""Sentences made from figures: what is to be seen in series, and what a map shows.

Each sentence speaks only of figures it is given, in Dutch at B1 level or in English. Estimates are
told as such, and what is not published is said, not passed over. Why a judgement falls is told by
`judgement_sentence`, which lies in `schakel.answers.explanations`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schakel.answers.explanations import judgement_sentence
from schakel.answers.figures import Figure
from schakel.answers.judgements import comparable
from schakel.answers.places import Line
from schakel.answers.words import (
    areas_word,
    breakdown_words,
    figure_text,
    in_period,
    is_count,
    is_share,
    period_label,
    place,
    short_period,
    the_period,
    told_value,
    verdict_word,
)
from schakel.base.numbers import format_number
from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Indicator, ProgressRule, Unit

__all__ = [
    "figure_text",
    "judgement_sentence",
    "map_sentence",
    "period_label",
    "series_sentence",
    "short_period",
    "verdict_word",
]
_TOLD_ONE_BY_ONE = 3
_COUNTS_ONE_BY_ONE = 4  # a count of the whole is always the highest, so telling that says nothing


@dataclass(frozen=True)
class _Voice:
    """Tells one indicator in one language."""

    catalog: Catalog
    indicator: Indicator
    language: str

    @property
    def unit(self) -> Unit:
        return self.catalog.units[self.indicator.unit]

    @property
    def noun(self) -> str:
        """What the figure is called: a share, a number, or a figure."""
        if is_share(self.unit):
            return self.say("het aandeel", "the share")
        if is_count(self.unit):
            return self.say("het aantal", "the number")
        return self.say("dit cijfer", "this figure")

    def say(self, dutch: str, english: str) -> str:
        return dutch if self.language == "nl" else english

    def value(self, figure: Figure, *, named: bool = False) -> str:
        return told_value(self.catalog, figure, self.language, named=named)

    def when(self, figure: Figure) -> str:
        return in_period(figure.period, self.language)

    def name(self, area: str, figure: Figure | None) -> str:
        """The area, with what its figures are split by in brackets."""
        split = breakdown_words(self.catalog, figure, self.language) if figure else ""
        name = place(self.catalog, area, self.language)
        return f"{name} ({split})" if split else name

    def alike(self, first: Figure, last: Figure) -> bool:
        """Whether two values are the same number as they are printed."""
        shown = {format_number(f.value or 0, self.unit.decimals) for f in (first, last)}
        return len(shown) == 1


def series_sentence(
    catalog: Catalog,
    indicator: str,
    lines: Sequence[Line],
    language: str,
    rule: ProgressRule | None = None,
) -> str:
    """What is to be seen in one or more series: where it rose, fell or stayed, and since when.

    Up to three series (four of counts) are told one by one; of more, the first and then the
    highest and lowest, where a count of a whole is not compared with that of its parts.
    Figures before the last break are left out of the comparison, and the sentence says so. With a
    `rule`, a change within its standstill per year counts as staying.
    """
    voice = _Voice(catalog, catalog.indicator(indicator), language)
    if not any(line.figures for line in lines):
        return voice.say("Er zijn geen cijfers gepubliceerd.", "No figures have been published.")
    most = _COUNTS_ONE_BY_ONE if is_count(voice.unit) else _TOLD_ONE_BY_ONE
    told = lines if len(lines) <= most else lines[:1]
    sentences: list[str] = []
    before: tuple[str, str] | None = None
    for line in told:
        window = _window(voice.indicator, line)
        if not window:
            sentences.append(_without_value(voice, line))
            continue
        ends = window[0], window[-1]
        periods = ends[0].period, ends[1].period
        sentences.append(_line_sentence(voice, line, ends, periods == before, rule))
        sentences += _latest_without_value(voice, line, ends[1])
        before = periods
    if len(lines) > len(told):
        sentences += _extremes(voice, lines)
    return " ".join(sentences + _left_out(voice, told))


def _window(indicator: Indicator, line: Line) -> list[Figure]:
    """The figures with a value that can be compared with the latest one."""
    valued = [f for f in line.figures if f.value is not None]
    dated = [f for f in valued if parse_period(f.period).kind != "text"]
    return comparable(indicator, dated) or valued[-1:]


def _line_sentence(
    voice: _Voice,
    line: Line,
    ends: tuple[Figure, Figure],
    same: bool,
    rule: ProgressRule | None,
) -> str:
    """One series in one sentence; `same` when the sentence before spoke of the same periods."""
    where = f"In {voice.name(line.area, ends[1])}"
    subject = voice.say("het", "it") if same else voice.noun
    first, last = (
        voice.value(figure, named=not same and figure is ends[0])
        + ("" if same else f" {voice.when(figure)}")
        for figure in ends
    )
    if ends[0] is ends[1]:
        return voice.say(f"{where} was {subject} {last}.", f"{where} {subject} was {last}.")
    if voice.alike(*ends):
        return _stayed(voice, f"{where}", subject, ends, same)
    movement = _movement(ends, rule)
    if movement == 0:
        return voice.say(
            f"{where} bleef {subject} bijna gelijk: eerst {first}, daarna {last}.",
            f"{where} {subject} hardly changed: first {first}, then {last}.",
        )
    dutch, english = ("steeg", "rose") if movement > 0 else ("daalde", "fell")
    return voice.say(
        f"{where} {dutch} {subject} van {first} naar {last}.",
        f"{where} {subject} {english} from {first} to {last}.",
    )


def _stayed(
    voice: _Voice, where: str, subject: str, ends: tuple[Figure, Figure], same: bool
) -> str:
    value = voice.value(ends[1], named=not same)
    if not same:
        first, last = (the_period(figure.period, voice.language) for figure in ends)
        value += voice.say(f", van {first} tot {last}", f", from {first} to {last}")
    return voice.say(f"{where} bleef {subject} {value}.", f"{where} {subject} stayed at {value}.")


def _movement(ends: tuple[Figure, Figure], rule: ProgressRule | None) -> int:
    """1 for a rise, -1 for a fall, 0 for a change that the rule counts as standing still."""
    change = (ends[1].value or 0.0) - (ends[0].value or 0.0)
    years = parse_period(ends[1].period).start - parse_period(ends[0].period).start
    if rule is not None and years > 0 and abs(change) / years <= rule.standstill:
        return 0
    return 1 if change > 0 else -1


def _without_value(voice: _Voice, line: Line) -> str:
    name = voice.name(line.area, line.figures[0] if line.figures else None)
    if any(figure.status is Status.SUPPRESSED for figure in line.figures):
        return voice.say(
            f"Voor {name} zijn de cijfers onderdrukt.", f"For {name} the figures are suppressed."
        )
    return voice.say(
        f"Voor {name} zijn geen cijfers gepubliceerd.",
        f"For {name} no figures have been published.",
    )


def _latest_without_value(voice: _Voice, line: Line, last: Figure) -> list[str]:
    latest = line.figures[-1]
    if latest.value is not None:
        return []
    when = the_period(latest.period, voice.language)
    if latest.status is Status.SUPPRESSED:
        return [
            voice.say(
                f"Het cijfer over {when} is onderdrukt.", f"The figure for {when} is suppressed."
            )
        ]
    return [
        voice.say(
            f"Over {when} is geen cijfer gepubliceerd.",
            f"No figure has been published for {when}.",
        )
    ]


def _extremes(voice: _Voice, lines: Sequence[Line]) -> list[str]:
    """The highest and the lowest of many series, in the latest period that most of them have."""
    latest = [line.latest for line in lines if line.latest and line.latest.value is not None]
    periods = [figure.period for figure in latest]
    if not periods:
        return []
    period = max(periods, key=lambda text: (periods.count(text), parse_period(text).end))
    figures = [figure for figure in latest if figure.period == period]
    if is_count(voice.unit):
        figures = _without_wholes(voice, figures)
    if len(figures) < 2:
        return []
    low, high = _ends(figures)
    top, bottom = (voice.name(f.area, f) for f in (high, low))
    most, least = (voice.value(f) for f in (high, low))
    return [
        voice.say(
            f"Van de {len(figures)} reeksen was {voice.when(high)} die van {top} het hoogst, met "
            f"{most}, en die van {bottom} het laagst, met {least}.",
            f"Of the {len(figures)} series, that of {top} was highest {voice.when(high)}, at "
            f"{most}, and that of {bottom} lowest, at {least}.",
        )
    ]


def _without_wholes(voice: _Voice, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of areas in which none of the other areas lies."""
    territory = voice.catalog.territory
    wholes = {whole for figure in figures for whole in territory.wholes(figure.area)}
    return [figure for figure in figures if figure.area not in wholes]


def _left_out(voice: _Voice, lines: Sequence[Line]) -> list[str]:
    """Which figures are not compared, because a break separates them from the latest ones."""
    since = {
        window[0].period
        for line in lines
        if (window := _window(voice.indicator, line))
        and any(_earlier(figure, window[0]) for figure in line.figures)
    }
    if not since:
        return []
    start = the_period(max(since, key=lambda text: parse_period(text).start), voice.language)
    return [
        voice.say(
            f"Cijfers van vóór {start} zijn niet goed te vergelijken met latere.",
            f"Figures from before {start} cannot well be compared with later ones.",
        )
    ]


def _earlier(figure: Figure, other: Figure) -> bool:
    before = parse_period(figure.period).start < parse_period(other.period).start
    return figure.value is not None and before


def _ends(figures: Sequence[Figure]) -> tuple[Figure, Figure]:
    def value(figure: Figure) -> float:
        return figure.value or 0.0

    return min(figures, key=value), max(figures, key=value)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def map_sentence(
    catalog: Catalog,
    indicator: str,
    figures: Sequence[Figure],
    areas: Collection[str],
    language: str,
) -> str:
    """What a map shows: the highest, the lowest, and for how many of its areas nothing is known.

    `figures` are those of one period, at most one an area; `areas` are all areas of the map.
    """
    voice = _Voice(catalog, catalog.indicator(indicator), language)
    valued = [figure for figure in figures if figure.value is not None]
    suppressed = sum(figure.status is Status.SUPPRESSED for figure in figures)
    missing = len(areas) - len(valued) - suppressed
    kind = f"{len(areas)} {areas_word(catalog, areas, language)}"
    if not valued and not suppressed:
        return voice.say("Er zijn geen cijfers gepubliceerd.", "No figures have been published.")
    sentences = [_high_and_low(voice, valued)] if valued else []
    if suppressed:
        sentences.append(
            voice.say(
                f"In {suppressed} van de {kind} is het cijfer onderdrukt.",
                f"In {suppressed} of the {kind} the figure is suppressed.",
            )
        )
    if missing:
        sentences.append(
            voice.say(
                f"Voor {missing} van de {kind} is geen cijfer gepubliceerd.",
                f"For {missing} of the {kind} no figure has been published.",
            )
        )
    return " ".join(sentences)


def _high_and_low(voice: _Voice, valued: Sequence[Figure]) -> str:
    low, high = _ends(valued)
    top, bottom = (_places_like(voice, valued, end) for end in (high, low))
    most, least = voice.value(high, named=True), voice.value(low)
    noun, when = voice.noun, _capital(voice.when(high))
    if voice.alike(low, high):
        return voice.say(
            f"{when} was {noun} in {top} {most}.", f"{when} {noun} was {most} in {top}."
        )
    return voice.say(
        f"{when} was {noun} het hoogst in {top}: {most}. Het laagst was het in {bottom}: {least}.",
        f"{when} {noun} was highest in {top}: {most}. It was lowest in {bottom}: {least}.",
    )


def _places_like(voice: _Voice, figures: Sequence[Figure], end: Figure) -> str:
    """The places whose value is printed like that of `end`; of more than three only how many."""
    names = [voice.name(f.area, f) for f in figures if voice.alike(f, end)]
    if len(names) > 3:
        codes = [figure.area for figure in figures]
        return f"{len(names)} {areas_word(voice.catalog, codes, voice.language)}"
    return voice.say(" en ", " and ").join(filter(None, [", ".join(names[:-1]), names[-1]]))
