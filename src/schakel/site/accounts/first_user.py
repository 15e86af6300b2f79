"""Who may log in at the start."""

from __future__ import annotations

import secrets

from wagtail.users.models import UserProfile

from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of

NAME = "editor"
# Somebody has to be able to add the others.
ROLES = ("editor", "administrator")


def make_first_user() -> str | None:
    """Make the first user; the generated password, or None when there are users already."""
    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(15)
    user = User.objects.create_user(NAME, password=password)
    user.groups.add(*(group_of(role) for role in ROLES))
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "nl"})
    return password
