"""What waits for a liaison: what is due, what is old, and what is missing, by pact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from schakel.site.pacts.models import Action, Milestone, Money, Pact, Role
from schakel.site.pacts.models.agreement import Progress
from schakel.site.pacts.models.role import STALE_AFTER

AHEAD = timedelta(days=60)
OPEN = (Progress.PLANNED, Progress.RUNNING, Progress.UNKNOWN)
MOST = 10


@dataclass(frozen=True)
class Due:
    """Something with a day on which it must be done; `late` when that day has passed."""

    row: Action
    words: str
    day: date
    late: bool


@dataclass(frozen=True)
class Missing:
    """An action, and what it lacks."""

    row: Action
    words: list[str]


@dataclass
class Waiting:
    """All that waits at one pact; `more` is how many actions with gaps are not in the list."""

    pact: Pact
    due: list[Due] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    more: int = 0

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(entry.late for entry in self.due)

    @property
    def nothing(self) -> bool:
        """Whether nothing waits here."""
        return not (self.due or self.roles or self.missing)


def waiting(pacts: Iterable[Pact], day: date) -> list[Waiting]:
    """What waits at each of the pacts; those with something late first."""
    found = {pact.pk: Waiting(pact) for pact in pacts}
    for action in _ending(found, day):
        late = action.valid_until <= day
        words = _("The period is over: is the action done?") if late else _("The action ends")
        _add(found, action, Due(action, words, action.valid_until, late))
    for milestone in _milestones(found, day):
        words = _("Milestone: %(name)s") % {"name": milestone.label_nl}
        due = Due(milestone.action, words, milestone.due, milestone.due < day)
        _add(found, milestone.action, due)
    for role in _old_roles(found, day):
        found[role.pact_id].roles.append(role)
    for pact, rows in _with_gaps(found).items():
        found[pact].missing, found[pact].more = rows[:MOST], max(0, len(rows) - MOST)
    for entry in found.values():
        entry.due.sort(key=lambda due: due.day)
    return sorted(found.values(), key=lambda entry: (-entry.late, entry.nothing, str(entry.pact)))


def _add(found: dict[int, Waiting], action: Action, due: Due) -> None:
    found[action.agreement.pact_id].due.append(due)


def _of(pacts: Iterable[int]) -> Any:
    return Action.objects.filter(agreement__pact__in=list(pacts)).select_related("agreement")


def _ending(pacts: Iterable[int], day: date) -> Any:
    return _of(pacts).filter(status__in=OPEN, valid_until__lte=day + AHEAD)


def _milestones(pacts: Iterable[int], day: date) -> Any:
    rows = Milestone.objects.select_related("action__agreement")
    return rows.filter(
        action__agreement__pact__in=list(pacts),
        action__status__in=OPEN,
        done_on=None,
        due__lte=day + AHEAD,
    )


def _old_roles(pacts: Iterable[int], day: date) -> Any:
    old = Q(valid_until__lte=day) | Q(as_of__lt=day - STALE_AFTER)
    return Role.objects.filter(old, pact__in=list(pacts)).select_related("organisation")


def _with_gaps(pacts: Iterable[int]) -> dict[int, list[Missing]]:
    """Actions that lack an owner, a link, money or, when they are done, evidence."""
    without = Q(owner=None) | Q(links="") | Q(paid=False) | _without_evidence()
    rows = _of(pacts).annotate(paid=Exists(Money.objects.filter(action=OuterRef("pk"))))
    found: dict[int, list[Missing]] = defaultdict(list)
    for action in rows.filter(without).exclude(status=Progress.STOPPED):
        found[action.agreement.pact_id].append(Missing(action, _lacks(action)))
    return found


def _without_evidence() -> Q:
    return Q(status=Progress.DONE, evidence_nl="", evidence_address="")


def _lacks(action: Action) -> list[str]:
    proved = action.evidence_nl or action.evidence_address
    tests = (
        (action.owner_id is None, _("owner")),
        (not action.links, _("link of the chain")),
        (not action.paid, _("money")),
        (action.status == Progress.DONE and not proved, _("evidence")),
    )
    return [str(word) for lacks, word in tests if lacks]
