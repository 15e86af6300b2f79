"""What the page of the chain shows: a projection of one area, family by family, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import urlencode

from schakel.answers.chain_grounds import Ground, evidence_words
from schakel.answers.chain_moves import ChainMoves, chain_moves, leaving_school, moves_year
from schakel.answers.chain_names import ChainNames, chain_names
from schakel.answers.chain_rows import TECHNOLOGY_KEY, areas_of, key_label
from schakel.answers.crossings import crossings
from schakel.answers.drivers import SHOWN, Driver, drivers
from schakel.answers.estimates import Told, address_of
from schakel.answers.measure_words import chance_words
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import Band, FamilyPath, family_paths, group_total, summary
from schakel.answers.tightness import CapacityPath, capacity_paths, tight_sentence
from schakel.answers.track_record import histories, record_sentence
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Source, Text
from schakel.charts.chart import Chart
from schakel.charts.driver_bars import drivers_chart
from schakel.charts.flow_picture import flow_chart
from schakel.charts.names import both
from schakel.charts.projections import Path, projection_chart
from schakel.site.explore.words import SEXES

_SUPPLY = Text(nl="Mensen met werk en gevraagde banen", en="People in work and jobs wanted")
_MOVES = Text(nl="Van schakel naar schakel", en="From link to link")
_SHORTAGE = Text(nl="Onvervulde banen", en="Unfilled jobs")


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
    numbers: tuple[Told | str, ...]


@dataclass(frozen=True)
class PlacesRow:
    """A capacity: asked and there in the first and last year, and the chance that is too few."""

    label: str
    numbers: tuple[Told, ...]
    binds: int | None
    may_bind: int | None
    chances: tuple[str, ...]


@dataclass(frozen=True)
class CrossingRow:
    """Who comes from outside the chain, or leaves it: the middle and the 80% interval."""

    label: str
    people: Told
    span: str


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
    crossings: tuple[tuple[bool, tuple[CrossingRow, ...]], ...]
    drivers: Chart | None
    grounds: tuple[tuple[Ground, str, tuple[Source, ...]], ...]
    record: str
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
    found = drivers(catalog)
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
        places=tuple(_places_row(path, asked.area, language) for path in capacities),
        sexes=tuple((asked.query(sex=sex), SEXES[sex], sex == asked.sex) for sex in SEXES),
        moves=flow_chart(
            moves, catalog.links, _MOVES, both(partial(_moved, catalog, moves)), language
        ),
        moves_year=moves.year,
        crossings=_crossings(projection, names, moves, language),
        drivers=drivers_chart(catalog, found, language) if found else None,
        grounds=tuple(_ground(catalog, driver, language) for driver in found[:SHOWN]),
        record=record_sentence(tried, language) if (tried := histories(catalog)) else "",
        sources=tuple(catalog.sources[name] for name in names.sources),
    )


def _ground(
    catalog: Catalog, driver: Driver, language: str
) -> tuple[Ground, str, tuple[Source, ...]]:
    sources = tuple(catalog.sources[name] for name in driver.ground.sources)
    return driver.ground, evidence_words(driver.ground.evidence, language), sources


def _place(catalog: Catalog, area: str) -> Text:
    return catalog.region.name if area == ALL else catalog.area(area).label


def _moves(catalog: Catalog, projection: Projection, asked: Asked, this_year: int) -> ChainMoves:
    year, names = moves_year(projection, this_year), chain_names(catalog)
    return chain_moves(projection, names, catalog.links, asked.area, asked.sex, year)


def _crossings(
    projection: Projection, names: ChainNames, moves: ChainMoves, language: str
) -> tuple[tuple[bool, tuple[CrossingRow, ...]], ...]:
    """Those who come (True), then those who leave."""
    rows: dict[bool, list[CrossingRow]] = {True: [], False: []}
    for each in crossings(projection, names, moves.area, moves.sex, moves.year):
        address = address_of("flow", moves.area, each.flow, moves.year, moves.sex)
        told = Told(tens(each.people.middle, language), address)
        label = each.label.in_language(language)
        rows[each.comes].append(CrossingRow(label, told, span(each.people, language)))
    return tuple((comes, tuple(found)) for comes, found in rows.items())


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
        lines = [Path(measure, bands(measure), asked.area, asked.family) for measure in measures]
        return projection_chart(catalog, paths[0].years, lines, title, language)

    return drawn(_SUPPLY, "workers", "demand"), drawn(_SHORTAGE, "shortage")


def _rows(
    projection: Projection,
    names: ChainNames,
    paths: tuple[FamilyPath, ...],
    asked: Asked,
    language: str,
) -> list[FamilyRow]:
    ends = (paths[0].years[0], paths[0].years[-1])
    rows = [
        FamilyRow(
            path.label.in_language(language),
            asked.query(family=path.family),
            path.family == asked.family,
            _numbers(
                path.workers, path.demand, path.shortage, asked.area, path.family, ends, language
            ),
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
        _numbers(workers, demand, shortage, asked.area, TECHNOLOGY_KEY, ends, language),
    )
    inside = [path.focus for path in paths]
    after = len(inside) - inside[::-1].index(True)
    return [*rows[:after], together, *rows[after:]]


def _numbers(
    workers: tuple[Band, ...],
    demand: tuple[Band, ...],
    shortage: tuple[Band, ...],
    area: str,
    key: str,
    ends: tuple[int, int],
    language: str,
) -> tuple[Told | str, ...]:
    first, last = ends
    shown = (
        ("shortage", last, shortage[-1]),
        ("shortage", first, shortage[0]),
        ("workers", first, workers[0]),
        ("workers", last, workers[-1]),
        ("demand", last, demand[-1]),
    )
    lacking, *others = (
        Told(tens(band.middle, language), address_of(measure, area, key, year))
        for measure, year, band in shown
    )
    return lacking, span(shortage[-1], language), *others


def _places_row(path: CapacityPath, area: str, language: str) -> PlacesRow:
    numbers = tuple(
        Told(
            tens(bands[at].middle, language),
            address_of(measure, area, path.capacity, path.years[at]),
        )
        for at in (0, -1)
        for measure, bands in (("requests", path.requests), ("places", path.places))
    )
    ends = (path.short[0], path.short[-1]) if path.short else ()
    chances = tuple(chance_words(chance, language) for chance in ends)
    return PlacesRow(path.label.in_language(language), numbers, path.binds, path.may_bind, chances)


def tens(value: float, language: str) -> str:
    """A number of people in whole tens, as in every table of an estimate."""
    return format_number(round(value, -1), 0, language)


def span(band: Band, language: str) -> str:
    """The 80% interval of a band."""
    joined = " tot " if language == "nl" else " to "
    return tens(band.low, language) + joined + tens(band.high, language)
