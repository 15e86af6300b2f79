"""Who holds the offices of a pact, and as of when that was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schakel.catalog.types import Role, Text

STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Office:
    """One office as the site may show it.

    `past`: nobody is known to hold it now, so only the organisation is named. `stale`: what was
    published is older than a year. `role` without a person, mail and telephone when it is past.
    """

    role: Role
    past: bool
    stale: bool

    @property
    def office(self) -> Text:
        """What the office is called."""
        return self.role.office


def offices(roles: Iterable[Role], day: date) -> list[Office]:
    """Each office once: whoever holds it on `day`, else who held it last, without the name."""
    by_office: dict[str, list[Role]] = {}
    for role in roles:
        by_office.setdefault(role.office.en, []).append(role)
    return [_office(holders, day) for holders in by_office.values()]


def _office(holders: list[Role], day: date) -> Office:
    latest = max(holders, key=lambda role: (role.holds_on(day), role.as_of))
    stale = day - latest.as_of > STALE_AFTER
    if latest.holds_on(day):
        return Office(latest, past=False, stale=stale)
    nameless = latest.model_copy(update={"person": None, "email": None, "telephone": None})
    return Office(nameless, past=True, stale=stale)
