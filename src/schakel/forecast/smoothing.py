"""Exponential smoothing with a damped trend, for all units of a panel at once.

Level and trend follow the newest values; the trend dies out with the horizon (Gardner and McKenzie
1985; in the notation of Hyndman and others 2008: ETS(A,Ad,N)). Instead of a search per unit, all
combinations of a small grid are tried; the choice of a unit with a short history leans on all
units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from schakel.forecast.baselines import BORROWED, deviation, draws, mean_known
from schakel.forecast.panel import Floats, Panel

LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
TRENDS = (0.0, 0.1, 0.3, 0.5)
DAMPINGS = (0.8, 0.9, 0.98)


@dataclass(frozen=True, eq=False)
class Smoothed:
    """The end of a smoothing: level and trend after the last period, and the one-step errors."""

    level: Floats
    trend: Floats
    errors: Floats


def damped_trend(panel: Panel, horizons: Sequence[int], lowest: float | None = 0.0) -> Floats:
    """Draws of the damped trend: units × horizons × draws, none below `lowest`."""
    weights = chosen(panel.values)
    end = smooth(panel.values, weights[:, 0], weights[:, 1], weights[:, 2])
    points = projected(end, weights[:, 2], horizons)
    spread = deviation(end.errors, panel.values)
    wider = widening(weights[:, 0], weights[:, 1], weights[:, 2], horizons)
    return draws(points, spread[:, None] * wider, lowest)


def smooth(values: Floats, level_weight: Floats, trend_weight: Floats, damping: Floats) -> Smoothed:
    """Run through the values (units × periods) with one set of weights a unit.

    `trend_weight` is relative to the level's (between 0 and 1). The level starts at the first
    known value, the trend at 0. A value that is not known teaches nothing: the level moves on.
    """
    level = np.full(len(values), np.nan)
    trend = np.zeros(len(values))
    errors = np.full((len(values), max(values.shape[1] - 1, 0)), np.nan)
    for now in range(values.shape[1]):
        expected = level + damping * trend
        error = values[:, now] - expected
        if now:
            errors[:, now - 1] = error
        learned = np.where(np.isnan(error), 0.0, error)
        level = np.where(np.isnan(level), values[:, now], expected + level_weight * learned)
        trend = damping * trend + level_weight * trend_weight * learned
    return Smoothed(level, trend, errors)


def projected(end: Smoothed, damping: Floats, horizons: Sequence[int]) -> Floats:
    """Level plus the trend that is left at each horizon: units × horizons."""
    return end.level[:, None] + end.trend[:, None] * _damped_sum(damping, horizons)


def widening(
    level_weight: Floats, trend_weight: Floats, damping: Floats, horizons: Sequence[int]
) -> Floats:
    """By what the standard deviation of one step grows: units × horizons, 1 at one step.

    The variance is 1 + Σ c_j² over the steps before, c_j = level weight × (1 + trend weight ×
    (φ + … + φ^j)).
    """
    steps = range(1, max(horizons))
    grown = level_weight[:, None] * (1 + trend_weight[:, None] * _damped_sum(damping, steps))
    variance = np.cumsum(np.column_stack([np.ones(len(damping)), grown**2]), axis=1)
    wider: Floats = np.sqrt(variance[:, np.asarray(horizons) - 1])
    return wider


def chosen(values: Floats) -> Floats:
    """Per unit the weights of the grid with the least squared one-step errors: units × 3."""
    grid = np.array(list(product(LEVELS, TRENDS, DAMPINGS)))
    level = mean_known(np.abs(values))
    scaled = values / np.where(level > 0, level, 1.0)[:, None]
    tries = np.repeat(scaled, len(grid), axis=0)
    errors = smooth(tries, *np.tile(grid, (len(values), 1)).T).errors
    squares = np.where(np.isnan(errors), 0.0, errors**2).sum(axis=1).reshape(len(values), -1)
    count = max(np.count_nonzero(~np.isnan(errors)) / len(grid), 1.0)
    best = (squares + BORROWED * squares.sum(axis=0) / count).argmin(axis=1)
    return np.asarray(grid[best])


def _damped_sum(damping: Floats, steps: Sequence[int]) -> Floats:
    """φ + φ² + … + φ^step: units × steps."""
    powers = np.arange(1, max(steps, default=0) + 1)
    sums = np.cumsum(damping[:, None] ** powers, axis=1)
    return sums[:, np.asarray(steps, dtype=np.intp) - 1]
