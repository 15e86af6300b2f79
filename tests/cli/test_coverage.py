"""`schakel coverage` as somebody types it, over the ledger that Oost starts with."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load
from schakel.cli.main import application

pytestmark = pytest.mark.usefixtures("db")
OOST = load("oost")


def run(*arguments, columns="100"):
    """What is printed; a mistake is raised as the command raises it."""
    result = CliRunner().invoke(
        application("coverage"), ["coverage", "oost", *arguments], env={"COLUMNS": columns}
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_has_every_link_and_fits_a_hundred_columns():
    printed = run("--lang", "nl")
    rows = [line.split("  ")[0] for line in printed.splitlines()]
    for link in OOST.links.values():
        assert link.label.nl in rows
    words = " ".join(printed.split())
    assert "zijn wit" in words
    assert "twee of meer schakels" in words
    assert max(len(line) for line in printed.splitlines()) <= 100


def test_json_and_csv_say_the_same():
    cells = json.loads(run("--json", "--by", "province"))["cells"]
    rows = list(csv.DictReader(io.StringIO(run("--csv", "--by", "province"))))
    assert len(rows) == len(cells) == (len(OOST.links) + 1) * 3  # two provinces and a total
    assert [row["actions"] for row in rows] == [str(cell["actions"]) for cell in cells]
    total = cells[-1]
    assert (total["row"], total["link"], total["area"]) == ("total", None, None)


def test_what_is_unknown_is_null_and_not_zero():
    cells = json.loads(run("--json"))["cells"]
    without = [cell for cell in cells if cell["actions"] == 0]
    assert without
    assert all(cell["committed"] is None for cell in without)


def test_years_narrow_down_the_money():
    total = json.loads(run("--json", "--year", "2018:2018"))["cells"][-1]
    everything = json.loads(run("--json"))["cells"][-1]
    assert 0 < total["committed"] < everything["committed"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--year", "2021:2018"], "2018:2021"),
        (["--year", "next"], "2018:2021"),
        (["--by", "corop"], "labour_market_region"),
        (["--pact", "twent"], "twente"),
        (["--goal", "7"], "inflow"),
        (["--funder", "nobody-pays"], "one of"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_what_does(arguments, expected):
    with pytest.raises(UnknownName) as error:
        run(*arguments)
    assert expected in str(error.value)
