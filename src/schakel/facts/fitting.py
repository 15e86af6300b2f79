"""Iterative proportional fitting: a table that keeps the pattern of one and the sums of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from schakel.base.errors import Problem, SchakelError

Array = NDArray[np.float64]
Axes = tuple[int, ...]
_AGREE = 1e-6


def fit(
    seed: Array, margins: Mapping[Axes, Array], tolerance: float = 1e-9, rounds: int = 10_000
) -> Array:
    """The table nearest to `seed` whose sums over all other axes are `margins`.

    A margin is given by the axes that it keeps, in order. Zeros of the seed stay zero; ratios of
    ratios of the seed are kept. Stops when every margin is met within `tolerance` of the total.

    Raises SchakelError when a number is negative or not finite, when a margin has another shape,
    when margins disagree, when one cannot be met because the seed is zero there, and when the
    rounds are over.
    """
    found = np.array(seed, dtype=np.float64)
    wanted = {axes: np.asarray(margin, dtype=np.float64) for axes, margin in margins.items()}
    _check(found, wanted)
    total = max(float(next(iter(wanted.values())).sum()), 1e-300) if wanted else 1.0
    for _round in range(rounds):
        for axes, margin in wanted.items():
            found *= _spread(_ratio(margin, _sum(found, axes)), axes, found.ndim)
        away = max((_away(found, axes, m) for axes, m in wanted.items()), default=0.0)
        if away <= tolerance * total:
            return found
    raise SchakelError(
        Problem(
            "fitting",
            f"margins that are still {away:g} away after {rounds} rounds",
            f"at most {tolerance * total:g}",
            "the zeros of the seed contradict the margins: give these cells a small number",
        )
    )


def _sum(table: Array, axes: Axes) -> Array:
    """The sums of a table over all axes but these."""
    others = tuple(axis for axis in range(table.ndim) if axis not in axes)
    return np.asarray(table.sum(axis=others))


def _ratio(wanted: Array, present: Array) -> Array:
    return np.divide(wanted, present, out=np.zeros_like(wanted), where=present > 0)


def _spread(margin: Array, axes: Axes, dimensions: int) -> Array:
    """A margin in a shape that multiplies the whole table."""
    sizes = [1] * dimensions
    for axis, size in zip(axes, margin.shape, strict=True):
        sizes[axis] = size
    return margin.reshape(sizes)


def _away(table: Array, axes: Axes, margin: Array) -> float:
    return float(np.abs(_sum(table, axes) - margin).max())


def _check(seed: Array, margins: Mapping[Axes, Array]) -> None:
    tables = {"seed": seed} | {f"margin {axes}": margin for axes, margin in margins.items()}
    bad = [
        Problem("fitting", f"{name}: a number that is negative or not finite", "numbers ≥ 0", _MEND)
        for name, table in tables.items()
        if not np.isfinite(table).all() or (table < 0).any()
    ]
    bad += [
        Problem(
            "fitting",
            f"margin {axes} of shape {margin.shape}",
            f"axes in order and shape {tuple(seed.shape[a] for a in axes if a < seed.ndim)}",
            _MEND,
        )
        for axes, margin in margins.items()
        if not _fits(seed, axes, margin)
    ]
    if bad:
        raise SchakelError(bad)
    _check_agreement(seed, margins)


def _fits(seed: Array, axes: Axes, margin: Array) -> bool:
    ordered = list(axes) == sorted(set(axes)) and all(0 <= a < seed.ndim for a in axes)
    return ordered and margin.shape == tuple(seed.shape[a] for a in axes)


def _check_agreement(seed: Array, margins: Mapping[Axes, Array]) -> None:
    problems = []
    entries = list(margins.items())
    for place, (axes, margin) in enumerate(entries):
        for others, other in entries[place + 1 :]:
            shared = tuple(axis for axis in axes if axis in others)
            ours, theirs = _onto(margin, axes, shared), _onto(other, others, shared)
            if not np.allclose(ours, theirs, rtol=_AGREE, atol=_AGREE):
                found = f"margins {axes} and {others} that sum to {ours} and {theirs}"
                problems.append(Problem("fitting", found, "the same sums where they meet", _MEND))
        empty = (_sum(seed, axes) == 0) & (margin > 0)
        if empty.any():
            found = f"margin {axes}: {int(empty.sum())} sums above zero where the seed is all zero"
            problems.append(Problem("fitting", found, "a seed above zero there", _MEND))
    if problems:
        raise SchakelError(problems)


def _onto(margin: Array, axes: Sequence[int], shared: Axes) -> Array:
    drop = tuple(place for place, axis in enumerate(axes) if axis not in shared)
    return np.asarray(margin.sum(axis=drop))


_MEND = "mend the numbers before fitting"
