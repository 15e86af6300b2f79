"""What drives the shortage: the parameters that its uncertainty comes from, with their grounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.answers.answer import Answer, Column
from schakel.answers.chain_grounds import Ground, grounds
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import FOLDER
from schakel.catalog.types import Text

FILE = "sensitivity.csv"
UNTIL = 2035  # the year whose shortage is explained
SHOWN = 6  # on the page; the CSV has all
# Of 600 draws chance alone gives a rank correlation of less than this in 19 of 20 cases.
_CLEAR = 0.08


@dataclass(frozen=True)
class Driver:
    """A parameter with its part of the uncertainty of the shortage, in percent.

    `low` and `high` are the 80% interval of `share`. `effect` is above 0 where more of the
    parameter goes with more shortage, 0 where no direction can be told.
    """

    ground: Ground
    share: float
    low: float
    high: float
    effect: float

    @property
    def label(self) -> Text:
        """What the parameter is called."""
        return self.ground.label


def file_of(catalog: Catalog) -> Path:
    """Where the table of a region is kept."""
    return catalog.packages[-1].folder / FOLDER / FILE


def kept(catalog: Catalog) -> pl.DataFrame | None:
    """The table kept in the region's package, None when there is none."""
    path = file_of(catalog)
    return pl.read_csv(path) if path.is_file() else None


@lru_cache(maxsize=4)
def drivers(catalog: Catalog) -> tuple[Driver, ...]:
    """All parameters, the one that drives most first; none where nobody worked it out.

    Parameters that the chain no longer has are left out: the table is older than the chain.
    """
    table = kept(catalog)
    if table is None:
        return ()
    known = grounds(catalog)
    return tuple(
        Driver(
            known[row["parameter"]],
            100 * row["first_order"],
            100 * row["low"],
            100 * row["high"],
            row["effect"] if abs(row["effect"]) >= _CLEAR else 0.0,
        )
        for row in table.iter_rows(named=True)
        if row["parameter"] in known
    )


def drivers_sentence(found: tuple[Driver, ...], language: str) -> str:
    """What the shortage hangs on most, and how little the rest matters."""
    first, second, third = found[:3]
    label, next_label = (_inside(each.label.in_language(language)) for each in (first, second))
    share, next_share, rest = (
        format_number(round(each.share), 0, language) for each in (first, second, third)
    )
    others = format_number(len(found) - 2, 0, language)
    if language == "nl":
        return (
            f"Hoe groot het tekort in {UNTIL} is, is het meest onzeker door: {label}. Daar komt "
            f"ongeveer {share}% van de onzekerheid vandaan. Daarna volgt: {next_label} "
            f"({next_share}%). De andere {others} gegevens tellen elk voor {rest}% of minder."
        )
    return (
        f"How large the shortage of {UNTIL} is, is uncertain most of all because of: {label}. "
        f"About {share}% of the uncertainty comes from it. Next comes: {next_label} "
        f"({next_share}%). Each of the other {others} parameters counts for {rest}% or less."
    )


def _inside(label: str) -> str:
    """A label within a sentence."""
    return label[0].lower() + label[1:]


def direction(effect: float, language: str) -> str:
    """Which way a parameter works."""
    dutch = language == "nl"
    if effect == 0:
        return "niet te zien" if dutch else "cannot be told"
    if effect > 0:
        return "meer hiervan, meer tekort" if dutch else "more of this, more shortage"
    return "meer hiervan, minder tekort" if dutch else "more of this, less shortage"


_COLUMNS = (
    Column("parameter", Text(nl="Code", en="Code")),
    Column("label_nl", Text(nl="Naam", en="Name in Dutch")),
    Column("label_en", Text(nl="Naam in het Engels", en="Name in English")),
    Column("share", Text(nl="Deel van de onzekerheid", en="Part of the uncertainty"), "number",
           "percent"),
    Column("low", Text(nl="10% kans op minder", en="10% chance of less"), "number", "percent"),
    Column("high", Text(nl="10% kans op meer", en="10% chance of more"), "number", "percent"),
    Column("direction_nl", Text(nl="Richting", en="Direction in Dutch")),
    Column("direction_en", Text(nl="Richting in het Engels", en="Direction in English")),
    Column("evidence", Text(nl="Bewijs", en="Evidence")),
    Column("sources", Text(nl="Bronnen", en="Sources")),
    Column("status", Text(nl="Status", en="Status"), "status"),
)  # fmt: skip


def drivers_answer(found: tuple[Driver, ...]) -> Answer:
    """All parameters as a table, every share an estimate."""
    return Answer(
        question=Text(
            nl=f"Waardoor is het tekort van {UNTIL} onzeker?",
            en=f"What makes the shortage of {UNTIL} uncertain?",
        ),
        columns=_COLUMNS,
        rows=tuple(
            (
                each.ground.parameter,
                each.label.nl,
                each.label.en,
                round(each.share, 1),
                round(each.low, 1),
                round(each.high, 1),
                direction(each.effect, "nl"),
                direction(each.effect, "en"),
                " ".join(each.ground.evidence),
                " ".join(each.ground.sources),
                "estimate",
            )
            for each in found
        ),
    )
