"""Rolling-origin backtests: what a method would have said then, beside what happened.

A method gets the panel cut off at the origin, as a copy, and nothing else: it cannot see later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.forecast.baselines import Method, last_known
from schakel.forecast.panel import Floats, Panel
from schakel.forecast.scores import (
    absolute_percentage_error,
    covered,
    crps,
    direction_right,
    interval,
    mean_change,
)

CASE = ("unit", "origin", "horizon")


def backtest(
    panel: Panel, methods: Mapping[str, Method], origins: Sequence[str], horizons: Sequence[int]
) -> pl.DataFrame:
    """Scores per method, unit, origin and horizon; one row for each value that is known.

    `origins` are periods of the panel, `horizons` numbers of periods ahead. Columns: `method`,
    `unit`, `origin`, `horizon`, `period`, `last`, `actual`, `point` (the middle draw), `low` and
    `high` of the 80% interval, `error` (absolute), `percentage_error`, `change` (mean absolute
    change within the history), `crps`, `covered`, `width`, `direction`. A score that cannot be
    computed is null.

    Raises SchakelError for an origin, horizon or method that cannot be used.
    """
    _check(panel, methods, origins, horizons)
    tables = [
        _scored(panel, panel.periods.index(origin), horizons, name, method)
        for origin in origins
        for name, method in methods.items()
    ]
    return pl.concat(tables).filter(pl.col("actual").is_not_null())


def summary(scores: pl.DataFrame, reference: str, by: Sequence[str] = ("method",)) -> pl.DataFrame:
    """Mean scores per group, over the cases that every method gave a forecast for.

    Columns: those of `by`, `cases`, `mae`, `mape`, `mase`, `crps`, `coverage` and `direction` (in
    percent), `directions` (how many forecasts named one), `width`; `mae_ratio` and `crps_ratio`
    are relative to the method `reference` in the same group, below 1 is better. `mase` is the sum
    of the errors ÷ the sum of the changes within the histories, so that a unit that hardly moved
    does not rule it. Order: as they first come in `scores`.
    """
    both = _comparable(scores)
    means = both.group_by(list(by), maintain_order=True).agg(
        pl.len().alias("cases"),
        pl.col("error").mean().alias("mae"),
        pl.col("percentage_error").mean().alias("mape"),
        (pl.col("error").sum() / pl.col("change").sum()).alias("mase"),
        pl.col("crps").mean(),
        (100 * pl.col("covered").mean()).alias("coverage"),
        pl.col("width").mean(),
        (100 * pl.col("direction").mean()).alias("direction"),
        pl.col("direction").count().alias("directions"),
    )
    keys = [name for name in by if name != "method"]
    base = means.filter(pl.col("method") == reference).select(
        *keys, pl.col("mae").alias("mae_base"), pl.col("crps").alias("crps_base")
    )
    joined = means.join(
        base, on=keys or None, how="inner" if keys else "cross", maintain_order="left"
    )
    return joined.with_columns(
        (pl.col("mae") / pl.col("mae_base")).alias("mae_ratio"),
        (pl.col("crps") / pl.col("crps_base")).alias("crps_ratio"),
    ).drop("mae_base", "crps_base")


def _comparable(scores: pl.DataFrame) -> pl.DataFrame:
    """The rows of cases in which no method is without a forecast."""
    methods = scores["method"].n_unique()
    forecast = scores.filter(pl.col("point").is_not_null())
    return forecast.filter(pl.len().over(CASE) == methods)


def _scored(
    panel: Panel, origin: int, horizons: Sequence[int], name: str, method: Method
) -> pl.DataFrame:
    within = [step for step in horizons if origin + step < len(panel.periods)]
    history = panel.until(origin)
    samples = method(history, tuple(within))
    _check_samples(samples, (len(panel.units), len(within)), name)
    actual = panel.values[:, [origin + step for step in within]]
    columns = {
        **_names(panel, origin, within, name),
        **_scores(samples, actual, history.values),
    }
    table = pl.DataFrame(
        {
            key: column.ravel() if isinstance(column, np.ndarray) else column
            for key, column in columns.items()
        }
    )
    return table.with_columns(pl.col(pl.Float64).fill_nan(None))


def _names(
    panel: Panel, origin: int, within: Sequence[int], name: str
) -> dict[str, list[str] | list[int]]:
    rows = [(unit, step) for unit in panel.units for step in within]
    return {
        "method": [name] * len(rows),
        "unit": [unit for unit, _ in rows],
        "origin": [panel.periods[origin]] * len(rows),
        "horizon": [step for _, step in rows],
        "period": [panel.periods[origin + step] for _, step in rows],
    }


def _scores(samples: Floats, actual: Floats, history: Floats) -> dict[str, Floats]:
    last = np.broadcast_to(last_known(history)[:, None], actual.shape)
    point = np.median(samples, axis=-1)
    low, high = interval(samples)
    return {
        "last": last,
        "actual": actual,
        "point": point,
        "low": low,
        "high": high,
        "error": np.abs(point - actual),
        "percentage_error": absolute_percentage_error(point, actual),
        "change": np.broadcast_to(mean_change(history)[:, None], actual.shape),
        "crps": crps(samples, actual),
        "covered": covered(samples, actual),
        "width": high - low,
        "direction": direction_right(point, actual, last),
    }


def _check(
    panel: Panel, methods: Mapping[str, Method], origins: Sequence[str], horizons: Sequence[int]
) -> None:
    problems = [
        *_origin_problems(panel, origins),
        *(
            Problem(
                "backtest", f"a horizon of {step}", "1 period or more", "leave it out", "horizons"
            )
            for step in horizons
            if step < 1
        ),
    ]
    for key, given in (("methods", methods), ("origins", origins), ("horizons", horizons)):
        if not given:
            problems.append(Problem("backtest", "none", "at least one", "name one", key))
    if problems:
        raise SchakelError(problems)


def _origin_problems(panel: Panel, origins: Sequence[str]) -> Iterator[Problem]:
    usable = panel.periods[1:-1]
    for origin in origins:
        if origin not in usable:
            yield Problem(
                "backtest",
                f"origin {origin!r}",
                f"a period with one or more before it and after it: {usable}",
                "choose one of these",
                "origins",
            )


def _check_samples(samples: Floats, shape: tuple[int, int], name: str) -> None:
    if samples.ndim != 3 or samples.shape[:2] != shape:
        raise SchakelError(
            Problem(
                f"method {name!r}",
                f"samples of shape {samples.shape}",
                f"{shape} and a last axis of draws: units × horizons × draws",
                "give draws for every unit and horizon, NaN where there is no forecast",
            )
        )
