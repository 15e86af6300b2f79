"""The histories that forecasts are tried on, against the publishers' figures."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from schakel.answers.backtests import HISTORIES, known_sums, track_record, years_to_june
from schakel.catalog.catalog import load, load_with_problems
from schakel.facts.store import observations as all_rows
from tests.support.small_region import observations, share_of_technology, small_region

CATALOG = load("oost")


def row(history, unit):
    return history.panel.values[history.panel.units.index(unit)].tolist()


# Overijssel is printed so on the figure pages of the same indicators.
def test_hbo_and_mbo_are_the_sums_of_what_duo_publishes():
    hbo = HISTORIES["hbo_first_years"](CATALOG)
    assert hbo.panel.periods == ("2020", "2021", "2022", "2023", "2024")
    assert hbo.origins == ("2021", "2022", "2023")
    assert row(hbo, "PV23") == [2810, 2608, 2443, 2217, 2138]
    whole = hbo.panel.totals[hbo.panel.units.index("PV23")]
    assert 100 * 2138 / whole[-1] == pytest.approx(20.4, abs=0.05)
    mbo = HISTORIES["mbo_students"](CATALOG)
    assert row(mbo, "PV23") == [14645, 14582, 14823, 15156, 15362]
    assert "PV24" not in mbo.panel.units, "no college has its main office in Flevoland"


# From 2021 no change says 2,608 for Overijssel; 2022 became 2,443, 2023 2,217, 2024 2,138.
def test_no_change_misses_what_the_series_moved():
    track = next(track for track in track_record(CATALOG) if track.history.id == "hbo_first_years")
    rows = track.scores.filter(
        pl.col("method") == "no change", pl.col("unit") == "PV23", pl.col("origin") == "2021"
    )
    assert rows["error"].to_list() == [165, 391, 470]


# Of a year the four quarters are in the published table; manufacturing in Gelderland.
def test_vacancies_are_means_of_four_published_quarters():
    history = HISTORIES["vacancies"](CATALOG)
    assert len(history.panel.units) == 12 * 19, "provinces × industries that are not divided"
    published = all_rows(CATALOG, "cbs_vacancies").filter(
        pl.col("region") == "PV25",
        pl.col("sector") == "307500",
        pl.col("period").is_in(["2019Q3", "2019Q4", "2020Q1", "2020Q2"]),
    )
    assert len(published) == 4
    mean = published["value"].sum() / 4 * 1000
    assert row(history, "PV25 × 307500")[-1] == pytest.approx(mean)


def test_running_twice_gives_the_same_to_the_bit():
    one, two = (HISTORIES["vacancies"](CATALOG) for _ in range(2))
    assert np.array_equal(one.panel.values, two.panel.values, equal_nan=True)
    assert np.array_equal(one.panel.totals, two.panel.totals, equal_nan=True)


def test_a_year_with_a_gap_is_not_known_and_not_the_mean_of_the_rest():
    quarters = ["2011Q3", "2011Q4", "2012Q1", "2012Q2", "2012Q3", "2012Q4", "2013Q1", "2013Q2"]
    table = pl.DataFrame(
        {
            "area": ["PV23"] * 8,
            "sector": ["C"] * 8,
            "period": quarters,
            "value": [1.0, 2.0, 3.0, 6.0, 1.0, None, 3.0, 6.0],
            "total": [10.0] * 8,
            "highest": [1.0] * 8,
            "sources": [["s"]] * 8,
        }
    )
    assert years_to_june(table).select("unit", "period", "value").rows() == [
        ("PV23 × C", "2011Q3–2012Q2", 3.0),
        ("PV23 × C", "2012Q3–2013Q2", None),
    ]


# Province 1 has a published cell of 10 beside a suppressed one, so a sum; of province 2 all cells
# are suppressed: nothing is known, which is not 0.
def test_a_province_of_which_all_cells_are_suppressed_is_not_known(tmp_path, monkeypatch):
    cells = [
        ("GM1", "2024", "tech", 10, "value"),
        ("GM2", "2024", "tech", None, "suppressed"),
        ("GM3", "2024", "tech", None, "suppressed"),
    ]
    folder = small_region(
        tmp_path,
        observations(*cells),
        share_of_technology(),
        suppression={"smallest": 0, "largest": 4, "counted_as": 0},
    )
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder.parent))
    catalog, problems = load_with_problems("land")
    assert problems == []
    version = catalog.indicator("share").versions[0]
    found = known_sums(catalog, version.formula.numerator, version).sort("area")
    assert dict(found.select("area", "value").rows()) == {"PV1": 10, "PV2": None}
