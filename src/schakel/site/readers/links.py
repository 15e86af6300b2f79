"""Links in mails: signed, so that nobody can make one for somebody else."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from schakel.site.readers.models import Subscription

CONFIRM, MANAGE = "schakel.readers.confirm", "schakel.readers.manage"


def signed(subscription: Subscription, purpose: str) -> str:
    """What stands in a link: which subscription, its secret, and our signature."""
    return signing.Signer(salt=purpose, sep=".").sign(f"{subscription.pk}-{subscription.key}")


def found(given: str, purpose: str) -> Subscription | None:
    """The subscription that a link is for; None when it has ended.

    Raises BadSignature for a link that is not ours or was cut off.
    """
    number, _dash, key = signing.Signer(salt=purpose, sep=".").unsign(given).partition("-")
    return Subscription.objects.filter(pk=number, key=key).first()


def link(name: str, subscription: Subscription, purpose: str) -> str:
    """A full address, in the language of the subscription."""
    with override(subscription.language):
        path = reverse(f"readers:{name}", args=[signed(subscription, purpose)])
    return str(settings.ADDRESS + path)
