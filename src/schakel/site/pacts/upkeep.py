"""What the ledger does by itself each night."""

from __future__ import annotations

from datetime import date

from wagtail.models import Revision

from schakel.site.pacts.models import Role


def erase_ended_roles(day: date) -> int:
    """Erase person, e-mail and telephone of roles that no longer hold on `day`.

    They go from the role and from every version that its history keeps. Office, organisation and
    dates stay. Gives the number of roles of which something was erased.
    """
    ended = Role.objects.filter(valid_until__lte=day)
    return sum([_erase(role) for role in ended.iterator()])


def _erase(role: Role) -> bool:
    held = any(getattr(role, name) for name in Role.PRIVATE)
    if held:
        for name in Role.PRIVATE:
            setattr(role, name, "")
        role.save(update_fields=list(Role.PRIVATE))
    return _erase_versions(role) or held


def _erase_versions(role: Role) -> bool:
    found = [
        revision
        for revision in Revision.objects.for_instance(role)
        if any(revision.content.get(name) for name in Role.PRIVATE)
    ]
    for revision in found:
        revision.content = {**revision.content, **dict.fromkeys(Role.PRIVATE, "")}
    Revision.objects.bulk_update(found, ["content"])
    return bool(found)
