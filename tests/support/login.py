"""Logs somebody in for a test: a person with a role, and pacts of which they are the liaison."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.contrib.auth.hashers import make_password
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of
from schakel.site.pacts.models import Liaison, Pact

PASSWORD = "een heel lang wachtwoord van de test"


@lru_cache(maxsize=1)
def _hashed() -> str:
    """The password as the database keeps it; made once, since that is slow by design."""
    return make_password(PASSWORD)


def person(name: str, role: str | None = None, pacts: Iterable[Pact] = ()) -> User:
    """The user with this name, made when there is none; in the group of `role`, keeper of `pacts`.

    Without a role a new user has no rights at all. A new user has the password PASSWORD.
    """
    user = User.objects.filter(username=name).first()
    if user is None:
        email = f"{name}@example.org"
        user = User.objects.create(username=name, email=email, password=_hashed())
    if role:
        user.groups.add(group_of(role))
    for pact in pacts:
        Liaison.objects.get_or_create(pact=pact, user=user)
    return user


def app_of(user: User) -> TOTPDevice:
    """The app with which a user makes codes, set up when it was not."""
    return TOTPDevice.objects.get_or_create(user=user, name="app", confirmed=True)[0]


def code_of(device: TOTPDevice) -> str:
    """A code that the device takes now; the same half minute can be used again."""
    device.refresh_from_db()
    device.last_t, device.throttling_failure_count = -1, 0
    device.save()
    return f"{totp(device.bin_key):06}"


def logged_in(
    who: Client | str | None = None, role: str | None = None, pacts: Iterable[Pact] = ()
) -> Client:
    """A client that is logged in with both factors; `client.user` is the user.

    `who` is a user name, or a client to log in. Without a name it is a user of this role, and
    without a role `editor`, the first user of a site (editor and administrator).
    """
    client = who if isinstance(who, Client) else Client()
    name = who if isinstance(who, str) else f"test_{role}" if role else "editor"
    client.user = person(name, role, pacts)
    client.force_login(client.user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = app_of(client.user).persistent_id
    session.save()
    return client
