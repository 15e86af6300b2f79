"""Shares built on suppressed cells: whatever the cells hold, the true share is in the range."""

from itertools import product

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.answers.series import series
from schakel.base.statuses import Status
from schakel.catalog.catalog import load_with_problems
from tests.support.small_region import observations, share_of_technology, small_region

BELOW_FIVE = {"smallest": 1, "largest": 4, "counted_as": 2.5}


def catalog_of(folder, monkeypatch):
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder.parent))
    catalog, problems = load_with_problems("land")
    assert problems == []
    return catalog


def make(tmp_path, monkeypatch, *cells, **more):
    folder = small_region(tmp_path, observations(*cells), share_of_technology(), **more)
    return catalog_of(folder, monkeypatch)


# GM1: 10 of 50 technical. GM2: 2.5 (suppressed) of 2.5 + 40. Province: 12.5 / 102.5 = 12.195%.
# Lowest: 11 / (11 + 40 + 40 + ...) by hand below.
def test_a_province_adds_up_its_municipalities_and_shows_what_suppression_allows(
    tmp_path, monkeypatch
):
    catalog = make(
        tmp_path,
        monkeypatch,
        ("GM1", "2024", "tech", 10, "value"),
        ("GM1", "2024", "other", 40, "value"),
        ("GM2", "2024", "tech", None, "suppressed"),
        ("GM2", "2024", "other", 40, "value"),
        suppression=BELOW_FIVE,
    )
    [figure] = series(catalog, "share", "PV1")
    assert (figure.numerator, figure.denominator) == (12.5, 92.5)
    assert figure.value == pytest.approx(100 * 12.5 / 92.5)
    assert figure.low == pytest.approx(100 * 11 / 91)
    assert figure.high == pytest.approx(100 * 14 / 94)
    assert figure.suppressed_cells == 1
    assert figure.status is Status.ESTIMATE


def test_a_suppressed_cell_is_never_zero(tmp_path, monkeypatch):
    catalog = make(
        tmp_path,
        monkeypatch,
        ("GM1", "2024", "tech", None, "suppressed"),
        ("GM1", "2024", "other", None, "suppressed"),
        suppression=BELOW_FIVE,
    )
    [figure] = series(catalog, "share", "GM1")
    assert figure.status is Status.SUPPRESSED
    assert figure.value is None


def test_nothing_technical_is_a_real_zero(tmp_path, monkeypatch):
    catalog = make(tmp_path, monkeypatch, ("GM1", "2024", "other", 7, "value"))
    [figure] = series(catalog, "share", "GM1")
    assert (figure.value, figure.status) == (0, Status.ZERO)


def test_an_area_of_which_a_part_is_missing_has_no_figure(tmp_path, monkeypatch):
    catalog = make(
        tmp_path,
        monkeypatch,
        ("PV1", "2024", "tech", 1, "value"),
        ("PV1", "2024", "other", 1, "value"),
        ("NL", "2024", "tech", 3, "value"),
        ("NL", "2024", "other", 1, "value"),
        absent="missing",
        grain=("province", "nation"),
    )
    assert series(catalog, "share", "PV2") == ()
    assert series(catalog, "share", "OOST")[0].value == 50
    assert series(catalog, "share", "NL")[0].value == 75


def test_a_labour_market_region_takes_its_municipalities_over_province_borders(
    tmp_path, monkeypatch
):
    catalog = make(
        tmp_path,
        monkeypatch,
        *[(code, "2024", "tech", 1, "value") for code in ("GM1", "GM2", "GM3", "GM4")],
        *[("GM3", "2024", "other", 2, "value")],
    )
    [figure] = series(catalog, "share", "AM-X")
    assert (figure.numerator, figure.denominator) == (2, 4)


def test_what_cannot_be_added_up_is_not_added_up(tmp_path, monkeypatch):
    catalog = make(
        tmp_path,
        monkeypatch,
        ("GM1", "2024", "tech", 1, "value"),
        ("GM2", "2024", "tech", 1, "value"),
        additive=False,
    )
    assert series(catalog, "share", "PV1") == ()
    assert series(catalog, "share", "GM1")[0].value == 100


CELL = st.one_of(st.none(), st.integers(0, 60))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tech=st.tuples(CELL, CELL), other=st.tuples(CELL, CELL))
def test_the_range_is_exactly_what_the_hidden_cells_allow(tmp_path, monkeypatch, tech, other):
    cells = [
        (
            code,
            "2024",
            field,
            value,
            "suppressed" if value is None else "zero" if value == 0 else "value",
        )
        for field, values in (("tech", tech), ("other", other))
        for code, value in zip(("GM1", "GM2"), values, strict=True)
    ]
    catalog = make(tmp_path, monkeypatch, *cells, suppression=BELOW_FIVE)
    figures = series(catalog, "share", "PV1")
    possible = [
        100 * sum(world[:2]) / sum(world)
        for world in product(
            *[range(1, 5) if value is None else [value] for value in (*tech, *other)]
        )
        if sum(world)
    ]
    if not possible:
        assert figures == ()
        return
    [figure] = figures
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    if figure.status is Status.SUPPRESSED:
        assert figure.value is None
        return
    assert low == pytest.approx(min(possible))
    assert high == pytest.approx(max(possible))
    assert low - 1e-9 <= figure.value <= high + 1e-9


def test_writing_a_table_twice_gives_the_same_bytes(tmp_path):
    rows = observations(*[(f"GM{n}", "2024", "tech", n, "value") for n in (4, 2, 3, 1)])
    one = small_region(tmp_path / "a", rows, share_of_technology())
    other = small_region(
        tmp_path / "b", rows.sample(4, shuffle=True, seed=1), share_of_technology()
    )
    table = "facts/counts.parquet"
    assert (one / table).read_bytes() == (other / table).read_bytes()
    assert isinstance(pl.read_parquet(one / table), pl.DataFrame)
