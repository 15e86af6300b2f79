"""The fit finds again what a chain was run with, and says what it cannot know."""

from __future__ import annotations

import sys

import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.chain import compile_chain
from schakel.chain.calibration import Prior, Target, calibrate, market_rates

FAMILIES = ("construction", "installation")


@pytest.fixture(scope="module")
def chain():
    return compile_chain(chain_tables(load("oost")))


def target(chain, measure, value):
    return Target(measure, "all", chain.market.families, value, value * 0.99, value * 1.01)


def test_it_finds_again_what_the_chain_was_run_with(chain):
    rates = market_rates(chain, chain.parameters.base(), 1)
    everybody = range(len(chain.market.families))
    targets = [
        target(chain, name, rates.of(name, everybody)) for name in ("seekers", "opened", "filled")
    ]
    priors = [Prior("delta_u", "all", FAMILIES, 0.03, 0.015, 0.06)]
    found = calibrate(chain, priors, targets, years=1).estimates[0]
    rows = chain.parameters.rows
    true = next(row.value for row in rows if row.parameter == "delta_u")
    assert found.value == pytest.approx(true, rel=0.25)
    assert found.kept < 0.5
    assert found.low < found.value < found.high


def test_all_that_is_filled_was_moved_or_stayed(chain):
    rates = market_rates(chain, chain.parameters.base(), 1)
    assert rates.hired.sum() == pytest.approx(rates.of("filled", range(12)) * rates.workers.sum())
    assert rates.of("moved", range(12)) == 0


def test_a_parameter_without_a_row_per_family_is_refused(chain):
    prior = Prior("leak_mbo", "all", FAMILIES, 0.3, 0.2, 0.4, "logitnormal")
    with pytest.raises(SchakelError, match="a row for each of construction"):
        calibrate(chain, [prior], [])


def test_without_scipy_it_says_which_extra_is_missing(chain, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(SchakelError, match="method"):
        calibrate(chain, [], [])
