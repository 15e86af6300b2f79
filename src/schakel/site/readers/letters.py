"""The mails to subscribers, and how one is handed to the mail server."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from schakel.catalog.catalog import Catalog
from schakel.site.readers.links import CONFIRM, MANAGE, link
from schakel.site.readers.models import Subscription
from schakel.site.readers.subscribing import chosen_words

LOG = logging.getLogger("schakel.mail")
TRIES = 5
WAITS = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3))


class Outcome(Enum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    NO_SERVER = "no server"


@dataclass(frozen=True)
class Letter:
    """One mail: its subject, the templates `readers/mail/NAME.txt` and `.html`, what they show."""

    subject: str
    name: str
    context: dict[str, Any]
    headers: dict[str, str]


def confirmation(subscription: Subscription, catalog: Catalog) -> Letter:
    """Asks whether it is really them; in the language of the subscription, which must be active."""
    name = catalog.region.name.in_language(subscription.language)
    return Letter(
        _("Do you want mail about %(region)s?") % {"region": name},
        "confirm",
        {
            "name": name,
            "chosen": chosen_words(subscription, catalog),
            "address": link("confirm", subscription, CONFIRM),
        },
        {},
    )


def digest(subscription: Subscription, catalog: Catalog, told: dict[str, Any]) -> Letter:
    """Tells what is new. `told` is what `digests.news_for` found."""
    name = catalog.region.name.in_language(subscription.language)
    leave = link("leave", subscription, MANAGE)
    return Letter(
        _("New: %(region)s") % {"region": name},
        "digest",
        {**told, "name": name, "change": link("manage", subscription, MANAGE), "leave": leave},
        {
            # RFC 8058: the mail program itself can unsubscribe, with one click.
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<{catalog.region.id}.{_host()}>",
            "Message-ID": _message_id(subscription),
        },
    )


def deliver(
    letter: Letter, subscription: Subscription, post: BaseEmailBackend | None = None
) -> tuple[Outcome, str]:
    """Hand a mail to the server; what became of it, and what the server said."""
    with override(subscription.language):
        text, html = (
            render_to_string(f"readers/mail/{letter.name}.{ending}", letter.context)
            for ending in ("txt", "html")
        )
    mail = EmailMultiAlternatives(
        letter.subject, text, to=[subscription.email], connection=post, headers=_usual(letter)
    )
    mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        return Outcome.REFUSED, _said(error)
    except (SMTPException, OSError) as error:
        LOG.warning("The mail server does not take mail: %s", error)
        return Outcome.NO_SERVER, str(error)
    return Outcome.SENT, ""


def note_refusal(subscription: Subscription, said: str, now: datetime) -> None:
    """Try again later, and give up after a number of tries; the note says why."""
    subscription.refusals += 1
    subscription.note = said[:300]
    if subscription.refusals >= TRIES:
        subscription.given_up = now
    else:
        subscription.next_try = now + WAITS[subscription.refusals - 1]


def _usual(letter: Letter) -> dict[str, str]:
    return {"Auto-Submitted": "auto-generated", **letter.headers}


def _said(error: SMTPException) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
    else:
        code, words = error.smtp_code, error.smtp_error
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {text}".strip()


def _host() -> str:
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def _message_id(subscription: Subscription) -> str:
    """The same for the same digest, so that one sent twice can be known by it."""
    said = f"{subscription.key} {subscription.told_until}"
    return f"<{hashlib.sha256(said.encode()).hexdigest()[:32]}@{_host()}>"
