"""Keeps robots from the forms, without cookies and without asking anybody else.

A form carries a signed token with the moment at which it was shown. What is odd about a form that
comes back makes it suspect; what comes too often is not taken. A robot is never told which.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from schakel.site.readers.models import DailySalt, Sending

SALT = "schakel.readers.form"
OPEN_FOR = timedelta(hours=24)
QUICKEST = timedelta(seconds=3)
KEPT_FOR = timedelta(days=1)
FROM_ONE_SENDER_A_DAY = 20
FROM_ALL_AN_HOUR = 120
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


class Shown(Enum):
    """What a token says about the form that it came with."""

    FINE = "fine"
    TOO_QUICK = "too quick"
    WORN = "worn"


class Taken(Enum):
    """Whether a form may be taken in."""

    YES = "yes"
    TWICE = "twice"
    FULL = "full"


@dataclass(frozen=True)
class Admission:
    """The verdict on a form; for one sent twice, the reference that the first one got."""

    taken: Taken
    reference: str = ""


def token(form: str) -> str:
    """What a form carries: its name and the moment of showing, signed."""
    return signing.TimestampSigner(salt=SALT).sign(form)


def judge(given: str, form: str) -> Shown:
    """What the token of a form says: fine, sent too quickly for a person, or worn (or forged)."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        if signer.unsign(given, max_age=OPEN_FOR) != form:
            return Shown.WORN
    except signing.BadSignature:
        return Shown.WORN
    try:
        signer.unsign(given, max_age=QUICKEST)
    except signing.SignatureExpired:
        return Shown.FINE
    return Shown.TOO_QUICK


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that the form stood on another site."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc not in {
        request.get_host(),
        urlsplit(settings.ADDRESS).netloc,
    }


def many_links(text: str) -> bool:
    """Whether a text has more addresses in it than a reader needs."""
    return len(_LINK.findall(text)) > MOST_LINKS


@transaction.atomic
def admit(
    request: HttpRequest, form: str, content: str, reference: str = "", same: int = 1
) -> Admission:
    """Count a form in, unless its sender, its content or all senders together sent too much.

    `same` is how often the same content may come in a day. What is counted is gone after a day.
    """
    now = timezone.now()
    Sending.objects.filter(at__lt=now - KEPT_FOR).delete()
    sender, content = _code(_sender(request)), _code(" ".join(content.lower().split()))
    sent = Sending.objects.filter(form=form)
    if sent.filter(content=content).count() >= same:
        first = sent.filter(content=content).order_by("at").values_list("reference", flat=True)
        return Admission(Taken.TWICE, first[0])
    if (
        sent.filter(sender=sender).count() >= FROM_ONE_SENDER_A_DAY
        or sent.filter(at__gte=now - timedelta(hours=1)).count() >= FROM_ALL_AN_HOUR
    ):
        return Admission(Taken.FULL)
    Sending.objects.create(form=form, sender=sender, content=content, reference=reference, at=now)
    return Admission(Taken.YES)


def _code(text: str) -> str:
    """A code that is the same all day for the same text, and says nothing tomorrow."""
    return hmac.new(_salt().encode(), text.encode(), hashlib.sha256).hexdigest()


def _salt() -> str:
    today = timezone.localdate()
    DailySalt.objects.filter(day__lt=today).delete()
    made = {"salt": secrets.token_hex(32)}
    return DailySalt.objects.get_or_create(day=today, defaults=made)[0].salt


def _sender(request: HttpRequest) -> str:
    """The network address of the sender; of the newer, long addresses the part of one household.

    Behind a proxy (SCHAKEL_SECURE) the proxy says it, in the last place of X-Forwarded-For.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        said = request.headers.get("X-Forwarded-For", said).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return said
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return said
