"""What the finders ask and what they show: a type of a region package of its own."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from schakel.catalog.types import Frozen, NonEmpty, Text


class Common(Frozen):
    """Work is common when the Dutch list has its title (`matches`), or so many titles for it."""

    matches: tuple[NonEmpty, ...]
    titles: int = Field(ge=1)


class LeftOut(Frozen):
    """A code of ISCO or ESCO; what lies below it is not shown, or only when very near, and why."""

    code: NonEmpty
    reason: Text

    def holds(self, code: str) -> bool:
        """Whether a code of ESCO is this one or lies below it."""
        below = f"{self.code}." if "." in self.code else self.code
        return code == self.code or code.startswith(below)


class Shown(Frozen):
    """How many of each a list has at most."""

    occupations: int = Field(ge=1)
    refused: int = Field(ge=1)
    suppliers: int = Field(ge=1)
    rivals: int = Field(ge=1)
    groups: int = Field(ge=1)
    examples: int = Field(ge=1)
    programmes: int = Field(ge=1)
    skills: int = Field(ge=1)
    afresh: int = Field(ge=1)


class Bare(Frozen):
    """A bare word: how many occupations are looked at, and from how many kinds they are offered.

    `most_chance` is the chance of the likeliest from which on it is left as it is.
    """

    looked_at: int = Field(ge=1)
    kinds: int = Field(ge=1)
    most_chance: float = Field(ge=0, le=1)


class StepChoice(Frozen):
    """An answer about the level: how many ISCO levels up work may be."""

    up: int = Field(ge=0, le=3)
    label: Text


class TimeChoice(Frozen):
    """An answer about the time to learn, in years; without years any time will do."""

    years: float | None = Field(default=None, gt=0)
    label: Text


class Wishes(Frozen):
    """The choices of the form. `usual_step` is the answer about the level before one chooses."""

    usual_step: int
    steps: tuple[StepChoice, ...]
    times: tuple[TimeChoice, ...]
    fields: dict[Literal["both", "technical", "ict"], Text]
    travels: dict[Literal["anywhere", "near"], Text]
    orders: dict[Literal["near", "openings"], Text]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ups, years = [one.up for one in self.steps], [one.years for one in self.times]
        if len(set(ups)) < len(ups) or len(set(years)) < len(years):
            raise ValueError("each step and each time once")
        if self.usual_step not in ups:
            raise ValueError(f"`usual_step` is one of the steps: {ups}")
        named = {*self.fields, *self.travels, *self.orders}
        if None not in years or not {"both", "anywhere", "near"} <= named:
            raise ValueError(
                "what goes without choosing is there: a time without years, `both` among fields, "
                "`anywhere` among travels, `near` among orders"
            )
        return self


class FinderRules(Frozen):
    """What a form asks, how long lists are, how many of one kind, how near, how common.

    `least` is a score, `least_chance` a chance (both 0–1), `least_likeness` of 100.
    """

    shown: Shown
    of_one_kind: int = Field(ge=1)
    least: float = Field(ge=0, le=1)
    least_chance: float = Field(ge=0, le=1)
    least_likeness: float = Field(ge=0, le=100)
    bare: Bare
    common: Common
    wishes: Wishes
    left_out: tuple[LeftOut, ...] = ()
    grown_into: tuple[LeftOut, ...] = ()
