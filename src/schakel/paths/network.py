"""Occupations tied by the skills they ask for: what all questions of paths are asked of.

Occupations and skills are numbers: their places in the one order of all tables. Nothing here knows
a name, a file or a country.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each row, end to end: row i is `items[starts[i] : starts[i + 1]]`."""

    starts: Numbers
    items: Numbers

    @classmethod
    def of_pairs(cls, rows: NDArray[np.integer], items: NDArray[np.integer], count: int) -> Lists:
        """Lists of `count` rows from pairs, which need no order."""
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(count + 1))
        return cls(starts.astype(np.int32), items[order].astype(np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Numbers:
        return self.items[self.starts[row] : self.starts[row + 1]]

    def places(self, rows: NDArray[np.integer]) -> Numbers:
        """Where in `items` the lists of these rows stand, one list after the other."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        before = np.cumsum(lengths) - lengths
        within = np.arange(lengths.sum()) - np.repeat(before, lengths)
        return np.asarray(np.repeat(self.starts[rows], lengths) + within, np.int32)

    def sums(self, values: Floats) -> Floats:
        """The sum over each list of the rows of `values` that it names: (lists, columns).

        Adds the first item of all lists, then the second of those that have one, and so on: a few
        steps over long rows instead of thousands over short ones.
        """
        lengths = self.lengths()
        longest_first = np.argsort(-lengths, kind="stable")
        sums = np.zeros((len(self), values.shape[1]), np.float32)
        for step in range(int(lengths.max(initial=0))):
            having = longest_first[: np.count_nonzero(lengths > step)]
            sums[: len(having)] += values[self.items[self.starts[having] + step]]
        return sums[np.argsort(longest_first)]

    def lengths(self) -> Numbers:
        """How many items each row has."""
        return np.diff(self.starts)


@dataclass(frozen=True)
class Likeness:
    """Which skills resemble which, and how much (0–1); each skill is like itself fully."""

    others: Lists
    similarity: Floats

    def of(self, skill: int) -> Floats:
        """How much each of the `others` of a skill resembles it."""
        return self.similarity[self.others.starts[skill] : self.others.starts[skill + 1]]


@dataclass(frozen=True)
class Network:
    """Occupations, what they ask for, and how alike skills and occupations are.

    `required` are the skills that a destination is judged by: the essential ones, or, where none is
    named, the optional ones (`judged_by_optional`). `held` are the skills that someone with this
    occupation is taken to have, essential or optional; `holders` is the same by skill. `importance`
    of a skill is ln((1 + N) ÷ (1 + n)), where n of the N occupations require it: what few ask for
    tells most. `demand` is the importance of all that an occupation requires together.
    `groups` are the groups that a skill lies in. `descriptions` and `profiles` have a row of length
    one an occupation, or of zeros where there is nothing to compare. `branches` is (occupations,
    levels): the group of each at every level of a classification of occupations.
    """

    required: Lists
    held: Lists
    holders: Lists
    importance: Floats
    demand: Floats
    likeness: Likeness
    groups: Lists
    profiles: Floats
    descriptions: Floats
    branches: Numbers
    judged_by_optional: NDArray[np.bool_]

    @property
    def occupations(self) -> int:
        """How many occupations there are."""
        return len(self.required)

    @property
    def skills(self) -> int:
        """How many skills there are."""
        return len(self.importance)


@dataclass(frozen=True)
class Requirements:
    """Pairs of an occupation and a skill it asks for, and whether the skill is essential."""

    occupation: NDArray[np.integer]
    skill: NDArray[np.integer]
    essential: NDArray[np.bool_]


def network(
    asked: Requirements,
    likeness: Likeness,
    groups: Lists,
    descriptions: Floats,
    branches: Numbers,
) -> Network:
    """Tie occupations by what they ask for.

    `groups` are the groups of each skill. `descriptions` is (occupations, any): vectors whose
    cosine is the likeness of two descriptions. `branches` is (occupations, levels of a
    classification).
    """
    count, skills = len(descriptions), len(likeness.others)
    occupation, skill, essential = asked.occupation, asked.skill, asked.essential
    has_essential = np.bincount(occupation[essential], minlength=count) > 0
    judged = essential | ~has_essential[occupation]
    required = Lists.of_pairs(occupation[judged], skill[judged], count)
    asking = np.bincount(required.items, minlength=skills)
    importance = np.log((1 + count) / (1 + asking)).astype(np.float32)
    return Network(
        required=required,
        held=Lists.of_pairs(occupation, skill, count),
        holders=Lists.of_pairs(skill, occupation, skills),
        importance=importance,
        demand=required.sums(importance[:, None])[:, 0],
        likeness=likeness,
        groups=groups,
        profiles=profiles(groups, occupation, skill, count),
        descriptions=unit_rows(descriptions),
        branches=branches,
        judged_by_optional=~has_essential,
    )


def profiles(
    groups: Lists,
    rows: NDArray[np.integer],
    skills: NDArray[np.integer],
    count: int,
) -> Floats:
    """How much of each of `count` rows lies in each skill group, at length one: (count, groups).

    `rows` and `skills` stand beside each other; a skill counts in equal parts in all its groups.
    """
    width = int(groups.items.max(initial=-1)) + 1
    lengths = groups.lengths()[skills]
    cell = np.repeat(rows.astype(np.int64) * width, lengths) + groups.items[groups.places(skills)]
    parts = np.repeat(1 / np.maximum(lengths, 1), lengths)
    summed = np.bincount(cell, weights=parts, minlength=count * width).astype(np.float64)
    return unit_rows(summed.reshape(count, width))


def unit_rows(table: NDArray[np.floating]) -> Floats:
    """Each row at length one; a row of zeros stays so."""
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    whole = np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 0)
    return np.asarray(whole, np.float32)
