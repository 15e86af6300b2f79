"""Where people come from who come to work in an occupation family, in the chain model.

To come in is to start to work or to seek work in a family without having been in it. Moves between
occupations as they were observed are published for no occupation group in the Netherlands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.answers.chain_names import chain_names
from schakel.answers.projected import ALL
from schakel.answers.shortage import Band
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import FOLDER
from schakel.catalog.types import Text

FILE = "entries.parquet"
COLUMNS = (
    "region", "family", "origin", "low", "middle", "high", "part_low", "part", "part_high",
    "year", "draws", "tables",
)  # fmt: skip
FROM_FOCUS, FROM_OTHER = "work_in_focus", "work_elsewhere"
SCHOOL, WORK, TOTAL = "from_school", "from_work", "all"
_LABELS = {
    SCHOOL: Text(nl="van school", en="from school"),
    WORK: Text(nl="uit ander werk", en="from other work"),
    FROM_FOCUS: Text(
        nl="ander technisch of ict-werk, of een diploma daarvoor",
        en="other technical or ICT work, or a diploma for it",
    ),
    FROM_OTHER: Text(
        nl="werk buiten techniek en ict, of een diploma daarvoor",
        en="work outside technology and ICT, or a diploma for it",
    ),
    TOTAL: Text(nl="allen die erbij komen", en="all who come in"),
}
METHOD = Text(
    nl="ketenmodel: mensen die in een jaar in de beroepsfamilie gaan werken of er werk gaan zoeken "
    "en er nog niet bij hoorden; 80%-interval van de trekkingen",
    en="chain model: people who in a year start to work or to seek work in the occupation family "
    "and did not belong to it; 80% interval of the draws",
)


@dataclass(frozen=True)
class Entry:
    """Those who come in from one origin.

    `people` counts persons a year and `part` percent of all who come in, each with its 80%
    interval; `within` is the origin that this one is a part of, empty for one that stands alone.
    """

    origin: str
    label: Text
    within: str
    people: Band
    part: Band


@dataclass(frozen=True)
class Entering:
    """Who come into a family in an area in the school year that begins in `year`."""

    family: str
    area: str
    year: int
    draws: int
    total: Band
    entries: tuple[Entry, ...]


def file_of(catalog: Catalog) -> Path:
    """Where the table of a region is kept."""
    return catalog.packages[-1].folder / FOLDER / FILE


@lru_cache(maxsize=4)
def kept(catalog: Catalog) -> pl.DataFrame | None:
    """The table kept in the region's package, None when there is none."""
    path = file_of(catalog)
    return pl.read_parquet(path) if path.is_file() else None


@lru_cache(maxsize=256)
def entering(catalog: Catalog, family: str, area: str) -> Entering | None:
    """Who come into a family in an area, most first; None where nobody worked it out."""
    table = kept(catalog)
    if table is None:
        return None
    where = ALL if area == catalog.region.area else area
    rows = table.filter((pl.col("region") == where) & (pl.col("family") == family)).to_dicts()
    if not rows:
        return None
    every = {str(row["origin"]): _entry(catalog, row) for row in rows}
    total = every.pop(TOTAL).people
    first = rows[0]
    return Entering(
        family, area, int(first["year"]), int(first["draws"]), total, tuple(_ordered(every))
    )


def within(catalog: Catalog, origin: str) -> str:
    """The origin that another is a part of: school for a link of the chain, or work."""
    if origin in (FROM_FOCUS, FROM_OTHER):
        return WORK
    return SCHOOL if origin in catalog.links else ""


def label_of(catalog: Catalog, origin: str) -> Text:
    """An origin in words."""
    if origin in _LABELS:
        return _LABELS[origin]
    links, flows = catalog.links, chain_names(catalog).flows
    label = links[origin].label if origin in links else flows[origin]
    return Text(nl=_lower(label.nl), en=_lower(label.en))


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _entry(catalog: Catalog, row: dict[str, object]) -> Entry:
    def band(*names: str) -> Band:
        return Band(*(float(str(row[name])) for name in names))

    origin = str(row["origin"])
    return Entry(
        origin, label_of(catalog, origin), within(catalog, origin),
        band("low", "middle", "high"), band("part_low", "part", "part_high"),
    )  # fmt: skip


def _ordered(every: dict[str, Entry]) -> list[Entry]:
    """The largest origins first, each with its parts behind it."""

    def by_size(inside: str) -> list[Entry]:
        found = [entry for entry in every.values() if entry.within == inside]
        return sorted(found, key=lambda entry: -entry.people.middle)

    return [one for entry in by_size("") for one in (entry, *by_size(entry.origin))]
