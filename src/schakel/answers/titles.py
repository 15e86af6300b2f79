"""Which occupation does someone mean? The title search, as the finders ask it."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.jobs import Job, jobs
from schakel.answers.title_search import find_title, suggest_titles
from schakel.catalog.catalog import Catalog


@dataclass(frozen=True)
class Match:
    """An occupation that may be meant, the label that was found, and the chance (0–1) of it."""

    job: Job
    label: str
    score: float


@dataclass(frozen=True)
class Titles:
    """At most five occupations, the likeliest first, and whether the first is sure."""

    matches: tuple[Match, ...]
    sure: bool


def search(catalog: Catalog, text: str, language: str) -> Titles:
    """The occupations that a title may stand for."""
    found = find_title(text, language)
    by_code = {job.code: job for job in jobs(catalog)}
    return Titles(
        tuple(Match(by_code[one.code], one.label, one.score) for one in found.occupations),
        found.sure,
    )


def suggest(catalog: Catalog, text: str, language: str) -> tuple[str, ...]:
    """Titles that begin with what is typed, or have a word that does."""
    return suggest_titles(text, language)
