"""A chain as it is declared: plain tables, before they are compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class MarketNames:
    """Which stages and parameters form the labour market.

    `workers` and `seekers` are stages that share `axis` (occupation families); `duration` is an
    axis of the seekers. The others are names of parameters, per step of the labour market. Jobs in
    `demand` are persons; with the unit `ratio` they are a part of the workers and vacancies at the
    start.
    """

    workers: str
    seekers: str
    axis: str
    separation: str
    opening: str
    adjust_separation: str
    adjust_opening: str
    demand: str
    vacancies: str
    self_loop: str
    duration: str = ""
    longer: str = ""


@dataclass(frozen=True)
class ChainTables:
    """Stages, flows, capacities, parameters and stocks as rows, each a mapping of column to value.

    A row may say under `where` in which file and line it stands; problems name it. `axes` are inner
    axes with their values in order; `enters_first` those whose first value somebody gets who comes
    from another stage. `groups` are the axes outside the stages: `region` and, if there are two,
    another. `mobility` says how alike two values of the market's axis are. A flow without a source
    brings people from outside: so many persons, or so many for each person who is in the states
    under `per` when the year or step begins, to the same values of the axes.
    """

    axes: Mapping[str, Sequence[str]]
    groups: Mapping[str, Sequence[str]]
    stages: Sequence[Row]
    flows: Sequence[Row]
    parameters: Sequence[Row]
    about: Mapping[str, Row]
    stocks: Sequence[Row]
    capacities: Sequence[Row] = ()
    enters_first: Sequence[str] = ("year", "duration")
    substeps: int = 1
    start: int = 0
    market: MarketNames | None = None
    mobility: Sequence[Row] = field(default=())
