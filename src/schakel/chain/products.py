"""Products of parameters, compiled: the shares of all classes in all groups."""

from __future__ import annotations

from typing import Any

from numba import njit


@njit(cache=True)
def products(values: Any, cells: Any, complement: Any, wanted: Any, found: Any) -> None:
    """Put the products of the `wanted` classes in `found` (G, Q).

    From values per cell, cells (Q, G, F) with -1 for no factor, and complement (Q, F).
    """
    _classes, groups, factors = cells.shape
    for number in wanted:
        for group in range(groups):
            share = 1.0
            for place in range(factors):
                cell = cells[number, group, place]
                if cell >= 0:
                    value = values[cell]
                    share *= 1.0 - value if complement[number, place] else value
            found[group, number] = share
