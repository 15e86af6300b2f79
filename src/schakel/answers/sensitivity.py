"""Which parameters drive the shortage of technical people: first-order shares of its variance.

    python -m schakel.answers.sensitivity oost

writes `chain/sensitivity.csv` into the region's package. RBD-FAST reads them off ordinary draws, so
the parameters vary as they do in every projection. The draws are keyed: twice gives the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from schakel.answers.chain_tables import chain_tables
from schakel.answers.drivers import UNTIL, file_of
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, load
from schakel.chain import compile_chain, simulate_draws
from schakel.chain.compiled import Chain, Floats
from schakel.chain.parameters import keyed_chance
from schakel.chain.trajectory import Trajectory

DRAWS, SEED = 600, 0
MEASURE = f"technical and ICT jobs wanted less workers, {UNTIL}"
OTHER = "other"  # the family of all other work
_HARMONICS = 6
_CONFIDENCE = 0.8


def shortage(path: Trajectory) -> float:
    """Jobs wanted in technical and ICT families in the last year, less who works there."""
    market = path.chain.market
    assert market is not None
    mine = [n for n, family in enumerate(market.families) if family != OTHER]
    workers = path.stock("workers", by="family")
    at_work = sum(workers[market.families[n]][-1] for n in mine)
    return float(path.demand[-1][:, mine].sum() - at_work)


def varying(chain: Chain) -> list[str]:
    """The parameters that are not certain, by name."""
    rows = chain.parameters.rows
    return sorted({row.parameter for row in rows if row.distribution != "fixed"})


def sensitivity(chain: Chain, draws: int = DRAWS, seed: int = SEED) -> pl.DataFrame:
    """First-order index (80% interval) of each parameter, largest first; and which way it works.

    `effect` is the rank correlation: above 0 more of the parameter means more shortage. Raises
    SchakelError without SALib.
    """
    analyse = _rbd_fast()
    names = varying(chain)
    numbers = range(1, draws + 1)
    years = UNTIL - chain.start
    chances = np.array([[keyed_chance(seed, d, name) for name in names] for d in numbers])
    outcomes = np.array(
        [shortage(path) for path in simulate_draws(chain, years, numbers, seed=seed)]
    )
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    found = analyse(
        problem, chances, outcomes, M=_HARMONICS, conf_level=_CONFIDENCE, seed=seed
    )  # fmt: skip
    index, wide = np.array(found["S1"]), np.array(found["S1_conf"])
    return pl.DataFrame(
        {
            "parameter": names,
            "first_order": index.clip(0).round(4),
            "low": (index - wide).clip(0, 1).round(4),
            "high": (index + wide).clip(0, 1).round(4),
            "effect": _rank_correlation(chances, outcomes).round(3),
            "measure": [MEASURE] * len(names),
        }
    ).sort("first_order", "parameter", descending=[True, False])


def _rank_correlation(chances: Floats, outcomes: Floats) -> Floats:
    ranks = outcomes.argsort().argsort()
    columns = chances.argsort(axis=0).argsort(axis=0)
    return np.array([np.corrcoef(column, ranks)[0, 1] for column in columns.T])


def _rbd_fast() -> Any:
    try:
        from SALib.analyze import rbd_fast  # noqa: PLC0415
    except ImportError as error:
        raise SchakelError(
            Problem("SALib", "not installed", "the extra “method”", "pip install 'schakel[method]'")
        ) from error
    return rbd_fast.analyze


def write(catalog: Catalog) -> Path:
    """Make the table of a region anew."""
    table = sensitivity(compile_chain(chain_tables(catalog)))
    path = file_of(catalog)
    path.parent.mkdir(exist_ok=True)
    table.write_csv(path)
    return path


def main(regions: Sequence[str]) -> None:
    """Write the tables of some regions."""
    for region in regions:
        print(write(load(region)))


if __name__ == "__main__":
    main(sys.argv[1:])
