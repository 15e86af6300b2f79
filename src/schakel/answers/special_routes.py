"""Which special routes are pointed out to someone: by the work someone has, or by what is typed."""

from __future__ import annotations

import unicodedata

from schakel.answers.jobs import Job
from schakel.catalog.catalog import Catalog
from schakel.catalog.routes import SpecialRoute


def routes_for_job(catalog: Catalog, job: Job) -> tuple[SpecialRoute, ...]:
    """The routes that say to be for such work."""
    return tuple(r for r in catalog.routes.values() if job.isco.startswith(r.origins))


def routes_for_words(catalog: Catalog, text: str) -> tuple[SpecialRoute, ...]:
    """The routes of which a word that was typed is a sign, such as a country."""
    words = set(_plain(text).split())
    return tuple(r for r in catalog.routes.values() if words & set(r.words))


def _plain(text: str) -> str:
    """In lower case and without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
