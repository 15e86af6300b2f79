"""Occupation groups as a plain table, for CSV and for other programs: one row a number."""

from __future__ import annotations

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.occupation_values import Value
from schakel.answers.occupations import OccupationRow
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text

MEASURES = {
    "people": Text(nl="mensen met werk", en="people in work"),
    "openings": Text(nl="banen die vrijkomen tot 2030", en="job openings to 2030"),
    "expansion": Text(nl="uitbreiding tot 2030", en="expansion to 2030"),
    "replacement": Text(nl="vervanging tot 2030", en="replacement to 2030"),
    "rate": Text(nl="banen die vrijkomen per 100 werkenden", en="openings per 100 people in work"),
    "tension": Text(nl="spanning nu (ROA)", en="tension now (ROA)"),
    "outlook": Text(nl="wervingskans in 2030 (ROA)", en="recruitment outlook in 2030 (ROA)"),
    "ours_now": Text(nl="onvervuld nu (ketenmodel)", en="unfilled now (chain model)"),
    "ours_then": Text(nl="onvervuld straks (ketenmodel)", en="unfilled to come (chain model)"),
    "vacancies": Text(nl="vacatures in de bedrijfstak", en="vacancies in the sector"),
}
_COLUMNS = (
    Column("occupation", Text(nl="Code beroepsgroep", en="Code of the group")),
    Column("occupation_nl", Text(nl="Beroepsgroep", en="Group in Dutch")),
    Column("occupation_en", Text(nl="Beroepsgroep in het Engels", en="Group in English")),
    Column("family", Text(nl="Familie", en="Family")),
    Column("promising", Text(nl="Kansrijk", en="Promising")),
    Column("bottlenecks", Text(nl="Knelpunten tot 2030", en="Bottlenecks to 2030")),
    Column("tension_class", Text(nl="Typering nu", en="Class now")),
    Column("direction", Text(nl="Richting 2025–2030", en="Direction 2025–2030")),
    Column("asked_area", Text(nl="Gevraagd gebied", en="Area asked for"), "area"),
    Column("measure", Text(nl="Wat", en="What")),
    Column("value", Text(nl="Waarde", en="Value"), "number"),
    Column("unit", Text(nl="Eenheid", en="Unit")),
    Column("period", Text(nl="Periode", en="Period"), "period"),
    Column("area", Text(nl="Gebied van het cijfer", en="Area of the number"), "area"),
    Column("status", Text(nl="Status", en="Status"), "status"),
    Column("sources", Text(nl="Bronnen", en="Sources")),
    Column("method", Text(nl="Methode", en="Method")),
)


def occupations_answer(catalog: Catalog, rows: tuple[OccupationRow, ...]) -> Answer:
    """Every number of the groups, with its unit, period, area, status, sources and method."""
    return Answer(
        question=Text(
            nl="Welke technische en ict-beroepen zijn kansrijk?",
            en="Which technical and ICT occupations are promising?",
        ),
        columns=_COLUMNS,
        rows=tuple(
            (*_group(row), name, *_value(row.values[name])) for row in rows for name in MEASURES
        ),
        sources=sources_of(catalog, rows),
    )


def sources_of(catalog: Catalog, rows: tuple[OccupationRow, ...]) -> tuple[Source, ...]:
    """The sources of the numbers, without those of the chain model's parameters.

    Those are many; the page of the chain has them.
    """
    ids = {
        source
        for row in rows
        for name, value in row.values.items()
        if not name.startswith("ours")
        for source in value.sources
    }
    sources = {name for source in ids for name in _expanded(catalog, source)}
    return tuple(catalog.sources[name] for name in sorted(sources))


def _expanded(catalog: Catalog, source: str) -> tuple[str, ...]:
    return (source,) if source in catalog.sources else tuple(catalog.datasets[source].sources)


def _group(row: OccupationRow) -> tuple[Cell, ...]:
    group, named = row.group, row.classes
    return (
        group.code,
        group.label.nl,
        group.label.en,
        group.family,
        "yes" if row.promising else "no",
        named.bottlenecks,
        named.tension,
        named.direction,
        row.area,
    )


def _value(value: Value) -> tuple[Cell, ...]:
    number = value.value
    shown = (
        round(number, 3 if value.unit in ("score", "ratio") else 1) if number is not None else None
    )
    return (
        shown,
        value.unit,
        value.period,
        value.area,
        value.status.value,
        " ".join(value.sources),
        value.method.en,
    )
