"""Roles: groups of users with what they may do, as roles.yaml says."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.translation import get_language
from pydantic import TypeAdapter
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog.reading import read_yaml
from schakel.catalog.types import Frozen, Identifier, Text

_FILE = Path(__file__).with_name("roles.yaml")


class PageRights(Frozen):
    """What may be done with pages below those of one type; `wagtailcore.Page` means all pages."""

    below: str
    may: tuple[str, ...]


class Role(Frozen):
    """One entry of roles.yaml; the group has the English name."""

    id: Identifier
    name: Text
    about: Text
    may: tuple[str, ...]
    pages: tuple[PageRights, ...]
    files: tuple[str, ...]


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """All roles by id; SchakelError when the file cannot be read."""
    problems: list[Problem] = []
    raw = read_yaml(_FILE, problems)
    if problems:
        raise SchakelError(problems)
    return {role.id: role for role in TypeAdapter(tuple[Role, ...]).validate_python(raw)}


def role_named(name: str) -> Role:
    """A role by its id; UnknownName for another word."""
    if name not in roles():
        raise UnknownName(
            Problem(name, "no role with this name", ", ".join(roles()), "choose one of these")
        )
    return roles()[name]


def group_of(name: str) -> Group:
    """The group of a role, by the role's id."""
    group: Group = Group.objects.get(name=role_named(name).name.en)
    return group


def shown_name(name: str, language: str | None = None) -> str:
    """How the group with a name is called in `nl` or `en` (default: the language of the moment).

    A group of one's own is called what it is called.
    """
    found = next((role for role in roles().values() if role.name.en == name), None)
    return found.name.in_language((language or get_language() or "nl")[:2]) if found else name


def apply_roles() -> None:
    """Make the group of each role, and set what it may do to exactly what roles.yaml says."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in roles().values():
        group, _ = Group.objects.get_or_create(name=role.name.en)
        group.permissions.set(permissions(role, known))
        _allow_pages(group, role.pages)
        _allow_files(group, role.files)


def permissions(role: Role, known: dict[str, Permission]) -> list[Permission]:
    """What the patterns under `may` of a role stand for, among the permissions that are known."""
    return [
        permission
        for name, permission in known.items()
        if any(fnmatchcase(name, pattern) for pattern in role.may)
    ]


def _allow_pages(group: Group, rights: Iterable[PageRights]) -> None:
    wanted = {
        (page.pk, codename)
        for entry in rights
        for page in _pages(entry.below)
        for codename in entry.may
    }
    present = {
        (row.page_id, row.permission.codename): row
        for row in GroupPagePermission.objects.filter(group=group).select_related("permission")
    }
    for key in present.keys() - wanted:
        present[key].delete()
    for page, codename in sorted(wanted - present.keys()):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=group, page_id=page, permission=permission)


def _pages(kind: str) -> Iterable[Page]:
    if kind == "wagtailcore.Page":
        return [Page.get_first_root_node()]
    return list(apps.get_model(kind).objects.all())


def _allow_files(group: Group, codenames: Iterable[str]) -> None:
    top = Collection.get_first_root_node()
    wanted = set(codenames)
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(collection=top, permission__codename__in=wanted).delete()
    for codename in sorted(wanted):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=top, permission=Permission.objects.get(codename=codename)
        )
