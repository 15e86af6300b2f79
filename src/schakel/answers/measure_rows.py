"""All paths of a region's measures as one table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.chain_rows import areas_of
from schakel.answers.goals import goal_states
from schakel.answers.measure_paths import MeasurePath, measure_path
from schakel.answers.projected import Projection
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

_COLUMNS = (
    Column("indicator", Text(nl="Code", en="Code")),
    Column("label_nl", Text(nl="Naam", en="Name in Dutch")),
    Column("label_en", Text(nl="Naam in het Engels", en="Name in English")),
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("year", Text(nl="Jaar", en="Year"), "period"),
    Column("low", Text(nl="10% kans op minder", en="10% chance of less"), "number"),
    Column("middle", Text(nl="Midden", en="Middle"), "number"),
    Column("high", Text(nl="10% kans op meer", en="10% chance of more"), "number"),
    Column("unit", Text(nl="Eenheid", en="Unit")),
    Column("starts_at", Text(nl="Begint bij", en="Starts at")),
    Column("target", Text(nl="Doel", en="Target"), "number"),
    Column("target_year", Text(nl="Jaar waarin het telt", en="Year it is held against"), "period"),
    Column("chance", Text(nl="Kans dat het dan gehaald is", en="Chance it is reached"), "number"),
    Column("status", Text(nl="Status", en="Status"), "status"),
)


@lru_cache(maxsize=4)
def measure_paths(catalog: Catalog, projection: Projection) -> tuple[MeasurePath, ...]:
    """The measures of all goals that have a path, in the region and each area of its chain."""
    return tuple(_paths(catalog, projection))


def _paths(catalog: Catalog, projection: Projection) -> Iterator[MeasurePath]:
    seen = set()
    for area in (catalog.region.area, *areas_of(projection)):
        for goal in goal_states(catalog, area):
            for state in goal.measures:
                path = measure_path(catalog, projection, state, area)
                if isinstance(path, MeasurePath) and (state.indicator.id, area) not in seen:
                    seen.add((state.indicator.id, area))
                    yield path


def measures_answer(paths: tuple[MeasurePath, ...]) -> Answer:
    """Paths as a table, a row a year."""
    return Answer(
        question=Text(
            nl="Waar gaan de metingen heen, als er niets verandert?",
            en="Where do the measures go, if nothing changes?",
        ),
        columns=_COLUMNS,
        rows=tuple(row for path in paths for row in _rows(path)),
    )


def _rows(path: MeasurePath) -> Iterator[tuple[Cell, ...]]:
    indicator, target = path.state.indicator, path.state.measure.target
    for year, band in zip(path.years, path.bands, strict=True):
        yield (
            indicator.id,
            indicator.label.nl,
            indicator.label.en,
            path.area,
            year,
            *(round(value, 2) for value in (band.low, band.middle, band.high)),
            indicator.unit,
            path.measure.starts_at,
            target.value if target else None,
            path.judged_to,
            None if path.chance is None else round(path.chance, 2),
            "forecast",
        )
