"""What is taught beside what is asked, worked out by hand on a network of three occupations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from schakel.paths.teaching import coverage, named, with_ancestors
from tests.support.small_paths import OFTEN, SELDOM, small_network

# S holds S1, which holds S1.1; K stands alone.
PARENTS = {"S": None, "S1": "S", "S1.1": "S1", "K": None}


def test_a_skill_is_named_by_its_group_and_by_every_group_above_it():
    around = [with_ancestors(PARENTS, "S1.1"), with_ancestors(PARENTS, "K")]
    assert named(around, ["S1.1"]).tolist() == [True, False]
    assert named(around, ["S"]).tolist() == [True, False]
    assert named(around, []).tolist() == [False, False]


def test_a_group_below_does_not_name_what_lies_above():
    assert named([with_ancestors(PARENTS, "S1")], ["S1.1"]).tolist() == [False]


def test_groups_that_hold_each_other_do_not_hang():
    assert with_ancestors({"a": "b", "b": "a"}, "a") == {"a", "b"}


def test_coverage_weighs_what_few_ask_more():
    """Occupation 0 requires a and b, 1 b and d, 2 a and c; a and b are often asked, c and d seldom.

    A programme that names b covers half of 0, and of 1 what b weighs of b and d.
    """
    names_b, names_d = [False, True, False, False], [False, False, False, True]
    found = coverage(small_network(), np.array([names_b, names_d]))
    assert found[:, 0] == pytest.approx([0.5, OFTEN / (OFTEN + SELDOM), 0])
    assert found[:, 1] == pytest.approx([0, SELDOM / (OFTEN + SELDOM), 0])


@given(arrays(bool, (3, 4), elements=st.booleans()))
def test_who_names_more_covers_no_less(taught):
    one, more = taught[:1], taught[:1] | taught[1:2]
    network = small_network()
    assert (coverage(network, more) >= coverage(network, one) - 1e-6).all()
    assert coverage(network, np.ones((1, 4), bool)) == pytest.approx(np.ones((3, 1)))
