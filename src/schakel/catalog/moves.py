"""How moves between occupations are scored: a type of a region package of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.reading import parse_one, read_yaml
from schakel.catalog.types import Frozen, Text


class MoveWeights(Frozen):
    """The parts of coverage and of three likenesses in a score; they sum to one."""

    coverage: float = Field(ge=0, le=1)
    descriptions: float = Field(ge=0, le=1)
    profiles: float = Field(ge=0, le=1)
    classification: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        total = self.coverage + self.descriptions + self.profiles + self.classification
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the weights sum to {total:g}, not to 1")
        return self


class MoveClass(Frozen):
    """A class of moves: the part of all pairs (percent) that is below it, and its least score.

    The score follows from the pairs of a release; `schakel bench paths` counts it again.
    """

    id: str
    label: Text
    percentile: float = Field(gt=0, lt=100)
    least: float = Field(gt=0, lt=1)


class MoveRules(Frozen):
    """How moves are scored and called: weights, classes from low to high, when a skill matches."""

    weights: MoveWeights
    classes: tuple[MoveClass, ...] = Field(min_length=1)
    enough: float = Field(gt=0, le=1)
    reason: Text


def read_move_rules(folders: Sequence[Path]) -> MoveRules:
    """The rules of the nearest of these package folders that has paths/moves.yaml.

    Raises SchakelError when none has it, or what it says is not allowed.
    """
    path = next((f / "paths" / "moves.yaml" for f in folders if _has(f)), None)
    if path is None:
        places = ", ".join(str(folder) for folder in folders)
        raise SchakelError(
            Problem("paths/moves.yaml", f"no such file in {places}", "the rules of moves",
                    "take the one of the package nl as an example")
        )  # fmt: skip
    problems: list[Problem] = []
    rules = parse_one(MoveRules, read_yaml(path, problems), path, problems)
    if problems or rules is None:
        raise SchakelError(problems)
    return rules


def _has(folder: Path) -> bool:
    return (folder / "paths" / "moves.yaml").is_file()
