"""What the pages of an indicator show: its definitions, its table by area and period, its map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.data import sources_of
from schakel.answers.explain import formula_words
from schakel.answers.figures import Figure
from schakel.answers.series import figures, splits
from schakel.base.periods import parse_period
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Area, AreaKind, DefinitionVersion, Goal, Indicator, Source, Text
from schakel.charts.chart import Chart
from schakel.site.explore.links import indicator_in_api
from schakel.site.explore.viewmodels.charts import level_map, overview_chart

_KINDS = (
    "province",
    "labour_market_region",
    "landsdeel",
    "nation",
    "municipality",
    "corop",
    "cbs_landsdeel",
    "pact",
)
_MAPPED: tuple[AreaKind, ...] = ("province", "labour_market_region", "municipality")
_COLUMNS = 8
_CELLS = 320


@dataclass(frozen=True)
class VersionInWords:
    """A definition version with its formula in words."""

    version: DefinitionVersion
    formula: Text


@dataclass(frozen=True)
class Definition:
    """An indicator with its definitions, the one in force last."""

    indicator: Indicator
    versions: tuple[VersionInWords, ...]


@dataclass(frozen=True)
class PeriodTable:
    """Figures of areas (rows) by periods (columns), with its place among the pages."""

    kind: str
    periods: tuple[str, ...]
    rows: tuple[tuple[Area, tuple[Figure | None, ...]], ...]
    page: int
    pages: int
    earlier: int
    earlier_pages: int


@dataclass(frozen=True)
class CodeTable:
    """The latest figures of the region, its provinces and the nation, by code of a dimension."""

    dimension: str
    label: Text
    codes: tuple[str, ...]
    rows: tuple[tuple[Area, str, tuple[Figure | None, ...]], ...]


@dataclass(frozen=True)
class IndicatorPage:
    """Everything on the page of one indicator."""

    indicator: Indicator
    definition: Definition
    goals: tuple[Goal, ...]
    related: tuple[Indicator, ...]
    kinds: tuple[tuple[str, int], ...]
    table: PeriodTable | None
    chart: Chart | None
    mapped: tuple[str, ...]
    splits: tuple[CodeTable, ...]
    sources: tuple[Source, ...]
    api: str


@dataclass(frozen=True)
class MapPage:
    """An indicator on the map of one kind of area, with the table of the same figures."""

    indicator: Indicator
    kind: str
    kinds: tuple[str, ...]
    chart: Chart | None
    sources: tuple[Source, ...]


@lru_cache(maxsize=512)
def definitions(catalog: Catalog, indicator: str) -> Definition:
    """All definition versions of an indicator with their formulas in words."""
    entry = catalog.indicator(indicator)
    return Definition(
        entry,
        tuple(
            VersionInWords(version, formula_words(catalog, version.formula))
            for version in entry.versions
        ),
    )


@lru_cache(maxsize=512)
def indicator_page(
    catalog: Catalog, indicator: str, language: str, kind: str | None, page: int, earlier: int
) -> IndicatorPage:
    """The page of one indicator; `kind` chooses the kind of area in the table.

    Raises UnknownName for an indicator that does not exist, or a kind it has no figures for.
    """
    entry = catalog.indicator(indicator)
    everything = figures(catalog, indicator)
    kinds = _kinds(catalog, everything)
    chosen = find(dict(kinds), kind, "kind of area") if kind else None
    table_kind = kind if chosen else next((name for name, _ in kinds), None)
    table = period_table(catalog, indicator, table_kind, page, earlier) if table_kind else None
    tables = tuple(_code_table(catalog, entry, split) for split in splits(entry))
    return IndicatorPage(
        indicator=entry,
        definition=definitions(catalog, indicator),
        goals=tuple(
            goal
            for goal in catalog.goals.values()
            if any(measure.indicator == indicator for measure in goal.measures)
        ),
        related=tuple(catalog.indicators[name] for name in entry.related),
        kinds=kinds,
        table=table,
        chart=overview_chart(catalog, indicator, language),
        mapped=mapped_kinds(catalog, indicator),
        splits=tuple(table for table in tables if table.rows),
        sources=sources_of(catalog, [f for found in everything.values() for f in found]),
        api=indicator_in_api(catalog, indicator),
    )


def _kinds(
    catalog: Catalog, everything: dict[tuple[str, str | None], tuple[Figure, ...]]
) -> tuple[tuple[str, int], ...]:
    """Kinds of area with figures, and how many areas of each, in the order of the page."""
    counts = Counter(catalog.areas[area].kind for area, _ in everything)
    return tuple((kind, counts[kind]) for kind in _KINDS if counts[kind])


@lru_cache(maxsize=1024)
def period_table(
    catalog: Catalog, indicator: str, kind: str, page: int = 1, earlier: int = 1
) -> PeriodTable:
    """Areas of a kind by their latest periods; further rows and earlier periods are pages."""
    found = {
        area: {figure.period: figure for figure in series}
        for (area, _), series in figures(catalog, indicator).items()
        if catalog.areas[area].kind == kind
    }
    periods = sorted(
        {period for series in found.values() for period in series},
        key=lambda text: (parse_period(text).kind != "text", parse_period(text).start, text),
    )
    earlier_pages = max(1, -(-len(periods) // _COLUMNS))
    earlier = min(earlier, earlier_pages)
    end = len(periods) - (earlier - 1) * _COLUMNS
    columns = tuple(periods[max(0, end - _COLUMNS) : end])
    height = max(12, _CELLS // max(1, len(columns)))
    pages = max(1, -(-len(found) // height))
    page = min(page, pages)
    areas = sorted((catalog.areas[code] for code in found), key=lambda a: a.label.nl)
    rows = tuple(
        (area, tuple(found[area.code].get(period) for period in columns))
        for area in areas[(page - 1) * height : page * height]
    )
    return PeriodTable(kind, columns, rows, page, pages, earlier, earlier_pages)


def _code_table(catalog: Catalog, indicator: Indicator, dimension: str) -> CodeTable:
    """The latest period with figures, per area around the region and per code."""
    found = figures(catalog, indicator.id, dimension)
    codes = _in_order(catalog, dimension, {code for _, code in found if code})
    region = catalog.region.area
    areas = dict.fromkeys([*catalog.territory.parts(region, "province"), region, "NL"])
    rows = []
    for area in areas:
        latest = [found[area, code][-1] for code in codes if (area, code) in found]
        if not latest:
            continue
        period = max(latest, key=lambda figure: parse_period(figure.period).end).period
        by_code = {figure.breakdown[0][1]: figure for figure in latest if figure.period == period}
        rows.append((catalog.areas[area], period, tuple(by_code.get(code) for code in codes)))
    return CodeTable(dimension, catalog.dimensions[dimension].label, codes, tuple(rows))


def _in_order(catalog: Catalog, dimension: str, codes: set[str]) -> tuple[str, ...]:
    known = list(catalog.labels.get(dimension, ()))
    return tuple(sorted(codes, key=lambda c: (known.index(c) if c in known else len(known), c)))


@lru_cache(maxsize=512)
def mapped_kinds(catalog: Catalog, indicator: str) -> tuple[str, ...]:
    """Kinds of area of which enough around the region have a figure to draw a map."""
    return tuple(kind for kind in _MAPPED if level_map(catalog, indicator, kind, "nl"))


@lru_cache(maxsize=512)
def map_page(catalog: Catalog, indicator: str, language: str, kind: str | None) -> MapPage:
    """The map of an indicator.

    Raises UnknownName for a kind of area that cannot be drawn for this indicator.
    """
    entry = catalog.indicator(indicator)
    kinds = mapped_kinds(catalog, indicator)
    if kind:
        find(dict.fromkeys(kinds, True), kind, "map of this kind")
    chosen = kind or next(iter(kinds), "")
    chart = level_map(catalog, indicator, chosen, language) if chosen else None  # type: ignore
    return MapPage(
        indicator=entry,
        kind=chosen,
        kinds=kinds,
        chart=chart,
        sources=sources_of(catalog, chart.figures) if chart else (),
    )
