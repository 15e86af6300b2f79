"""What the sentences say, in both languages; each expected text was written by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.answers.goals import JudgedLine, MeasureState
from schakel.answers.judgements import Judgement, Reason, Verdict, judge
from schakel.answers.places import Line
from schakel.answers.sentences import (
    figure_text,
    judgement_sentence,
    map_sentence,
    period_label,
    series_sentence,
    short_period,
    verdict_word,
)
from schakel.answers.words import NBSP, in_period, place, value_text
from schakel.base.errors import SchakelError
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.types import Measure
from tests.support.small_catalog import (
    TERMS,
    figure,
    line,
    rule,
    small_catalog,
    target,
    version,
)

CATALOG = small_catalog()


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        ("2024", "2024", "2024"),
        ("2023/24", "schooljaar 2023/24", "school year 2023/24"),
        ("2019Q4", "4e kwartaal 2019", "4th quarter 2019"),
        ("2023-10", "oktober 2023", "October 2023"),
        ("2026-08-21", "21 augustus 2026", "21 August 2026"),
        ("2014..2022", "2014 tot en met 2022", "2014 to 2022"),
        ("begin deze eeuw", "begin deze eeuw", "begin deze eeuw"),
    ],
)
def test_a_period_is_called_as_people_call_it(period, dutch, english):
    assert period_label(period, "nl") == dutch
    assert period_label(period, "en") == english


def test_a_period_has_its_preposition_and_its_short_form():
    assert in_period("2019Q4", "nl") == "in het 4e kwartaal van 2019"
    assert in_period("2026-08-21", "en") == "on 21 August 2026"
    assert in_period("2014..2022", "nl") == "in de jaren 2014 tot en met 2022"
    assert short_period("2019Q4", "nl") == "4e kw. 2019"
    assert short_period("2014..2022", "en") == "2014–2022"


@pytest.mark.parametrize(
    ("found", "dutch", "english"),
    [
        (figure(20.378), "20,4%", "20.4%"),
        (figure(20.378, status=Status.ESTIMATE), f"20,4%{NBSP}s", f"20.4%{NBSP}s"),
        (figure(20.378, status=Status.PROVISIONAL), f"20,4%{NBSP}v", f"20.4%{NBSP}v"),
        (figure(0.0, status=Status.ZERO), "0,0%", "0.0%"),
        (figure(None), "niet gepubliceerd", "not published"),
        (figure(None, status=Status.SUPPRESSED), "onderdrukt", "suppressed"),
        (figure(2138.0, unit="students"), "2.138", "2,138"),
        (figure(18.0, unit="thousand_vacancies"), f"18,0{NBSP}duizend", f"18.0{NBSP}thousand"),
    ],
)
def test_a_figure_shows_its_value_unit_and_status(found, dutch, english):
    assert figure_text(CATALOG, found, "nl") == dutch
    assert figure_text(CATALOG, found, "en") == english


def test_units_agree_with_their_number():
    hours, students = CATALOG.units["hours"], CATALOG.units["students"]
    assert value_text(hours, 1, "en") == f"1{NBSP}hour"
    assert value_text(hours, 2, "en") == f"2{NBSP}hours"
    assert value_text(hours, 2, "nl") == f"2{NBSP}uur"
    assert value_text(students, 1, "nl", named=True) == "1"
    assert value_text(students, 2, "nl", named=True) == f"2{NBSP}studenten"


def test_a_place_is_called_so_that_it_cannot_be_mistaken():
    assert place(CATALOG, "AM-X", "nl") == "arbeidsmarktregio Markt"
    assert place(CATALOG, "OOST", "nl") == "landsdeel Oost"
    assert place(CATALOG, "NL", "en") == "the Netherlands"


def test_two_provinces_one_falls_and_one_stays():
    lines = [
        line("PV1", {"2020": 22.371, "2024": 20.379}),
        line("PV2", {"2020": 16.02, "2024": 16.018}),
    ]
    assert series_sentence(CATALOG, "share", lines, "nl") == (
        "In Overijssel daalde het aandeel van 22,4% in 2020 naar 20,4% in 2024. "
        "In Gelderland bleef het 16,0%."
    )
    assert series_sentence(CATALOG, "share", lines, "en") == (
        "In Overijssel the share fell from 22.4% in 2020 to 20.4% in 2024. "
        "In Gelderland it stayed at 16.0%."
    )


def test_a_change_within_the_standstill_of_the_rule_is_hardly_a_change():
    lines = [line("PV1", {"2020": 20.0, "2024": 20.3})]
    assert series_sentence(CATALOG, "share", lines, "nl", rule()) == (
        "In Overijssel bleef het aandeel bijna gelijk: eerst 20,0% in 2020, daarna 20,3% in 2024."
    )
    assert "steeg" in series_sentence(CATALOG, "share", lines, "nl", rule(standstill=0.05))


def test_counts_are_named_once_and_estimates_are_about():
    catalog = small_catalog(unit="students")
    lines = [
        line("PV1", {"2020": 2810, "2024": 2138}, unit="students"),
        line("PV2", {"2020": 1638, "2024": 1415}, unit="students", status=Status.ESTIMATE),
    ]
    assert series_sentence(catalog, "share", lines, "en") == (
        f"In Overijssel the number fell from 2,810{NBSP}students in 2020 to 2,138 in 2024. "
        "In Gelderland it fell from about 1,638 to about 1,415."
    )


def test_one_period_is_told_as_it_is():
    lines = [line("PV1", {"2019Q4": 5.0}), line("PV2", {"2019Q4": 4.0})]
    assert series_sentence(CATALOG, "share", lines, "nl") == (
        "In Overijssel was het aandeel 5,0% in het 4e kwartaal van 2019. "
        "In Gelderland was het 4,0%."
    )


def test_what_is_not_published_is_said():
    suppressed = line("PV2", {"2024": None}, status=Status.SUPPRESSED)
    assert series_sentence(CATALOG, "share", [], "nl") == "Er zijn geen cijfers gepubliceerd."
    assert series_sentence(CATALOG, "share", [Line("PV1", ()), suppressed], "nl") == (
        "Voor Overijssel zijn geen cijfers gepubliceerd. "
        "Voor Gelderland zijn de cijfers onderdrukt."
    )
    ending = [line("PV1", {"2023": 20.0, "2024": None})]
    assert series_sentence(CATALOG, "share", ending, "en") == (
        "In Overijssel the share was 20.0% in 2023. No figure has been published for 2024."
    )


def test_figures_before_a_break_are_not_compared():
    catalog = small_catalog(breaks=({"period": "2021", "note": {"nl": "anders", "en": "other"}},))
    lines = [line("PV1", {"2020": 30.0, "2021": 20.0, "2022": 21.0})]
    assert series_sentence(catalog, "share", lines, "nl") == (
        "In Overijssel steeg het aandeel van 20,0% in 2021 naar 21,0% in 2022. "
        "Cijfers van vóór 2021 zijn niet goed te vergelijken met latere."
    )


def test_of_many_series_the_first_and_the_ends_are_told():
    values = {"PV1": 20.0, "PV2": 16.0, "GM1": 40.5, "GM2": 3.0, "NL": 21.0}
    lines = [line(area, {"2024": value}) for area, value in values.items()]
    assert series_sentence(CATALOG, "share", lines, "nl") == (
        "In Overijssel was het aandeel 20,0% in 2024. Van de 5 reeksen was in 2024 die van Aa het "
        "hoogst, met 40,5%, en die van Bee het laagst, met 3,0%."
    )


def test_a_count_of_the_whole_is_not_called_the_highest():
    catalog = small_catalog(unit="students")
    values = {"NL": 900.0, "OOST": 500.0, "PV1": 200.0, "PV2": 300.0, "GM1": 50.0}
    lines = [line(area, {"2024": value}, unit="students") for area, value in values.items()]
    assert series_sentence(catalog, "share", lines, "nl").endswith(
        "Van de 2 reeksen was in 2024 die van Gelderland het hoogst, met 300, "
        "en die van Aa het laagst, met 50."
    )
    assert len(series_sentence(catalog, "share", lines[:4], "nl").split(". ")) == 4


def test_a_split_is_told_with_the_area():
    lines = [line("PV1", {"2020": 8.3, "2024": 9.0}, sex="f")]
    assert series_sentence(CATALOG, "share", lines, "nl").startswith(
        "In Overijssel (vrouwen) steeg het aandeel"
    )


def test_a_map_has_a_highest_a_lowest_and_what_is_unknown():
    found = [
        figure(41.2, area="GM1"),
        figure(33.7, area="GM2", status=Status.ESTIMATE),
        figure(None, area="GM3", status=Status.SUPPRESSED),
    ]
    areas = ["GM1", "GM2", "GM3", "GM4"]
    assert map_sentence(CATALOG, "share", found, areas, "nl") == (
        "In 2024 was het aandeel het hoogst in Aa: 41,2%. Het laagst was het in Bee: "
        "ongeveer 33,7%. In 1 van de 4 gemeenten is het cijfer onderdrukt. "
        "Voor 1 van de 4 gemeenten is geen cijfer gepubliceerd."
    )
    assert map_sentence(CATALOG, "share", [], areas, "en") == "No figures have been published."


def test_a_map_on_which_all_is_equal_has_no_highest():
    found = [figure(0.0, area=code, status=Status.ZERO) for code in ("GM1", "GM2", "GM3", "GM4")]
    assert map_sentence(CATALOG, "share", found, ["GM1", "GM2", "GM3", "GM4"], "nl") == (
        "In 2024 was het aandeel in 4 gemeenten 0,0%."
    )


def state_of(catalog, series, aim=None, with_rule=None):
    measure = Measure.model_validate({"indicator": "share", "progress": "usual", "target": aim})
    ruled = with_rule or rule()
    indicator = catalog.indicator("share")
    judgement = judge(indicator, series.figures, aim, ruled)
    return MeasureState(measure, indicator, ruled, "own", (JudgedLine(series, judgement),))


def told(catalog, series, language="nl", aim=None, with_rule=None):
    state = state_of(catalog, series, aim, with_rule)
    return judgement_sentence(catalog, state, state.judgement, language)


# Slope: values 22, 21.5, 21, 20.5, 20 fall 0.5 a year. Needed: (40 − 20) / (2030 − 2024) = 3.33.
def test_the_arithmetic_of_moving_away_after_the_year_of_the_target():
    falling = line("PV1", {str(2020 + n): 22 - n / 2 for n in range(5)})
    assert told(CATALOG, falling, "nl", target(40, 2020)) == (
        f"Van 2020 tot 2024 veranderde dit gemiddeld met −0,5{NBSP}procentpunt per jaar. "
        "Het jaar van het doel, 2020, is voorbij. Volgens de regel kijken we daarom naar 2030. "
        f"Om in 2030 op 40% te komen is +3,3{NBSP}procentpunt per jaar nodig. "
        "Daarom: verwijdert zich."
    )
    assert told(CATALOG, falling, "en", target(40, 2020)).endswith(
        f"To be at 40% in 2030 takes +3.3{NBSP}percentage points a year. Therefore: moving away."
    )


# 20, 22, … 28 rises 2 a year, so 28 + 6 × 2 = 40 in 2030; towards 41 that is one short.
def test_on_course_and_too_slow_say_where_the_line_ends():
    rising = line("PV1", {str(2020 + n): 20 + 2.0 * n for n in range(5)})
    assert told(CATALOG, rising, "nl", target(40)).endswith(
        "Gaat het zo door, dan is het in 2030 ongeveer 40,0%. Daarom: op koers."
    )
    assert told(CATALOG, rising, "en", target(41)).endswith(
        "If it goes on like this, it will be about 40.0% in 2030. Therefore: too slow."
    )


def test_without_a_target_only_the_direction_counts():
    rising = line("PV1", {"2022": 20.0, "2023": 21.0, "2024": 22.0})
    assert told(CATALOG, rising) == (
        f"Van 2022 tot 2024 veranderde dit gemiddeld met +1,0{NBSP}procentpunt per jaar. "
        "Er is geen streefwaarde; we kijken alleen of het de goede kant op gaat: omhoog. "
        "Daarom: op koers."
    )
    still = line("PV1", {"2022": 20.0, "2023": 20.0, "2024": 20.0})
    assert told(CATALOG, still) == (
        "Van 2022 tot 2024 veranderde dit gemiddeld niet. "
        "Er is geen streefwaarde; we kijken alleen of het de goede kant op gaat: omhoog. "
        f"Een verandering tot 0,1{NBSP}procentpunt per jaar geldt als stilstand. "
        "Daarom: te traag."
    )


def test_reached_names_the_least_favourable_value_of_an_estimate():
    high = line("PV1", {"2024": 42.0}, status=Status.ESTIMATE, low=41.0, high=43.0)
    assert told(CATALOG, high, "nl", target(40)) == (
        "Het doel is minstens 40%; het laatste cijfer is ongeveer 42,0% in 2024. "
        "Ook de ongunstigste waarde die mogelijk is, 41,0%, telt daarbij mee. Daarom: gehaald."
    )
    low = line("PV1", {"2024": 2.0})
    assert told(small_catalog(direction="down"), low, "en", target(3)) == (
        "The target is at most 3%; the latest figure is 2.0% in 2024. Therefore: reached."
    )


def test_a_small_rate_is_not_rounded_to_nothing():
    slow = line("PV1", {"2022": 20.0, "2023": 20.02, "2024": 20.04})
    assert f"+0,02{NBSP}procentpunt" in told(CATALOG, slow)


@pytest.mark.parametrize(
    ("series", "catalog", "dutch"),
    [
        (Line("PV1", ()), CATALOG, "Er zijn geen cijfers gepubliceerd."),
        (
            line("PV1", {"2024": 20.0}),
            CATALOG,
            "Er is 1 cijfer met dezelfde telling; voor een oordeel zijn er minstens 3 nodig.",
        ),
        (
            line("PV1", {"2015": 20.0}),
            CATALOG,
            "Het laatste cijfer gaat over 2015; over cijfers van vóór 2018 oordelen we niet.",
        ),
        (
            line("PV1", {"2024": 20.0}),
            small_catalog(direction="none"),
            "Bij dit cijfer is meer niet beter of slechter dan minder.",
        ),
    ],
)
def test_why_there_is_no_judgement(series, catalog, dutch):
    assert told(catalog, series) == f"{dutch} Daarom: geen oordeel."


def test_an_uncertainty_larger_than_the_change_is_a_reason_too():
    wide = line(
        "PV1",
        {"2022": 20.0, "2023": 20.2, "2024": 20.4},
        status=Status.ESTIMATE,
        low=18.0,
        high=23.0,
    )
    assert "De onzekerheid in de cijfers is groter dan die verandering." in told(CATALOG, wide)


def test_every_verdict_and_reason_has_its_words():
    state = state_of(CATALOG, line("PV1", {"2022": 20.0, "2023": 21.0, "2024": 22.0}), target(40))
    ends = state.lines[0].judgement
    for verdict in Verdict:
        for reason in [None, *Reason] if verdict is Verdict.NO_JUDGEMENT else [None]:
            judgement = Judgement(
                verdict, reason, ends.first, ends.last, 3, 1.0, 3.0, 28.0, 40.0, 2030, 0.1
            )
            for language in ("nl", "en"):
                sentence = judgement_sentence(CATALOG, state, judgement, language)
                word = verdict_word(CATALOG, verdict, language)
                assert sentence.endswith(f": {word}.")
                assert len(sentence) > len(word) + 20


def test_a_glossary_without_the_word_is_told_what_to_add():
    catalog = small_catalog(terms={name: TERMS[name] for name in TERMS if name != "reached"})
    with pytest.raises(SchakelError, match="reached"):
        verdict_word(catalog, Verdict.REACHED, "nl")


PERIODS = st.sampled_from(["{}", "{}Q3", "{}-10", "{}-08-21"])
VALUES = st.one_of(
    st.none(), st.floats(0, 100, allow_nan=False), st.sampled_from([0.0, 1.0, 99.96])
)
STATUSES = st.sampled_from([Status.VALUE, Status.ESTIMATE, Status.PROVISIONAL, Status.FORECAST])


@st.composite
def some_line(draw, area):
    pattern = draw(PERIODS)
    figures = []
    for year in sorted(draw(st.sets(st.integers(2012, 2025), max_size=6))):
        value = draw(VALUES)
        lacking = st.sampled_from([Status.MISSING, Status.SUPPRESSED])
        figures.append(
            figure(
                value,
                pattern.format(year),
                area,
                status=draw(lacking if value is None else STATUSES),
                version="1" if year < 2019 else draw(st.sampled_from(["1", "2"])),
            )
        )
    return Line(area, tuple(figures))


def is_well_made(sentence):
    assert sentence.endswith(".")
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b|  |\.\.|\{|\}", sentence), sentence
    assert sentence[0].isupper()


@pytest.mark.parametrize("language", ["nl", "en"])
@given(lines=st.tuples(*(some_line(area) for area in ("PV1", "PV2", "AM-X", "NL"))), most=...)
def test_any_series_gives_whole_sentences_with_its_numbers(
    language: str, lines: tuple[Line, ...], most: bool
):
    catalog = small_catalog(versions=(version("1"), version("2")))
    told = lines if most else lines[:2]
    sentence = series_sentence(catalog, "share", told, language)
    is_well_made(sentence)
    first = [f for f in told[0].figures if f.value is not None]
    if first:
        assert format_number(first[-1].value, 1, language) in sentence


@pytest.mark.parametrize("language", ["nl", "en"])
@given(series=some_line("PV1"), aim=st.none() | st.floats(0.5, 90), year=st.integers(2015, 2035))
def test_any_judgement_gives_whole_sentences(
    language: str, series: Line, aim: float | None, year: int
):
    catalog = small_catalog(versions=(version("1"), version("2")))
    is_well_made(told(catalog, series, language, target(aim, year) if aim else None))


@pytest.mark.parametrize("language", ["nl", "en"])
@given(values=st.lists(VALUES, max_size=4))
def test_any_map_gives_whole_sentences(language: str, values: list[float | None]):
    areas = ["GM1", "GM2", "GM3", "GM4"]
    found = [figure(value, area=area) for value, area in zip(values, areas, strict=False)]
    sentence = map_sentence(CATALOG, "share", found, areas, language)
    is_well_made(sentence)
    known = [f.value for f in found if f.value is not None]
    if known:
        assert format_number(max(known), 1, language) in sentence
        assert format_number(min(known), 1, language) in sentence
