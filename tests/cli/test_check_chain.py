"""`schakel check` and the chain: what is wrong in its tables, or that nobody can tell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schakel.base.errors import SchakelError
from schakel.catalog.catalog import forget, load
from schakel.cli.main import application

WITHOUT = (
    "import sys; sys.modules['numba'] = None; sys.argv = ['schakel', 'check', 'nl'];"
    "from schakel.cli.main import main; main()"
)


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the nation's package, which goes before the one that Schakel brings."""
    folder = tmp_path / "nl"
    shutil.copytree(load("nl").packages[-1].folder, folder)
    monkeypatch.setenv("SCHAKEL_REGIONS", str(tmp_path))
    forget()
    yield folder
    forget()


def test_faults_of_the_chain_come_out_with_file_line_and_advice(nation: Path) -> None:
    table = nation / "chain" / "flows.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",po", ",nowhere", 1)
    table.write_text("".join(lines), encoding="utf-8")
    result = CliRunner().invoke(application("check"), ["check", "nl"])
    assert isinstance(result.exception, SchakelError)
    (problem,) = result.exception.problems
    assert problem.where == f"{table}:2"
    assert "nowhere" in problem.found
    assert problem.expected
    assert problem.advice


def test_an_indicator_that_counts_what_the_chain_lacks_is_found(nation: Path) -> None:
    path = nation / "indicators" / "technical_first_years_hbo.yaml"
    text = path.read_text(encoding="utf-8")
    assert "hbo_ba_tech[year=1]" in text
    path.write_text(text.replace("hbo_ba_tech[year=1]", "hbo_ba_teck[year=1]"), encoding="utf-8")
    result = CliRunner().invoke(application("check"), ["check", "nl"])
    assert isinstance(result.exception, SchakelError)
    (problem,) = result.exception.problems
    assert problem.where == "indicators/technical_first_years_hbo.yaml"
    assert problem.key == "projected › numerator › stock"
    assert "hbo_ba_tech[" in problem.expected


def test_without_the_compiler_the_rest_is_checked_and_the_chain_is_said_not_to_be() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "nl: nothing wrong." in ran.stdout
    assert "The chain was not checked" in ran.stderr
