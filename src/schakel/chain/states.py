"""States: every stage with every combination of the values of its inner axes, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product as combinations

from schakel.chain.problems import Problems
from schakel.chain.selectors import NEXT, Selector
from schakel.chain.tables import ChainTables


@dataclass(frozen=True)
class Stage:
    """A stage: its axes with the values that it uses, and its first state."""

    name: str
    axes: Mapping[str, tuple[str, ...]]
    first: int

    @property
    def size(self) -> int:
        """How many states it has."""
        size = 1
        for values in self.axes.values():
            size *= len(values)
        return size


class States:
    """All states of a chain."""

    def __init__(self, stages: Mapping[str, Stage], enters_first: tuple[str, ...]):
        self.stages = stages
        self.enters_first = enters_first
        self.contexts: list[dict[str, str]] = []
        self.stage_of: list[str] = []
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        for stage in stages.values():
            for values in combinations(*stage.axes.values()):
                self._numbers[stage.name, values] = len(self.contexts)
                self.contexts.append(dict(zip(stage.axes, values, strict=True)))
                self.stage_of.append(stage.name)

    def __len__(self) -> int:
        return len(self.contexts)

    def number(self, stage: str, context: Mapping[str, str]) -> int | None:
        """The state of a stage with these values; None when there is none."""
        values = tuple(context.get(axis, "") for axis in self.stages[stage].axes)
        return self._numbers.get((stage, values))

    def chosen(self, wanted: Selector) -> list[int]:
        """The states that a selector means, without `next`."""
        stage = self.stages[wanted.stage]
        choices = [wanted.values.get(axis, values) for axis, values in stage.axes.items()]
        found = (self._numbers.get((stage.name, values)) for values in combinations(*choices))
        return [number for number in found if number is not None]

    def targets(self, source: int | None, wanted: Selector) -> Iterator[int]:
        """Where somebody from `source` (None: from outside) can go."""
        stage = self.stages[wanted.stage]
        context = self.contexts[source] if source is not None else {}
        same = source is not None and self.stage_of[source] == wanted.stage
        choices = [
            self._choice(axis, values, wanted, context, same) for axis, values in stage.axes.items()
        ]
        for values in combinations(*choices):
            number = self._numbers.get((stage.name, values))
            if number is not None:
                yield number

    def _choice(
        self,
        axis: str,
        values: tuple[str, ...],
        wanted: Selector,
        context: Mapping[str, str],
        same: bool,
    ) -> tuple[str, ...]:
        """The values of one axis in the target: named, next, kept, first, or every one."""
        named = wanted.values.get(axis)
        if named == (NEXT,):
            place = values.index(context[axis]) + 1 if context.get(axis) in values else len(values)
            return values[place : place + 1]
        if named is not None:
            return named
        if axis in context and (same or axis not in self.enters_first):
            return (context[axis],)
        return values[:1] if axis in self.enters_first else values


def states_of(tables: ChainTables, problems: Problems) -> States:
    """Number the states; what is wrong with stages goes to `problems`."""
    stages: dict[str, Stage] = {}
    first = 0
    for row in tables.stages:
        axes: dict[str, tuple[str, ...]] = {}
        for word in str(row.get("axes") or "").split():
            axis, _, most = word.partition(":")
            if axis not in tables.axes:
                problems.add(row, "axes", axis, f"one of {', '.join(tables.axes)}", "declare it")
                continue
            values = tuple(tables.axes[axis])
            axes[axis] = values[: int(most)] if most.isdecimal() else values
        stage = Stage(str(row["stage"]), axes, first)
        if stage.name in stages:
            problems.add(row, "stage", stage.name, "every stage once", "remove one of the two")
        stages[stage.name] = stage
        first += stage.size
    return States(stages, tuple(tables.enters_first))
