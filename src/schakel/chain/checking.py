"""What a compiled chain must hold before it is run."""

from __future__ import annotations

import numpy as np

from schakel.chain import kernels
from schakel.chain.compiled import NONE, OUT, Chain, Edges
from schakel.chain.limits import limits_of
from schakel.chain.problems import Problems
from schakel.chain.products import Shares

_ROUNDING = 1e-9
_SHOWN = 5


def check(chain: Chain, problems: Problems) -> None:
    """Shares that leave more than there is, regions and stages without people, no capacity."""
    if problems:
        return
    shares = chain.classes.values(
        chain.parameters.normalised(chain.parameters.values_of(chain.start))[None]
    )
    for phase, edges in (("year", chain.yearly), ("step", chain.steps)):
        _check_shares(chain, phase, edges, shares, problems)
    _check_people(chain, problems)
    _check_reach(chain, problems)
    _check_capacities(chain, shares, problems)


def _check_shares(
    chain: Chain, phase: str, edges: Edges, shares: Shares, problems: Problems
) -> None:
    totals = kernels.totals(shares.by_class, edges.first, edges.share)
    static = np.flatnonzero(edges.share < len(shares.by_class))
    below = shares.by_class[edges.share[static]] < -_ROUNDING
    for group, total in enumerate(totals.T):
        wrong = np.flatnonzero((total > 1 + _ROUNDING) | ~np.isfinite(total))
        negative = np.unique(edges.source[static[below[:, group]]])
        for state in [*wrong[:_SHOWN], *negative[:_SHOWN]]:
            problems.add(
                f"flows out of {_name(chain, int(state))}",
                phase,
                f"shares that sum to {total[state]:.4g} in {chain.regions[group // chain.others]}",
                "shares from 0 to 1 that sum to at most 1",
                "mend the shares of these flows",
            )


def _check_people(chain: Chain, problems: Problems) -> None:
    of_region = chain.stocks.sum(axis=1).reshape(len(chain.regions), -1).sum(axis=1)
    for name, people in zip(chain.regions, of_region, strict=True):
        if people <= 0:
            problems.add(
                f"region {name}", "stocks", "nobody", "people in some stage",
                "add its stocks, or leave the region out",
            )  # fmt: skip


def _check_reach(chain: Chain, problems: Problems) -> None:
    """Stages that nobody is in and nobody can come to."""
    reached = chain.stocks.sum(axis=0) > 0
    inflows = (chain.yearly_in, chain.steps_in)
    count = -1
    while count != reached.sum():
        count = int(reached.sum())
        for inflow in inflows:
            reached[inflow.target[(inflow.per == NONE) | reached[inflow.per]]] = True
        for edges in (chain.yearly, chain.steps):
            for targets in (edges.target, edges.other_target):
                known = (targets != OUT) & reached[edges.source]
                reached[targets[known]] = True
    for stage in chain.states.stages.values():
        if not reached[stage.first : stage.first + stage.size].any():
            problems.add(
                f"stage {stage.name}", "flows", "nobody is in it and no flow leads to it",
                "a flow or a stock", "add a flow to it, or remove the stage",
            )  # fmt: skip


def _check_capacities(chain: Chain, shares: Shares, problems: Problems) -> None:
    used = {int(number) for number in chain.yearly.capacity if number != NONE}
    room = limits_of(chain, chain.stocks, shares)
    owners = chain.capacities.limit_capacity
    for number, name in enumerate(chain.capacities.names):
        mine = np.flatnonzero(owners == number)
        for region, values in zip(chain.regions, room[:, mine], strict=True):
            if number in used and not (np.isfinite(values).all() and (values > 0).all()):
                limit = chain.capacities.limit_names[mine[int(np.argmin(values))]]
                problems.add(
                    f"capacity {name}", limit, f"{values.min():.4g} places in {region}",
                    "more than 0 at the start", "mend its terms, or take the capacity off the flow",
                )  # fmt: skip


def _name(chain: Chain, state: int) -> str:
    values = ",".join(f"{axis}={value}" for axis, value in chain.states.contexts[state].items())
    stage = chain.states.stage_of[state]
    return f"{stage}[{values}]" if values else stage
