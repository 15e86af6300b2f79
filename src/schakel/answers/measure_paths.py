"""Where a measure of a goal goes if nothing changes, and the chance that it reaches its target.

The chain projects some measures (`projected` of the indicator says which, and how). Most paths
begin at the last measured figure and follow the change in the model, because the model counts a
little differently; others are the level of the model itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl

from schakel.answers.figures import Figure
from schakel.answers.goals import MeasureState
from schakel.answers.judgements import judged_year
from schakel.answers.projected import ALL, HIGH, LOW, STEPS, Projection
from schakel.answers.shortage import Band
from schakel.base.periods import parse_period
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain_measures import ChainMeasure

_AT = np.linspace(0, 1, STEPS)


class Absent(StrEnum):
    """Why a measure has no path."""

    NOT_IN_CHAIN = "not_in_chain"
    NO_PROJECTION = "no_projection"
    NOT_KEPT = "not_kept"
    NOT_FOR_AREA = "not_for_area"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, eq=False)
class MeasurePath:
    """The path of one measure in one area: a band per year of `years`.

    `begins` is the measured figure that the path starts from, None where it is the level of the
    model itself; `model` is that level in the first year, `measured` the last measured figure.
    `chance` (0 to 1) is the part of the draws that reach the target in `judged_to`; both are None
    without a target, `chance` also where the projection ends before that year.
    """

    state: MeasureState
    measure: ChainMeasure
    area: str
    years: tuple[int, ...]
    bands: tuple[Band, ...]
    begins: Figure | None
    measured: Figure | None
    model: Band
    judged_to: int | None
    chance: float | None

    def band(self, year: int) -> Band | None:
        """The band of a year, None outside the projection."""
        return dict(zip(self.years, self.bands, strict=True)).get(year)


def measure_path(
    catalog: Catalog, projection: Projection | None, state: MeasureState, area: str
) -> MeasurePath | Absent:
    """The path of a measure in an area, or why there is none."""
    measure = state.indicator.projected
    if measure is None or state.measure.breakdown:
        return Absent.NOT_IN_CHAIN
    if projection is None:
        return Absent.NO_PROJECTION
    if projection.measures is None:
        return Absent.NOT_KEPT
    rows = projection.measures.filter(
        (pl.col("indicator") == state.indicator.id) & (pl.col("region") == _region(catalog, area))
    ).sort("year")
    if rows.is_empty() or not _may_be_judged(catalog, state, area):
        return Absent.NOT_FOR_AREA
    measured = _last(state, area, rows["year"][0])
    begins = measured if measure.starts_at == "measured" else None
    if measure.starts_at == "measured" and begins is None:
        return Absent.NO_FIGURE
    return _path(state, measure, area, rows, begins, measured)


def _region(catalog: Catalog, area: str) -> str:
    """The region of the chain that an area is: one of its own, or all of them together."""
    return ALL if area == catalog.region.area else area


def _may_be_judged(catalog: Catalog, state: MeasureState, area: str) -> bool:
    """Where an indicator says too little about an area to be judged, it has no path either."""
    judged = state.indicator.judged
    return judged is None or catalog.area(area).kind in judged.kinds


def _last(state: MeasureState, area: str, until: int) -> Figure | None:
    """The last figure of the area itself, of a year up to the first one of the path."""
    lines = [each.line for each in state.lines if each.line.area == area]
    figures = [figure for line in lines for figure in line.figures]
    dated = [f for f in figures if f.value is not None and parse_period(f.period).kind != "text"]
    return next((f for f in reversed(dated) if parse_period(f.period).start < until + 1), None)


def _path(
    state: MeasureState,
    measure: ChainMeasure,
    area: str,
    rows: pl.DataFrame,
    begins: Figure | None,
    measured: Figure | None,
) -> MeasurePath:
    levels = np.array(rows["level"].to_list())
    found = (
        levels if begins is None else _moved(begins, measure, np.array(rows["change"].to_list()))
    )
    years = tuple(rows["year"].to_list())
    aim = state.measure.target
    until = judged_year(aim, state.rule) if aim else None
    chance = None
    if aim and until in years:
        chance = _chance(found[years.index(until)], aim.value, state.indicator.direction)
    return MeasurePath(
        state=state,
        measure=measure,
        area=area,
        years=years,
        bands=tuple(_band(each) for each in found),
        begins=begins,
        measured=measured,
        model=_band(levels[0]),
        judged_to=until,
        chance=chance,
    )


def _moved(begins: Figure, measure: ChainMeasure, change: np.ndarray) -> np.ndarray:
    """The last measured value with the change in the model: added to a share, times a count."""
    assert begins.value is not None
    if measure.denominator is None:
        return np.asarray(begins.value * change)
    return np.clip(begins.value + change, 0.0, measure.times)


def _band(steps: np.ndarray) -> Band:
    low, middle, high = np.interp((LOW, 0.5, HIGH), _AT, steps)
    return Band(float(low), float(middle), float(high))


def _chance(steps: np.ndarray, aim: float, direction: str) -> float:
    """The part of the draws at or past a target, between the quantiles along a line."""
    if aim <= steps[0] or aim >= steps[-1]:
        above = float(aim <= steps[0])
    else:
        above = 1.0 - float(np.interp(aim, steps, _AT))
    return 1.0 - above if direction == "down" else above
