"""How an area stands: answers that do not change while the site runs, each computed once."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from schakel.answers import projection_store
from schakel.answers.chain_rows import areas_of
from schakel.answers.goals import GoalState, goal_states
from schakel.answers.places import Line
from schakel.answers.projected import ALL
from schakel.answers.series import series
from schakel.answers.shortage import headline
from schakel.answers.strip import LinkState, strip
from schakel.catalog.catalog import Catalog
from schakel.charts.chart import Chart
from schakel.charts.lines import line_chart


@lru_cache(maxsize=512)
def goals_of(catalog: Catalog, area: str) -> tuple[GoalState, ...]:
    """All goals as they stand in an area."""
    return goal_states(catalog, area)


@lru_cache(maxsize=512)
def strip_of(catalog: Catalog, area: str) -> tuple[LinkState, ...]:
    """The links of the chain in an area."""
    return strip(catalog, area)


def chain_headline(catalog: Catalog, language: str, area: str) -> str:
    """What will be lacking in an area if nothing changes; empty where that is not projected."""
    projection = projection_store.read(catalog, settings.HOME)
    if projection is None:
        return ""
    code = ALL if area == catalog.region.area else area
    known = {*areas_of(projection), ALL}
    return headline(projection, language, code) if code in known else ""


@lru_cache(maxsize=64)
def overview_of(catalog: Catalog, indicator: str, language: str) -> Chart | None:
    """An indicator over time in the region and its provinces; None when nothing is published."""
    region = catalog.region.area
    codes = [*catalog.territory.parts(region, "province"), region]
    lines = [Line(code, series(catalog, indicator, code)) for code in codes]
    found = [line for line in lines if line.figures]
    return line_chart(catalog, indicator, found, language) if found else None
