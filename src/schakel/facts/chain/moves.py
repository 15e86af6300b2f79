"""Who changes occupation: moves between families in a year, and how alike these make families."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from statistics import fmean

import numpy as np

from schakel.facts.chain.base import Array, Row, single, source_of
from schakel.facts.chain.outlook import Outlook

QUARTERS = ("2021Q2", "2022Q2", "2023Q2")
SUBSTEPS = 8  # of the labour market in a year
_MANY = 0.95  # at most this part of the vacancies of a family is filled in a step


class Moves:
    """Moves between occupation families, the country, from what is published per class.

    Published is who leaves a class, not who comes. As many are taken to come as to go, for each
    pair of families: so nobody gains or loses at the start by the way the chain is made.
    """

    def __init__(self, outlook: Outlook):
        self.outlook, self.figures = outlook, outlook.figures
        self.families, self.workers = outlook.families, outlook.work.national
        self.vacancies = outlook.vacancies.sum(axis=0)
        self.classes = tuple(outlook.work.keys[family]["class"] for family in self.families)

    def changing(self, name: str | None) -> float:
        """Share of the workers of a class that changes occupation in a year."""
        year = single(self.figures, "occupation_change_year_share", "2018") / 100
        return year * self.quarterly(name) / self.quarterly(None)

    def quarterly(self, name: str | None) -> float:
        """Mean share that changed in a quarter, in percent."""
        variable = "occupation_change_quarter_share"
        return fmean(single(self.figures, variable, quarter, name) for quarter in QUARTERS)

    @cached_property
    def inside(self) -> float:
        """Part of those who change that stays in its class."""
        inside = single(self.figures, "occupation_changers_within_class", "2018")
        return inside / single(self.figures, "occupation_changers_year", "2017")

    def leaving(self, name: str) -> float:
        """Share of the workers of a class that goes to another one in a year."""
        return self.changing(name) * (1 - self.inside)

    @cached_property
    def between(self) -> Array:
        """Persons a year from family to family, (O, O), as many either way.

        Within a class by size; between two classes the mean of what both say, when those who leave
        one spread over all others by size.
        """
        size = self.workers
        found = np.zeros((len(size), len(size)))
        for i, one in enumerate(self.classes):
            for j, other in enumerate(self.classes):
                if one == other:
                    rate = 0.0 if i == j else self.changing(one) * self.inside
                    found[i, j] = rate * size[i] * size[j] / self._size(one)
                else:
                    pair = self._across(one, other)
                    found[i, j] = pair * size[i] / self._size(one) * size[j] / self._size(other)
        return found

    def _size(self, name: str) -> float:
        mine = [each == name for each in self.classes]
        return float(self.workers[mine].sum())

    def _across(self, one: str, other: str) -> float:
        """Persons a year from one class to another."""
        first, second = sorted((one, other), key=("technical", "ict", "other").index)
        if second == "other":
            pair = self._across("technical", "ict")
            return self.leaving(first) * self._size(first) - pair
        total = self.workers.sum()
        sides = (
            self.leaving(a) * self._size(a) * self._size(b) / (total - self._size(a))
            for a, b in ((first, second), (second, first))
        )
        return fmean(sides)

    @cached_property
    def per_vacancy(self) -> Array:
        """How many must ask for each vacancy of a family so that it stays as large as it is.

        Of those who ask at the same time for the same vacancy one is hired: v (1 − exp(−a/v)).
        """
        filled = single(self.figures, "filled_vacancies_year", "2023") / single(
            self.figures, "employed_by_class_quarter_before", "2023Q2"
        )
        hired = np.minimum(_MANY, filled / SUBSTEPS * self.workers / self.vacancies)
        return np.asarray(-np.log1p(-hired))

    @cached_property
    def asked(self) -> Array:
        """Applications for each vacancy that `between` asks for, (O, O)."""
        return np.asarray(self.between * self.per_vacancy / self.workers)

    @cached_property
    def staying(self) -> Array:
        """Odds of staying in the own family beside those of its class, (O,), about 1 in each.

        A family with few vacancies keeps its people only when they look elsewhere less.
        """
        odds = np.log(self.per_vacancy / self.asked.sum(axis=1))
        found = np.ones(len(odds))
        for name in set(self.classes):
            mine = [n for n, each in enumerate(self.classes) if each == name]
            found[mine] = np.exp(odds[mine] - np.average(odds[mine], weights=self.workers[mine]))
        return found

    def rows(self) -> Iterable[Row]:
        """How alike families are; the rows of one sum to one."""
        likeness = self.asked / self.asked.sum(axis=1, keepdims=True)
        for i, family in enumerate(self.families):
            for j, other in enumerate(self.families):
                if i != j:
                    yield {
                        "family": family,
                        "to_family": other,
                        "value": round(float(likeness[i, j]), 5),
                        "source": source_of(self.figures, "occupation_change_quarter_share"),
                        "evidence": "estimate",
                        "method": "so that at the start as many move each way as CBS counts to "
                        "leave a class in a year (15.4% of all in 2018, by class as in the second "
                        "quarters of 2021–2023; 279 of 937 thousand stay in their class), given "
                        "vacancies; who comes is not published: as many as go",
                    }
