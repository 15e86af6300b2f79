"""What drives the shortage: the table kept, and a shorter run that says the same."""

from __future__ import annotations

import sys

import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.answers.drivers import kept as drivers
from schakel.answers.sensitivity import sensitivity, varying
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.chain import compile_chain

CATALOG = load("oost")
ADVICE = "run: python -m schakel.answers.sensitivity oost"


@pytest.fixture(scope="module")
def chain():
    return compile_chain(chain_tables(CATALOG))


def test_the_table_is_of_this_chain(chain):
    table = drivers(CATALOG)
    assert sorted(table["parameter"]) == varying(chain), ADVICE
    for row in table.to_dicts():
        assert 0 <= row["low"] <= row["first_order"] <= row["high"] <= 1
        assert -1 <= row["effect"] <= 1


def test_fewer_draws_name_the_same_driver(chain):
    short, kept = sensitivity(chain, draws=100), drivers(CATALOG)
    assert short["parameter"][0] == kept["parameter"][0], ADVICE
    assert short["first_order"][0] == pytest.approx(kept["first_order"][0], abs=0.2), ADVICE


def test_without_salib_it_says_which_extra_is_missing(chain, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(SchakelError, match="method"):
        sensitivity(chain, draws=1)
