"""The forecasts that every other must beat: no change, drift and constant share.

A *point* gives one number per unit and horizon; `sampled` makes a method of it: draws around the
point, as wide as the errors that the same point made earlier in the same history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import TypeAlias

import numpy as np

from schakel.forecast.panel import Floats, Panel

Point: TypeAlias = Callable[[Panel, Sequence[int]], Floats]
Method: TypeAlias = Callable[[Panel, Sequence[int]], Floats]

DRAWS = 401
# What all units show together counts as much as this many errors of a unit's own.
BORROWED = 4


def no_change(panel: Panel, horizons: Sequence[int]) -> Floats:
    """The last known value, for ever. Shape: units × horizons."""
    return np.repeat(last_known(panel.values)[:, None], len(horizons), axis=1)


def drift(panel: Panel, horizons: Sequence[int]) -> Floats:
    """The line through the first and the last known value, drawn on from the last period.

    A unit of which one value is known does not drift. Shape: units × horizons.
    """
    values = panel.values
    known = ~np.isnan(values)
    first, last = known.argmax(axis=1), values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    rows = np.arange(len(values))
    rise = values[rows, last] - values[rows, first]
    slope = rise / np.maximum(last - first, 1)
    steps = (values.shape[1] - 1 - last)[:, None] + np.asarray(horizons)
    points: Floats = values[rows, last][:, None] + slope[:, None] * steps
    return points


def constant_share(panel: Panel, horizons: Sequence[int], totals: Floats | None = None) -> Floats:
    """The last known share of the total × the total to come. Shape: units × horizons.

    `totals` (units × horizons) are the totals to come where these are known or forecast
    elsewhere; else the totals drift.
    """
    share = last_known(panel.values / np.where(panel.totals > 0, panel.totals, np.nan))
    coming = drift(panel.whole(), horizons) if totals is None else totals
    return share[:, None] * coming


def sampled(point: Point, lowest: float | None = 0.0) -> Method:
    """The method that draws around a point: units × horizons × draws.

    The variance grows in proportion to the horizon. No draw is below `lowest`: what is counted is
    never negative. The draws are the quantiles of a normal distribution, at equal distances in
    probability: no chance is involved, and the middle draw is the point.
    """

    def method(panel: Panel, horizons: Sequence[int]) -> Floats:
        spread = deviation(one_step_errors(point, panel), panel.values)
        widths = spread[:, None] * np.sqrt(np.asarray(horizons, dtype=np.float64))
        return draws(point(panel, horizons), widths, lowest)

    return method


def one_step_errors(point: Point, panel: Panel) -> Floats:
    """What the point missed by, one period ahead, within the history: units × (periods − 1)."""
    errors = [
        panel.values[:, now] - point(panel.until(now - 1), (1,))[:, 0]
        for now in range(1, len(panel.periods))
    ]
    return np.array(errors, dtype=np.float64).reshape(-1, len(panel.units)).T


def deviation(errors: Floats, values: Floats) -> Floats:
    """Standard deviation per unit, from its own errors and those of all units together.

    A short history says little about one unit, so each borrows from the others: their mean square
    relative to the level of each unit counts as `BORROWED` errors of its own.
    """
    level = mean_known(np.abs(values))
    known = ~np.isnan(errors)
    own = np.where(known, errors, 0.0)
    relative = own / np.where(level > 0, level, np.inf)[:, None]
    usable = known & (level > 0)[:, None]
    shared = (relative**2).sum() / usable.sum() if usable.any() else np.nan
    borrowed = BORROWED * shared * level**2
    variance = ((own**2).sum(axis=1) + borrowed) / (known.sum(axis=1) + BORROWED)
    spread: Floats = np.sqrt(np.where(level == 0, 0.0, variance))
    return spread


def draws(points: Floats, widths: Floats, lowest: float | None = 0.0) -> Floats:
    """Normal quantiles around points with these standard deviations, on a new last axis."""
    made = points[..., None] + widths[..., None] * _quantiles(DRAWS)
    return made if lowest is None else np.where(made < lowest, lowest, made)


def last_known(values: Floats) -> Floats:
    """Per row the last value that is known, NaN where none is."""
    known = ~np.isnan(values)
    last = values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    found: Floats = values[np.arange(len(values)), last]
    return found


def mean_known(values: Floats) -> Floats:
    """Per row the mean of what is known, NaN where nothing is."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


@lru_cache(maxsize=8)
def _quantiles(count: int) -> Floats:
    normal = NormalDist()
    made = np.array([normal.inv_cdf((place + 0.5) / count) for place in range(count)])
    made.setflags(write=False)
    return made
