"""Who comes into an occupation family: counted while people move, and adding up to the flows."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.answers.chain_names import FOCUS, chain_names
from schakel.answers.entries import FROM_FOCUS, FROM_OTHER
from schakel.answers.entries_table import by_origin, origins_of
from schakel.answers.projection import chain_of
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from schakel.chain.entries import entries, family_of_states
from tests.support.small_chain import market, school

DRAW, SEED = 3, 7


@pytest.fixture(scope="module")
def oost():
    return chain_of(load("oost"))


@pytest.fixture(scope="module")
def counted(oost):
    return next(entries(oost, (DRAW,), SEED))


@pytest.fixture(scope="module")
def path(oost):
    return simulate(oost, 1, seed=SEED, draw=DRAW)


def test_what_comes_along_a_flow_is_that_flow_divided_over_families(oost, counted, path):
    flows = path.flows[0].reshape(len(oost.regions), -1, len(oost.flows)).sum(axis=1)
    into = counted.flows.sum(axis=2)
    whole = [oost.flows.index(name) for name in ("mbo4_tech_entry", "returners", "commuting_in")]
    assert into[:, whole] == pytest.approx(flows[:, whole])
    assert (into <= flows + 1e-6).all(), "never more than the flow"
    older = oost.flows.index("workers_older")
    assert flows[:, older].sum() > 0
    assert into[:, older].sum() == 0, "who grows older in a family does not come into it"


def test_who_are_hired_in_another_family_add_up_to_that_flow(oost, counted, path):
    own = np.einsum("rii->", counted.moves)
    hire, elsewhere = (path.flows[0][:, oost.flows.index(f)].sum()
                       for f in ("hire", "hire_elsewhere"))  # fmt: skip
    assert own == pytest.approx(hire)
    assert counted.moves.sum() - own == pytest.approx(elsewhere)


def test_origins_hold_everybody_once_and_nobody_who_was_there(oost, counted):
    names = chain_names(load("oost"))
    made = by_origin(oost, names, counted)
    others = counted.moves.sum() - np.einsum("rii->", counted.moves)
    assert made.sum() == pytest.approx(counted.flows.sum() + others)
    origins, families = origins_of(oost, names), oost.market.families
    metal, other = families.index("metal"), families.index("other")
    expected = counted.moves[:, other, metal]
    assert made[:, origins.index(FROM_OTHER), metal] == pytest.approx(expected)
    inside = [families.index(f) for f in names.members[FOCUS] if f != "metal"]
    expected = counted.moves[:, inside, metal].sum(axis=1)
    assert made[:, origins.index(FROM_FOCUS), metal] == pytest.approx(expected)


def test_some_draws_together_are_those_draws_one_by_one(oost, counted):
    together = list(entries(oost, range(1, DRAW + 1), SEED))
    assert together[-1].flows == pytest.approx(counted.flows)
    assert together[-1].moves == pytest.approx(counted.moves)


def test_states_have_the_family_of_their_workers_and_seekers():
    chain = compile_chain(market({"a": 950.0, "b": 90.0}, {"a": 50.0, "b": 10.0}))
    # work[a], work[b], seek[a], seek[b], out of the model
    assert family_of_states(chain).tolist() == [0, 1, 0, 1, -1]


def test_without_a_labour_market_it_says_what_it_needs():
    with pytest.raises(SchakelError, match="labour market"):
        next(entries(compile_chain(school()), (1,)))
