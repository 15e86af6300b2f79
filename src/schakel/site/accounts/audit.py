"""The log of who came in and whose rights changed, kept in Wagtail's own log (Reports, history).

An entry is about a user and holds the name, the time, who did it, and for roles which. Of a failure
it holds the name that was tried, when there is such a user: no password, no address.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, pre_save
from wagtail.log_actions import log

from schakel.site.accounts.models import User

PREFIX = "schakel.account."
LOGGED_IN = PREFIX + "logged_in"
LOGGED_OUT = PREFIX + "logged_out"
FAILED = PREFIX + "failed"
PASSWORD_CHANGED = PREFIX + "password_changed"
ROLES_CHANGED = PREFIX + "roles_changed"
CODE_FAILED = PREFIX + "code_failed"
FACTOR_SET_UP = PREFIX + "second_factor_set_up"
FACTOR_RESET = PREFIX + "second_factor_reset"
CODES_MADE = PREFIX + "recovery_codes_made"
CODE_USED = PREFIX + "recovery_code_used"


def note(user: User, action: str, by: User | None = None, **data: Any) -> None:
    """Write down that something happened to a user; `by` is who did it (None: not known)."""
    log(user, action, user=by, data=data)


def watch() -> None:
    """Connect to everything that is written down without being asked for."""
    user_login_failed.connect(_failed, dispatch_uid="schakel-audit-failed")
    user_logged_out.connect(_left, dispatch_uid="schakel-audit-left")
    m2m_changed.connect(_roles, sender=User.groups.through, dispatch_uid="schakel-audit-roles")
    pre_save.connect(_password, sender=User, dispatch_uid="schakel-audit-password")


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    user = User.objects.filter(username=credentials.get("username") or "").first()
    if user:
        note(user, FAILED)


def _left(user: User | None, **_: Any) -> None:
    if user:
        note(user, LOGGED_OUT, by=user)


def _password(instance: User, **_: Any) -> None:
    # Django keeps a password that was just set here until it is saved.
    if instance.pk and instance._password is not None:
        note(instance, PASSWORD_CHANGED)


def _roles(
    instance: User | Group, action: str, pk_set: set[int] | None, reverse: bool, **_: Any
) -> None:
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    key = "added" if action == "post_add" else "removed"
    if reverse:  # asked of a group: its users
        users = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
        for user in users:
            note(user, ROLES_CHANGED, **{key: [instance.name]})
        return
    groups = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
    if groups:
        note(instance, ROLES_CHANGED, **{key: sorted(group.name for group in groups)})
