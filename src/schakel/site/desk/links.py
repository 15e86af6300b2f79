"""The nightly check of addresses outside the site, and the list of links that lead nowhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.site.desk.addresses import OwnAddresses, Place, all_places, is_outside
from schakel.site.desk.asking import Answer, ask
from schakel.site.desk.models import CheckedAddress

A_NIGHT = 500
ASKED_AGAIN = timedelta(days=7)
BROKEN_ASKED_AGAIN = timedelta(hours=20)
PAUSE = 1.0
ADDRESS_LENGTH = 1000


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere, and where it stands; `checked` is None for our own pages."""

    place: Place
    said: str
    checked: datetime | None


def broken_links() -> list[Broken]:
    """Links inside the site are looked at now; of others, what the last check found."""
    own = OwnAddresses()
    found: list[Broken] = []
    wrong = {row.address: row for row in CheckedAddress.objects.filter(works=False)}
    for place in all_places():
        if own.holds(place.address):
            if not own.leads_somewhere(place.address):
                found.append(Broken(place, _("nothing is there on this site"), None))
        elif place.address in wrong:
            row = wrong[place.address]
            found.append(Broken(place, row.said, row.checked_at))
    return found


def check_links(
    asked: Callable[[str], Answer] = ask, pause: Callable[[float], None] = time.sleep
) -> str:
    """Ask the addresses that are due, a second apart, 500 at most; nothing when it is off."""
    if not settings.LINK_CHECK:
        return _("off: SCHAKEL_LINK_CHECK is not on")
    own = OwnAddresses()
    outside = {
        place.address
        for place in all_places()
        if is_outside(place.address) and not own.holds(place.address)
    }
    CheckedAddress.objects.exclude(address__in=outside).delete()
    due = _due({address for address in outside if len(address) <= ADDRESS_LENGTH})
    wrong, last_host = 0, ""
    for address in due[:A_NIGHT]:
        host = urlsplit(address).netloc
        pause(PAUSE if host == last_host else 0)
        last_host = host
        answer = asked(address)
        wrong += not answer.works
        CheckedAddress.objects.update_or_create(
            address=address,
            defaults={"works": answer.works, "said": answer.said, "checked_at": timezone.now()},
        )
    return _("%(count)d asked, %(wrong)d broken") % {"count": len(due[:A_NIGHT]), "wrong": wrong}


def _due(addresses: set[str]) -> list[str]:
    """Never asked first, then longest ago; broken ones every night, others once a week."""
    now = timezone.now()
    known = {row.address: row for row in CheckedAddress.objects.all()}

    def rests(row: CheckedAddress) -> bool:
        return now - row.checked_at < (ASKED_AGAIN if row.works else BROKEN_ASKED_AGAIN)

    due = [a for a in addresses if a not in known or not rests(known[a])]
    return sorted(due, key=lambda a: (known[a].checked_at.timestamp() if a in known else 0.0, a))
