"""Who may change what: a liaison changes what belongs to the own pacts, and sees the rest.

The permissions of Django say what a group may do at all. What somebody may do only as a liaison,
and not through another group, is held to the pacts of `Liaison`, in every view, on every address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from schakel.site.pacts.models import Action, Agreement, Liaison, Meeting, Pact, Role

LIAISONS = "Liaisons"
VIEW = "view"
# From a row to the pact that it belongs to.
TO_PACT: dict[type[Model], str] = {
    Pact: "pk",
    Role: "pact",
    Meeting: "pact",
    Agreement: "pact",
    Action: "agreement__pact",
}


def own_pacts(user: Any, model: type[Model]) -> frozenset[int] | None:
    """Keys of the pacts to which a user is held in changing a table; None for held to none."""
    if f"change_{model._meta.model_name}" in wide(user):
        return None
    if not hasattr(user, "_own_pacts"):
        user._own_pacts = _kept_by(user)
    return user._own_pacts


def _kept_by(user: Any) -> frozenset[int] | None:
    if user.is_superuser or not user.groups.filter(name=LIAISONS).exists():
        return None
    return frozenset(Liaison.objects.filter(user=user).values_list("pact_id", flat=True))


def wide(user: Any) -> frozenset[str]:
    """What a user may do in the ledger on other grounds than being a liaison."""
    if not hasattr(user, "_wide"):
        by_groups = Q(group__in=user.groups.exclude(name=LIAISONS))
        given = Permission.objects.filter(by_groups | Q(user=user), content_type__app_label="pacts")
        user._wide = frozenset(given.values_list("codename", flat=True))
    return user._wide


def pact_of(instance: Model) -> int | None:
    """Key of the pact to which a row belongs."""
    *steps, last = TO_PACT[type(instance)].split("__")
    for step in steps:
        instance = getattr(instance, step)
    return instance.pk if last == "pk" else getattr(instance, f"{last}_id")


def of_own_pacts(rows: QuerySet[Any], user: Any, model: type[Model]) -> QuerySet[Any]:
    """The rows of pacts in which the user may change rows of `model`."""
    own = own_pacts(user, model)
    return rows if own is None else rows.filter(**{f"{TO_PACT[rows.model]}__in": own})


class PactPermissionPolicy(ModelPermissionPolicy):
    """The permissions of Django, held to the own pacts for a liaison; seeing is not held."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether the user may do this to this very row."""
        if not self.user_has_permission(user, action):
            return False
        own = own_pacts(user, self.model)
        return action == VIEW or own is None or pact_of(instance) in own

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The rows with which the user may do one of these."""
        allowed = [action for action in actions if self.user_has_permission(user, action)]
        rows = self.model._default_manager.all()
        if not allowed:
            return rows.none()
        return rows if VIEW in allowed else of_own_pacts(rows, user, self.model)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Model
    ) -> QuerySet[Any]:
        """The users who may do one of these to this row."""
        users = self.users_with_any_permission(actions)
        others = [
            user.pk
            for user in users.filter(groups__name=LIAISONS)
            if not self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return users.exclude(pk__in=others)


def policy_for(model: type[Model]) -> ModelPermissionPolicy:
    """How the rows of a table are guarded."""
    if model in TO_PACT:
        return PactPermissionPolicy(model)
    return ModelPermissionPolicy(model)


def demand(user: Any, action: str, instance: Model) -> None:
    """PermissionDenied unless the user may do this to this row."""
    if not policy_for(type(instance)).user_has_permission_for_instance(user, action, instance):
        raise PermissionDenied
