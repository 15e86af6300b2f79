"""The commands as somebody types them: what is printed, what is JSON, what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schakel.cli.main import application

app = application()

ROOT = Path(__file__).parents[2]


def run(*arguments, **environment):
    """Run `schakel …` as a process of its own, as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "schakel.cli.main", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "160", **environment},
        check=False,
    )


def test_goals_prints_six_goals_with_value_target_and_verdict():
    result = CliRunner().invoke(app, ["goals", "oost"], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    for number in "123456":
        assert f"\n{number}. " in "\n" + result.output
    assert "18.4%" in result.output
    assert "40 (2020)" in result.output
    assert "Not measured" in result.output


def test_one_goal_shows_the_arithmetic_in_the_language_asked_for():
    result = CliRunner().invoke(
        app,
        ["goals", "oost", "--goal", "1", "--region", "PV23", "--lang", "nl"],
        env={"COLUMNS": "160"},
    )
    assert "Overijssel" in result.output
    assert "20,4%" in result.output
    assert "per jaar" in result.output


def test_goals_as_json_carries_numerator_denominator_sources_and_address():
    result = CliRunner().invoke(app, ["goals", "oost", "--goal", "inflow", "--json"])
    [goal] = json.loads(result.stdout)
    [line] = goal["measures"][0]["lines"]
    latest = line["figures"][-1]
    assert (latest["numerator"], latest["denominator"]) == (3553, 19325)
    assert latest["address"] == "technical_share_hbo/OOST/2024"
    known = {source["id"] for source in goal["sources"]}
    assert set(latest["sources"]) <= known


def test_show_as_csv_can_be_read_back():
    result = CliRunner().invoke(
        app, ["data", "show", "technical_share_hbo", "--region", "PV23", "--csv"]
    )
    rows = {row["period"]: row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert float(rows["2024"]["numerator"]) == 2138
    assert float(rows["2024"]["denominator"]) == 10491
    assert rows["2024"]["status"] == "value"


def test_show_split_by_sex():
    result = CliRunner().invoke(
        app, ["data", "show", "technical_share_hbo", "--region", "PV23", "--by", "sex", "--json"]
    )
    figures = json.loads(result.stdout)["figures"]
    assert {figure["breakdown"][0][1] for figure in figures} >= {"m", "f"}


def test_status_lists_every_data_set_with_its_age():
    result = CliRunner().invoke(app, ["data", "status", "--json"])
    sets = {row["data_set"]: row for row in json.loads(result.stdout)}
    assert {"duo_exams", "duo_hbo", "cbs_vacancies", "single_figures"} <= set(sets)
    assert all(row["rows"] > 0 and row["days_old"] >= 0 for row in sets.values())
    assert sets["duo_exams"]["suppressed"] > 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["goals", "ost"], 2, "oost"),
        (["goals", "oost", "--goal", "7"], 2, "goal"),
        (["goals", "oost", "--region", "PV99"], 2, "PV2"),
        (["data", "show", "technical_share_hb"], 2, "technical_share_hbo"),
        (["data", "show", "technical_share_hbo", "--by", "colour"], 2, "sex"),
        (["data", "build", "--from", "/nowhere/at/all"], 1, "folder with the publishers' files"),
        (["gaols"], 2, "gaols"),
        (["region", "new", "Bad Name", "--from-municipalities", "nothing.csv"], 1, "a-z"),
    ],
)
def test_a_mistake_gets_a_clear_message_and_no_traceback(arguments, code, said):
    result = run(*arguments)
    assert result.returncode == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


def test_a_half_written_table_is_named_with_what_to_do(tmp_path):
    import shutil

    root = tmp_path / "regions"
    shutil.copytree(ROOT / "regions", root)
    table = root / "nl/facts/duo_hbo.parquet"
    table.write_bytes(table.read_bytes()[:1000])
    result = run("goals", "oost", SCHAKEL_REGIONS=str(root))
    assert result.returncode == 1
    assert "duo_hbo.parquet" in result.stderr
    assert "schakel data build" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_says_that_nothing_is_wrong():
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0, result.output
    assert "oost" in result.output


def test_check_as_json_lists_the_problems_and_ends_with_1(tmp_path):
    import shutil

    root = tmp_path / "regions"
    shutil.copytree(ROOT / "regions", root)
    path = root / "oost/region.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "colour: blue\n", encoding="utf-8")
    result = run("check", "oost", "--json", SCHAKEL_REGIONS=str(root))
    assert result.returncode == 1
    [problem] = json.loads(result.stdout)
    assert problem["key"] == "colour"


def test_every_command_has_help_with_an_example():
    import typer

    from schakel.cli.reference import commands

    for path, command in commands(typer.main.get_command(app), "schakel"):
        assert "Example" in (command.help or ""), path
        assert path.split()[-1] in (command.help or ""), path


# These print no data: they serve, measure, or say how a rerun went.
WITHOUT_JSON = [
    "schakel bench chain",
    "schakel bench paths",
    "schakel clock",
    "schakel rerun",
    "schakel up",
    "schakel user reset",
]


def test_every_command_that_prints_data_has_json():
    import typer

    from schakel.cli.reference import commands

    without = [
        path
        for path, command in commands(typer.main.get_command(app), "schakel")
        if not any("--json" in parameter.opts for parameter in command.params)
    ]
    assert without == WITHOUT_JSON
