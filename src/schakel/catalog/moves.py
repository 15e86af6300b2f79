"""How moves between occupations are scored: a type of a region package of its own."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

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
