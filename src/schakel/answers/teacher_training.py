"""Where in a region one can learn to teach a technical or science subject, and how many do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Source, Text
from schakel.facts.store import observations

DATASET = "teacher_training"


@dataclass(frozen=True)
class TeacherProgramme:
    """A training for teachers: its kind, subject, institution and place, and its students.

    `students`, in the last `period`, is None where that is not known; `status` says why.
    """

    kind: Text
    subject: Text
    institution: Text
    municipality: Text
    period: str
    students: float | None
    status: Status


@dataclass(frozen=True)
class TeacherTraining:
    """The programmes in a region, by subject, kind and institution, and their sources."""

    programmes: tuple[TeacherProgramme, ...]
    sources: tuple[Source, ...]


@lru_cache(maxsize=8)
def teacher_training(catalog: Catalog) -> TeacherTraining:
    """Programmes for teachers of technology and science that had students in the last year known.

    Raises SchakelError when the table of the data set is absent or broken.
    """
    table = observations(catalog, DATASET)
    here = list(catalog.territory.municipalities.get(catalog.region.area, ()))
    rows = table.filter(
        (pl.col("variable") == "enrolled") & (pl.col("teacher_stem") == "stem")
        & pl.col("teacher_subject").is_not_null() & pl.col("region").is_in(here)
        & (pl.col("period") == table["period"].max())
    )  # fmt: skip
    found = [_programme(catalog, row) for row in rows.iter_rows(named=True)]
    found.sort(key=lambda one: (one.subject.nl, one.kind.nl, one.institution.nl))
    sources = tuple(catalog.sources[name] for name in sorted(set(rows["source"])))
    return TeacherTraining(tuple(found), sources)


def _programme(catalog: Catalog, row: dict[str, str]) -> TeacherProgramme:
    labels = catalog.labels
    return TeacherProgramme(
        kind=labels["programme_kind"][row["programme_kind"]],
        subject=labels["teacher_subject"][row["teacher_subject"]],
        institution=labels["institution"][row["institution"]],
        municipality=catalog.areas[row["region"]].label,
        period=row["period"],
        students=float(row["value"]) if row["value"] is not None else None,
        status=Status(row["status"]),
    )
