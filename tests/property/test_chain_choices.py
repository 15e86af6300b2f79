"""A lot leads to the same edge through the table of slots as along the shares themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from schakel.chain import persons

PEOPLE = 5_000


@given(
    weights=st.lists(st.floats(0.0, 1.0) | st.sampled_from([0.0, 0.25]), max_size=300),
    stays=st.floats(0.0, 1.0),
    bits=st.integers(1, 8),
    key=st.integers(0, 2**64 - 1),
)
def test_the_table_takes_the_edge_that_the_shares_say(weights, stays, bits, key):
    edges, total = len(weights), max(1e-9, sum(weights) + stays)
    shares = np.array([[weight / total for weight in weights]])
    found = persons.Choices.empty(1, 1, edges, bits)
    numbers = np.arange(edges)
    persons._fill(
        0, 0, 1, 1, shares, np.zeros((1, 1)), np.ones((1, 1)), np.array([0, edges]), numbers,
        np.zeros(edges, dtype=np.int64), np.full(edges, -1), 1, *found,
    )  # fmt: skip
    cell, taken = np.zeros(PEOPLE, dtype=np.int32), np.zeros((1, edges), dtype=np.int64)
    persons._walk(0, 0, 1, cell, *found, np.uint64(key), taken)
    lots = persons.chances(np.uint64(key), np.arange(PEOPLE))
    wanted = np.searchsorted(found.reached, lots, side="right")
    assert (taken[0] == np.bincount(wanted, minlength=edges + 1)[:edges]).all()
