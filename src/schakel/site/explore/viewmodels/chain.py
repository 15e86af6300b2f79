"""What the page of the chain shows: a projection of one area, family by family, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import urlencode

from schakel.answers.chain_moves import ChainMoves, chain_moves, leaving_school, moves_year
from schakel.answers.chain_names import ChainNames, chain_names
from schakel.answers.chain_rows import TECHNOLOGY_KEY, areas_of, key_label
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import Band, FamilyPath, family_paths, group_total, summary
from schakel.answers.tightness import CapacityPath, capacity_paths, tight_sentence
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Source, Text
from schakel.charts.chart import Chart
from schakel.charts.flow_picture import flow_chart
from schakel.charts.names import both
from schakel.charts.projections import Path, projection_chart

_SUPPLY = Text(nl="Mensen met werk en gevraagde banen", en="People in work and jobs wanted")
_MOVES = Text(nl="Van schakel naar schakel", en="From link to link")
_SHORTAGE = Text(nl="Onvervulde banen", en="Unfilled jobs")
SEXES = {
    ALL: Text(nl="iedereen", en="everybody"),
    "female": Text(nl="vrouwen", en="women"),
    "male": Text(nl="mannen", en="men"),
}


@dataclass(frozen=True)
class Asked:
    """What a reader chose: an area, a family, a sex; `all` and the group of technology if none."""

    area: str = ALL
    family: str = TECHNOLOGY_KEY
    sex: str = ALL

    def query(self, **changes: str) -> str:
        """The query of this choice with changes; what is usual is left out."""
        asked = {"area": self.area, "family": self.family, "sex": self.sex, **changes}
        usual = vars(Asked())
        return urlencode({k: v for k, v in asked.items() if v != usual[k]})


@dataclass(frozen=True)
class FamilyRow:
    """A line of the table of families; the last one is their sum."""

    label: str
    query: str
    here: bool
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class PlacesRow:
    """A capacity: asked and there in the first and last year, and whether that is enough."""

    label: str
    numbers: tuple[str, ...]
    binds: int | None
    may_bind: int | None


@dataclass(frozen=True, eq=False)
class ChainPage:
    """Everything on the page."""

    projection: Projection
    asked: Asked
    areas: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, str], ...]
    place: str
    opening: str
    draws: str
    first: int
    last: int
    chosen: str
    charts: tuple[Chart, ...]
    rows: tuple[FamilyRow, ...]
    tight: str
    tight_years: tuple[int, int]
    places: tuple[PlacesRow, ...]
    sexes: tuple[tuple[str, Text, bool], ...]
    moves: Chart
    moves_year: int
    sources: tuple[Source, ...]


@lru_cache(maxsize=64)
def chain_page(
    catalog: Catalog, projection: Projection, language: str, asked: Asked, this_year: int
) -> ChainPage:
    """The page for one choice. Raises UnknownName for an area or family that is not in it."""
    names = chain_names(catalog)
    codes = areas_of(projection)
    find(dict.fromkeys([*codes, ALL]), asked.area, "area")
    find(dict.fromkeys([*names.families, TECHNOLOGY_KEY]), asked.family, "family")
    find(SEXES, asked.sex, "sex")
    paths = family_paths(projection, names, asked.area)
    total = group_total(projection, "shortage", "technology", asked.area)
    capacities = capacity_paths(projection, names, asked.area)
    moves = _moves(catalog, projection, asked, this_year)
    named = [(code, catalog.area(code).label.in_language(language)) for code in codes]
    return ChainPage(
        projection=projection,
        asked=asked,
        areas=tuple(sorted(named, key=lambda pair: pair[1])),
        families=tuple((key, text.in_language(language)) for key, text in names.families.items()),
        place=_place(catalog, asked.area).in_language(language),
        opening=summary(paths, total, language),
        draws=format_number(projection.question.draws, 0, language),
        first=paths[0].years[0],
        last=paths[0].years[-1],
        chosen=key_label(names, "workers", asked.family).in_language(language),
        charts=_charts(catalog, projection, paths, asked, language),
        rows=tuple(_rows(projection, names, paths, asked, language)),
        tight=tight_sentence(capacities, language),
        tight_years=(capacities[0].years[0], capacities[0].years[-1]) if capacities else (0, 0),
        places=tuple(_places_row(path, language) for path in capacities),
        sexes=tuple((asked.query(sex=sex), SEXES[sex], sex == asked.sex) for sex in SEXES),
        moves=flow_chart(
            moves, catalog.links, _MOVES, both(partial(_moved, catalog, moves)), language
        ),
        moves_year=moves.year,
        sources=tuple(catalog.sources[name] for name in names.sources),
    )


def _place(catalog: Catalog, area: str) -> Text:
    return catalog.region.name if area == ALL else catalog.area(area).label


def _moves(catalog: Catalog, projection: Projection, asked: Asked, this_year: int) -> ChainMoves:
    year, names = moves_year(projection, this_year), chain_names(catalog)
    return chain_moves(projection, names, catalog.links, asked.area, asked.sex, year)


def _moved(catalog: Catalog, moves: ChainMoves, language: str) -> str:
    people = format_number(round(leaving_school(moves, catalog.links), -2), 0, language)
    years = f"{moves.year}/{(moves.year + 1) % 100:02}"
    if language == "nl":
        return f"In schooljaar {years} gaan ongeveer {people} mensen van school om te gaan werken."
    return f"In school year {years} about {people} people leave school for the labour market."


def _charts(
    catalog: Catalog,
    projection: Projection,
    paths: tuple[FamilyPath, ...],
    asked: Asked,
    language: str,
) -> tuple[Chart, ...]:
    def bands(measure: str) -> tuple[Band, ...]:
        found = next((path for path in paths if path.family == asked.family), None)
        if found is None:
            return group_total(projection, measure, "technology", asked.area)
        return tuple(getattr(found, measure))

    def drawn(title: Text, *measures: str) -> Chart:
        lines = [Path(measure, bands(measure)) for measure in measures]
        return projection_chart(catalog, paths[0].years, lines, title, language)

    return drawn(_SUPPLY, "workers", "demand"), drawn(_SHORTAGE, "shortage")


def _rows(
    projection: Projection,
    names: ChainNames,
    paths: tuple[FamilyPath, ...],
    asked: Asked,
    language: str,
) -> list[FamilyRow]:
    rows = [
        FamilyRow(
            path.label.in_language(language),
            asked.query(family=path.family),
            path.family == asked.family,
            _numbers(path.workers, path.demand, path.shortage, language),
        )
        for path in paths
    ]
    workers, demand, shortage = (
        group_total(projection, name, "technology", asked.area)
        for name in ("workers", "demand", "shortage")
    )
    together = FamilyRow(
        key_label(names, "workers", TECHNOLOGY_KEY).in_language(language),
        asked.query(family=TECHNOLOGY_KEY),
        asked.family == TECHNOLOGY_KEY,
        _numbers(workers, demand, shortage, language),
    )
    inside = [path.focus for path in paths]
    after = len(inside) - inside[::-1].index(True)
    return [*rows[:after], together, *rows[after:]]


def _numbers(
    workers: tuple[Band, ...], demand: tuple[Band, ...], shortage: tuple[Band, ...], language: str
) -> tuple[str, ...]:
    last = shortage[-1]
    return (
        tens(workers[0].middle, language),
        tens(workers[-1].middle, language),
        tens(demand[-1].middle, language),
        tens(shortage[0].middle, language),
        tens(last.middle, language),
        span(last, language),
    )


def _places_row(path: CapacityPath, language: str) -> PlacesRow:
    bands = (path.requests[0], path.places[0], path.requests[-1], path.places[-1])
    numbers = tuple(text for band in bands for text in (tens(band.middle, language),))
    return PlacesRow(path.label.in_language(language), numbers, path.binds, path.may_bind)


def tens(value: float, language: str) -> str:
    """A number of people in whole tens, as in every table of an estimate."""
    return format_number(round(value, -1), 0, language)


def span(band: Band, language: str) -> str:
    """The 80% interval of a band."""
    joined = " tot " if language == "nl" else " to "
    return tens(band.low, language) + joined + tens(band.high, language)
