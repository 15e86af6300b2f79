"""What the finders show of all occupations: a type of a region package of its own."""

from __future__ import annotations

from pydantic import Field

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


class FinderRules(Frozen):
    """How many occupations a list has, how many of one kind, how near, how common."""

    shown: int = Field(ge=1)
    of_one_kind: int = Field(ge=1)
    least: float = Field(ge=0, le=1)
    least_chance: float = Field(ge=0, le=1)
    least_likeness: float = Field(ge=0, le=100)
    common: Common
    left_out: tuple[LeftOut, ...] = ()
    grown_into: tuple[LeftOut, ...] = ()
