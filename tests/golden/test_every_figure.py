"""What must hold for every figure of every indicator, whatever its source."""

from __future__ import annotations

import math

import pytest

from schakel.answers.series import figures, splits
from schakel.base.periods import parse_period
from schakel.base.statuses import WITHOUT_VALUE, Status
from schakel.catalog.catalog import load

CATALOG = load("oost")


@pytest.fixture(params=sorted(CATALOG.indicators), scope="module")
def found(request):
    """All figures of one indicator, the splits included."""
    indicator = CATALOG.indicators[request.param]
    return [
        figure
        for split in [None, *splits(indicator)]
        for series in figures(CATALOG, indicator.id, split).values()
        for figure in series
    ]


def test_every_indicator_has_figures_with_known_sources_and_one_address_each(found):
    assert found
    assert {name for figure in found for name in figure.sources} <= set(CATALOG.sources)
    assert len({figure.address for figure in found}) == len(found)


def test_every_value_is_a_number_within_its_range(found):
    for figure in found:
        numbers = [n for n in (figure.value, figure.low, figure.high) if n is not None]
        assert all(math.isfinite(number) for number in numbers), figure
        if figure.value is not None and figure.low is not None:
            assert figure.low - 1e-6 <= figure.value <= figure.high + 1e-6, figure
        if figure.unit == "percent":
            assert all(-1e-6 <= number <= 100 + 1e-6 for number in numbers), figure


def test_status_and_value_tell_the_same(found):
    for figure in found:
        assert (figure.value is None) == (figure.status in WITHOUT_VALUE), figure
        assert figure.status is not Status.ZERO or figure.value == 0, figure
        if figure.suppressed_cells == 0 and figure.status is Status.SUPPRESSED:
            raise AssertionError(figure)


def test_every_series_is_in_order_of_time(found):
    by_series = {}
    for figure in found:
        by_series.setdefault((figure.area, figure.breakdown), []).append(figure)
    for series in by_series.values():
        starts = [parse_period(figure.period).start for figure in series]
        dated = [start for start in starts if not math.isnan(start)]
        assert dated == sorted(dated)
