"""Keyed random numbers are distributed as they should be, whatever method makes them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from schakel.chain.keyed import binomial, chances, key

MANY = 40_000


@pytest.mark.parametrize(
    ("number", "share"),
    [
        (3, 0.4),  # by inversion
        (900, 0.01),
        (25, 0.41),  # just enough for rejection
        (40, 0.5),
        (60, 0.93),  # counted from the other side
        (5_000, 0.02),
        (2_000_000, 0.3),  # far from the mode is judged by logarithms
    ],
)
def test_binomial_numbers_have_the_distribution_that_they_should(number, share):
    """Pearson's test in forty classes of about equal chance, at a level of one in ten thousand."""
    found = np.array([binomial(number, share, key(7, number, n)) for n in range(MANY)])
    wanted = stats.binom(number, share)
    bounds = np.unique(wanted.ppf(np.linspace(0, 1, 41)[1:-1]))
    bounds = bounds[bounds < number]
    counts = np.bincount(np.searchsorted(bounds, found), minlength=len(bounds) + 1)
    expected = MANY * np.diff(wanted.cdf(bounds), prepend=0.0, append=1.0)
    assert stats.chisquare(counts, expected).pvalue > 1e-4
    assert found.min() >= 0
    assert found.max() <= number


@pytest.mark.parametrize(("number", "share", "wanted"), [(0, 0.3, 0), (9, 0.0, 0), (9, 1.0, 9)])
def test_binomial_numbers_without_any_chance_in_them(number, share, wanted):
    assert binomial(number, share, key(1)) == wanted


def test_chances_of_neighbouring_persons_and_years_do_not_hang_together():
    """Correlations of 100,000 pairs lie within four standard errors (0.0126) of none."""
    people = np.arange(100_000)
    year, next_year = (chances(key(3, 0, number), people) for number in (1, 2))
    assert stats.kstest(year, "uniform").pvalue > 1e-4
    for one, other in ((year[:-1], year[1:]), (year, next_year), (year[:-1], next_year[1:])):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.0126
