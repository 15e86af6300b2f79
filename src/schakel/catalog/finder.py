"""What the finders show of all occupations: a type of a region package, and its reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.reading import parse_one, read_yaml
from schakel.catalog.types import Frozen, NonEmpty, Text

FILE = Path("paths") / "finder.yaml"


class Common(Frozen):
    """Work is common when the Dutch list has its title (`matches`), or so many titles for it."""

    matches: tuple[NonEmpty, ...]
    titles: int = Field(ge=1)


class LeftOut(Frozen):
    """A code of ISCO or ESCO; what begins with it is not shown, and why."""

    code: NonEmpty
    reason: Text


class FinderRules(Frozen):
    """How many occupations a list has, how many of one kind, how near, how common."""

    shown: int = Field(ge=1)
    of_one_kind: int = Field(ge=1)
    least: float = Field(ge=0, le=1)
    least_chance: float = Field(ge=0, le=1)
    least_likeness: float = Field(ge=0, le=100)
    common: Common
    left_out: tuple[LeftOut, ...] = ()


def read_finder_rules(folders: Sequence[Path]) -> FinderRules:
    """The rules of the nearest of these package folders that has paths/finder.yaml.

    Raises SchakelError when none has it, or what it says is not allowed.
    """
    path = next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
    if path is None:
        places = ", ".join(str(folder) for folder in folders)
        raise SchakelError(
            Problem(
                str(FILE),
                f"no such file in {places}",
                "the rules of the finders",
                "take the one of the package nl as an example",
            )
        )
    problems: list[Problem] = []
    rules = parse_one(FinderRules, read_yaml(path, problems), path, problems)
    if problems or rules is None:
        raise SchakelError(problems)
    return rules
