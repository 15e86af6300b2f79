"""Which observations an embargo holds back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schakel.base.periods import parse_period
from schakel.catalog.types import Embargo, Formula, Indicator


@dataclass(frozen=True)
class Held:
    """Observations of a data set (of one variable, or of all when None) from a period on."""

    dataset: str
    variable: str | None
    first_period: str

    def holds(self, period: str) -> bool:
        """Whether a period reaches into what is held; one without a place in time always does."""
        return not parse_period(period).end <= parse_period(self.first_period).start


def held_by(embargo: Embargo, indicators: Mapping[str, Indicator]) -> Iterator[Held]:
    """What an embargo holds; of an indicator everything that any of its formulas counts."""
    if embargo.dataset:
        yield Held(embargo.dataset, None, embargo.first_period)
        return
    counted = {
        (selection.dataset, selection.variable)
        for formula in _formulas(indicators[embargo.indicator or ""])
        for selection in (formula.numerator, formula.denominator)
        if selection
    }
    for dataset, variable in sorted(counted):
        yield Held(dataset, variable, embargo.first_period)


def _formulas(indicator: Indicator) -> Iterator[Formula]:
    for version in indicator.versions:
        yield version.formula
        yield from (breakdown.formula for breakdown in version.breakdowns)
