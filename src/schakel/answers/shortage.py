"""How many technicians there are, are wanted and lack, per occupation family and region."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schakel.answers.chain_names import FOCUS, ChainNames
from schakel.answers.projected import ALL, Projection
from schakel.base.numbers import format_number
from schakel.catalog.types import Text


@dataclass(frozen=True)
class Band:
    """A number with its 80% interval."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class FamilyPath:
    """One occupation family in one area. Each of the paths has a band per year of `years`.

    `focus` tells whether the pact is about it.
    """

    family: str
    label: Text
    group: str
    focus: bool
    years: tuple[int, ...]
    workers: tuple[Band, ...]
    demand: tuple[Band, ...]
    shortage: tuple[Band, ...]
    vacancies: tuple[Band, ...]
    seekers: tuple[Band, ...]

    @property
    def tightness(self) -> float:
        """Part of the jobs wanted that stays unfilled in the last year."""
        wanted = self.demand[-1].middle
        return self.shortage[-1].middle / wanted if wanted else 0.0


def family_paths(
    projection: Projection, names: ChainNames, region: str = ALL
) -> tuple[FamilyPath, ...]:
    """All families of an area (`all`: the whole region), in the order of the names."""
    return tuple(_path(projection, names, region, family) for family in names.families)


def _path(projection: Projection, names: ChainNames, region: str, family: str) -> FamilyPath:
    rows = projection.rows.filter(
        (pl.col("region") == region) & (pl.col("key") == family) & (pl.col("sex") == ALL)
    ).sort("year")
    measures = ("workers", "demand", "shortage", "vacancies", "seekers")
    found = {name: bands(rows.filter(pl.col("measure") == name)) for name in measures}
    years = tuple(rows.filter(pl.col("measure") == "workers")["year"].to_list())
    focus = family in names.members[FOCUS]
    return FamilyPath(family, names.families[family], names.groups[family], focus, years, **found)


def bands(rows: pl.DataFrame) -> tuple[Band, ...]:
    """The bands of rows, in their order."""
    columns = (rows[name].to_list() for name in ("low", "middle", "high"))
    return tuple(Band(*values) for values in zip(*columns, strict=True))


def group_total(
    projection: Projection, measure: str, group: str, region: str = ALL
) -> tuple[Band, ...]:
    """A measure of a whole group of families.

    Its draws were added up before the quantiles were taken.
    """
    rows = projection.rows.filter(
        (pl.col("measure") == measure) & (pl.col("region") == region)
        & (pl.col("key") == f"group:{group}")
    ).sort("year")  # fmt: skip
    return bands(rows)


def summary(paths: tuple[FamilyPath, ...], total: tuple[Band, ...], language: str) -> str:
    """What is to be seen, in words."""
    last = total[-1]
    inside = [path for path in paths if path.focus]
    tight = max(inside, key=lambda path: path.tightness)
    most = max(inside, key=lambda path: path.shortage[-1].middle)
    year, then = tight.years[-1], tight.years[0]
    numbers = {
        name: format_number(round(value, -2), 0, language)
        for name, value in (
            ("middle", last.middle), ("low", last.low), ("high", last.high),
            ("now", total[0].middle), ("most", most.shortage[-1].middle),
        )
    }  # fmt: skip
    part = format_number(100 * tight.tightness, 0, language)
    if language == "nl":
        return (
            f"Als er niets verandert, blijven in {year} ongeveer {numbers['middle']} banen in "
            f"techniek en ict onvervuld (80% kans op {numbers['low']} tot {numbers['high']}); in "
            f"{then} zijn dat er {numbers['now']}. Het meest in {most.label.nl.lower()} "
            f"({numbers['most']}); naar verhouding het krapst is {tight.label.nl.lower()}: "
            f"{part}% van de banen. Dit zijn schattingen."
        )
    return (
        f"If nothing changes, about {numbers['middle']} jobs in technology and ICT stay unfilled "
        f"in {year} (80% chance of {numbers['low']} to {numbers['high']}); in {then} these are "
        f"{numbers['now']}. Most in {most.label.en.lower()} ({numbers['most']}); the tightest for "
        f"its size is {tight.label.en.lower()}: {part}% of its jobs. These are estimates."
    )


def headline(projection: Projection, language: str, region: str = ALL) -> str:
    """What lacks in the last year, in one sentence."""
    last = group_total(projection, "shortage", FOCUS, region)[-1]
    middle, low, high = (
        format_number(round(value, -2) + 0.0, 0, language)
        for value in (last.middle, last.low, last.high)
    )
    year = projection.question.until
    if language == "nl":
        return (
            f"Als er niets verandert, blijven in {year} ongeveer {middle} banen in techniek en ict "
            f"onvervuld (80% kans op {low} tot {high}). Dit is een schatting."
        )
    return (
        f"If nothing changes, about {middle} jobs in technology and ICT stay unfilled in {year} "
        f"(80% chance of {low} to {high}). This is an estimate."
    )
