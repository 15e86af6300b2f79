"""How good title search and moves are, as measured when made, beside what others reach."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.occupation_tables import paths_table
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

RATERS = 387  # lay people in Britain who rated the moves (Nesta, Mapping Career Causeways)


@dataclass(frozen=True)
class Measure:
    """One measurement: what, of which part, the value (0–1), what others reach, and a remark."""

    what: Text
    part: Text
    value: float
    others: str
    remark: Text


_PARTS = {
    "folds": Text(
        nl="1.600 titels, om de beurt weggelaten", en="1,600 titles, each left out in turn"
    ),
    "kept aside": Text(nl="apart gehouden", en="kept aside"),
    "whole set, out of fold": Text(nl="alle 2.605 titels", en="all 2,605 titles"),
    "all": Text(nl="alles", en="all"),
}
_OF_TITLES = {
    "mrr": (Text(nl="Gemiddelde van 1 ÷ plaats van het juiste beroep (MRR)",
                 en="Mean of 1 ÷ the place of the right occupation (MRR)"), ".572 (OpenAI)"),
    "first": (Text(nl="Het juiste beroep staat vooraan", en="The right occupation comes first"),
              ".494 (OpenAI)"),
    "in_five": (Text(nl="Het juiste beroep is bij de eerste vijf",
                     en="The right occupation is among the first five"), ""),
}  # fmt: skip
_OF_MOVES = {
    "crowd": (
        Text(nl="Rangorde van 57 stappen naast die van een publiek (Spearman)",
             en="Order of 57 moves beside that of a crowd (Spearman)"),
        ".726 (Nesta)",
        Text(nl=f"Het publiek waren {RATERS} Britse leken: een mening, geen meting.",
             en=f"The crowd were {RATERS} lay people in Britain: an opinion, not a measurement."),
    ),
    "same_isco": (
        Text(nl="Stappen binnen één ISCO-groep die hoog scoren",
             en="Moves within one ISCO group that score high"),
        ".826 (Nesta)",
        Text(nl="De score kijkt zelf naar ISCO; dit bewijst dus niets.",
             en="The score itself looks at ISCO; so this proves nothing."),
    ),
    "same_isco_blind": (
        Text(nl="Hetzelfde, zonder ISCO in de score", en="The same, without ISCO in the score"),
        ".826 (Nesta)",
        Text(nl="Hier verliezen we.", en="Here we lose."),
    ),
}  # fmt: skip
_LEARNED = Text(
    nl="De lijst met Nederlandse beroepstitels deed niet mee, omdat de proef daaruit is gemaakt.",
    en="The list of Dutch titles took no part, since the test was made from it.",
)


def title_measures(catalog: Catalog) -> tuple[Measure, ...]:
    """What the title search reached, part by part."""
    rows = paths_table(catalog, "title_quality.csv").to_dicts()
    return tuple(
        Measure(what, _PARTS[row["part"]], float(row[name]), others, _LEARNED)
        for name, (what, others) in _OF_TITLES.items()
        for row in rows
    )


def move_measures(catalog: Catalog) -> tuple[Measure, ...]:
    """What the scores of moves reached, part by part."""
    rows = paths_table(catalog, "move_quality.csv").to_dicts()
    return tuple(
        Measure(_OF_MOVES[row["measure"]][0], _PARTS[row["part"]], float(row["value"]),
                *_OF_MOVES[row["measure"]][1:])
        for row in rows
    )  # fmt: skip
