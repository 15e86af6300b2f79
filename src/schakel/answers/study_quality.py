"""Whether programmes name more of the work that they lead to than of other technical work."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.answers.jobs import jobs
from schakel.answers.occupation_groups import technical_groups
from schakel.answers.paths_quality import Measure
from schakel.answers.study_match import described, shares
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

_PART = Text(nl="alle beschreven opleidingen", en="all programmes that are described")
_REMARK = Text(
    nl="Termen zijn op het oog aan vaardigheden gelegd; deze maat koos geen enkele lijn.",
    en="Terms were laid beside skills by eye; this measure chose no line.",
)
_WHAT = {
    "own": Text(
        nl="Genoemd van technisch werk waar een opleiding naar leidt (gemiddeld deel)",
        en="Named of technical work that a programme leads to (mean share)",
    ),
    "other": Text(
        nl="Genoemd van ander technisch werk (gemiddeld deel)",
        en="Named of other technical work (mean share)",
    ),
    "order": Text(
        nl="Kans dat een opleiding meer noemt van eigen werk dan van ander (0,5 is toeval)",
        en="Chance that a programme names more of its own work than of other (0.5 is chance)",
    ),
}


@lru_cache(maxsize=2)
def study_measures(catalog: Catalog) -> tuple[Measure, ...]:
    """The mean over programmes of what each names of its own and of other technical work."""
    groups = technical_groups(catalog)
    technical = [job for job in jobs(catalog) if job.isco in groups]
    table = np.nan_to_num(shares(catalog)[[job.number for job in technical]])
    found = []
    for place, study in enumerate(described(catalog)):
        own = np.array([groups[job.isco] in study.groups for job in technical])
        column = table[:, place]
        found.append((column[own].mean(), column[~own].mean(), above(column[own], column[~own])))
    means = np.mean(found, axis=0) if found else ()
    return tuple(
        Measure(what, _PART, float(value), "", _REMARK)
        for what, value in zip(_WHAT.values(), means, strict=False)
    )


def above(own: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """The chance that one of `own` is larger than one of `other`; equal ones count for a half."""
    ordered = np.sort(other)
    below, up_to = (np.searchsorted(ordered, own, side) for side in ("left", "right"))
    return float((below + up_to).mean() / (2 * len(other)))
