"""Forecasts and their scores, against values worked out by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from schakel.base.errors import SchakelError
from schakel.forecast.backtest import backtest, summary
from schakel.forecast.baselines import (
    constant_share,
    deviation,
    drift,
    no_change,
    one_step_errors,
    sampled,
)
from schakel.forecast.panel import Panel, panel_of
from schakel.forecast.scores import (
    absolute_percentage_error,
    covered,
    crps,
    direction_right,
    interval,
    mean_change,
)
from schakel.forecast.smoothing import damped_trend, projected, smooth, widening

NAN = float("nan")
YEARS = ("2020", "2021", "2022", "2023", "2024")


def panel(*rows, totals=()):
    return Panel(
        tuple("abcdefgh"[: len(rows)]), YEARS[: len(rows[0])], np.array(rows), np.array(totals)
    )


# history, horizon: no change and drift. 10 → 16 in three periods is 2 a period.
@pytest.mark.parametrize(
    ("history", "step", "same", "drawn_on", "why"),
    [
        ([10, 11, 13, 16], 1, 16, 18, "16 + 1 × 2"),
        ([10, 11, 13, 16], 3, 16, 22, "16 + 3 × 2"),
        ([10, 16], 1, 16, 22, "one change only: 6 a period"),
        ([10], 2, 10, 10, "one value does not drift"),
        ([10, NAN, 14, NAN], 1, 14, 18, "2 a period from the third on, two periods ahead"),
        ([NAN, 8], 1, 8, 8, "one known value"),
    ],
)
def test_no_change_and_drift(history, step, same, drawn_on, why):
    assert no_change(panel(history), (step,))[0, 0] == same
    assert drift(panel(history), (step,))[0, 0] == pytest.approx(drawn_on), why


def test_a_unit_without_any_value_gets_no_forecast():
    nothing = panel([NAN, NAN], [1, 2])
    for method in (sampled(no_change), sampled(drift), damped_trend):
        samples = method(nothing, (1, 2))
        assert np.isnan(samples[0]).all()
        assert not np.isnan(samples[1]).any()


# 20 of 80 is a quarter; the total drifts by 10 a period (60, 70, 80), so 90 and 100 come.
def test_constant_share_takes_the_last_share_of_a_total_that_drifts_or_is_given():
    parts = panel([30, 25, 20], totals=[[60, 70, 80]])
    assert constant_share(parts, (1, 2)).tolist() == [[22.5, 25.0]]
    assert constant_share(parts, (1, 2), np.array([[40.0, 200.0]])).tolist() == [[10.0, 50.0]]


def test_constant_share_without_a_total_says_nothing():
    assert np.isnan(constant_share(panel([1, 2], totals=[[NAN, NAN]]), (1,))).all()
    assert np.isnan(constant_share(panel([0, 0], totals=[[0, 0]]), (1,))).all()


# No change misses 10 → 14 by 4, 14 → 12 by −2. Drift from 10 alone stays at 10: 4; from 10, 14
# it says 18: 12 − 18 = −6.
def test_errors_within_the_history_are_those_of_the_same_point_made_earlier():
    history = panel([10, 14, 12])
    assert one_step_errors(no_change, history).tolist() == [[4, -2]]
    assert one_step_errors(drift, history).tolist() == [[4, -6]]
    assert one_step_errors(no_change, panel([10])).shape == (1, 0)


# Levels 10 and 100. Own squares: 4 + 4 = 8 and 100 + 300 = 400. Relative to the level squared:
# .08 + .04 over four errors = .03, so borrowed 4 × .03 × 100 = 12 and 4 × .03 × 10,000 = 1,200;
# each over 2 + 4: √(20 / 6) and √(1600 / 6).
def test_the_spread_of_a_short_history_leans_on_all_units():
    errors = np.array([[2.0, -2.0], [10.0, 300**0.5]])
    spread = deviation(errors, np.array([[10.0, 10.0, 10.0], [100.0, 100.0, 100.0]]))
    assert spread == pytest.approx([(20 / 6) ** 0.5, (1600 / 6) ** 0.5])


def test_the_middle_draw_is_the_point_and_the_spread_grows_with_the_root_of_the_horizon():
    samples = sampled(no_change)(panel([1000.0, 1040, 1000]), (1, 4))
    assert np.median(samples, axis=-1).tolist() == [[1000, 1000]]
    low, high = interval(samples)
    assert (high - low)[0, 1] == pytest.approx(2 * (high - low)[0, 0])


def test_no_draw_is_below_zero_unless_asked():
    small = panel([9.0, 0, 1])
    assert sampled(no_change)(small, (1,)).min() == 0
    assert sampled(no_change, lowest=None)(small, (1,)).min() < 0


# Two draws 1 and 3, value 2: both 1 away; the draws are 2 apart. Plain: 1 − ½ × (2 × 2 / 4) = ½;
# fair, without the pairs of a draw with itself: 1 − ½ × 2 = 0. One draw: the absolute error.
@pytest.mark.parametrize(
    ("samples", "actual", "plain", "fair"),
    [
        ([1, 3], 2, 0.5, 0.0),
        ([3, 1], 2, 0.5, 0.0),
        ([1, 3], 5, 2.5, 2.0),
        ([4, 4, 4], 6, 2.0, 2.0),
        ([0, 1, 5], 1, 5 / 3 - 10 / 9, 5 / 3 - 10 / 6),
    ],
)
def test_crps_of_a_few_draws(samples, actual, plain, fair):
    given = np.array([samples], dtype=float), np.array([float(actual)])
    assert crps(*given)[0] == pytest.approx(plain)
    assert crps(*given, fair=True)[0] == pytest.approx(fair)


def test_crps_of_one_draw_is_the_absolute_error():
    assert crps(np.array([4.0]), np.array(6.0)) == 2


# The draws 0, 1, …, 10: the central 80% runs from 1 to 9, its ends included.
def test_the_interval_holds_its_ends():
    samples = np.tile(np.arange(11.0), (4, 1))
    assert [float(end[0]) for end in interval(samples)] == pytest.approx([1, 9])
    assert covered(samples, np.array([1, 9, 9.1, NAN])).tolist()[:3] == [1, 1, 0]
    assert np.isnan(covered(samples, np.array([1, 9, 9.1, NAN]))[3])


def test_percentage_error_has_nothing_to_say_about_zero():
    errors = absolute_percentage_error(np.array([90.0, 3.0]), np.array([120.0, 0.0]))
    assert errors[0] == 25
    assert np.isnan(errors[1])


# Changes 2 and 4, the gap is left out: 3 on average.
def test_the_mean_change_leaves_gaps_out():
    changes = mean_change(np.array([[10.0, 12, 8, NAN, 20], [5, 5, 5, 5, 5], [1, NAN, 2, NAN, 3]]))
    assert changes[:2].tolist() == [3, 0]
    assert np.isnan(changes[2])


def test_direction_is_judged_only_where_one_was_named_and_something_moved():
    last = np.full(5, 10.0)
    right = direction_right(np.array([11, 11, 9, 10, 12.0]), np.array([12, 9, 8, 12, 10.0]), last)
    assert right[:3].tolist() == [1, 0, 1]
    assert np.isnan(right[3:]).all()


# Level weight ½, trend weight ½, damping .8; from 10 (trend 0). 14: error 4, level 12, trend
# ½ × ½ × 4 = 1. Then 12.8 is expected; 13.8: error 1, level 13.3, trend .8 + .25 = 1.05.
# One ahead 13.3 + .8 × 1.05, two ahead another .64 × 1.05.
def test_damped_trend_step_by_step():
    half, damping = np.array([0.5]), np.array([0.8])
    end = smooth(np.array([[10, 14, 13.8]]), half, half, damping)
    assert end.errors[0] == pytest.approx([4, 1])
    assert (end.level[0], end.trend[0]) == pytest.approx((13.3, 1.05))
    points = projected(end, damping, (1, 2))
    assert points[0] == pytest.approx([13.3 + 0.84, 13.3 + 0.84 + 0.672])


# c₁ = ½ × (1 + ½ × .8) = .7; the variance at two steps is 1 + .49.
def test_the_uncertainty_of_the_damped_trend_widens_by_its_own_weights():
    half, damping = np.array([0.5]), np.array([0.8])
    assert widening(half, half, damping, (1, 2))[0] == pytest.approx([1, 1.49**0.5])
    level_only = widening(np.array([1.0]), np.array([0.0]), damping, (1, 4, 9))
    assert level_only[0] == pytest.approx([1, 2, 3]), "a random walk grows with the root"


def test_a_gap_teaches_the_damped_trend_nothing():
    ones = np.array([1.0]), np.array([0.5]), np.array([0.8])
    end = smooth(np.array([[NAN, 10, 14, NAN]]), *ones)
    assert end.level[0] == pytest.approx(14 + 0.8 * 2)
    assert end.trend[0] == pytest.approx(0.8 * 2)


def test_the_damped_trend_agrees_with_a_published_implementation():
    statsmodels = pytest.importorskip("statsmodels.tsa.exponential_smoothing.ets")
    pandas = pytest.importorskip("pandas")
    values = np.array([30.0, 33, 31, 36, 40, 38, 43, 47])
    model = statsmodels.ETSModel(
        pandas.Series(values),
        error="add",
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=values[0],
        initial_trend=0.0,
    )
    level_weight, trend_weight, damping = 0.6, 0.3, 0.9
    # There the first value is expected from the start too: level 30 + .9 × 0, an error of 0.
    theirs = model.smooth([level_weight, level_weight * trend_weight, damping])
    ours = np.array([level_weight]), np.array([trend_weight]), np.array([damping])
    end = smooth(values[None], *ours)
    assert projected(end, ours[2], (1, 2, 3))[0] == pytest.approx(theirs.forecast(3).to_numpy())
    assert end.errors[0] == pytest.approx(theirs.resid.to_numpy()[1:])
    variance = theirs.get_prediction(start=8, end=10).forecast_variance
    assert widening(*ours, (1, 2, 3))[0] == pytest.approx(np.sqrt(variance / variance[0]))


# Values 10, 12, 11, 15. From the second on, no change says 12: errors 1 and 3. The changes until
# then were 2 on average, so together 4 ÷ 4; percentages 1 of 11 and 3 of 15.
def test_a_backtest_by_hand():
    table = backtest(panel([10, 12, 11, 15]), {"same": sampled(no_change)}, ["2021"], (1, 2, 3))
    assert table["period"].to_list() == ["2022", "2023"], "the third horizon lies after the end"
    assert table["error"].to_list() == [1, 3]
    assert table["change"].to_list() == [2, 2]
    assert summary(table, "same")["mase"].to_list() == [1]
    assert table["percentage_error"].to_list() == pytest.approx([100 / 11, 20])
    assert table["last"].to_list() == [12, 12]
    assert table["direction"].to_list() == [None, None], "no change names no direction"


def test_what_is_not_known_is_not_scored():
    table = backtest(
        panel([1, 2, NAN, 4], [NAN, NAN, 3, 4]), {"same": sampled(no_change)}, ["2021"], (1, 2)
    )
    assert table.select("unit", "period", "error").rows() == [
        ("a", "2023", 2.0),
        ("b", "2022", None),
        ("b", "2023", None),
    ]


# Errors of no change 1 and 3, of drift (12 → 14, 16) 3 and 1: the same mean, 2.
def test_a_summary_is_over_the_cases_that_all_methods_forecast():
    def only_next(panel, horizons):
        samples = sampled(drift)(panel, horizons)
        samples[:, 1:] = NAN
        return samples

    history = panel([10, 12, 11, 15])
    both = {"same": sampled(no_change), "line": sampled(drift)}
    found = summary(backtest(history, both, ["2021"], (1, 2)), "same")
    assert found.select("method", "cases", "mae", "mae_ratio").rows() == [
        ("same", 2, 2.0, 1.0),
        ("line", 2, 2.0, 1.0),
    ]
    assert found["direction"].to_list() == [None, 50]
    assert found["directions"].to_list() == [0, 2]
    fewer = backtest(history, {"same": both["same"], "next": only_next}, ["2021"], (1, 2))
    assert summary(fewer, "same").select("cases", "mae").rows() == [(1, 1.0), (1, 3.0)]
    by_step = summary(backtest(history, both, ["2021"], (1, 2)), "same", ("horizon", "method"))
    assert by_step["mae_ratio"].to_list() == pytest.approx([1, 1, 3, 1 / 3])


def test_a_panel_from_a_table_keeps_gaps_and_order():
    table = pl.DataFrame(
        {
            "unit": ["b", "a", "b", "a"],
            "period": ["2021", "2020", "2020", "1999"],
            "value": [3, 0, None, 7],
            "total": [9, 8, 7, 6],
        }
    )
    made = panel_of(table, ["2020", "2021"])
    assert made.units == ("a", "b")
    assert np.array_equal(made.values, [[0, NAN], [NAN, 3]], equal_nan=True)
    assert np.array_equal(made.totals, [[8, NAN], [7, 9]], equal_nan=True)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: panel([1.0, float("inf")]), "an infinite number"),
        (lambda: Panel(("a",), ("2020", "2021"), np.ones((1, 3))), "values of shape"),
        (lambda: Panel(("a",), ("2020", "2020"), np.ones((1, 2))), "periods with the same name"),
        (
            lambda: panel_of(
                pl.DataFrame({"unit": ["a"] * 2, "period": ["2020"] * 2, "value": [1, 2]}),
                ["2020"],
            ),
            "two rows for",
        ),
        (lambda: tried(origins=["2020"]), "origin '2020'"),
        (lambda: tried(origins=["2022"]), "origin '2022'"),
        (lambda: tried(origins=["1848"]), "origin '1848'"),
        (lambda: tried(horizons=[0]), "a horizon of 0"),
        (lambda: tried(horizons=[]), "horizons"),
        (lambda: tried(methods={}), "methods"),
        (lambda: tried(methods={"bare": no_change}), "method 'bare'"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(make, words):
    with pytest.raises(SchakelError, match=words):
        make()


def tried(methods=None, origins=("2021",), horizons=(1,)):
    methods = {"same": sampled(no_change)} if methods is None else methods
    return backtest(panel([1, 2, 3]), methods, origins, horizons)
