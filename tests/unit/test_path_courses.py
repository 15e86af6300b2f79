"""Courses that close a gap, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.paths.courses import cover


def test_the_course_that_closes_most_importance_comes_first():
    teaches = np.array([[1, 1, 0], [0, 0, 1], [1, 0, 0]], bool)
    found = cover(teaches, np.array([1.0, 1.0, 5.0]))
    # The second closes 5, the first 2 of what is left; the third adds nothing then.
    assert found.courses == (1, 0)
    assert found.added == ((2,), (0, 1))
    assert found.open == ()


def test_effort_counts_against_what_is_closed():
    teaches = np.array([[1, 1], [1, 0], [0, 1]], bool)
    # 2 for 100 hours, or 1 for 10 hours twice.
    found = cover(teaches, np.ones(2), effort=np.array([100.0, 10.0, 10.0]))
    assert found.courses == (1, 2)


def test_a_course_that_later_ones_made_superfluous_is_left_out():
    # Four skills in the first, which comes first; then the other two are needed for the last two,
    # and teach all that the first does.
    teaches = np.array([[1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1]], bool)
    assert cover(teaches, np.ones(6)).courses == (1, 2)


def test_what_no_course_teaches_stays_open():
    found = cover(np.array([[1, 0]], bool), np.ones(2))
    assert (found.courses, found.open) == ((0,), (1,))


def test_without_courses_all_stays_open():
    assert cover(np.zeros((0, 2), bool), np.ones(2)).open == (0, 1)


@pytest.mark.parametrize(
    ("importance", "effort"),
    [(np.ones(3), None), (np.zeros(2), None), (np.ones(2), np.zeros(1))],
)
def test_arrays_that_do_not_fit_are_refused(importance, effort):
    with pytest.raises(ValueError):
        cover(np.ones((1, 2), bool), importance, effort)
