"""What the chain replaces is counted as the engine counts it; ROA is as published."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.answers.plausibility import retired_per_family, roa_replacement
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from schakel.facts.chain.targets import Targets

PACKAGE = Path(__file__).parents[2] / "regions/nl"


def test_those_who_retire_per_family_are_those_of_the_flow():
    chain = compile_chain(chain_tables(load("oost")))
    path = simulate(chain, years=5)
    workers = np.stack(
        [
            year[:, chain.states.stages["workers"].first :][:, : 12 * 11].sum(axis=0)
            for year in path.stocks
        ]
    ).reshape(6, 12, 11)
    flows = ("workers_stop", "workers_retire", "workers_seventy")
    total = sum(sum(path.flow(flow).values()) for flow in flows)
    assert retired_per_family(chain, workers).sum(axis=1) == pytest.approx(total, rel=1e-6)


def test_replacement_of_roa_adds_up_to_what_is_published():
    found = roa_replacement(Targets.of(PACKAGE))
    assert (found["technical"], found["ict"]) == (263_700, 43_600)
