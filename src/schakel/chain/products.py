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
    """The values of all classes in all groups."""

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
        """The value of every class, from the values of the cells."""
        found = np.empty((len(self), self.cells.shape[1]))
        products(self._factors(cells), self.factors, np.arange(len(self)), found)
        return Shares(found)

    def changed(self, cells: Floats, classes: Ints, before: Shares) -> Shares:
        """The values of all classes when only these are other than before."""
        if not len(classes):
            return before
        found = before.by_class.copy()
        products(self._factors(cells), self.factors, classes, found)
        return Shares(found)

    def _factors(self, cells: Floats) -> Floats:
        found = cells[self.cells]
        found[self.complement] = 1.0 - found[self.complement]
        return found

    def of_cells(self, cells: NDArray[np.bool_]) -> Ints:
        """The classes that have one of these cells (a mask) as a factor, in order."""
        touched = np.append(cells[self.cells].any(axis=1), False)
        return np.flatnonzero(touched[self.factors].any(axis=1))
