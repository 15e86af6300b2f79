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
        return Shares(self.some(cells, np.arange(len(self))))

    def some(self, cells: Floats, classes: Ints) -> Floats:
        """The values of some classes, (classes, B × G)."""
        factors = self.factors[classes]
        used = np.unique(factors[factors >= 0])
        values = np.empty((len(self.cells), len(cells), self.cells.shape[1]))
        values[used] = np.moveaxis(cells[:, self.cells[used]], 0, 1)
        complement = used[self.complement[used]]
        values[complement] = 1.0 - values[complement]
        found = np.empty((len(classes), values[0].size))
        products(values.reshape(len(values), -1), factors, found)
        return found

    def of_cells(self, cells: NDArray[np.bool_]) -> Ints:
        """The classes that have one of these cells (a mask) as a factor, in order."""
        touched = np.append(cells[self.cells].any(axis=1), False)
        return np.flatnonzero(touched[self.factors].any(axis=1))
