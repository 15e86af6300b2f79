"""What came of what was promised: a word that follows from the numbers, never one of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schakel.site.pacts.models import Promise


class Outcome(StrEnum):
    """What can be said of a promised result."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    NO_EVIDENCE = "no_evidence"
    UNKNOWN = "unknown"


def outcome(promise: Promise, day: date) -> Outcome:
    """The outcome of a promise as it stands on `day`.

    Unknown: no number was promised, or the day has not come and nothing is measured. No evidence:
    nothing shows how much was reached. Below the promise it is partly reached as long as it was
    measured before the promised day (or there is none), and not reached after that, or at zero.
    """
    if promise.promised is None:
        return Outcome.UNKNOWN
    due = promise.promised_by
    if promise.reached is None or not promise.has_evidence:
        return Outcome.UNKNOWN if due and day <= due else Outcome.NO_EVIDENCE
    if promise.reached >= promise.promised:
        return Outcome.REACHED
    measured_in_time = not due or not promise.reached_on or promise.reached_on < due
    return Outcome.PARTLY if promise.reached and measured_in_time else Outcome.NOT_REACHED


@dataclass(frozen=True, eq=False)
class Line:
    """One promised result with its outcome."""

    promise: Promise
    outcome: Outcome


@dataclass(frozen=True)
class Tally:
    """How many promised results there are, and what came of them.

    `promised` counts those with a number; `reported` those of which a number is known though none
    was promised.
    """

    promised: int
    reported: int
    reached: int
    partly: int
    not_reached: int
    no_evidence: int
    unknown: int


def lines_of(promises: Iterable[Promise], day: date) -> list[Line]:
    """Each promise with its outcome."""
    return [Line(promise, outcome(promise, day)) for promise in promises]


def tally(lines: Iterable[Line]) -> Tally:
    """Counts over promised results."""
    found = list(lines)
    promised = [line for line in found if line.promise.promised is not None]
    counts = Counter(line.outcome for line in promised)
    return Tally(
        promised=len(promised),
        reported=len(found) - len(promised),
        reached=counts[Outcome.REACHED],
        partly=counts[Outcome.PARTLY],
        not_reached=counts[Outcome.NOT_REACHED],
        no_evidence=counts[Outcome.NO_EVIDENCE],
        unknown=counts[Outcome.UNKNOWN],
    )
