"""How good a forecast was, once the value is known. All functions work on whole arrays.

`samples` have the draws of a forecast on their last axis; `actual` has the shape of the rest. What
is NaN in a sample or in the actual value gives a NaN score.
"""

from __future__ import annotations

import numpy as np

from schakel.forecast.panel import Floats

INTERVAL = 0.8


def crps(samples: Floats, actual: Floats, fair: bool = False) -> Floats:
    """Continuous ranked probability score, in the unit of the values; lower is better.

    Mean |draw − actual| less half the mean distance of two draws. The plain form takes the draws
    for the forecast itself. The fair form takes them as a random handful out of it, and does not
    punish a small handful; it needs at least two draws.
    """
    draws = samples.shape[-1]
    ordered = np.sort(samples, axis=-1)
    weights = 2 * np.arange(1, draws + 1) - draws - 1
    apart = 2 * (ordered * weights).sum(axis=-1) / (draws * (draws - 1 if fair else draws))
    near = np.abs(samples - actual[..., None]).mean(axis=-1)
    score: Floats = near - apart / 2
    return score


def interval(samples: Floats, level: float = INTERVAL) -> tuple[Floats, Floats]:
    """Lowest and highest value of the central interval that holds `level` of the draws."""
    low, high = np.quantile(samples, [(1 - level) / 2, (1 + level) / 2], axis=-1)
    return low, high


def covered(samples: Floats, actual: Floats, level: float = INTERVAL) -> Floats:
    """1 where the value lies in the interval, its ends included, and 0 where it does not."""
    low, high = interval(samples, level)
    inside = ((low <= actual) & (actual <= high)).astype(np.float64)
    return np.where(np.isnan(low + actual), np.nan, inside)


def absolute_percentage_error(point: Floats, actual: Floats) -> Floats:
    """|point − actual| in percent of the actual value; NaN where that is 0."""
    return 100 * _over(np.abs(point - actual), np.abs(actual))


def mean_change(history: Floats) -> Floats:
    """Mean absolute change from period to period; `history` has its periods on the last axis.

    It is the scale of the scaled error: an error below it is smaller than *no change* made on
    average within the history, one period ahead. NaN where no two neighbours are known.
    """
    changes = np.abs(np.diff(history, axis=-1))
    known = np.count_nonzero(~np.isnan(changes), axis=-1)
    return _over(np.nansum(changes, axis=-1), known.astype(np.float64))


def direction_right(point: Floats, actual: Floats, last: Floats) -> Floats:
    """1 where forecast and value lie on the same side of the last known value, 0 where not.

    NaN where the value did not move, or the forecast names no direction.
    """
    said, was = _side(point, last), _side(actual, last)
    right = (said == was).astype(np.float64)
    return np.where((said * was == 0) | np.isnan(said * was), np.nan, right)


def _side(value: Floats, last: Floats) -> Floats:
    """1 above the last value, −1 below, 0 where the difference is no more than that of rounding."""
    apart = value - last
    side: Floats = np.sign(np.where(np.abs(apart) <= 1e-9 * np.abs(last), 0.0, apart))
    return side


def _over(above: Floats, below: Floats) -> Floats:
    """Division that gives NaN where there is nothing to divide by."""
    out = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=out, where=below > 0)
    return out
