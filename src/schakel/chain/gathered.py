"""What is gathered while the rows of a chain are read: flows, factors, classes, and mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product as combinations

import numpy as np

from schakel.chain.compiled import NONE, OUT
from schakel.chain.parameters import Parameters
from schakel.chain.problems import Problems
from schakel.chain.products import Classes
from schakel.chain.selectors import Factor, Selector, product, selector
from schakel.chain.states import States
from schakel.chain.tables import Row

Keys = tuple[tuple[str, str], ...]


class Gathered:
    """Everything that gets a number when it is first met. Mistakes go to `problems`."""

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        states: States,
        parameters: Parameters,
        problems: Problems,
    ):
        self.states, self.parameters, self.problems = states, parameters, problems
        # The region first: the groups of a region stand together.
        names = sorted(groups, key=lambda name: name != "region")
        self.groups = {name: tuple(groups[name]) for name in names}
        self.contexts = [
            dict(zip(self.groups, values, strict=True))
            for values in combinations(*self.groups.values())
        ]
        self.flows: dict[str, int] = {}
        self._factors: dict[tuple[str, bool, Keys], int] = {}
        self._cells: list[list[int]] = []  # per factor and group
        self._classes: dict[tuple[int, ...], int] = {}
        self._towards = [
            {f"to_{axis}": value for axis, value in context.items()} for context in states.contexts
        ]

    def flow(self, name: str) -> int:
        """The number of a flow."""
        return self.flows.setdefault(name, len(self.flows))

    def selector(self, row: Row, column: str) -> Selector | None:
        """The states that a row names; None when they do not exist."""
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

    def factors(self, row: Row, column: str) -> tuple[Factor, ...] | None:
        """The factors that a row names; None when one is no parameter."""
        factors = product(str(row.get(column) or ""))
        for factor in factors:
            if factor.parameter not in self.parameters.about:
                self.problems.add(
                    row, column, repr(factor.parameter), "a parameter", "declare the parameter"
                )
                return None
        return factors

    def on_the_way(
        self, row: Row, factors: tuple[Factor, ...], source: int | None, target: int
    ) -> int:
        """The class of a product of factors for who goes from one state to another."""
        context: dict[str, str] = {}
        if target != OUT:
            context.update(self._towards[target])
            context.update(self.states.contexts[target])
        if source is not None:
            context.update(self.states.contexts[source])
        return self.class_of(row, factors, context)

    def class_of(self, row: Row, factors: tuple[Factor, ...], context: Mapping[str, str]) -> int:
        """The class of a product of factors where axes have these values."""
        key = tuple(self._factor(row, factor, context) for factor in factors)
        return self._classes.setdefault(key, len(self._classes))

    def _factor(self, row: Row, factor: Factor, context: Mapping[str, str]) -> int:
        name = factor.parameter
        keys = tuple((key, context[key]) for key in self.parameters.keys(name) if key in context)
        number = self._factors.setdefault((name, factor.complement, keys), len(self._factors))
        if number == len(self._cells):
            self._cells.append([self._cell(row, name, {**g, **dict(keys)}) for g in self.contexts])
        return number

    def _cell(self, row: Row, name: str, context: Mapping[str, str]) -> int:
        """The cell of a parameter in one group."""
        cell = self.parameters.cell(name, context)
        if cell is None:
            keys = (key for key in self.parameters.keys(name) if key in context)
            wanted = ", ".join(f"{key}={context[key]}" for key in keys)
            self.problems.add(
                row, name, f"no value for {wanted or 'it'}", "a row that fits", "add the row"
            )
        return NONE if cell is None else cell

    def classes(self) -> Classes:
        """All classes so far."""
        most = max((len(key) for key in self._classes), default=1)
        factors = np.full((len(self._classes), most), NONE, dtype=np.int32)
        for number, key in enumerate(self._classes):
            factors[number, : len(key)] = key
        cells = np.array(self._cells, dtype=np.int32).reshape(-1, len(self.contexts))
        complement = np.array([complement for _, complement, _ in self._factors], dtype=np.bool_)
        return Classes(cells, complement, factors)
