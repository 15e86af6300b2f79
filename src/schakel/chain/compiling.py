"""Tables to numbers: puts a chain together, and finds everything that is wrong beforehand."""

from __future__ import annotations

import numpy as np

from schakel.chain.checking import check
from schakel.chain.compiled import NONE, Capacities, Chain, Floats
from schakel.chain.compiling_flows import edges_of, inflows_of, phase_of
from schakel.chain.compiling_market import MARKET_FLOWS, market_edges, market_of
from schakel.chain.gathered import Gathered
from schakel.chain.kernels import CONSTANT, STAYING, STOCK
from schakel.chain.parameters import Parameters
from schakel.chain.problems import Problems
from schakel.chain.states import states_of
from schakel.chain.tables import ChainTables, Row

_KINDS = {"stock": STOCK, "staying": STAYING, "constant": CONSTANT}


def compile_chain(tables: ChainTables) -> Chain:
    """Compile a chain. Raises SchakelError with everything that is wrong in its tables."""
    problems = Problems()
    _check_groups(tables, problems)
    states = states_of(tables, problems)
    problems.stop()
    parameters = Parameters(tables, problems)
    problems.stop()
    chain = _chain(tables, Gathered(tables.groups, states, parameters, problems))
    check(chain, problems)
    problems.stop()
    return chain


def _check_groups(tables: ChainTables, problems: Problems) -> None:
    if "region" not in tables.groups:
        problems.add("groups", "region", "nothing", "regions", "declare the regions")
    for name, values in {**tables.axes, **tables.groups}.items():
        if not values or len(set(values)) != len(values):
            problems.add("axes", name, str(list(values)), "values, each once", "mend the axis")
    problems.stop()


def _chain(tables: ChainTables, gathered: Gathered) -> Chain:
    states = gathered.states
    names = tuple(dict.fromkeys(str(row["capacity"]) for row in tables.capacities))
    yearly = phase_of(gathered, tables.flows, "year", names)
    if tables.market:
        for name in MARKET_FLOWS:
            gathered.flow(name)
    steps = phase_of(gathered, tables.flows, "step", names)
    market = market_of(gathered, tables, tables.market) if tables.market else None
    capacities = _capacities(gathered, tables, names)
    classes = gathered.classes()
    moves = list(market_edges(market, len(classes))) if market else []
    return Chain(
        states=states,
        parameters=gathered.parameters,
        groups=gathered.groups,
        classes=classes,
        flows=tuple(gathered.flows),
        yearly=edges_of(yearly.edges, len(states)),
        yearly_in=inflows_of(yearly.inflows),
        steps=edges_of([*steps.edges, *moves], len(states)),
        steps_fixed=edges_of(steps.edges, len(states)),
        steps_in=inflows_of(steps.inflows),
        capacities=capacities,
        market=market,
        substeps=tables.substeps,
        start=tables.start,
        stocks=_stocks(gathered, tables),
    )


def _capacities(gathered: Gathered, tables: ChainTables, names: tuple[str, ...]) -> Capacities:
    limits: dict[tuple[str, str], int] = {}
    terms: list[tuple[int, int, int, int]] = []
    for row in tables.capacities:
        limit = limits.setdefault((str(row["capacity"]), str(row["limit"])), len(limits))
        kind, factors = _KINDS.get(str(row.get("term") or "")), gathered.factors(row, "share")
        if kind is None:
            found = str(row.get("term"))
            gathered.problems.add(row, "term", found, ", ".join(_KINDS), "choose one of these")
        if kind is None or factors is None:
            continue
        if kind == CONSTANT:
            terms.append((limit, kind, NONE, gathered.class_of(row, factors, {})))
            continue
        wanted = gathered.selector(row, "stage")
        for state in gathered.states.chosen(wanted) if wanted else ():
            number = gathered.class_of(row, factors, gathered.states.contexts[state])
            terms.append((limit, kind, state, number))
    table = np.array(terms, dtype=np.int64).reshape(-1, 4)
    return Capacities(
        names,
        tuple(name for _capacity, name in limits),
        np.array([names.index(capacity) for capacity, _limit in limits], dtype=np.int64),
        *(np.ascontiguousarray(table[:, number]) for number in range(4)),
    )


def _stocks(gathered: Gathered, tables: ChainTables) -> Floats:
    """Persons at the start, (G, S)."""
    states, problems = gathered.states, gathered.problems
    stocks = np.zeros((len(gathered.contexts), len(states)))
    groups = {tuple(each.values()): number for number, each in enumerate(gathered.contexts)}
    for row in tables.stocks:
        group = groups.get(tuple(str(row.get(name)) for name in gathered.groups))
        state, value = _state(gathered, row), row.get("value")
        if group is None or state is None:
            found = f"{row.get('stage')} {_keys(gathered, tables, row)}"
            expected = "a stage and a group that are declared"
            problems.add(row, "stage", found, expected, "mend the row")
        elif value is None or not np.isfinite(float(value)) or float(value) < 0:
            found, expected = str(value), "persons: a number from 0 up"
            problems.add(row, "value", found, expected, "mend the row")
        else:
            stocks[group, state] += float(value)
    return stocks


def _state(gathered: Gathered, row: Row) -> int | None:
    stage = gathered.states.stages.get(str(row.get("stage")))
    if stage is None:
        return None
    return gathered.states.number(stage.name, {axis: str(row.get(axis, "")) for axis in stage.axes})


def _keys(gathered: Gathered, tables: ChainTables, row: Row) -> str:
    words = {**gathered.groups, **tables.axes}
    return " ".join(f"{name}={row[name]}" for name in words if row.get(name))
