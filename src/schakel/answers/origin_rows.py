"""Where people of an occupation group come from, as plain tables for CSV and other programs."""

from __future__ import annotations

from schakel.answers.answer import Answer, Column
from schakel.answers.chain_names import chain_names
from schakel.answers.entries import METHOD, Entering
from schakel.answers.near_groups import NearGroup
from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_rows import expanded
from schakel.answers.origin_words import year_of
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

NEAR_METHOD = Text(
    nl="gemiddelde nabijheid naar vaardigheden van de gewone beroepen in ESCO, heen en terug; de "
    "laagste van de twee",
    en="mean nearness by skills of the common occupations in ESCO, both ways; the lower of the two",
)
_ESCO = ("esco_1_1_1_en", "esco_1_1_1_relations", "esco_1_2_occupations_nl")
_ENTRY_COLUMNS = (
    Column("occupation", Text(nl="Code beroepsgroep", en="Code of the group")),
    Column("family", Text(nl="Familie waarover het gaat", en="Family that it is about")),
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("period", Text(nl="Schooljaar", en="School year"), "period"),
    Column("origin", Text(nl="Waarvandaan", en="Where from")),
    Column("within", Text(nl="Onderdeel van", en="Part of")),
    Column("origin_nl", Text(nl="Waarvandaan, Nederlands", en="Where from, in Dutch")),
    Column("origin_en", Text(nl="Waarvandaan, Engels", en="Where from, in English")),
    Column("people", Text(nl="Mensen", en="People"), "number"),
    Column("people_low", Text(nl="Ten minste (10%)", en="At least (10%)"), "number"),
    Column("people_high", Text(nl="Ten hoogste (90%)", en="At most (90%)"), "number"),
    Column("percent", Text(nl="Deel van allen", en="Part of all"), "number"),
    Column("percent_low", Text(nl="Deel, ten minste", en="Part, at least"), "number"),
    Column("percent_high", Text(nl="Deel, ten hoogste", en="Part, at most"), "number"),
    Column("status", Text(nl="Status", en="Status"), "status"),
    Column("draws", Text(nl="Trekkingen", en="Draws"), "number"),
    Column("method", Text(nl="Methode", en="Method")),
)
_NEAR_COLUMNS = (
    Column("occupation", Text(nl="Code beroepsgroep", en="Code of the group")),
    Column("from", Text(nl="Vanuit (code)", en="From (code)")),
    Column("from_nl", Text(nl="Vanuit", en="From, in Dutch")),
    Column("from_en", Text(nl="Vanuit, Engels", en="From, in English")),
    Column("score", Text(nl="Score, 0–1", en="Score, 0–1"), "number"),
    Column("nearness", Text(nl="Hoe dichtbij", en="How near")),
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("people", Text(nl="Mensen met werk", en="People in work"), "number"),
    Column("period", Text(nl="Periode", en="Period"), "period"),
    Column("status", Text(nl="Status", en="Status"), "status"),
    Column("method", Text(nl="Methode van de score", en="Method of the score")),
)


def entries_answer(catalog: Catalog, group: Group, found: Entering | None) -> Answer:
    """Who come into the family of a group, one row an origin; no rows where nobody counted."""
    ids = {name for source in chain_names(catalog).sources for name in expanded(catalog, source)}
    return Answer(
        question=Text(
            nl="Waar komen de mensen in deze beroepsfamilie vandaan?",
            en="Where do the people in this occupation family come from?",
        ),
        columns=_ENTRY_COLUMNS,
        rows=tuple(
            (group.code, found.family, found.area, year_of(found), one.origin, one.within,
             one.label.nl, one.label.en, one.people.middle, one.people.low, one.people.high,
             one.part.middle, one.part.low, one.part.high, Status.ESTIMATE.value, found.draws,
             METHOD.en)
            for one in found.entries
        ) if found else (),
        sources=tuple(catalog.sources[name] for name in sorted(ids)) if found else (),
    )  # fmt: skip


def near_answer(catalog: Catalog, group: Group, found: tuple[NearGroup, ...], area: str) -> Answer:
    """The groups from which people could come, the nearest first."""
    ids = {name for one in found for source in one.people.sources
           for name in expanded(catalog, source)}  # fmt: skip
    return Answer(
        question=Text(
            nl="Uit welke beroepsgroepen kunnen mensen komen?",
            en="From which occupation groups could people come?",
        ),
        columns=_NEAR_COLUMNS,
        rows=tuple(
            (group.code, one.group.code, one.group.label.nl, one.group.label.en,
             round(one.score, 4), one.nearness, area,
             None if one.people.value is None else round(one.people.value),
             one.people.period, one.people.status.value, NEAR_METHOD.en)
            for one in found
        ),
        sources=tuple(catalog.sources[name] for name in sorted({*ids, *_ESCO})),
    )  # fmt: skip
