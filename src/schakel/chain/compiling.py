"""Tables to numbers: expands flows over axes, and finds everything that is wrong beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product as combinations

import numpy as np

from schakel.chain.checking import check
from schakel.chain.compiled import (
    CONSTANT,
    NONE,
    OUT,
    STAYING,
    STOCK,
    Capacities,
    Chain,
    Classes,
    Edges,
    Floats,
    Inflows,
    Ints,
    Market,
)
from schakel.chain.parameters import Parameters
from schakel.chain.problems import Problems
from schakel.chain.selectors import Factor, Selector, product, selector
from schakel.chain.states import States, states_of
from schakel.chain.tables import ChainTables, MarketNames, Row

_KINDS = {"stock": STOCK, "staying": STAYING, "constant": CONSTANT}
_MARKET_FLOWS = ("separation", "hire", "hire_elsewhere", "longer")
_CLASSES = (
    *("separation", "opening", "adjust_separation", "adjust_opening"),
    *("demand", "vacancies", "self_loop", "longer"),
)
_Key = tuple[tuple[str, bool, tuple[tuple[str, str], ...]], ...]


def compile_chain(tables: ChainTables) -> Chain:
    """Compile a chain. Raises SchakelError with everything that is wrong in its tables."""
    problems = Problems()
    _check_groups(tables, problems)
    states = states_of(tables, problems)
    problems.stop()
    parameters = Parameters(tables, problems)
    problems.stop()
    chain = _Compiler(tables, states, parameters, problems).chain()
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


class _Compiler:
    """What is gathered while the rows are read."""

    def __init__(
        self, tables: ChainTables, states: States, parameters: Parameters, problems: Problems
    ):
        self.tables, self.states = tables, states
        self.parameters, self.problems = parameters, problems
        others = [(name, values) for name, values in tables.groups.items() if name != "region"]
        self.groups = {"region": tuple(tables.groups["region"])}
        self.groups.update({name: tuple(values) for name, values in others})
        self.contexts = [
            dict(zip(self.groups, values, strict=True))
            for values in combinations(*self.groups.values())
        ]
        self.classes: dict[_Key, int] = {}
        self.cells: list[list[list[int]]] = []  # per class, factor and group
        self.found: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = {}
        self.flows: dict[str, int] = {}
        self.capacity_names = list(dict.fromkeys(str(r["capacity"]) for r in tables.capacities))

    def chain(self) -> Chain:
        """The whole, once all rows are read."""
        yearly, yearly_in = self._phase("year", ())
        market_edges = list(self._market_edges(self.tables.market)) if self.tables.market else []
        steps, steps_in = self._phase("step", market_edges)
        steps_fixed, _ = self._phase("step", ())
        market = self._market(self.tables.market) if self.tables.market else None
        capacities = self._capacities()
        return Chain(
            states=self.states,
            parameters=self.parameters,
            groups=self.groups,
            classes=self._classes(),
            flows=tuple(self.flows),
            yearly=yearly,
            yearly_in=yearly_in,
            steps=self._dynamic(steps),
            steps_fixed=steps_fixed,
            steps_in=steps_in,
            capacities=capacities,
            market=market,
            substeps=self.tables.substeps,
            start=self.tables.start,
            stocks=self._stocks(),
        )

    # --- flows ---

    def _phase(
        self, phase: str, more: Sequence[tuple[int, int, int, int]]
    ) -> tuple[Edges, Inflows]:
        edges: list[tuple[int, ...]] = []
        inside: list[tuple[int, int, int]] = []
        for row in self.tables.flows:
            if str(row.get("phase") or "year") != phase:
                continue
            flow = self.flows.setdefault(str(row["flow"]), len(self.flows))
            if str(row.get("source") or ""):
                edges.extend(self._edges(row, flow))
            else:
                inside.extend((target, share, flow) for target, share in self._inflow(row))
        edges.extend((*edge, NONE, OUT, NONE, NONE) for edge in more)
        edges.sort(key=lambda edge: edge[0])
        table = np.array(edges, dtype=np.int32).reshape(-1, 8)
        first = np.searchsorted(table[:, 0], np.arange(len(self.states) + 1))
        columns = [np.ascontiguousarray(table[:, number]) for number in range(1, 8)]
        incoming = np.array(inside, dtype=np.int64).reshape(-1, 3)
        return (
            Edges(first.astype(np.int64), *columns),
            Inflows(*(np.ascontiguousarray(incoming[:, number]) for number in range(3))),
        )

    def _edges(self, row: Row, flow: int) -> Iterator[tuple[int, ...]]:
        source = self._selector(row, "source")
        target = self._selector(row, "target") if row.get("target") else None
        factors = self._factors(row, "share")
        if source is None or factors is None or (row.get("target") and target is None):
            return
        capacity = self._capacity(row)
        other, other_share, other_flow = None, None, NONE
        if row.get("otherwise"):
            name = f"{row['flow']}_otherwise"
            other_flow = self.flows.setdefault(name, len(self.flows))
            other = self._selector(row, "otherwise")
            other_share = self._factors(row, "otherwise_share")
        for state in self.states.chosen(source):
            goals = [OUT] if target is None else self.states.targets(state, target)
            for goal in goals:
                share = self._class(row, factors, state, goal)
                second, second_share = OUT, NONE
                if other is not None and other_share is not None:
                    second = next(self.states.targets(state, other), OUT)
                    second_share = self._class(row, other_share, state, second)
                yield state, goal, share, flow, capacity, second, second_share, other_flow

    def _inflow(self, row: Row) -> Iterator[tuple[int, int]]:
        target, factors = self._selector(row, "target"), self._factors(row, "share")
        if target is None or factors is None:
            return
        for goal in self.states.targets(None, target):
            yield goal, self._class(row, factors, None, goal)

    def _selector(self, row: Row, column: str) -> Selector | None:
        text = str(row.get(column) or "")
        found = selector(text)
        if found is None:
            self.problems.add(row, column, repr(text), "stage[axis=value]", "write it in this form")
            return None
        stage = self.states.stages.get(found.stage)
        if stage is None:
            known = ", ".join(self.states.stages)
            self.problems.add(row, column, found.stage, f"one of {known}", "declare the stage")
            return None
        for axis, values in found.values.items():
            wrong = [v for v in values if v not in stage.axes.get(axis, ()) and v != "next"]
            if axis not in stage.axes or wrong:
                expected = ", ".join(stage.axes.get(axis, stage.axes))
                self.problems.add(row, column, text, f"one of {expected}", "mend the selector")
                return None
        return found

    def _factors(self, row: Row, column: str) -> tuple[Factor, ...] | None:
        factors = product(str(row.get(column) or ""))
        for factor in factors:
            if factor.parameter not in self.parameters.about:
                self.problems.add(
                    row, column, repr(factor.parameter), "a parameter", "declare the parameter"
                )
                return None
        return factors

    def _capacity(self, row: Row) -> int:
        name = str(row.get("capacity") or "")
        if not name:
            return NONE
        if name not in self.capacity_names:
            known = ", ".join(self.capacity_names) or "none is declared"
            self.problems.add(row, "capacity", name, known, "declare the capacity")
            return NONE
        return self.capacity_names.index(name)

    # --- classes of shares ---

    def _class(self, row: Row, factors: tuple[Factor, ...], source: int | None, target: int) -> int:
        """The number of the product of these factors on the way from `source` to `target`."""
        here = self.states.contexts[source] if source is not None else {}
        there = self.states.contexts[target] if target != OUT else {}
        context = {**{f"to_{axis}": value for axis, value in there.items()}, **there, **here}
        return self._product(row, factors, context)

    def _product(self, row: Row, factors: tuple[Factor, ...], context: Mapping[str, str]) -> int:
        key = tuple(
            (factor.parameter, factor.complement, self._keyed(factor.parameter, context))
            for factor in factors
        )
        if key not in self.classes:
            self.classes[key] = len(self.cells)
            self.cells.append([self._cells_of(row, name, keys) for name, _complement, keys in key])
        return self.classes[key]

    def _keyed(self, name: str, context: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The part of a context that a parameter may depend on."""
        return tuple((key, context[key]) for key in self.parameters.keys(name) if key in context)

    def _cells_of(self, row: Row, name: str, keys: tuple[tuple[str, str], ...]) -> list[int]:
        """The cell of a parameter in every group; the same for all products that it is in."""
        if (name, keys) not in self.found:
            found = []
            for group in self.contexts:
                context = {**group, **dict(keys)}
                cell = self.parameters.cell(name, context)
                if cell is None:
                    wanted = ", ".join(f"{k}={value}" for k, value in self._keyed(name, context))
                    self.problems.add(
                        row, name, f"no value for {wanted or 'it'}", "a row that fits",
                        "add the row",
                    )  # fmt: skip
                found.append(NONE if cell is None else cell)
            self.found[name, keys] = found
        return self.found[name, keys]

    def _classes(self) -> Classes:
        factors = max((len(key) for key in self.classes), default=1)
        cells = np.full((len(self.cells), len(self.contexts), factors), NONE, dtype=np.int32)
        complement = np.zeros((len(self.cells), factors), dtype=np.bool_)
        for number, (key, of_factors) in enumerate(zip(self.classes, self.cells, strict=True)):
            cells[number, :, : len(key)] = np.array(of_factors, dtype=np.int32).T
            complement[number, : len(key)] = [part[1] for part in key]
        return Classes(cells, complement)

    # --- capacities, market, stocks ---

    def _capacities(self) -> Capacities:
        limits: dict[tuple[str, str], int] = {}
        terms: list[tuple[int, int, int, int]] = []
        for row in self.tables.capacities:
            limit = limits.setdefault((str(row["capacity"]), str(row["limit"])), len(limits))
            kind = _KINDS.get(str(row.get("term") or ""))
            factors = self._factors(row, "share")
            if kind is None:
                self.problems.add(
                    row, "term", str(row.get("term")), ", ".join(_KINDS), "choose one of these"
                )
            if kind is None or factors is None:
                continue
            if kind == CONSTANT:
                terms.append((limit, kind, NONE, self._product(row, factors, {})))
                continue
            wanted = self._selector(row, "stage")
            for state in self.states.chosen(wanted) if wanted else ():
                number = self._product(row, factors, self.states.contexts[state])
                terms.append((limit, kind, state, number))
        table = np.array(terms, dtype=np.int64).reshape(-1, 4)
        owners = [self.capacity_names.index(capacity) for capacity, _limit in limits]
        return Capacities(
            tuple(self.capacity_names),
            tuple(name for _capacity, name in limits),
            np.array(owners, dtype=np.int64),
            *(np.ascontiguousarray(table[:, number]) for number in range(4)),
        )

    def _market_edges(self, names: MarketNames) -> Iterator[tuple[int, int, int, int]]:
        """Edges whose share the market makes at each step, as numbers below -1 until `_dynamic`."""
        numbers = [self.flows.setdefault(name, len(self.flows)) for name in _MARKET_FLOWS]
        families = list(self.tables.axes[names.axis])
        size = len(families)
        for state, stage in enumerate(self.states.stage_of):
            context = self.states.contexts[state]
            if stage == names.workers:
                family = families.index(context[names.axis])
                target = self._near(names.seekers, context, names)
                if target is not None:
                    yield state, target, -2 - family, numbers[0]
            elif stage == names.seekers:
                family = families.index(context[names.axis])
                for place, other in enumerate(families):
                    goal = self.states.number(names.workers, {**context, names.axis: other})
                    if goal is not None:
                        share = -2 - (size + family * size + place)
                        yield state, goal, share, numbers[1 if place == family else 2]
                yield from self._longer(state, context, family, names, numbers[3])

    def _longer(
        self, state: int, context: Mapping[str, str], family: int, names: MarketNames, flow: int
    ) -> Iterator[tuple[int, int, int, int]]:
        if not names.duration:
            return
        size = len(self.tables.axes[names.axis])
        values = list(self.states.stages[names.seekers].axes.get(names.duration, ()))
        place = values.index(context[names.duration]) + 1
        if place < len(values):
            goal = self.states.number(names.seekers, {**context, names.duration: values[place]})
            yield state, goal if goal is not None else OUT, -2 - (size + size**2 + family), flow

    def _near(self, stage: str, context: Mapping[str, str], names: MarketNames) -> int | None:
        first = {names.duration: next(iter(self.tables.axes.get(names.duration, ("",))))}
        return self.states.number(stage, {**context, **first})

    def _dynamic(self, edges: Edges) -> Edges:
        """Shares of the market are numbered after the classes."""
        if self.tables.market is None:
            return edges
        share = np.where(edges.share < NONE, len(self.cells) - 2 - edges.share, edges.share)
        share = share.astype(np.int32)
        return replace(edges, share=share)

    def _market(self, names: MarketNames) -> Market:
        families = tuple(self.tables.axes[names.axis])
        found: dict[str, list[int]] = {name: [] for name in _CLASSES}
        for family in families:
            for name in _CLASSES:
                parameter = getattr(names, name)
                if parameter:
                    factor = (Factor(parameter, False),)
                    found[name].append(self._product({}, factor, {names.axis: family}))
                else:
                    found[name].append(NONE)
        classes = {name: np.array(found[name], dtype=np.int64) for name in _CLASSES}
        return Market(
            families=families,
            flows=np.array([self.flows[name] for name in _MARKET_FLOWS], dtype=np.int64),
            workers=self._of_families(names, names.workers, {"": ("",)}),
            seekers=self._of_families(names, names.seekers, self._durations(names)),
            alike=self._alike(families, names),
            relative=self.tables.about.get(names.demand, {}).get("unit") == "ratio",
            **classes,
        )

    def _durations(self, names: MarketNames) -> Mapping[str, tuple[str, ...]]:
        axes = self.states.stages[names.seekers].axes
        return {names.duration: axes[names.duration]} if names.duration in axes else {"": ("",)}

    def _of_families(
        self, names: MarketNames, stage: str, last: Mapping[str, tuple[str, ...]]
    ) -> Ints:
        """States (O, C) or (O, C, D) of a stage; C are the axes that workers and seekers share."""
        axes = self.states.stages[names.workers].axes
        shared = {name: values for name, values in axes.items() if name != names.axis}
        (duration, durations), families = *last.items(), self.tables.axes[names.axis]
        found = [
            self.states.number(
                stage,
                {names.axis: family, **dict(zip(shared, values, strict=True)), duration: each},
            )
            for family in families
            for values in combinations(*shared.values())
            for each in durations
        ]
        shape = (
            (len(families), -1, len(durations)) if stage == names.seekers else (len(families), -1)
        )
        return np.array([NONE if n is None else n for n in found], dtype=np.int32).reshape(shape)

    def _alike(self, families: tuple[str, ...], names: MarketNames) -> Floats:
        size = len(families)
        alike = np.zeros((size, size))
        for row in self.tables.mobility:
            one, other = str(row[names.axis]), str(row[f"to_{names.axis}"])
            if one not in families or other not in families:
                self.problems.add(
                    row, names.axis, f"{one}, {other}", ", ".join(families), "mend the row"
                )
                continue
            alike[families.index(one), families.index(other)] = float(row["value"])
        if not self.tables.mobility:
            alike[:] = 1.0
        np.fill_diagonal(alike, 0.0)
        totals = alike.sum(axis=1, keepdims=True)
        return np.asarray(alike / np.where(totals > 0, totals, 1.0))

    def _stocks(self) -> Floats:
        stocks = np.zeros((len(self.contexts), len(self.states)))
        numbers = {tuple(context.values()): number for number, context in enumerate(self.contexts)}
        for row in self.tables.stocks:
            group = numbers.get(tuple(str(row.get(name)) for name in self.groups))
            stage = str(row.get("stage"))
            state = None
            if stage in self.states.stages:
                state = self.states.number(stage, {k: str(v) for k, v in row.items()})
            value = row.get("value")
            if group is None or state is None:
                found = f"{stage} {self._keys(row)}"
                expected = "a stage and a group that are declared"
                self.problems.add(row, "stage", found, expected, "mend the row")
            elif value is None or not np.isfinite(float(value)) or float(value) < 0:
                self.problems.add(
                    row, "value", str(value), "persons: a number from 0 up", "mend the row"
                )
            else:
                stocks[group, state] += float(value)
        return stocks

    def _keys(self, row: Row) -> str:
        words = {**self.groups, **self.tables.axes}
        return " ".join(f"{name}={row[name]}" for name in words if row.get(name))
