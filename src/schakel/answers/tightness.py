"""Where the chain is tight: requests for places against the places there are."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.answers.chain_names import ChainNames
from schakel.answers.projected import ALL, Projection
from schakel.answers.shortage import Band, bands
from schakel.base.numbers import format_number
from schakel.catalog.types import Text


@dataclass(frozen=True)
class CapacityPath:
    """One capacity in one area: requests and places per year, a band each.

    `short` is per year the part of the draws in which places fall short, in the whole region: in
    one of its areas or more; empty in a projection that did not keep it.
    """

    capacity: str
    label: Text
    years: tuple[int, ...]
    requests: tuple[Band, ...]
    places: tuple[Band, ...]
    short: tuple[float, ...] = ()

    @property
    def binds(self) -> int | None:
        """The first year in which more people ask than there are places, in the middle."""
        pairs = zip(self.years, self.requests, self.places, strict=True)
        return next((year for year, ask, room in pairs if ask.middle > room.middle), None)

    @property
    def may_bind(self) -> int | None:
        """The first year in which the intervals of requests and places overlap."""
        pairs = zip(self.years, self.requests, self.places, strict=True)
        return next((year for year, ask, room in pairs if ask.high > room.low), None)


def capacity_paths(
    projection: Projection, names: ChainNames, region: str = ALL
) -> tuple[CapacityPath, ...]:
    """All capacities of an area, in the order of the names."""
    here = projection.rows.filter(pl.col("region") == region)
    found = (
        _path(here, capacity, label, _short(projection, capacity, region))
        for capacity, label in names.capacities.items()
    )
    return tuple(path for path in found if path.years)


def _short(projection: Projection, capacity: str, region: str) -> tuple[float, ...]:
    if projection.short is None:
        return ()
    rows = projection.short.filter(
        (pl.col("capacity") == capacity) & (pl.col("region") == region)
    ).sort("year")
    return tuple(rows["chance"].to_list())


def _path(rows: pl.DataFrame, capacity: str, label: Text, short: tuple[float, ...]) -> CapacityPath:
    mine = rows.filter(pl.col("key") == capacity).sort("year")
    requests, places = (mine.filter(pl.col("measure") == name) for name in ("requests", "places"))
    years = tuple(requests["year"].to_list())
    return CapacityPath(capacity, label, years, bands(requests), bands(places), short)


def tight_sentence(paths: tuple[CapacityPath, ...], language: str) -> str:
    """Which capacity binds first, and when; in words too when none does."""
    tight = sorted((path.binds, path.capacity, path) for path in paths if path.binds)
    dutch = language == "nl"
    if not tight:
        return (
            "Naar verwachting zijn er in elk jaar genoeg plaatsen voor wie erom vraagt."
            if dutch
            else "Places are expected to be enough in every year for all who ask for one."
        )
    year, _, path = tight[0]
    at = path.years.index(year)
    asked, room = (
        format_number(round(band.middle, -2), 0, language)
        for band in (path.requests[at], path.places[at])
    )
    label = path.label.in_language(language)
    label = label[0].lower() + label[1:]
    more = len(tight) - 1
    if dutch:
        rest = f" Daarna volgt {more} andere soort plaatsen." if more == 1 else ""
        rest = f" Daarna volgen {more} andere soorten plaatsen." if more > 1 else rest
        return (
            f"Het eerst tekort komen {label}: in {year} vragen ongeveer {asked} mensen om een "
            f"plaats en zijn er ongeveer {room}.{rest} Dit zijn schattingen."
        )
    rest = f" {more} other kind of places follows." if more == 1 else ""
    rest = f" {more} other kinds of places follow." if more > 1 else rest
    return (
        f"The first to fall short are {label}: in {year} about {asked} people ask for a place and "
        f"there are about {room}.{rest} These are estimates."
    )
