"""What the clock does for readers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.site.readers.digests import send_due_digests
from schakel.site.readers.upkeep import throw_away_old


def send_mail() -> str:
    """Send the mails that are due; says how many."""
    sent = send_due_digests(timezone.now())
    return _("%(number)d mails sent") % {"number": sent} if sent else ""


def throw_away() -> str:
    """Throw away what is not kept any longer; says how much."""
    gone = throw_away_old(timezone.now())
    return _("%(number)d rows thrown away") % {"number": gone} if gone else ""
