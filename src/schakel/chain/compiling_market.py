"""The labour market of a chain: its states, its classes, and the edges whose share it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product as combinations

import numpy as np

from schakel.chain.compiled import NONE, OUT, Floats, Ints, Market
from schakel.chain.compiling_flows import Edge
from schakel.chain.gathered import Gathered
from schakel.chain.selectors import Factor
from schakel.chain.tables import ChainTables, MarketNames

MARKET_FLOWS = ("separation", "hire", "hire_elsewhere", "longer")
_CLASSES = (
    *("separation", "opening", "adjust_separation", "adjust_opening"),
    *("demand", "vacancies", "self_loop", "longer"),
)


def market_of(gathered: Gathered, tables: ChainTables, names: MarketNames) -> Market:
    """The market as the engines read it."""
    families = tuple(tables.axes[names.axis])
    return Market(
        families=families,
        flows=np.array([gathered.flow(name) for name in MARKET_FLOWS], dtype=np.int64),
        workers=_states(gathered, tables, names, names.workers)[..., 0],
        seekers=_states(gathered, tables, names, names.seekers),
        alike=_alike(gathered, tables, names),
        relative=tables.about.get(names.demand, {}).get("unit") == "ratio",
        **{name: _classes_of(gathered, families, names, name) for name in _CLASSES},
    )


def market_edges(market: Market, classes: int) -> Iterator[Edge]:
    """The moves of the market as edges; its shares are numbered after the classes."""
    size, (lose, hire, elsewhere, wait) = len(market.families), market.flows.tolist()
    hires, longer = classes + size, classes + size + size * size

    def edge(source: int, target: int, share: int, flow: int) -> Edge:
        return source, target, share, flow, NONE, OUT, NONE, NONE

    for i, of_family in enumerate(market.workers.tolist()):
        for each, state in enumerate(of_family):
            seekers = market.seekers[:, each].tolist()
            yield edge(state, seekers[i][0], classes + i, lose)
            for duration, seeker in enumerate(seekers[i]):
                for j, target in enumerate(market.workers[:, each].tolist()):
                    flow = hire if i == j else elsewhere
                    yield edge(seeker, target, hires + i * size + j, flow)
                if duration + 1 < len(seekers[i]):
                    yield edge(seeker, seekers[i][duration + 1], longer + i, wait)


def _classes_of(
    gathered: Gathered, families: tuple[str, ...], names: MarketNames, name: str
) -> Ints:
    """The class of one of the market's parameters per family; -1 for one that is not given."""
    parameter = getattr(names, name)
    if not parameter:
        return np.full(len(families), NONE, dtype=np.int64)
    factors = (Factor(parameter, False),)
    found = [gathered.class_of({}, factors, {names.axis: family}) for family in families]
    return np.array(found, dtype=np.int64)


def _states(gathered: Gathered, tables: ChainTables, names: MarketNames, stage: str) -> Ints:
    """States (O, C, D) of a stage; C are the axes that workers and seekers share, D durations."""
    stages = gathered.states.stages
    axes = {name: v for name, v in stages[names.workers].axes.items() if name != names.axis}
    durations: Mapping[str, tuple[str, ...]] = {"": ("",)}
    if names.duration in stages[stage].axes:
        durations = {names.duration: stages[stage].axes[names.duration]}
    families = {names.axis: tuple(tables.axes[names.axis])}
    places = {**families, **axes, **durations}
    found = [
        gathered.states.number(stage, dict(zip(places, values, strict=True)))
        for values in combinations(*places.values())
    ]
    if None in found:
        gathered.problems.add(
            "market", stage, "no state for some families, or for axes of the workers",
            f"every {names.axis}, and the axes of {names.workers}", "mend the axes of the stage",
        )  # fmt: skip
    shape = (len(families[names.axis]), -1, len(next(iter(durations.values()))))
    return np.array([NONE if n is None else n for n in found], dtype=np.int32).reshape(shape)


def _alike(gathered: Gathered, tables: ChainTables, names: MarketNames) -> Floats:
    """How alike families are (O, O), each row summing to one, with nothing on the diagonal."""
    families = tuple(tables.axes[names.axis])
    alike = np.zeros((len(families), len(families)))
    for row in tables.mobility:
        one, other = str(row[names.axis]), str(row[f"to_{names.axis}"])
        if one not in families or other not in families:
            known = ", ".join(families)
            gathered.problems.add(row, names.axis, f"{one}, {other}", known, "mend the row")
            continue
        alike[families.index(one), families.index(other)] = float(row["value"])
    if not tables.mobility:
        alike[:] = 1.0
    np.fill_diagonal(alike, 0.0)
    totals = alike.sum(axis=1, keepdims=True)
    return np.asarray(alike / np.where(totals > 0, totals, 1.0))
