"""Which occupations a finder shows: common ones, near enough, not too many of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.answers.jobs import Job, jobs
from schakel.answers.occupation_tables import paths_table
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.finder import FinderRules


def finder_rules(catalog: Catalog) -> FinderRules:
    """How finders choose in a region. Raises SchakelError where nothing says so."""
    if catalog.finder is None:
        raise SchakelError(
            Problem(
                "paths/finder.yaml",
                "no such file in " + ", ".join(str(p.folder) for p in catalog.packages),
                "the rules of the finders",
                "take the file of the package nl as an example",
            )
        )
    return catalog.finder


@lru_cache(maxsize=4)
def titles_in_list(catalog: Catalog) -> Mapping[int, int]:
    """How many titles of the Dutch national list each occupation has, by row number."""
    titles = paths_table(catalog, "labels.parquet").filter(pl.col("kind") == "alias")
    return dict(titles.group_by("occupation").len().iter_rows())


@lru_cache(maxsize=4)
def common(catalog: Catalog) -> frozenset[int]:
    """Row numbers of the occupations that are common in the Netherlands, as the rules say."""
    rules = finder_rules(catalog)
    titles = paths_table(catalog, "labels.parquet").filter(pl.col("kind") == "alias")
    same = titles.filter(pl.col("match").is_in(list(rules.common.matches)))
    many = (n for n, count in titles_in_list(catalog).items() if count >= rules.common.titles)
    found = {*same["occupation"], *many}
    return frozenset(job.number for job in jobs(catalog) if job.number in found
                     and not any(entry.holds(job.code) for entry in rules.left_out))  # fmt: skip


def ranked(
    catalog: Catalog, scores: NDArray[np.floating], least: float | None = None
) -> Iterator[tuple[Job, float]]:
    """The occupations to show with their scores, the nearest first; `least` for the rules' own."""
    rules, known, everyone = finder_rules(catalog), common(catalog), jobs(catalog)
    kinds: Counter[str] = Counter()
    lowest = rules.least if least is None else least
    for number in np.argsort(-scores, kind="stable").tolist():
        score, job = float(scores[number]), everyone[number]
        if score < lowest:
            return
        if number not in known:
            continue
        kinds[job.isco] += 1
        if kinds[job.isco] <= rules.of_one_kind:
            yield job, score
