"""Moves from a job and supply for a vacancy as plain tables, for CSV and for other programs."""

from __future__ import annotations

from schakel.answers.answer import STATUS, Answer, Column
from schakel.answers.finder import all_scores
from schakel.answers.jobs import SOURCES, Job
from schakel.answers.supply import Supply
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

_FROM = Column("from", Text(nl="Van (code in ESCO)", en="From (code in ESCO)"))
_NAMES = (
    Column("name_nl", Text(nl="Beroep", en="Occupation in Dutch")),
    Column("name_en", Text(nl="Beroep in het Engels", en="Occupation in English")),
)
_SCORE = (
    Column("score", Text(nl="Score, 0–1", en="Score, 0–1"), "number"),
    Column("nearness", Text(nl="Hoe dichtbij", en="How near")),
)
_GROUP = Column("group", Text(nl="Beroepsgroep", en="Occupation group"))
_MOVES = (
    _FROM,
    Column("to", Text(nl="Naar (code in ESCO)", en="To (code in ESCO)")),
    Column("uri", Text(nl="Adres in ESCO", en="Address in ESCO")),
    *_NAMES,
    _GROUP,
    *_SCORE,
    Column("level_step", Text(nl="Stap in niveau (ISCO)", en="Step in level (ISCO)"), "number"),
)
_SUPPLY = (
    Column("wanted", Text(nl="Gevraagd (code in ESCO)", en="Wanted (code in ESCO)")),
    _FROM,
    *_NAMES,
    *_SCORE,
    _GROUP,
    Column("area", Text(nl="Gebied", en="Area"), "area"),
    Column("people", Text(nl="Werkenden in de groep", en="People in work in the group"), "number"),
    STATUS,
    Column("missing", Text(nl="Te leren (ESCO)", en="To learn (ESCO)")),
    Column("rivals", Text(nl="Ander technisch werk", en="Other technical work"), "number"),
)


def moves_answer(catalog: Catalog, origin: Job) -> Answer:
    """Every technical and ICT occupation with its nearness to a job, the nearest first."""
    return Answer(
        question=Text(
            nl=f"Welk werk in techniek en ict ligt dicht bij {origin.name.nl}?",
            en=f"Which technical and ICT work is near {origin.name.en}?",
        ),
        columns=_MOVES,
        rows=tuple(
            (origin.code, one.job.code, one.job.uri, one.job.name.nl, one.job.name.en,
             one.group.code, round(one.score, 4), one.nearness, one.step)
            for one in all_scores(catalog, origin)
        ),
        sources=tuple(catalog.sources[name] for name in SOURCES),
    )  # fmt: skip


def supply_answer(catalog: Catalog, found: Supply) -> Answer:
    """The occupations that can supply candidates, the nearest first."""
    return Answer(
        question=Text(
            nl=f"Welke beroepen kunnen kandidaten leveren voor {found.wanted.name.nl}?",
            en=f"Which occupations can supply candidates for {found.wanted.name.en}?",
        ),
        columns=_SUPPLY,
        rows=tuple(
            (found.wanted.code, one.job.code, one.job.name.nl, one.job.name.en,
             round(one.score, 4), one.nearness, one.group.code, found.area,
             round(one.people.value) if one.people.value is not None else None,
             one.people.status.value,
             "; ".join(skill.name.en for skill in one.explanation.missing), one.rival_count)
            for one in found.suppliers
        ),
        sources=tuple(catalog.sources[name] for name in SOURCES),
    )  # fmt: skip
