"""What the page of one number of a projection shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.chain_grounds import Ground, behind, evidence_words, stock_sources
from schakel.answers.chain_names import chain_names
from schakel.answers.chain_rows import TABLES
from schakel.answers.estimate_words import METHOD, WHAT, name_of, unit_of, when_of
from schakel.answers.estimates import Estimate, series_of
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import Band
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text
from schakel.charts.chart import Chart
from schakel.charts.projections import Path, projection_chart
from schakel.site.explore.words import SEXES

OPEN = 8  # parameters that stand open on the page; more of them are folded


@dataclass(frozen=True, eq=False)
class NumberPage:
    """Everything on the page of one number."""

    projection: Projection
    estimate: Estimate
    name: Text
    what: Text
    place: Text
    when: str
    sex: Text | None
    value: str
    unit: Text
    low: str
    high: str
    method: Text
    chart: Chart | None
    grounds: tuple[tuple[Ground, str, tuple[Source, ...]], ...]
    folded: bool
    start: tuple[Source, ...]
    table: str


@lru_cache(maxsize=256)
def number_page(
    catalog: Catalog, projection: Projection, estimate: Estimate, language: str
) -> NumberPage:
    """The page of one number."""
    names = chain_names(catalog)
    found = behind(catalog, estimate)
    return NumberPage(
        projection=projection,
        estimate=estimate,
        name=name_of(names, catalog.links, estimate),
        what=WHAT[estimate.measure],
        place=catalog.region.name if estimate.area == ALL else catalog.area(estimate.area).label,
        when=when_of(estimate, language),
        sex=SEXES[estimate.sex] if estimate.sex != ALL else None,
        value=_people(estimate.value, language),
        unit=unit_of(estimate),
        low=_people(estimate.low, language),
        high=_people(estimate.high, language),
        method=METHOD[estimate.measure],
        chart=_chart(catalog, projection, estimate, language),
        grounds=tuple(
            (
                ground,
                evidence_words(ground.evidence, language),
                tuple(catalog.sources[name] for name in ground.sources),
            )
            for ground in found
        ),
        folded=len(found) > OPEN,
        table=next((name for name, kinds in TABLES.items() if estimate.measure in kinds), "flows"),
        start=tuple(catalog.sources[name] for name in stock_sources(catalog, estimate)),
    )


def _people(value: float | None, language: str) -> str:
    """Whole tens, as everywhere an estimate stands."""
    return "" if value is None else format_number(round(value, -1) + 0.0, 0, language)


def _chart(
    catalog: Catalog, projection: Projection, estimate: Estimate, language: str
) -> Chart | None:
    series = series_of(projection, estimate)
    bands = [
        Band(each.low, each.middle, each.high)
        for each in series
        if each.low is not None and each.middle is not None and each.high is not None
    ]
    if len(bands) < 2:
        return None
    path = Path(estimate.measure, bands, estimate.area, estimate.key, estimate.sex)
    title = name_of(chain_names(catalog), catalog.links, estimate)
    return projection_chart(catalog, [each.year for each in series], [path], title, language)
