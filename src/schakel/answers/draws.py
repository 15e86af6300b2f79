"""What is kept of the draws of a projection: the work of those who make them, and no more.

Every worker loads this module before its first draw, so it does without what reads and writes
tables.
"""

from __future__ import annotations

import numpy as np

from schakel.chain.compiled import Chain, Floats
from schakel.chain.market import counted
from schakel.chain.simulation import Engine, simulate_draws
from schakel.chain.trajectory import Trajectory
from schakel.runs.hashes import Arrays


def draws_of(
    chain: Chain, states: tuple[list[int], ...], years: int, engine: Engine, seed: int, block: range
) -> Arrays:
    """What is kept of the draws of a block, first axis the draw; draw 0 is number 1.

    `states` are those that are counted apart.
    """
    numbers = range(block.start + 1, block.stop + 1)
    paths = simulate_draws(chain, years, numbers, engine, seed)
    found = [{**_kept(chain, path), "counted": counted_in(chain, path, states)} for path in paths]
    return {name: np.stack([each[name] for each in found]) for name in found[0]}


def _kept(chain: Chain, path: Trajectory) -> Arrays:
    groups = tuple(len(values) for values in chain.groups.values())
    firsts = [stage.first for stage in chain.states.stages.values()]
    stages = np.add.reduceat(path.stocks, firsts, axis=2)
    found: Arrays = {
        "stock": stages.reshape(len(stages), *groups, len(firsts)).astype(np.float32),
        "flow": path.flows.reshape(len(path.flows), *groups, len(chain.flows)).astype(np.float32),
        "requests": path.requests,
        "places": path.places,
    }
    if chain.market:
        for name, of_family in (
            ("workers", chain.market.workers), ("seekers", chain.market.seekers),
        ):  # fmt: skip
            found[name] = np.stack(
                [counted(stocks, of_family, chain.others) for stocks in path.stocks]
            )
        found["demand"], found["vacancies"] = path.demand, path.vacancies
    return found


def counted_in(chain: Chain, path: Trajectory, states: tuple[list[int], ...]) -> Floats:
    """Persons in some states at each year, (T+1, R, states), of a path."""
    shape = (len(path.stocks), len(chain.regions), -1)
    counts = [
        path.stocks[:, :, numbers].sum(axis=2).reshape(shape).sum(axis=2) for numbers in states
    ]
    return np.stack(counts, axis=-1).astype(np.float32) if counts else np.zeros((*shape[:2], 0))
