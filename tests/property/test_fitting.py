"""What must hold for every table that is fitted to margins, and one worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from schakel.base.errors import SchakelError
from schakel.facts.fitting import fit

positive = st.floats(0.1, 1000)
tables = arrays(np.float64, st.tuples(*[st.integers(1, 5)] * 2), elements=positive)
cubes = arrays(np.float64, st.tuples(*[st.integers(1, 4)] * 3), elements=positive)


def a_table_like(table, seed):
    """Another table of the same shape, from which margins that agree can be taken."""
    return np.random.default_rng(seed).uniform(0.1, 1000, table.shape)


@given(cubes, st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_the_margins_are_met(seed, number):
    truth = a_table_like(seed, number)
    margins = {(0, 1): truth.sum(axis=2), (2,): truth.sum(axis=(0, 1)), (0,): truth.sum((1, 2))}
    found = fit(seed, margins)
    assert np.allclose(found.sum(axis=2), margins[0, 1])
    assert np.allclose(found.sum(axis=(0, 1)), margins[2,])
    assert (found >= 0).all()


@given(tables, st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_ratios_of_ratios_of_the_seed_are_kept(seed, number):
    truth = a_table_like(seed, number)
    found = fit(seed, {(0,): truth.sum(axis=1), (1,): truth.sum(axis=0)}, tolerance=1e-13)

    def odds(table):
        return table[:-1, :-1] * table[1:, 1:] / (table[:-1, 1:] * table[1:, :-1])

    assert np.allclose(odds(found), odds(seed), rtol=1e-5)


@given(tables)
@settings(deadline=None, max_examples=30)
def test_a_table_that_fits_already_is_left_as_it_is(seed):
    found = fit(seed, {(0,): seed.sum(axis=1), (1,): seed.sum(axis=0)})
    assert np.allclose(found, seed)


@given(tables, st.floats(0.01, 100), st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_the_scale_of_the_seed_does_not_matter(seed, scale, number):
    truth = a_table_like(seed, number)
    margins = {(0,): truth.sum(axis=1), (1,): truth.sum(axis=0)}
    assert np.allclose(fit(seed, margins), fit(seed * scale, margins), rtol=1e-5)


def test_the_table_worked_out_by_hand():
    # Seed [[1, 1], [1, 4]]: odds 1 × 4 / (1 × 1) = 4. Rows must sum to 30 and 30, columns to 30
    # and 30. With x in the corner the table is [[x, 30 − x], [30 − x, x]], whose odds are
    # (x / (30 − x))² = 4, so x = 2 × (30 − x), x = 20.
    found = fit(
        np.array([[1.0, 1.0], [1.0, 4.0]]),
        {(0,): np.array([30.0, 30.0]), (1,): np.array([30.0, 30.0])},
        tolerance=1e-14,
    )
    assert found == pytest.approx(np.array([[20.0, 10.0], [10.0, 20.0]]))


def test_a_zero_stays_zero():
    found = fit(np.array([[0.0, 1.0], [1.0, 1.0]]), {(0,): np.array([2.0, 3.0])})
    assert found[0].tolist() == [0.0, 2.0]


@pytest.mark.parametrize(
    ("seed", "margins", "words"),
    [
        ([[1, 1]], {(0,): [3.0], (1,): [1.0, 1.0]}, "sum to"),
        ([[1, -1]], {(0,): [3.0]}, "negative"),
        ([[1, np.nan]], {(0,): [3.0]}, "not finite"),
        ([[1, 1]], {(0,): [np.inf]}, "not finite"),
        ([[1, 1]], {(0,): [1.0, 2.0]}, "shape"),
        ([[1, 1]], {(2,): [1.0, 2.0]}, "shape"),
        ([[0, 0]], {(0,): [3.0]}, "all zero"),
    ],
)
def test_what_cannot_be_fitted_is_refused(seed, margins, words):
    given = {axes: np.array(margin) for axes, margin in margins.items()}
    with pytest.raises(SchakelError, match=words):
        fit(np.array(seed, dtype=float), given)


def test_zeros_that_contradict_the_margins_are_refused():
    with pytest.raises(SchakelError, match="still"):
        fit(np.eye(2), {(0,): np.array([1.0, 3.0]), (1,): np.array([3.0, 1.0])}, rounds=50)
