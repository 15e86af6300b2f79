"""`schakel occupations` as somebody types it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from schakel.answers import projection_store
from schakel.base.errors import UnknownName
from schakel.cli.main import application


@pytest.fixture(autouse=True)
def none_kept(monkeypatch):
    """A region without a projection."""
    monkeypatch.setattr(projection_store, "_folder", lambda *_: None)


def run(*arguments, columns="80"):
    """What is printed; a mistake is raised as the command raises it."""
    result = CliRunner().invoke(
        application("occupations"), ["occupations", "oost", *arguments], env={"COLUMNS": columns}
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_fits_eighty_columns_and_says_what_is_an_estimate():
    printed = run("--promising", "--lang", "nl")
    assert max(len(line) for line in printed.splitlines()) <= 80
    told = " ".join(printed.split())
    assert "0744 Machinemonteurs" in told
    assert "0742" not in told, "not promising"
    assert "schattingen" in told
    assert "schakel project oost" in told, "what to do for the column of the chain"


def test_json_and_csv_say_the_same():
    found = json.loads(run("--json", "--region", "AM-TWENTE", "--family", "mechanics"))
    rows = list(csv.DictReader(io.StringIO(run("--csv", "--region", "AM-TWENTE", "--family",
                                               "mechanics"))))  # fmt: skip
    assert [entry["code"] for entry in found["occupations"]] == ["0744", "0743"]
    said = {(row["occupation"], row["measure"]): row for row in rows}
    for entry in found["occupations"]:
        for name, value in entry["values"].items():
            row = said[entry["code"], name]
            shown = "" if value["value"] is None else str(value["value"])
            assert (row["value"], row["status"]) == (shown, value["status"])
    assert all(row["sources"] for row in rows if row["status"] not in ("missing",))


def test_the_order_can_be_chosen():
    codes = [row["code"] for row in json.loads(run("--json", "--sort", "rate"))["occupations"]]
    assert codes[0] == "0753", "ROA: 49 openings per hundred people, the most"


@pytest.mark.parametrize(
    "arguments", [("--region", "AM-NOWHERE"), ("--family", "wizards"), ("--sort", "luck")]
)
def test_what_does_not_exist_is_told(arguments):
    with pytest.raises(UnknownName):
        run(*arguments)
