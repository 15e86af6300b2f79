"""Occupation groups as a plain table, for CSV and for other programs: one row a number."""

from __future__ import annotations

from collections.abc import Iterable

from schakel.answers.answer import STATUS, Answer, Cell, Column
from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_routes import Route, routes
from schakel.answers.occupation_values import Value
from schakel.answers.occupations import OccupationRow
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text

MEASURES = {
    "people": Text(nl="mensen met werk", en="people in work"),
    "openings": Text(nl="banen die vrijkomen", en="job openings"),
    "expansion": Text(nl="uitbreiding", en="expansion"),
    "replacement": Text(nl="vervanging", en="replacement"),
    "rate": Text(nl="banen die vrijkomen per 100 werkenden", en="openings per 100 people in work"),
    "tension": Text(nl="spanning nu (ROA)", en="tension now (ROA)"),
    "outlook": Text(nl="wervingskans straks (ROA)", en="recruitment outlook to come (ROA)"),
    "ours_now": Text(nl="onvervuld nu (ketenmodel)", en="unfilled now (chain model)"),
    "ours_then": Text(nl="onvervuld straks (ketenmodel)", en="unfilled to come (chain model)"),
    "gap_now": Text(nl="onvervulde banen nu (ketenmodel)", en="unfilled jobs now (chain model)"),
    "gap_then": Text(
        nl="onvervulde banen straks (ketenmodel)", en="unfilled jobs to come (chain model)"
    ),
    "vacancies": Text(nl="vacatures in de bedrijfstak", en="vacancies in the sector"),
}
_CODE = Column("occupation", Text(nl="Code beroepsgroep", en="Code of the group"))
# What each measure says, for who does not know the words of labour-market research.
EXPLAINED = {
    "openings": Text(
        nl="vervanging, plus uitbreiding waar het aantal banen groeit",
        en="replacement, plus expansion where the number of jobs grows",
    ),
    "expansion": Text(
        nl="banen die erbij komen; onder nul: banen die verdwijnen",
        en="jobs that are added; below zero: jobs that disappear",
    ),
    "replacement": Text(
        nl="mensen die stoppen met werken of een ander beroep kiezen",
        en="people who stop working or choose another occupation",
    ),
    "tension": Text(
        nl="vacatures voor elke werkzoekende die kort een uitkering heeft; hoe hoger, hoe krapper",
        en="vacancies for each job seeker on benefit for a short time; higher is tighter",
    ),
    "outlook": Text(
        nl="hoe lager, hoe moeilijker werkgevers mensen met de gewenste opleiding vinden",
        en="the lower, the harder employers find people with the education they want",
    ),
}
_COLUMNS = (
    _CODE,
    Column("occupation_nl", Text(nl="Beroepsgroep", en="Group in Dutch")),
    Column("occupation_en", Text(nl="Beroepsgroep in het Engels", en="Group in English")),
    Column("family", Text(nl="Familie", en="Family")),
    Column("promising", Text(nl="Kansrijk", en="Promising")),
    Column("bottlenecks", Text(nl="Knelpunten straks", en="Bottlenecks to come")),
    Column("tension_class", Text(nl="Typering nu", en="Class now")),
    Column("direction", Text(nl="Richting", en="Direction")),
    Column("asked_area", Text(nl="Gevraagd gebied", en="Area asked for"), "area"),
    Column("measure", Text(nl="Wat", en="What")),
    Column("value", Text(nl="Waarde", en="Value"), "number"),
    Column("low", Text(nl="Ten minste (10%)", en="At least (10%)"), "number"),
    Column("high", Text(nl="Ten hoogste (90%)", en="At most (90%)"), "number"),
    Column("unit", Text(nl="Eenheid", en="Unit")),
    Column("period", Text(nl="Periode", en="Period"), "period"),
    Column("area", Text(nl="Gebied van het cijfer", en="Area of the number"), "area"),
    STATUS,
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
        if not name.startswith(("ours", "gap"))
        for source in value.sources
    }
    sources = {name for source in ids for name in expanded(catalog, source)}
    return tuple(catalog.sources[name] for name in sorted(sources))


def expanded(catalog: Catalog, source: str) -> tuple[str, ...]:
    """The sources of a data set, or a source itself."""
    return (source,) if source in catalog.sources else tuple(catalog.datasets[source].sources)


def sources_named(catalog: Catalog, names: Iterable[str]) -> tuple[Source, ...]:
    """The sources behind sources and data sets, each once, in the order of the names."""
    flat = dict.fromkeys(one for name in names for one in expanded(catalog, name))
    return tuple(catalog.sources[name] for name in flat)


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


def shown(value: Value) -> float | None:
    """A number as it is handed on: persons to one decimal, ratios and scores to three."""
    if value.value is None:
        return None
    return round(value.value, 3 if value.unit in ("score", "ratio") else 1)


def _value(value: Value) -> tuple[Cell, ...]:
    return (
        shown(value),
        value.low,
        value.high,
        value.unit,
        value.period,
        value.area,
        value.status.value,
        " ".join(value.sources),
        value.method.en,
    )


_ROUTE_COLUMNS = (
    _CODE,
    Column("register", Text(nl="Register", en="Register")),
    Column("code", Text(nl="Code opleiding", en="Code of the programme")),
    Column("name", Text(nl="Opleiding", en="Programme")),
    Column("level", Text(nl="Niveau", en="Level")),
    Column("path", Text(nl="Leerweg", en="Path")),
    Column("institution", Text(nl="Instelling (BRIN)", en="School (BRIN)")),
    Column("institution_name", Text(nl="Naam", en="Name")),
    Column("area", Text(nl="Gemeente", en="Municipality"), "area"),
    Column("last_year", Text(nl="Laatst bekende jaar", en="Last known year"), "period"),
    Column("students", Text(nl="Aantal", en="Number"), "number"),
    Column("counted", Text(nl="Geteld", en="Counted")),
    STATUS,
    Column("list_until", Text(nl="Lijst loopt tot", en="List ends in"), "period"),
    Column("years_low", Text(nl="Jaren, ten minste", en="Years, at least"), "number"),
    Column("years_high", Text(nl="Jaren, ten hoogste", en="Years, at most"), "number"),
    Column("link_status", Text(nl="Status van het verband", en="Status of the link"), "status"),
    Column("link_method", Text(nl="Waarom bij deze groep", en="Why in this group")),
    Column("source", Text(nl="Bron", en="Source")),
)


def routes_answer(catalog: Catalog, group: Group, area: str) -> Answer:
    """The programmes that lead to a group, one row a school, level and path."""
    found = routes(catalog, group, area)
    return Answer(
        question=Text(
            nl="Welke opleidingen leiden naar dit beroep?",
            en="Which programmes lead to this occupation?",
        ),
        columns=_ROUTE_COLUMNS,
        rows=tuple(_route(group, route) for route in found),
        sources=tuple(catalog.sources[name] for name in sorted({r.source for r in found})),
    )


def _route(group: Group, route: Route) -> tuple[Cell, ...]:
    low, high = route.years or (None, None)
    return (
        group.code, route.register, route.code, route.name, route.level, route.path,
        route.institution, route.institution_label.nl, route.area, route.last_year,
        route.students, route.counted, route.status, route.until, low, high, "estimate",
        route.method, route.source,
    )  # fmt: skip
