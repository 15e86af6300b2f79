"""Which figures are there, from which data sets, and how old are they?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schakel.answers.answer import Answer, Column
from schakel.answers.figures import Figure
from schakel.answers.series import figures, splits
from schakel.base.errors import Problem, UnknownName
from schakel.base.periods import parse_period
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Dataset, Source, Text
from schakel.facts.store import observations, table_path


@dataclass(frozen=True)
class DatasetState:
    """A data set as it lies there."""

    dataset: Dataset
    rows: int
    suppressed: int
    first_period: str
    last_period: str
    sources: int
    retrieved: date
    age_days: int
    size: int


def dataset_states(catalog: Catalog, today: date | None = None) -> tuple[DatasetState, ...]:
    """Every data set with its rows, periods, sources and age in days since it was retrieved."""
    today = today or date.today()
    return tuple(_state(catalog, dataset, today) for dataset in catalog.datasets.values())


def _state(catalog: Catalog, dataset: Dataset, today: date) -> DatasetState:
    table = observations(catalog, dataset.id)
    periods = [parse_period(text) for text in table["period"].unique()]
    dated = sorted(period for period in periods if period.kind != "text")
    retrieved = table["retrieved"].max()
    assert isinstance(retrieved, date)
    return DatasetState(
        dataset=dataset,
        rows=len(table),
        suppressed=int((table["status"] == "suppressed").sum()),
        first_period=dated[0].text if dated else "",
        last_period=max(dated, key=lambda period: period.end).text if dated else "",
        sources=table["source"].n_unique(),
        retrieved=retrieved,
        age_days=(today - retrieved).days,
        size=table_path(catalog, dataset.id).stat().st_size,
    )


def indicator_answer(
    catalog: Catalog,
    indicator: str,
    areas: list[str] | None = None,
    split: str | None = None,
    period: str | None = None,
) -> Answer:
    """All figures of an indicator as a table: areas × periods (× codes of `split`).

    Raises UnknownName for an indicator, area, dimension or period that does not exist.
    """
    entry = catalog.indicator(indicator)
    for code in areas or ():
        catalog.area(code)
    if split and split not in splits(entry):
        raise UnknownName(
            Problem(
                indicator,
                f"breakdown by {split!r}",
                "one of: " + (", ".join(splits(entry)) or "(no breakdowns)"),
                "choose one that this indicator has",
            )
        )
    found = [
        figure
        for (area, _), series in figures(catalog, indicator, split).items()
        if areas is None or area in areas
        for figure in series
        if period is None or figure.period == period
    ]
    found.sort(key=lambda f: (_order(areas, f.area), f.breakdown, parse_period(f.period).start))
    return Answer(
        question=entry.label,
        columns=_columns(catalog, entry.unit, split),
        rows=tuple(_row(catalog, figure) for figure in found),
        figures=tuple(found),
        notes=tuple(version.note for version in entry.versions)
        + tuple(mark.note for mark in entry.breaks),
        sources=sources_of(catalog, found),
    )


def _order(areas: list[str] | None, area: str) -> tuple[int, str]:
    return (areas.index(area) if areas else 0, area)


def sources_of(catalog: Catalog, found: list[Figure] | tuple[Figure, ...]) -> tuple[Source, ...]:
    """The sources behind figures, each once."""
    names = sorted({name for figure in found for name in figure.sources})
    return tuple(catalog.sources[name] for name in names)


def _columns(catalog: Catalog, unit: str, split: str | None) -> tuple[Column, ...]:
    broken_down = (Column(split, catalog.dimensions[split].label),) if split else ()
    return (
        Column("area", Text(nl="Code gebied", en="Area code"), "area"),
        Column("area_name", Text(nl="Gebied", en="Area")),
        Column("period", Text(nl="Periode", en="Period"), "period"),
        *broken_down,
        Column("value", Text(nl="Waarde", en="Value"), "number", unit),
        Column("low", Text(nl="Laagst mogelijk", en="Lowest possible"), "number", unit),
        Column("high", Text(nl="Hoogst mogelijk", en="Highest possible"), "number", unit),
        Column("numerator", Text(nl="Teller", en="Numerator"), "number"),
        Column("denominator", Text(nl="Noemer", en="Denominator"), "number"),
        Column("status", Text(nl="Status", en="Status"), "status"),
        Column(
            "suppressed_cells",
            Text(nl="Onderdrukte cellen", en="Suppressed cells"),
            "number",
        ),
        Column("version", Text(nl="Versie definitie", en="Definition version")),
        Column("sources", Text(nl="Bronnen", en="Sources")),
        Column("retrieved", Text(nl="Opgehaald", en="Retrieved")),
        Column("figure", Text(nl="Vast adres", en="Permanent address"), "figure"),
    )


def _row(catalog: Catalog, figure: Figure) -> tuple[str | float | int | None, ...]:
    return (
        figure.area,
        catalog.areas[figure.area].label.nl,
        figure.period,
        *(code for _, code in figure.breakdown),
        figure.value,
        figure.low,
        figure.high,
        figure.numerator,
        figure.denominator,
        figure.status.value,
        figure.suppressed_cells,
        figure.version,
        " ".join(figure.sources),
        figure.retrieved.isoformat(),
        figure.address,
    )


def figure_at(
    catalog: Catalog, indicator: str, area: str, period: str, breakdown: dict[str, str]
) -> Figure:
    """The figure at a permanent address; raises UnknownName when there is none."""
    catalog.indicator(indicator)
    catalog.area(area)
    split, code = next(iter(breakdown.items()), (None, None))
    if split is None or split in splits(catalog.indicator(indicator)):
        for figure in figures(catalog, indicator, split).get((area, code), ()):
            if figure.period == period:
                return figure
    raise UnknownName(
        Problem(
            f"{indicator}/{area}/{period}",
            "no figure at this address",
            "a period and breakdown for which something is published",
            "see the indicator's page for the figures that exist",
        )
    )
