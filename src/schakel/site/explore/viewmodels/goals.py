"""What the pages of the goals show, finished once per area and language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schakel.answers.data import sources_of
from schakel.answers.figures import Figure
from schakel.answers.goals import GoalState, MeasureState, goal_state
from schakel.answers.measure_paths import Absent, measure_path
from schakel.answers.measure_words import WHY_ABSENT, start_sentence
from schakel.answers.places import surroundings
from schakel.answers.projected import Projection
from schakel.answers.region import GoalStandings, Standing, standings
from schakel.answers.series import series, splits
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Area, Indicator, Measure, Source, Text
from schakel.charts.chart import Chart
from schakel.charts.measure_path import measure_path_chart
from schakel.charts.names import both
from schakel.site.explore.viewmodels.charts import measure_map, split_chart, trend_chart
from schakel.site.explore.viewmodels.indicator import Definition, definitions

_SPLIT = "sex"


@dataclass(frozen=True)
class SplitRow:
    """One measure in one area, split: the latest figure of the whole and of each code."""

    label: Text
    area: str
    whole: Figure
    parts: tuple[Figure | None, ...]


@dataclass(frozen=True)
class SplitTable:
    """Measures by the codes of one dimension."""

    dimension: str
    codes: tuple[str, ...]
    rows: tuple[SplitRow, ...]


@dataclass(frozen=True)
class Matrix:
    """Measures (columns) by areas (rows), the latest figure each; measures without any left out."""

    heads: tuple[Text, ...]
    rows: tuple[tuple[str, tuple[Figure | None, ...]], ...]


@dataclass(frozen=True, eq=False)
class Ahead:
    """Where a measure goes if nothing changes; only `why` where the chain does not say."""

    chart: Chart | None = None
    indicator: str = ""
    starts: Text | None = None
    note: Text | None = None
    draws: int = 0
    why: Text | None = None


@dataclass(frozen=True)
class GoalPage:
    """Everything on the page of one goal; one of its measures is shown in full."""

    state: GoalState
    area: Area
    is_region: bool
    choices: tuple[tuple[str, tuple[Area, ...]], ...]
    measures: tuple[tuple[str, MeasureState], ...]
    chosen: MeasureState | None
    chosen_key: str
    choose: str
    standing: Standing | None
    matrix: Matrix
    trend: Chart | None
    ahead: Ahead | None
    sexes: SplitTable | None
    sex_chart: Chart | None
    map: Chart | None
    definition: Definition | None
    related: tuple[Indicator, ...]
    sources: tuple[Source, ...]


def headline_of(state: GoalState) -> MeasureState | None:
    """The measure that stands for a goal; None for a goal of which nothing is measured."""
    return state.headline


def measure_key(measure: Measure) -> str:
    """How a measure is called in an address: its indicator, and the code it is narrowed to."""
    return "-".join([measure.indicator, *measure.breakdown.values()])


@lru_cache(maxsize=2048)
def goal_page(
    catalog: Catalog,
    goal: str,
    area: str,
    language: str,
    measure: str | None = None,
    projection: Projection | None = None,
) -> GoalPage:
    """The page of one goal for one area, with one measure (default: the headline) in full.

    `projection` is that of the region's chain, if there is one.

    Raises UnknownName for a goal, area or measure that does not exist.
    """
    state = goal_state(catalog, goal, area)
    measures = {measure_key(found.measure): found for found in state.measures}
    chosen = find(measures, measure, "measure") if measure else headline_of(state)
    compared = standings(catalog, state.goal.id, tuple(surroundings(catalog, area)))
    shown = [line.line.latest for m in state.measures for line in m.lines if line.line.latest]
    return GoalPage(
        state=state,
        area=catalog.areas[area],
        is_region=area == catalog.region.area,
        choices=area_choices(catalog),
        measures=tuple(measures.items()),
        chosen=chosen,
        chosen_key=measure_key(chosen.measure) if chosen else "",
        choose=_choose(area, language),
        standing=_standing_of(compared, chosen),
        matrix=_matrix(compared),
        sexes=_split_table(catalog, _beside_nation(catalog, state.goal.id, area), _SPLIT),
        related=_related(catalog, state),
        ahead=_ahead(catalog, projection, chosen, area, language) if chosen else None,
        sources=sources_of(catalog, shown),
        **_pictures(catalog, chosen, language),
    )


def _ahead(
    catalog: Catalog, projection: Projection | None, state: MeasureState, area: str, language: str
) -> Ahead:
    path = measure_path(catalog, projection, state, area)
    if isinstance(path, Absent) or projection is None:
        return Ahead(why=WHY_ABSENT[path] if isinstance(path, Absent) else None)
    return Ahead(
        measure_path_chart(catalog, path, language),
        state.indicator.id,
        both(lambda to: start_sentence(catalog, path, to)),
        path.measure.note,
        projection.question.draws,
    )


def _choose(area: str, language: str) -> str:
    """The address of this page with another measure, up to its key."""
    fields = ("gebied", "meting") if language == "nl" else ("area", "measure")
    return f"?{fields[0]}={area}&{fields[1]}="


def _pictures(catalog: Catalog, chosen: MeasureState | None, language: str) -> dict[str, Any]:
    """Charts, map and definition of the measure that is shown in full."""
    if chosen is None:
        return dict.fromkeys(("trend", "sex_chart", "map", "definition"))
    return {
        "trend": trend_chart(catalog, chosen, language),
        "sex_chart": split_chart(catalog, chosen, _SPLIT, language),
        "map": measure_map(catalog, chosen, language),
        "definition": definitions(catalog, chosen.indicator.id),
    }


def _standing_of(compared: GoalStandings, chosen: MeasureState | None) -> Standing | None:
    found = (one for one in compared.measures if chosen and one.measure == chosen.measure)
    return next((standing for standing in found if not standing.is_empty), None)


def _beside_nation(catalog: Catalog, goal: str, area: str) -> GoalStandings:
    """The goal in the area itself and in the nation."""
    return standings(catalog, goal, tuple(dict.fromkeys([area, "NL"])))


@lru_cache(maxsize=16)
def area_choices(catalog: Catalog) -> tuple[tuple[str, tuple[Area, ...]], ...]:
    """Areas for which a goal can be asked: the region, its provinces, labour markets, nation."""
    region = catalog.region.area
    groups = [(catalog.areas[region].kind, [region])]
    for kind in ("province", "labour_market_region"):
        groups.append((kind, [c for c in catalog.territory.touching(region, kind) if c != region]))
    if region != "NL":
        groups.append(("nation", ["NL"]))
    return tuple((kind, _by_name(catalog, codes)) for kind, codes in groups if codes)


def _by_name(catalog: Catalog, codes: list[str]) -> tuple[Area, ...]:
    return tuple(sorted((catalog.areas[code] for code in codes), key=lambda a: a.label.nl))


def _related(catalog: Catalog, state: GoalState) -> tuple[Indicator, ...]:
    """Indicators that those of the goal name as related and that are not measures of it."""
    own = {measure.indicator.id: measure.indicator for measure in state.measures}
    names = dict.fromkeys(name for indicator in own.values() for name in indicator.related)
    return tuple(catalog.indicators[name] for name in names if name not in own)


def _matrix(compared: GoalStandings) -> Matrix:
    shown = [standing for standing in compared.measures if not standing.is_empty]
    latest = [[line.line.latest if line else None for line in standing.lines] for standing in shown]
    rows = zip(compared.areas, zip(*latest, strict=True), strict=True) if shown else ()
    return Matrix(
        tuple(standing.measure.label or standing.indicator.short for standing in shown),
        tuple((area, figures) for area, figures in rows if any(figures)),
    )


def _split_table(catalog: Catalog, compared: GoalStandings, dimension: str) -> SplitTable | None:
    """The measures that can be split, in the areas that have such figures, latest period each."""
    rows: list[SplitRow] = []
    codes = tuple(catalog.labels.get(dimension, ()))
    for standing in compared.measures:
        if dimension not in splits(standing.indicator) or standing.measure.breakdown:
            continue
        for line in standing.lines:
            if line and line.line.latest:
                whole = line.line.latest
                parts = tuple(_of_period(catalog, whole, {dimension: code}) for code in codes)
                if any(parts):
                    rows.append(SplitRow(standing.label, whole.area, whole, parts))
    if not rows:
        return None
    kept = [place for place, _ in enumerate(codes) if any(row.parts[place] for row in rows)]
    return SplitTable(
        dimension,
        tuple(codes[place] for place in kept),
        tuple(
            SplitRow(row.label, row.area, row.whole, tuple(row.parts[place] for place in kept))
            for row in rows
        ),
    )


def _of_period(catalog: Catalog, whole: Figure, breakdown: dict[str, str]) -> Figure | None:
    found = series(catalog, whole.indicator, whole.area, breakdown)
    return next((figure for figure in found if figure.period == whole.period), None)
