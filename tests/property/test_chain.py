"""Whatever a small chain with limited places looks like, nobody gets lost in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.chain import compile_chain, simulate
from tests.support.small_chain import school

SHARE = st.floats(0.0, 1.0)


@st.composite
def schools(draw):
    """Shares, stocks, teachers and births as they come; no share takes more than there is."""
    stops = draw(SHARE)
    values = {
        "births": draw(st.floats(0, 500)),
        "asks": draw(SHARE),
        "second": draw(SHARE),
        "goes_on": draw(SHARE) * (1 - stops),
        "stops": stops,
        "passes": draw(SHARE),
        "retires": draw(SHARE),
        "per_teacher": draw(st.floats(20, 200)),
        "minus": -1,
    }
    stocks = [
        {**row, "value": draw(st.floats(12, 40) if row["stage"] == "teacher" else st.floats(1, 50))}
        for row in school().stocks
    ]
    rows = [{"parameter": name, "value": value} for name, value in values.items()]
    return school(parameters=rows, stocks=stocks)


@pytest.mark.parametrize("engine", ["mean", "cells", "persons"])
@settings(max_examples=30, deadline=None)
@given(tables=schools(), seed=st.integers(0, 2**32))
def test_stocks_change_by_what_comes_and_goes(engine, tables, seed):
    path = simulate(compile_chain(tables), 5, engine, seed=seed)
    flows = {name: sum(path.flow(name).values()) for name in path.chain.flows}
    stocks = {name: sum(path.stock(name).values()) for name in path.chain.states.stages}
    came_and_left = {
        "pupil": flows["birth"] - flows["entry"] - flows["entry_otherwise"],
        "student": flows["entry"] - flows["stop"] - flows["diploma"],
        "work": flows["diploma"] - flows["retire"],
        "else": flows["stop"] + flows["entry_otherwise"],
        "teacher": 0 * flows["stop"],
    }
    for stage, change in came_and_left.items():
        assert np.diff(stocks[stage]) == pytest.approx(change, rel=1e-9, abs=1e-6)
        assert (stocks[stage] >= 0).all()
    entered = np.stack(list(path.flow("entry").values()), axis=1)
    assert (entered <= path.places[:, :, 0] * (1 + 1e-9) + 1e-9).all()
