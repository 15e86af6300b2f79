"""Periods, numbers and problems."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.base.errors import Problem, SchakelError
from schakel.base.numbers import format_number
from schakel.base.periods import parse_period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "year", 2024, 2025),
        ("2023/24", "school_year", 2023 + 7 / 12, 2024 + 7 / 12),
        ("1999/00", "school_year", 1999 + 7 / 12, 2000 + 7 / 12),
        ("2019Q4", "quarter", 2019.75, 2020),
        ("2023-10", "month", 2023.75, 2023 + 10 / 12),
        ("2014..2022", "years", 2014, 2023),
    ],
)
def test_a_canonical_period_has_its_place_on_the_calendar(text, kind, start, end):
    period = parse_period(text)
    assert (period.kind, period.text) == (kind, text)
    assert period.start == pytest.approx(start)
    assert period.end == pytest.approx(end)


@pytest.mark.parametrize("text", ["2023/25", "2022..2014", "2023-13", "about 2017", "", "24"])
def test_what_is_no_canonical_period_stays_text_without_a_place(text):
    period = parse_period(text)
    assert period.kind == "text"
    assert math.isnan(period.start)


def test_a_day_lies_within_its_month():
    day, month = parse_period("2026-08-31"), parse_period("2026-08")
    assert month.start <= day.start < day.end <= month.end + 1e-9


@given(st.integers(1900, 2100))
def test_a_year_holds_its_quarters_without_gap(year):
    quarters = [parse_period(f"{year}Q{number}") for number in (1, 2, 3, 4)]
    assert quarters[0].start == year
    assert all(one.end == other.start for one, other in zip(quarters, quarters[1:], strict=False))
    assert quarters[-1].end == year + 1


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (2810.5, 1, "nl", "2.810,5"),
        (2810.5, 1, "en", "2,810.5"),
        (-0.53, 1, "nl", "−0,5"),
        (-0.001, 1, "nl", "0,0"),
        (1234567, 0, "nl", "1.234.567"),
        (0, 0, "en", "0"),
    ],
)
def test_numbers_are_written_as_the_reader_expects(value, decimals, language, text):
    assert format_number(value, decimals, language) == text


def test_a_sign_is_shown_when_asked_but_not_for_nothing():
    assert format_number(0.4, 1, "nl", sign=True) == "+0,4"
    assert format_number(0.0, 1, "nl", sign=True) == "0,0"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_reads_back_as_itself_in_both_languages(value, decimals):
    nl = format_number(value, decimals, "nl").replace(".", "").replace(",", ".").replace("−", "-")
    en = format_number(value, decimals, "en").replace(",", "").replace("−", "-")
    assert float(nl) == float(en) == pytest.approx(value, abs=0.51 * 10**-decimals)


def test_problems_come_together_and_say_where_what_expected_and_what_to_do():
    one = Problem("file.yaml", "'x'", "a number", "correct it", "key")
    error = SchakelError([one, Problem("other.yaml", "nothing", "a text", "add it")])
    assert len(error.problems) == 2
    for part in ("file.yaml › key", "'x'", "a number", "correct it", "other.yaml"):
        assert part in str(error)
