"""What is thrown away when its time has come: the clock calls this every day."""

from __future__ import annotations

from datetime import datetime, timedelta

from schakel.site.readers.models import DailySalt, Feedback, Sending, Subscription

FEEDBACK_KEPT = timedelta(days=365)
UNCONFIRMED_KEPT = timedelta(days=7)
GIVEN_UP_KEPT = timedelta(days=90)
COUNTED_FOR = timedelta(days=1)


def throw_away_old(now: datetime) -> int:
    """Delete what the privacy page says is not kept; how many rows that were.

    Closed and suspect feedback after a year (and any address in older feedback), subscriptions
    that were not confirmed after a week or could not be delivered for long, and what the limits
    on forms counted.
    """
    over = (Feedback.State.ANSWERED, Feedback.State.SUSPECT)
    old = Feedback.objects.filter(changed__lt=now - FEEDBACK_KEPT)
    unconfirmed = Subscription.objects.filter(confirmed=None, asked__lt=now - UNCONFIRMED_KEPT)
    rows = (
        old.filter(state__in=over),
        unconfirmed,
        Subscription.objects.filter(given_up__lt=now - GIVEN_UP_KEPT),
        Sending.objects.filter(at__lt=now - COUNTED_FOR),
        DailySalt.objects.filter(day__lt=now.date()),
    )
    gone = sum(found.delete()[0] for found in rows)
    return gone + old.exclude(email="").update(email="")
