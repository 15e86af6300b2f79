"""Does a finder send work that women do elsewhere than work that men do? An audit by sex share.

From plain tables: occupations that people start from, each with what is suggested first. The share
of women is that of the finest group for which it is known; the finder itself never sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HALF = 0.5


@dataclass(frozen=True)
class Goal:
    """One suggestion: its family, the share of women there (0–1), step in level, and demand.

    `tight` is whether the market is tight now, None where that is not published.
    """

    family: str
    women: float
    step: int
    tight: bool | None


@dataclass(frozen=True)
class Start:
    """An occupation to start from: its set, share of women (0–1), people in work, suggestions."""

    kind: str
    women: float
    people: float
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Sent:
    """Where the starts of a set are sent, weighted by people; shares are 0–1.

    `women` and `women_there` are the shares of women at the start and in what is suggested;
    `families` has the share of each family among suggestions, `up` of those a level higher,
    `tight` of those in a tight market (where that is known), `nothing` of people with no
    suggestion. None where there is nothing to share out.
    """

    starts: int
    people: float
    women: float | None
    women_there: float | None
    up: float | None
    tight: float | None
    nothing: float | None
    families: dict[str, float]


def sent(starts: Iterable[Start]) -> Sent:
    """Where starts are sent: each counts by its people, and its suggestions count equally."""
    every = [start for start in starts if start.people > 0]
    weighed = [(goal, start.people / len(start.goals)) for start in every for goal in start.goals]
    total = sum(weight for _, weight in weighed)
    people = sum(start.people for start in every)
    empty = sum(start.people for start in every if not start.goals)
    families = {goal.family for goal, _ in weighed}

    def share(part: Callable[[Goal], float]) -> float | None:
        return sum(part(goal) * weight for goal, weight in weighed) / total if total else None

    known = [(goal, weight) for goal, weight in weighed if goal.tight is not None]
    of_known = sum(weight for _, weight in known)
    return Sent(
        starts=len(every),
        people=people,
        women=sum(start.women * start.people for start in every) / people if people else None,
        women_there=share(lambda goal: goal.women),
        up=share(lambda goal: goal.step > 0),
        tight=sum(w for goal, w in known if goal.tight) / of_known if of_known else None,
        nothing=empty / people if people else None,
        families={
            name: sum(w for goal, w in weighed if goal.family == name) / total
            for name in sorted(families)
        },
    )


def by_majority(starts: Sequence[Start]) -> dict[str, Sent]:
    """Starts where most are women beside those where most are men; a half counts as neither."""
    return {
        "women": sent(start for start in starts if start.women > HALF),
        "men": sent(start for start in starts if start.women < HALF),
    }


def by_kind(starts: Sequence[Start]) -> dict[str, Sent]:
    """The starts of each set."""
    kinds = sorted({start.kind for start in starts})
    return {kind: sent(start for start in starts if start.kind == kind) for kind in kinds}


def apart(one: Sent, other: Sent) -> float:
    """How far two sets are sent to other families: 0 for the same shares, 1 for no family alike."""
    names = {*one.families, *other.families}
    return sum(abs(one.families.get(n, 0.0) - other.families.get(n, 0.0)) for n in names) / 2
