"""What somebody at the keyboard of the server may do with users."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.users.models import UserProfile

from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.site.accounts import second_factor
from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of


@dataclass(frozen=True)
class NewUser:
    """Somebody who was added; the password is kept nowhere else."""

    name: str
    password: str
    roles: tuple[str, ...]
    pacts: tuple[str, ...]


def add_user(name: str, roles: Iterable[str], pacts: Iterable[str], email: str = "") -> NewUser:
    """Add a user with roles (ids) as liaison of pacts (keys); SchakelError lists what is wrong."""
    groups, kept, problems = [], [], []
    for role in roles:
        groups += _found(lambda role=role: group_of(role), problems)
    for key in pacts:
        kept += _found(lambda key=key: _pact(key), problems)
    problems += _name_problems(name)
    if problems:
        raise SchakelError(problems)
    password = secrets.token_urlsafe(15)
    with transaction.atomic():
        user = User.objects.create_user(name, email=email, password=password)
        user.groups.add(*groups)
        for pact in kept:
            pact.liaisons.create(user=user)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "nl"})
    return NewUser(name, password, tuple(roles), tuple(pacts))


def _found(look: object, problems: list[Problem]) -> list[Group]:
    try:
        return [look()]
    except SchakelError as error:
        problems += error.problems
        return []


def _pact(key: str) -> object:
    pacts = apps.get_model("pacts", "Pact").objects
    found = pacts.filter(key=key).first()
    if found is None:
        known = ", ".join(pacts.order_by("key").values_list("key", flat=True))
        raise UnknownName(Problem(key, "no pact with this key", known, "choose one of these"))
    return found


def _name_problems(name: str) -> list[Problem]:
    if User.objects.filter(username=name).exists():
        return [Problem(name, "a user with this name", "a name that is free", "choose another")]
    try:
        User._meta.get_field("username").run_validators(name)
    except ValidationError as error:
        return [Problem(name, "; ".join(error.messages), "a user name", "choose another")]
    return []


def reset_second_factor(name: str) -> None:
    """Let a user set up a new second factor at the next log-in; UnknownName when there is none."""
    user = User.objects.filter(username=name).first()
    if user is None:
        known = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
        raise UnknownName(Problem(name, "no user with this name", known, "choose one of these"))
    second_factor.reset(user)
