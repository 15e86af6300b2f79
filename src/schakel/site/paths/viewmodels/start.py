"""What the first page of the finder shows for what a visitor typed: five occupations at most."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.answers.titles import Match
from schakel.catalog.catalog import Catalog
from schakel.site.paths.links import page_path

ABOUT = 180  # characters of a description


@dataclass(frozen=True)
class Candidate:
    """One of the five, in the language of the page."""

    name: str
    foreign: bool
    why: str
    about: str
    path: str


def candidates(
    catalog: Catalog, matches: tuple[Match, ...], to: str, language: str
) -> list[Candidate]:
    """The occupations found, each linked to the page `to` (`from` or `supply`)."""
    return [_candidate(catalog, match, to, language) for match in matches]


def _candidate(catalog: Catalog, match: Match, to: str, language: str) -> Candidate:
    job, label = match.job, match.found.label
    name = job.name.in_language(language)
    about = job.about[language]
    group = job.group.in_language(language)
    same = label.casefold() == name.casefold()
    return Candidate(
        name=name,
        foreign=language == "nl" and not job.dutch,
        why=group
        if same
        else _("also called “%(label)s” · %(group)s") % {"label": label, "group": group},
        about=about if len(about) <= ABOUT else about[:ABOUT].rsplit(" ", 1)[0] + " …",
        path=page_path(to, catalog.region.id, language, origin=job.code),
    )
