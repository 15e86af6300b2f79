"""Who may log in at the start, and what editors may do."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

NAME, GROUP = "editor", "Editors"
_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page")
_ON_FILES = ("add_image", "change_image", "choose_image")
_ON_DOCUMENTS = ("add_document", "change_document", "choose_document")
_ANYWHERE = ("access_admin", "submit_translation")


def make_editor() -> str | None:
    """Make the first editor; the generated password, or None when there are users already."""
    users = get_user_model()
    group, _ = Group.objects.get_or_create(name=GROUP)
    if users.objects.exists():
        return None
    _allow(group)
    password = secrets.token_urlsafe(15)
    editor = users.objects.create_user(NAME, password=password)
    editor.groups.add(group)
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "nl"})
    return password


def _allow(group: Group) -> None:
    """Write, publish and translate pages, add pictures and documents; no users, no settings."""
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=_ON_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    top = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=(*_ON_FILES, *_ON_DOCUMENTS)):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=top, permission=permission
        )
    group.permissions.add(*Permission.objects.filter(codename__in=_ANYWHERE))
