"""Where a number comes from: formula, numbers filled in, rows that add up to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.answers.data import figure_at
from schakel.answers.explain import explain
from schakel.answers.region import area_profile, standings
from schakel.answers.series import figures, splits
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog, load
from tests.support.small_region import observations, share_of_technology, small_region

CHECKED_PER_SERIES = 6
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def oost() -> Catalog:
    return load("oost")


def test_the_golden_share_is_filled_in_with_its_two_counts(oost: Catalog) -> None:
    # DUO: 2,138 of 10,491 hbo first-years in Overijssel in 2024 are in CROHO part Techniek.
    explanation = explain(oost, figure_at(oost, "technical_share_hbo", "PV23", "2024", {}))
    assert explanation.filled is not None
    assert explanation.filled.nl == "2.138 ÷ 10.491 × 100 = 20,4%"
    assert explanation.filled.en == "2,138 ÷ 10,491 × 100 = 20.4%"
    assert explanation.formula.nl.startswith("Eerstejaars in het hbo (")
    assert explanation.formula.nl.endswith("÷ Eerstejaars in het hbo × 100")


def test_the_rows_of_every_figure_add_up_to_its_numerator_and_denominator(oost: Catalog) -> None:
    """The rows are gathered apart from the sums of the series, so that each checks the other."""
    for name, indicator in oost.indicators.items():
        for split in (None, *splits(indicator)):
            found = [figure for series in figures(oost, name, split).values() for figure in series]
            step = max(1, len(found) // CHECKED_PER_SERIES)
            for figure in found[::step]:
                explanation = explain(oost, figure)
                if figure.numerator is not None:
                    total = explanation.numerator.total or 0.0
                    assert total == pytest.approx(figure.numerator), figure.address
                if figure.denominator is not None:
                    assert explanation.denominator is not None
                    assert explanation.denominator.total == pytest.approx(figure.denominator)


def test_a_sum_of_few_terms_shows_each_of_them(oost: Catalog) -> None:
    # CBS, 2019Q4: 18.0 thousand in Overijssel and 31.0 in Gelderland.
    explanation = explain(oost, figure_at(oost, "open_vacancies", "OOST", "2019Q4", {}))
    assert explanation.filled is not None
    assert explanation.filled.en == f"31.0 + 18.0 = 49.0{NBSP}thousand"
    assert explanation.denominator is None


def test_a_number_that_the_source_gives_itself_is_not_called_a_sum(oost: Catalog) -> None:
    explanation = explain(oost, figure_at(oost, "open_vacancies", "PV23", "2019Q4", {}))
    assert explanation.filled is not None
    said = f"Er is niets gerekend; de bron geeft dit getal zelf: 18,0{NBSP}duizend"
    assert explanation.filled.nl == said


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Aa: 20 of 50 plus two hidden cells (1 to 4 people each), one of them technical."""
    root = tmp_path_factory.mktemp("hidden")
    rows = observations(
        ("GM1", "2024", "tech", 20, "value"),
        ("GM1", "2024", "care", 30, "value"),
        ("GM2", "2024", "tech", None, "suppressed"),
        ("GM2", "2024", "care", None, "suppressed"),
        ("GM3", "2024", "care", 10, "value"),
    )
    small_region(
        root,
        rows,
        share_of_technology(),
        suppression={"smallest": 1, "largest": 4, "counted_as": 2.5},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHAKEL_REGIONS", str(Path(root)))
        return load("land")


def test_hidden_cells_are_counted_explained_and_never_zero(hidden: Catalog) -> None:
    figure = figure_at(hidden, "share", "PV1", "2024", {})
    explanation = explain(hidden, figure)
    # numerator 20 + 2.5, denominator 50 + 2.5 + 2.5
    assert explanation.filled is not None
    assert explanation.filled.en == "22.5 ÷ 55 × 100 ≈ 40.9"
    assert explanation.numerator.suppressed == 1
    assert explanation.denominator is not None
    assert explanation.denominator.suppressed == 2
    names = [column.name for column in explanation.numerator.rows.columns]
    hidden_row = explanation.numerator.rows.rows[1]
    assert hidden_row[names.index("value")] is None
    assert hidden_row[names.index("status")] == "suppressed"
    assert hidden_row[names.index("counted")] == 2.5


def test_the_range_says_in_words_what_hidden_cells_leave_open(hidden: Catalog) -> None:
    explanation = explain(hidden, figure_at(hidden, "share", "PV1", "2024", {}))
    assert explanation.range is not None
    # lowest: (20+1) of (20+1+30+4); highest: (20+4) of (20+4+30+1)
    assert "between 38.2 and 43.6" in explanation.range.en
    assert "2 of the 4 cells" in explanation.range.en
    assert "tussen 38,2 en 43,6" in explanation.range.nl


def test_an_exact_figure_has_no_range(hidden: Catalog) -> None:
    assert explain(hidden, figure_at(hidden, "share", "GM1", "2024", {})).range is None


def test_a_wholly_hidden_figure_is_not_filled_in(hidden: Catalog) -> None:
    explanation = explain(hidden, figure_at(hidden, "share", "GM2", "2024", {}))
    assert explanation.figure.value is None
    assert explanation.filled is None


def test_standings_put_every_measure_beside_every_area(oost: Catalog) -> None:
    areas = ("PV23", "AM-TWENTE", "NL")
    found = standings(oost, "inflow", areas)
    assert len(found.measures) == len(oost.goals["inflow"].measures)
    for measure in found.measures:
        assert len(measure.lines) == len(areas)
        for area, line in zip(areas, measure.lines, strict=True):
            assert line is None or line.line.area == area


def test_a_profile_holds_the_area_first_then_what_it_lies_in(oost: Catalog) -> None:
    profile = area_profile(oost, "AM-TWENTE")
    assert profile.compared[0] == "AM-TWENTE"
    assert profile.compared[-1] == "NL"
    assert "PV23" in profile.compared
    assert {area.code for area in profile.municipalities} >= {"GM0153", "GM0141"}
    assert "PACT-TWENTE" in profile.pact_areas
    assert all(area.code != "AM-TWENTE" for area in profile.labour_market_regions)


def test_an_area_that_does_not_exist_is_refused_with_the_nearest(oost: Catalog) -> None:
    with pytest.raises(UnknownName) as refused:
        area_profile(oost, "AM-TWENT")
    assert "AM-TWENTE" in refused.value.problems[0].expected
