"""Another region needs no code: landsdeel Noord from a list of its municipalities."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from schakel.answers.goals import goal_states
from schakel.answers.series import series
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load, load_with_problems
from schakel.catalog.scaffold import scaffold
from schakel.cli.main import application
from schakel.facts.quality import table_problems

app = application()

NOORD = ("PV20", "PV21", "PV22")


@pytest.fixture
def noord_list(tmp_path):
    """A CSV with the municipalities of Groningen, Fryslân and Drenthe, by name."""
    nation = load("nl")
    codes = [
        code for province in NOORD for code in nation.territory.parts(province, "municipality")
    ]
    path = tmp_path / "noord.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["municipality"])
        writer.writerows([nation.areas[code].label.nl] for code in codes)
    return path


@pytest.fixture
def noord(noord_list, tmp_path, monkeypatch):
    """The scaffolded package, found beside those that Schakel brings."""
    folder = tmp_path / "packages"
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder))
    made = scaffold("noord", noord_list, folder, None, "Landsdeel North")
    catalog, problems = load_with_problems("noord")
    assert problems == []
    return made, catalog


def test_noord_passes_the_check(noord):
    made, catalog = noord
    assert table_problems(catalog) == []
    assert made.provinces == NOORD
    assert catalog.region.name.en == "Landsdeel North"


# By hand from the published cells: the sum of the three provinces' own first-years.
def test_noord_adds_up_its_three_provinces(noord):
    _, catalog = noord
    own = {f.period: f for f in series(catalog, "technical_share_hbo", "NOORD")}
    parts = [{f.period: f for f in series(catalog, "technical_share_hbo", code)} for code in NOORD]
    assert own["2024"].denominator == sum(part["2024"].denominator for part in parts) > 1000
    assert own["2024"].numerator == sum(part["2024"].numerator for part in parts) > 100


def test_noord_has_all_six_goals_with_figures(noord):
    _, catalog = noord
    states = goal_states(catalog)
    assert [state.goal.number for state in states] == [1, 2, 3, 4, 5, 6]
    for state in states:
        assert sum(measure.figure is not None for measure in state.measures) >= 3, state.goal.id


def test_a_name_that_is_taken_is_refused_and_nothing_is_touched(noord, noord_list, tmp_path):
    made, _ = noord
    before = sorted(made.folder.rglob("*"))
    with pytest.raises(SchakelError) as caught:
        scaffold("noord", noord_list, tmp_path / "packages")
    assert "exists" in caught.value.problems[0].found
    assert sorted(made.folder.rglob("*")) == before


def test_unknown_and_double_municipalities_are_all_listed_with_the_nearest_names(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("municipality\nGroningn\nAssen\nAssen\nNergenshuizen\n", encoding="utf-8")
    with pytest.raises(SchakelError) as caught:
        scaffold("noord", path, tmp_path)
    found = {problem.key: problem for problem in caught.value.problems}
    assert set(found) == {"line 2", "line 4", "line 5"}
    assert "groningen" in found["line 2"].expected
    assert "twice" in found["line 4"].found
    assert not (tmp_path / "noord").exists()


def test_the_command_says_what_it_made_and_what_comes_next(noord_list, tmp_path, monkeypatch):
    folder = tmp_path / "other"
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder))
    result = CliRunner().invoke(
        app,
        [
            "region",
            "new",
            "noord",
            "--from-municipalities",
            str(noord_list),
            "--into",
            str(folder),
            "--json",
        ],
    )
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["provinces"] == list(NOORD)
