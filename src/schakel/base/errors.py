"""One shape for everything a user can get wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, what to do."""

    where: str
    found: str
    expected: str
    advice: str
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.where} › {self.key}" if self.key else self.where
        return (
            f"{place}\n    found:    {self.found}\n    expected: {self.expected}"
            f"\n    to do:    {self.advice}"
        )


class SchakelError(Exception):
    """A mistake of the user or of a file, never of the program: shown without a traceback.

    Carries every problem found in one go, so that they can be mended together.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[SchakelError], tuple[tuple[Problem, ...]]]:
        """Pickled with its problems: an error comes home whole from another process."""
        return type(self), (self.problems,)


class UnknownName(SchakelError):
    """A name (region, indicator, goal, …) that does not exist."""

    exit_code = 2
