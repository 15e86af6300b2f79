"""Sends subscribers what is new since they were last told: the clock calls this every minute.

After each mail the subscription says until when its reader was told. A run that is cut off goes on
where it was. Only when it is cut off between the server's answer and that note can a mail go out
twice; it then bears the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from schakel.answers.words import figure_text
from schakel.catalog.catalog import Catalog
from schakel.site import choices
from schakel.site.explore.links import figure_path
from schakel.site.explore.templatetags.figures import full_name
from schakel.site.pages.latest import news_since
from schakel.site.readers import letters
from schakel.site.readers.changes import changed_figures, look
from schakel.site.readers.letters import Outcome
from schakel.site.readers.models import Subscription
from schakel.site.readers.models.subscription import WHOLE_REGION

MAILS_A_RUN = 100
HOUR = time(7)
TAKEN_FOR = timedelta(hours=1)


def send_due_digests(now: datetime) -> int:
    """Ask those who wait for it to confirm, and tell those whose day it is; how many mails.

    At most MAILS_A_RUN at a time, so that the mail server is not flooded; the rest comes with the
    next run. Stops when the server takes nothing.
    """
    catalogs = {catalog.region.id: catalog for catalog in choices.catalogs()}
    for catalog in catalogs.values():
        look(catalog, now)
    post, sent = get_connection(), 0
    try:
        for subscription in _due(now):
            if sent >= MAILS_A_RUN or subscription.region not in catalogs:
                continue
            outcome = _serve(subscription, catalogs[subscription.region], now, post)
            if outcome is Outcome.NO_SERVER:
                break
            sent += outcome is Outcome.SENT
    finally:
        post.close()
    return sent


def since(every: str, now: datetime) -> datetime:
    """When the week or month began for which a digest is due: Monday or the first, at seven."""
    local = timezone.localtime(now)
    day = local.date()
    back = local.weekday() if every == Subscription.Every.WEEK else day.day - 1
    start = _at_seven(local, day - timedelta(days=back))
    if start <= now:
        return start
    if every == Subscription.Every.WEEK:
        return _at_seven(local, start.date() - timedelta(days=7))
    return _at_seven(local, (start.date() - timedelta(days=1)).replace(day=1))


def _at_seven(local: datetime, day: Any) -> datetime:
    return datetime.combine(day, HOUR, tzinfo=local.tzinfo)


def _due(now: datetime) -> Iterator[Subscription]:
    free = Q(taken=None) | Q(taken__lt=now - TAKEN_FOR)
    ready = Q(next_try=None) | Q(next_try__lte=now)
    waiting = Subscription.objects.filter(free, ready, given_up=None).order_by("pk")
    asked = Q(confirmed=None, asked_by_mail=None)
    told = [
        Q(confirmed__isnull=False, every=every, told_until__lt=since(every, now))
        for every in Subscription.Every.values
    ]
    return waiting.filter(asked | told[0] | told[1]).iterator(chunk_size=200)


def _serve(
    subscription: Subscription, catalog: Catalog, now: datetime, post: BaseEmailBackend
) -> Outcome | None:
    """Send one mail and note it; None when there was nothing to tell or another run has it."""
    mine = Subscription.objects.filter(pk=subscription.pk, taken=subscription.taken)
    if not mine.update(taken=now):
        return None
    if subscription.confirmed is None:
        return ask(subscription, catalog, now, post)
    with override(subscription.language):
        told = news_for(subscription, catalog, now)
        letter = letters.digest(subscription, catalog, told) if told else None
    outcome, said = letters.deliver(letter, subscription, post) if letter else (None, "")
    if outcome is Outcome.REFUSED:
        letters.note_refusal(subscription, said, now)
    elif outcome is not Outcome.NO_SERVER:
        subscription.told_until, subscription.next_try = now, None
        if outcome is Outcome.SENT:
            subscription.refusals, subscription.note = 0, ""
    _noted(subscription)
    return outcome


def ask(
    subscription: Subscription,
    catalog: Catalog,
    now: datetime,
    post: BaseEmailBackend | None = None,
) -> Outcome:
    """Send the mail that asks to confirm, and note whether it went."""
    with override(subscription.language):
        letter = letters.confirmation(subscription, catalog)
    outcome, said = letters.deliver(letter, subscription, post)
    if outcome is Outcome.SENT:
        subscription.asked_by_mail = now
    elif outcome is Outcome.REFUSED:
        letters.note_refusal(subscription, said, now)
    _noted(subscription)
    return outcome


def _noted(subscription: Subscription) -> None:
    """Write down how far we are; a subscription that was ended meanwhile stays ended."""
    names = ("told_until", "next_try", "refusals", "note", "given_up", "asked_by_mail")
    values = {name: getattr(subscription, name) for name in names}
    Subscription.objects.filter(pk=subscription.pk).update(taken=None, **values)


def news_for(subscription: Subscription, catalog: Catalog, until: datetime) -> dict[str, Any]:
    """What is new for one subscriber, as the mail shows it; empty when nothing is."""
    after = subscription.told_until or until
    pages = [
        {
            "title": page.title,
            "lead": page.lead,
            "pact": page.pact_name,
            "address": settings.ADDRESS + (page.url or "/"),
        }
        for page in _pages(subscription, after, until)
    ]
    figures = [
        {
            "name": full_name(catalog, figure, subscription.language),
            "value": figure_text(catalog, figure, subscription.language),
            "address": settings.ADDRESS + figure_path(catalog, figure, subscription.language),
            "more": more,
        }
        for figure, more in changed_figures(catalog, subscription.goals, after, until)
    ]
    return {"pages": pages, "figures": figures} if pages or figures else {}


def _pages(subscription: Subscription, after: datetime, until: datetime) -> list[Any]:
    pacts = [""] if WHOLE_REGION in subscription.news else list(subscription.news)
    found = {
        page.pk: page
        for pact in pacts
        for page in news_since(subscription.region, pact, subscription.language, after)
        if page.first_published_at and page.first_published_at <= until
    }
    return list(found.values())
