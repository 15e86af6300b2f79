"""The five words of progress, each with its arithmetic. Golden cases worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.answers.figures import Figure
from schakel.answers.judgements import Reason, Verdict, judge
from schakel.base.statuses import Status
from schakel.catalog.types import Indicator, ProgressRule, Target

TEXT = {"nl": "tekst", "en": "text"}
SELECTION = {"dataset": "d", "variable": "v"}


def indicator(direction="up", **more):
    version = {"id": "1", "formula": {"numerator": SELECTION}, "note": TEXT}
    return Indicator.model_validate(
        {
            "id": "share",
            "label": TEXT,
            "short": TEXT,
            "description": TEXT,
            "unit": "percent",
            "direction": direction,
            "versions": [version],
            **more,
        }
    )


def rule(**more):
    return ProgressRule.model_validate(
        {
            "id": "usual",
            "label": TEXT,
            "window": 5,
            "minimum_periods": 3,
            "standstill": 0.1,
            "as_of": 2026,
            "judged_to": 2030,
            "oldest_year": 2010,
            "reason": TEXT,
            **more,
        }
    )


def target(value=40, year=2030):
    return Target.model_validate({"value": value, "year": year, "text": TEXT, "source": "s"})


def series(values, first=2020, version="1", spread=0.0):
    return [
        Figure(
            indicator="share",
            area="PV1",
            period=str(first + step),
            breakdown=(),
            value=value,
            low=value - spread if spread else None,
            high=value + spread if spread else None,
            numerator=None,
            denominator=None,
            unit="percent",
            status=Status.ESTIMATE if spread else Status.VALUE,
            suppressed_cells=0,
            cells=1,
            version=version,
            sources=("s",),
            retrieved=date(2024, 1, 1),
        )
        for step, value in enumerate(values)
    ]


# 20, 22, 24, 26, 28 rises 2 a year; from 28 in 2024 to 2030 that is 28 + 6 × 2 = 40: just enough.
def test_on_course_when_the_trend_just_reaches_the_target_in_its_year():
    found = judge(indicator(), series([20, 22, 24, 26, 28]), target(40), rule())
    assert found.verdict is Verdict.ON_COURSE
    assert found.slope == pytest.approx(2)
    assert found.projected == pytest.approx(40)
    assert found.needed == pytest.approx(2)


# The same, but the target lies a tenth higher: 40.0 is not 40.1.
def test_too_slow_when_the_trend_falls_just_short():
    found = judge(indicator(), series([20, 22, 24, 26, 28]), target(40.1), rule())
    assert found.verdict is Verdict.TOO_SLOW


# Overijssel hbo: 22.4, 22.3, 22.9, 21.1, 20.4. Mean of years 2022, of values 21.82.
# Slope = Σ(t−2022)(v−21.82) / Σ(t−2022)² = (−2·.58 −1·.48 +0 +1·−.72 +2·−1.42)/10 = −.52 a year.
def test_moving_away_when_the_trend_goes_the_wrong_way():
    found = judge(indicator(), series([22.4, 22.3, 22.9, 21.1, 20.4]), target(40, 2020), rule())
    assert found.verdict is Verdict.MOVING_AWAY
    assert found.slope == pytest.approx(-0.52)
    assert found.judged_to == 2030
    assert found.needed == pytest.approx((40 - 20.4) / 6)


def test_reached_when_the_last_value_is_at_the_target():
    assert judge(indicator(), series([39, 40]), target(40), rule()).verdict is Verdict.REACHED


def test_not_reached_by_a_maybe_when_the_range_starts_below_the_target():
    found = judge(indicator(), series([38, 39, 40.5], spread=1), target(40), rule())
    assert found.verdict is not Verdict.REACHED


def test_down_is_the_right_way_for_an_indicator_that_should_fall():
    found = judge(indicator("down"), series([30, 28, 26]), None, rule())
    assert found.verdict is Verdict.ON_COURSE


def test_without_a_target_standing_still_is_too_slow():
    found = judge(indicator(), series([20, 20.05, 20.1]), None, rule())
    assert found.verdict is Verdict.TOO_SLOW
    assert found.target is None


@pytest.mark.parametrize(
    ("figures", "which", "reason"),
    [
        ([], indicator(), Reason.NO_FIGURES),
        (series([20, 21]), indicator(), Reason.TOO_SHORT),
        (series([20, 21, 22], first=2000), indicator(), Reason.TOO_OLD),
        (series([20, 21, 22]), indicator("none"), Reason.NO_DIRECTION),
        (series([20, 21, 22], spread=9), indicator(), Reason.TOO_WIDE),
        (
            series([20, 21, 22], version="1") + series([30, 31], 2023, "2"),
            indicator(),
            Reason.TOO_SHORT,
        ),
        (
            series([20, 21, 22, 23]),
            indicator(breaks=[{"period": "2022", "note": TEXT}]),
            Reason.TOO_SHORT,
        ),
    ],
    ids=["nothing", "short", "old", "no direction", "wide", "new definition", "break"],
)
def test_no_judgement_says_why(figures, which, reason):
    found = judge(which, figures, target(90), rule())
    assert (found.verdict, found.reason) == (Verdict.NO_JUDGEMENT, reason)


@given(st.lists(st.floats(0, 100), min_size=3, max_size=8), st.floats(1, 100))
def test_turning_the_scale_round_turns_up_into_down(values, aim):
    up = judge(indicator("up"), series(values), target(aim), rule())
    mirrored = judge(indicator("down"), series([-value for value in values]), target(-aim), rule())
    assert up.verdict is mirrored.verdict
