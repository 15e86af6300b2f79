"""Where does a region stand on each goal of its pact, and is it on course?"""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.figures import Figure
from schakel.answers.judgements import Judgement, Reason, Verdict, judge
from schakel.answers.places import Level, Line, lowest_level
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Goal, Indicator, Measure, ProgressRule, Text

_WORST_FIRST = (
    Verdict.MOVING_AWAY,
    Verdict.TOO_SLOW,
    Verdict.ON_COURSE,
    Verdict.REACHED,
    Verdict.NO_JUDGEMENT,
)


@dataclass(frozen=True)
class JudgedLine:
    """The series of one area with its judgement."""

    line: Line
    judgement: Judgement


@dataclass(frozen=True)
class MeasureState:
    """One measure of a goal as it stands: its series, judged, at the lowest level published."""

    measure: Measure
    indicator: Indicator
    rule: ProgressRule
    level: Level
    lines: tuple[JudgedLine, ...]

    @property
    def label(self) -> Text:
        """What the measure is called under its goal."""
        return self.measure.label or self.indicator.label

    @property
    def figure(self) -> Figure | None:
        """The latest figure of the first line."""
        return self.lines[0].line.latest if self.lines else None

    @property
    def judgement(self) -> Judgement:
        """The judgement; of several provinces the least favourable."""
        if not self.lines:
            return Judgement(Verdict.NO_JUDGEMENT, Reason.NO_FIGURES)
        return min(
            (line.judgement for line in self.lines),
            key=lambda judgement: _WORST_FIRST.index(judgement.verdict),
        )


@dataclass(frozen=True)
class GoalState:
    """A goal as it stands in one area."""

    goal: Goal
    area: str
    measures: tuple[MeasureState, ...]

    @property
    def headline(self) -> MeasureState | None:
        """The measure that stands for the goal where there is room for one; None without any."""
        return next((state for state in self.measures if state.measure.headline), None)


def goal_state(catalog: Catalog, goal: str, area: str | None = None) -> GoalState:
    """One goal (by id or number) in an area (default: the region itself).

    Raises UnknownName for a goal or area that does not exist.
    """
    entry = catalog.goal(goal)
    where = catalog.area(area or catalog.region.area).code
    return GoalState(
        entry,
        where,
        tuple(_measure_state(catalog, measure, where) for measure in entry.measures),
    )


def goal_states(catalog: Catalog, area: str | None = None) -> tuple[GoalState, ...]:
    """All goals of the region in the order of their numbers."""
    goals = sorted(catalog.goals.values(), key=lambda goal: goal.number)
    return tuple(goal_state(catalog, goal.id, area) for goal in goals)


def _measure_state(catalog: Catalog, measure: Measure, area: str) -> MeasureState:
    indicator = catalog.indicator(measure.indicator)
    rule = catalog.rules[measure.progress]
    found = lowest_level(catalog, indicator.id, area, measure.breakdown)
    judged = tuple(judged_line(catalog, measure, line) for line in found.lines)
    return MeasureState(measure, indicator, rule, found.level, judged)


def judged_line(catalog: Catalog, measure: Measure, line: Line) -> JudgedLine:
    """The judgement of a series under a measure, where the indicator can be judged for its area."""
    indicator = catalog.indicator(measure.indicator)
    if indicator.judged and catalog.area(line.area).kind not in indicator.judged.kinds:
        last = line.latest
        return JudgedLine(line, Judgement(Verdict.NO_JUDGEMENT, Reason.NOT_FOR_AREA, last=last))
    rule = catalog.rules[measure.progress]
    return JudgedLine(line, judge(indicator, line.figures, measure.target, rule))
