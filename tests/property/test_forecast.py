"""What must hold for every forecast and every score."""

from __future__ import annotations

from math import pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from schakel.forecast.backtest import backtest
from schakel.forecast.baselines import constant_share, draws, drift, no_change, sampled
from schakel.forecast.panel import Panel
from schakel.forecast.scores import crps, interval
from schakel.forecast.smoothing import damped_trend

METHODS = {
    "no change": sampled(no_change),
    "constant share": sampled(constant_share),
    "drift": sampled(drift),
    "damped trend": damped_trend,
}
PERIODS = tuple(str(year) for year in range(2010, 2018))
counts = st.integers(0, 10**6).map(float) | st.just(float("nan"))
history = arrays.arrays(np.float64, (3, len(PERIODS)), elements=counts)


def panel(values, totals):
    return Panel(("a", "b", "c"), PERIODS, values, totals)


@settings(max_examples=40, deadline=None)
@given(values=history, totals=history, later=history, origin=st.integers(1, len(PERIODS) - 2))
def test_changing_the_future_changes_no_forecast(values, totals, later, origin):
    other, other_totals = values.copy(), totals.copy()
    other[:, origin + 1 :] = later[:, origin + 1 :]
    other_totals[:, origin + 1 :] = later[:, origin + 1 :]
    # Only the cases that are known in both worlds have rows in both.
    known = ~np.isnan(values) & ~np.isnan(other)
    values[~known], other[~known] = np.nan, np.nan
    one, two = (
        backtest(world, METHODS, [PERIODS[origin]], (1, 2, 5))
        for world in (panel(values, totals), panel(other, other_totals))
    )
    said = ["method", "unit", "origin", "horizon", "last", "point", "low", "high"]
    assert one.select(said).equals(two.select(said))


def test_a_method_is_given_nothing_but_the_past():
    seen = []

    def curious(panel, horizons):
        seen.append(panel)
        return sampled(no_change)(panel, horizons)

    whole = panel(np.arange(24.0).reshape(3, 8), np.ones((3, 8)))
    backtest(whole, {"curious": curious}, ["2012", "2014"], (1, 2))
    assert [given.periods[-1] for given in seen] == ["2012", "2014"]
    for given_panel in seen:
        for array in (given_panel.values, given_panel.totals):
            assert array.base is None, "a copy, through which nothing later can be reached"
            with pytest.raises(ValueError, match="read-only"):
                array[0, 0] = 1


@settings(max_examples=40, deadline=None)
@given(values=history, totals=history, origin=st.integers(1, len(PERIODS) - 2))
def test_scores_are_never_negative_and_points_lie_within_their_interval(values, totals, origin):
    table = backtest(panel(values, totals), METHODS, [PERIODS[origin]], (1, 2, 3))
    known = table.drop_nulls("point")
    assert (known["low"] >= 0).all()
    assert ((known["low"] <= known["point"]) & (known["point"] <= known["high"])).all()
    assert (known["crps"] >= -1e-6 * (1 + known["high"].abs())).all()
    assert known["covered"].is_in([0, 1]).all()


@settings(max_examples=40, deadline=None)
@given(values=history, totals=history, times=st.sampled_from([0.25, 2.0, 1024.0]))
def test_another_unit_of_measure_changes_nothing_but_the_unit(values, totals, times):
    for name, method in METHODS.items():
        one = method(panel(values, totals), (1, 3))
        other = method(panel(values * times, totals * times), (1, 3))
        np.testing.assert_allclose(other, one * times, rtol=1e-6, atol=1e-6, err_msg=name)


def closed_form(mean, deviation, actual):
    """CRPS of a normal distribution (Gneiting and Raftery 2007)."""
    z, normal = (actual - mean) / deviation, NormalDist()
    return deviation * (z * (2 * normal.cdf(z) - 1) + 2 * normal.pdf(z) - 1 / sqrt(pi))


@given(mean=st.floats(-1e3, 1e3), deviation=st.floats(0.1, 1e3), away=st.floats(-4, 4))
def test_crps_of_normal_draws_is_that_of_the_closed_form(mean, deviation, away):
    actual = mean + away * deviation
    samples = draws(np.array([mean]), np.array([deviation]), lowest=None)
    expected = closed_form(mean, deviation, actual)
    assert crps(samples, np.array([actual]))[0] == pytest.approx(expected, abs=0.004 * deviation)


# The mean distance of two standard normal draws is 2/√π. The plain form counts the m pairs of a
# draw with itself as a distance of 0, so it is too high by half of that over m: 1/(m√π).
@pytest.mark.parametrize("handful", [2, 5, 20])
def test_the_fair_form_is_right_on_average_for_a_small_handful(handful):
    generator = np.random.default_rng(20)
    samples = generator.normal(size=(200_000, handful))
    actual = np.full(len(samples), 0.7)
    expected = closed_form(0, 1, 0.7)
    assert crps(samples, actual, fair=True).mean() == pytest.approx(expected, abs=0.005)
    too_high = 1 / (handful * sqrt(pi))
    assert crps(samples, actual).mean() == pytest.approx(expected + too_high, abs=0.005)


@given(
    samples=arrays.arrays(np.float64, 20, elements=st.floats(-1e6, 1e6)),
    actual=st.floats(-1e6, 1e6),
)
def test_crps_is_the_double_sum_over_all_pairs(samples, actual):
    apart = np.abs(samples[:, None] - samples).sum()
    near = np.abs(samples - actual).mean()
    given_samples, value = samples[None], np.array([actual])
    for fair, pairs in ((False, 400), (True, 380)):
        np.testing.assert_allclose(
            crps(given_samples, value, fair), near - apart / pairs / 2, rtol=1e-9, atol=1e-6
        )


def test_the_interval_of_a_normal_is_the_known_one():
    low, high = interval(draws(np.array([0.0]), np.array([1.0]), lowest=None))
    assert high[0] == pytest.approx(1.2816, abs=0.01)
    assert low[0] == pytest.approx(-high[0])
