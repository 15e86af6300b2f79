"""Classes: the different products of parameters that are the shares of edges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.chain.kernels import products

Ints = NDArray[Any]  # int32 or int64
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shares:
    """The values of all classes in all groups; of several draws G groups after G groups."""

    by_class: Floats
    """(Q, G): groups next to one another, as expected flows are made for all of them at once."""

    @cached_property
    def by_group(self) -> Floats:
        """(G, Q): classes next to one another, as whole persons need them group by group."""
        return np.ascontiguousarray(self.by_class.T)


@dataclass(frozen=True, eq=False)
class Classes:
    """Products of N factors, each a parameter or one minus it (`complement`, (N,)).

    `cells` (N, G) says which cell of the parameters a factor is in each group; `factors` (Q, F)
    which factors a class has, -1 for none.
    """

    cells: Ints
    complement: NDArray[np.bool_]
    factors: Ints

    def __len__(self) -> int:
        return len(self.factors)

    def values(self, cells: Floats) -> Shares:
        """The value of every class, from the values of the cells in some draws, (B, C)."""
        return Shares(products(cells, self.cells, self.complement, self.factors))

    def only(self, classes: Ints) -> Classes:
        """Some of the classes, by number, with no more factors than they have."""
        factors = self.factors[classes]
        used = np.zeros(len(self.cells), dtype=bool)
        used[factors[factors >= 0]] = True
        numbers = np.append(np.cumsum(used) - 1, -1)  # none, which is -1, stays so
        return Classes(self.cells[used], self.complement[used], numbers[factors])

    def of_cells(self, cells: NDArray[np.bool_]) -> Ints:
        """The classes that have one of these cells (a mask) as a factor, in order."""
        touched = np.append(cells[self.cells].any(axis=1), False)
        return np.flatnonzero(touched[self.factors].any(axis=1))
