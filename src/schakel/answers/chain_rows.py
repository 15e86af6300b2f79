"""The tables of a projection as answers: families, places, and the flows between links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.chain_names import FOCUS, ChainNames
from schakel.answers.projected import ALL, Projection
from schakel.catalog.types import Text

FAMILY_MEASURES = ("workers", "seekers", "demand", "vacancies", "shortage")
CAPACITY_MEASURES = ("requests", "places")
FLOW_MEASURES = ("stock", "flow")
TABLES: Mapping[str, tuple[str, ...]] = {
    "families": FAMILY_MEASURES,
    "places": CAPACITY_MEASURES,
    "flows": FLOW_MEASURES,
}
TECHNOLOGY_KEY = f"group:{FOCUS}"
MEASURES: Mapping[str, Text] = {
    "workers": Text(nl="werkend", en="in work"),
    "seekers": Text(nl="werkzoekend", en="seeking work"),
    "demand": Text(nl="gevraagd", en="wanted"),
    "vacancies": Text(nl="openstaande vacatures", en="open vacancies"),
    "shortage": Text(nl="onvervuld", en="unfilled"),
    "requests": Text(nl="vraagt om een plaats", en="asks for a place"),
    "places": Text(nl="plaatsen", en="places"),
    "stock": Text(nl="is er in oktober", en="is there in October"),
    "flow": Text(nl="gaat verder in een jaar", en="moves in a year"),
}
_COLUMNS = (
    Column("measure", Text(nl="Wat", en="What")),
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("sex", Text(nl="Geslacht", en="Sex")),
    Column("key", Text(nl="Code", en="Code")),
    Column("label_nl", Text(nl="Naam", en="Name in Dutch")),
    Column("label_en", Text(nl="Naam in het Engels", en="Name in English")),
    Column("year", Text(nl="Jaar", en="Year"), "period"),
    *(
        Column(name, label, "number", "persons")
        for name, label in (
            ("low", Text(nl="10% kans op minder", en="10% chance of less")),
            ("middle", Text(nl="Midden", en="Middle")),
            ("high", Text(nl="10% kans op meer", en="10% chance of more")),
            ("mean", Text(nl="Gemiddelde van de trekkingen", en="Mean of the draws")),
        )
    ),
    Column(
        "chance", Text(nl="Kans op te weinig plaatsen", en="Chance of too few places"), "number"
    ),
    Column("status", Text(nl="Status", en="Status"), "status"),
)


def key_label(names: ChainNames, measure: str, key: str) -> Text:
    """What a row is about: a family or group, a capacity, a stage or a flow."""
    if measure in CAPACITY_MEASURES:
        return names.capacities[key]
    if measure == "stock":
        return names.stages[key]
    if measure == "flow":
        return names.flows.get(key) or _other_flow(names, key)
    return names.group_names[key.removeprefix("group:")] if ":" in key else names.families[key]


_MARKET = {
    "separation": Text(nl="Raakt werk kwijt of gaat weg", en="Loses or leaves a job"),
    "hire": Text(nl="Vindt werk", en="Finds work"),
    "hire_elsewhere": Text(
        nl="Vindt werk in een andere beroepsgroep", en="Finds work in another group"
    ),
    "longer": Text(nl="Zoekt al lang", en="Has been seeking for long"),
}


def _other_flow(names: ChainNames, key: str) -> Text:
    asked = names.flows.get(key.removesuffix("_otherwise"))
    if key in _MARKET or asked is None:
        return _MARKET.get(key, Text(nl=key, en=key))
    return Text(nl=f"Geen plaats: {asked.nl}", en=f"No place: {asked.en}")


def selected(
    projection: Projection,
    measures: Iterable[str],
    area: str | None = None,
    key: str | None = None,
    year: int | None = None,
) -> pl.DataFrame:
    """Rows of some measures, in a steady order; None keeps all areas, keys or years.

    Places have the chance (0 to 1) that they are too few under `chance`, as far as it was kept.
    """
    wanted = list(measures)
    rows = projection.rows.filter(pl.col("measure").is_in(wanted))
    for name, value in (("region", area), ("key", key), ("year", year)):
        if value is not None:
            rows = rows.filter(pl.col(name) == value)
    return _with_chance(projection, rows)


def _with_chance(projection: Projection, rows: pl.DataFrame) -> pl.DataFrame:
    if projection.short is None:
        return rows.with_columns(chance=pl.lit(None, dtype=pl.Float64))
    short = projection.short.with_columns(measure=pl.lit("places"), key=pl.col("capacity"))
    on = ["measure", "key", "region", "year"]
    return rows.join(short.select(*on, "chance"), on=on, how="left", maintain_order="left")


def rows_answer(projection: Projection, names: ChainNames, rows: pl.DataFrame) -> Answer:
    """Rows of a projection as a table, whole people, every one an estimate."""
    return Answer(
        question=Text(
            nl="Wat wordt er van de keten, als er niets verandert?",
            en="What becomes of the chain, if nothing changes?",
        ),
        columns=_COLUMNS,
        rows=tuple(_cells(names, row) for row in rows.iter_rows(named=True)),
    )


def _cells(names: ChainNames, row: Mapping[str, object]) -> tuple[Cell, ...]:
    measure, key = str(row["measure"]), str(row["key"])
    label = key_label(names, measure, key)
    numbers = (row[name] for name in ("low", "middle", "high", "mean"))
    return (
        measure,
        str(row["region"]),
        str(row["sex"]),
        key,
        label.nl,
        label.en,
        int(str(row["year"])),
        *(round(float(str(number))) for number in numbers),
        None if row["chance"] is None else round(float(str(row["chance"])), 2),
        "estimate",
    )


def areas_of(projection: Projection) -> list[str]:
    """The codes of the areas that a projection is about, without the whole."""
    return sorted(code for code in projection.rows["region"].unique() if code != ALL)
