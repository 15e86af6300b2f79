"""Products of parameters, compiled: the shares of all classes in all groups."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True)
def products(values: Any, cells: Any, complement: Any) -> Any:
    """(G, Q) from values per cell, cells (Q, G, F) with -1 for no factor, and complement (Q, F)."""
    classes, groups, factors = cells.shape
    found = np.ones((groups, classes))
    for number in range(classes):
        for group in range(groups):
            share = 1.0
            for place in range(factors):
                cell = cells[number, group, place]
                if cell >= 0:
                    value = values[cell]
                    share *= 1.0 - value if complement[number, place] else value
            found[group, number] = share
    return found
