"""Who holds the offices of a pact, and as of when that was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schakel.site.pacts.models import Role

STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, eq=False)
class Office:
    """One office as the site may show it.

    `past`: nobody is known to hold it now. `stale`: what was published is older than a year.
    `person`, `email` and `telephone` are empty when it is past: then only the organisation is told.
    """

    role: Role
    past: bool
    stale: bool
    person: str
    email: str
    telephone: str


def offices(roles: Iterable[Role], day: date) -> list[Office]:
    """Each office once: whoever holds it on `day`, else who held it last, without the name."""
    by_office: dict[str, list[Role]] = {}
    for role in roles:
        by_office.setdefault(role.office_nl, []).append(role)
    return [_office(holders, day) for holders in by_office.values()]


def _office(holders: list[Role], day: date) -> Office:
    latest = max(holders, key=lambda role: (role.holds_on(day), role.as_of))
    stale = day - latest.as_of > STALE_AFTER
    if latest.holds_on(day):
        return Office(latest, False, stale, latest.person, latest.email, latest.telephone)
    return Office(latest, True, stale, "", "", "")
