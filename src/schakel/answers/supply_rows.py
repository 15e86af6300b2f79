"""Where candidates for a vacancy are, as a plain table for CSV and for other programs."""

from __future__ import annotations

from schakel.answers.answer import Answer, Column
from schakel.answers.supply import Supply
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

_COLUMNS = (
    Column("wanted", Text(nl="Gevraagd (code in ESCO)", en="Wanted (code in ESCO)")),
    Column("from", Text(nl="Vanuit (code in ESCO)", en="From (code in ESCO)")),
    Column("name_nl", Text(nl="Beroep", en="Occupation in Dutch")),
    Column("name_en", Text(nl="Beroep in het Engels", en="Occupation in English")),
    Column("score", Text(nl="Score, 0–1", en="Score, 0–1"), "number"),
    Column("nearness", Text(nl="Hoe dichtbij", en="How near")),
    Column("group", Text(nl="Beroepsgroep", en="Occupation group")),
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("people", Text(nl="Werkenden in de groep", en="People in work in the group"), "number"),
    Column("status", Text(nl="Status", en="Status"), "status"),
    Column("missing", Text(nl="Te leren (ESCO)", en="To learn (ESCO)")),
    Column("rivals", Text(nl="Ander technisch werk", en="Other technical work"), "number"),
)
_SOURCES = ("esco_1_1_1_en", "esco_1_1_1_relations", "esco_1_2_occupations_nl")


def supply_answer(catalog: Catalog, found: Supply) -> Answer:
    """The occupations that can supply candidates, the nearest first."""
    return Answer(
        question=Text(
            nl=f"Welke beroepen kunnen kandidaten leveren voor {found.wanted.name.nl}?",
            en=f"Which occupations can supply candidates for {found.wanted.name.en}?",
        ),
        columns=_COLUMNS,
        rows=tuple(
            (found.wanted.code, one.job.code, one.job.name.nl, one.job.name.en,
             round(one.score, 4), one.nearness, one.group.code, found.area,
             round(one.people.value) if one.people.value is not None else None,
             one.people.status.value,
             "; ".join(skill.name.en for skill in one.explanation.missing), one.rival_count)
            for one in found.suppliers
        ),
        sources=tuple(catalog.sources[name] for name in _SOURCES),
    )  # fmt: skip
