"""Goals: where an area stands on each, with the arithmetic of every judgement."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from schakel.answers.figures import Figure
from schakel.answers.goals import GoalState, JudgedLine, MeasureState, goal_state, goal_states
from schakel.answers.judgements import Judgement
from schakel.api import shapes
from schakel.api.filters import GoalFilters, InArea, catalog_of
from schakel.api.links import Addresses
from schakel.api.paging import page_of
from schakel.api.resources.figures import figure_shape
from schakel.catalog.catalog import Catalog

router = Router(tags=["goals"])


@router.get("/regions/{region}/goals", response=shapes.Listing[shapes.Goal])
def goals(
    request: HttpRequest, region: str, filters: Query[GoalFilters]
) -> shapes.Listing[shapes.Goal]:
    """All goals of the region's pact: each measure with its latest figure and its judgement."""
    catalog = catalog_of(request)
    shaper = _Shaper(catalog, Addresses(request, region), with_series=False)
    return page_of(request, filters, goal_states(catalog, filters.area), shaper.goal)


@router.get("/regions/{region}/goals/{goal}", response=shapes.Goal)
def goal(request: HttpRequest, region: str, goal: str, filters: Query[InArea]) -> shapes.Goal:
    """One goal, by its id or its number, with the whole series behind every judgement."""
    catalog = catalog_of(request)
    shaper = _Shaper(catalog, Addresses(request, region), with_series=True)
    return shaper.goal(goal_state(catalog, goal, filters.area))


class _Shaper:
    """Goals as the API shows them, for one request."""

    def __init__(self, catalog: Catalog, at: Addresses, with_series: bool):
        self.catalog = catalog
        self.at = at
        self.with_series = with_series

    def goal(self, state: GoalState) -> shapes.Goal:
        """One goal in one area."""
        own = state.area == self.catalog.region.area
        query = {} if own else {"area": state.area}
        return {
            "id": state.goal.id,
            "number": state.goal.number,
            "label": state.goal.label,
            "text": state.goal.text,
            "area": state.area,
            "area_label": self.catalog.areas[state.area].label,
            "measures": [self.measure(measure) for measure in state.measures],
            "not_measured": list(state.goal.not_measured),
            "_links": {"self": {"href": self.at.resource("goals", state.goal.id, **query)}},
        }

    def measure(self, state: MeasureState) -> shapes.Measure:
        """One measure of a goal."""
        return {
            "label": state.label,
            "indicator": state.indicator.id,
            "breakdown": state.measure.breakdown,
            "headline": state.measure.headline,
            "level": state.level,
            "target": state.measure.target,
            "rule": state.rule,
            "judgement": self.judgement(state.judgement),
            "lines": [self.line(line) for line in state.lines],
        }

    def line(self, judged: JudgedLine) -> shapes.Line:
        """The series of one area; the figures themselves only where they were asked for."""
        line = judged.line
        shape: shapes.Line = {
            "area": line.area,
            "area_label": self.catalog.areas[line.area].label,
            "latest": self.figure(line.latest) if line.latest else None,
            "judgement": self.judgement(judged.judgement),
        }
        if self.with_series:
            shape["figures"] = [self.figure(figure) for figure in line.figures]
        return shape

    def judgement(self, judgement: Judgement) -> shapes.Judgement:
        """A verdict with its arithmetic."""
        return {
            "verdict": judgement.verdict,
            "reason": judgement.reason,
            "first": self.point(judgement.first),
            "last": self.point(judgement.last),
            "periods": judgement.periods,
            "slope": judgement.slope,
            "needed": judgement.needed,
            "projected": judgement.projected,
            "target": judgement.target,
            "judged_to": judgement.judged_to,
            "standstill": judgement.standstill,
        }

    def figure(self, figure: Figure) -> shapes.Figure:
        """A figure in full."""
        return figure_shape(self.catalog, self.at, figure)

    def point(self, figure: Figure | None) -> shapes.Point | None:
        """A figure in short."""
        if figure is None:
            return None
        return {
            "period": figure.period,
            "value": figure.value,
            "_links": {"self": {"href": self.at.figure(figure.address)}},
        }
