"""Logs somebody in for a test: a person with a role, and pacts of which they are the liaison."""

from __future__ import annotations

from collections.abc import Iterable

from django.test import Client

from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of
from schakel.site.pacts.models import Liaison, Pact


def person(name: str, role: str | None = None, pacts: Iterable[Pact] = ()) -> User:
    """The user with this name, made when there is none; in the group of `role`, keeper of `pacts`.

    Without a role a new user has no rights at all.
    """
    user, _ = User.objects.get_or_create(username=name, defaults={"email": f"{name}@example.org"})
    if role:
        user.groups.add(group_of(role))
    for pact in pacts:
        Liaison.objects.get_or_create(pact=pact, user=user)
    return user


def logged_in(
    who: Client | str | None = None, role: str | None = None, pacts: Iterable[Pact] = ()
) -> Client:
    """A client that is logged in with both factors; `client.user` is the user.

    `who` is a user name, or a client to log in. Without a name the user is called after the role,
    and without a role it is `editor`, the first user of a site (editor and administrator).
    """
    client = who if isinstance(who, Client) else Client()
    name = who if isinstance(who, str) else role or "editor"
    client.user = person(name, role, pacts)
    client.force_login(client.user)
    return client
