"""The moves from one job as a plain table, for CSV and for other programs."""

from __future__ import annotations

from schakel.answers.answer import Answer, Column
from schakel.answers.finder import all_scores
from schakel.answers.jobs import Job
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

_COLUMNS = (
    Column("from", Text(nl="Van (code in ESCO)", en="From (code in ESCO)")),
    Column("to", Text(nl="Naar (code in ESCO)", en="To (code in ESCO)")),
    Column("uri", Text(nl="Adres in ESCO", en="Address in ESCO")),
    Column("name_nl", Text(nl="Beroep", en="Occupation in Dutch")),
    Column("name_en", Text(nl="Beroep in het Engels", en="Occupation in English")),
    Column("group", Text(nl="Beroepsgroep", en="Occupation group")),
    Column("score", Text(nl="Score, 0–1", en="Score, 0–1"), "number"),
    Column("nearness", Text(nl="Hoe dichtbij", en="How near")),
    Column("level_step", Text(nl="Stap in niveau (ISCO)", en="Step in level (ISCO)"), "number"),
)
_SOURCES = ("esco_1_1_1_en", "esco_1_1_1_relations", "esco_1_2_occupations_nl")


def moves_answer(catalog: Catalog, origin: Job) -> Answer:
    """Every technical and ICT occupation with its nearness to a job, the nearest first."""
    return Answer(
        question=Text(
            nl=f"Welk werk in techniek en ict ligt dicht bij {origin.name.nl}?",
            en=f"Which technical and ICT work is near {origin.name.en}?",
        ),
        columns=_COLUMNS,
        rows=tuple(
            (origin.code, one.job.code, one.job.uri, one.job.name.nl, one.job.name.en,
             one.group.code, round(one.score, 4), one.nearness, one.step)
            for one in all_scores(catalog, origin)
        ),
        sources=tuple(catalog.sources[name] for name in _SOURCES),
    )  # fmt: skip
