"""Which occupation does someone mean? (INTERIM: plain text; the library replaces it)."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import process

from schakel.answers.jobs import Job, jobs
from schakel.answers.occupation_tables import paths_table
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class Match:
    """An occupation that may be meant, and the label that was found."""

    job: Job
    label: str
    score: float


@dataclass(frozen=True)
class Titles:
    """At most five, and whether the first is sure."""

    matches: tuple[Match, ...]
    sure: bool


def search(catalog: Catalog, text: str, language: str) -> Titles:
    """INTERIM."""
    labels = paths_table(catalog, "labels.parquet")
    found = process.extract(text.lower(), labels["label"].to_list(), limit=60)
    seen: dict[int, Match] = {}
    for label, score, row in found:
        number = labels["occupation"][row]
        seen.setdefault(number, Match(jobs(catalog)[number], label, score))
    return Titles(tuple(seen.values())[:5], bool(found and found[0][1] > 90))


def suggest(catalog: Catalog, text: str, language: str) -> tuple[str, ...]:
    """INTERIM."""
    labels = paths_table(catalog, "labels.parquet")["label"]
    return tuple(label for label in labels if label.lower().startswith(text.lower()))[:8]
