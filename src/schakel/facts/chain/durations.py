"""Years in a programme: which shares leave fit the published stocks and flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schakel.facts.chain.base import Array


@dataclass(frozen=True)
class Programme:
    """Per year of a programme the share with a diploma, and the share that drops out."""

    diploma: tuple[float, ...]
    dropout: tuple[float, ...]

    @property
    def pattern(self) -> Array:
        """Students per year for one entrant a year, when nothing changes; who fails stays."""
        found = [1.0]
        for diploma, dropout in zip(self.diploma[:-1], self.dropout[:-1], strict=True):
            found.append(found[-1] * (1 - diploma - dropout))
        found[-1] /= self.diploma[-1] + self.dropout[-1]
        return np.array(found)

    @property
    def diplomas(self) -> float:
        """Diplomas a year for each student."""
        pattern = self.pattern
        return float((pattern * np.array(self.diploma)).sum() / pattern.sum())

    @property
    def years(self) -> float:
        """Students for each entrant a year."""
        return float(self.pattern.sum())


def with_diplomas(early: Sequence[float], dropout: float, diplomas: float) -> Programme:
    """The programme whose last year makes it give `diplomas` a year for each student.

    `early` are the shares with a diploma in the years before the last one. Where the number cannot
    be reached, the nearest that can.
    """
    years = len(early) + 1
    choices = [
        Programme((*early, last), (dropout,) * years)
        for last in np.linspace(0.05, 0.97 - dropout, 400)
    ]
    return min(choices, key=lambda programme: abs(programme.diplomas - diplomas))


def with_both(count: int, first_dropout: float, diplomas: float, years: float) -> Programme:
    """The programme with these diplomas a student and students an entrant, by its later years."""

    def made(last: float, later: float) -> Programme:
        return Programme((0.0,) * (count - 1) + (last,), (first_dropout,) + (later,) * (count - 1))

    choices = [
        made(last, later) for last in np.linspace(0.1, 0.9, 81) for later in np.linspace(0, 0.1, 41)
    ]
    return min(
        choices,
        key=lambda p: abs(p.diplomas / diplomas - 1) + abs(p.years / years - 1),
    )
