"""`schakel rerun` as somebody types it after `schakel project`, and what it says of differences."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from schakel.base.errors import SchakelError, UnknownName
from schakel.cli.main import application
from schakel.cli.rerun import sentences
from schakel.runs import record as records
from schakel.runs.hashes import json_hash
from schakel.runs.rerun import Rerun, differences

OTHER = "c" * 64


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def path(home):
    """The record of a short projection."""
    asked = ("--until", "2025", "--draws", "3", "--workers", "1", "--out", str(home / "out"))
    result = typed(home, "project", "oost", *asked)
    assert result.exit_code == 0
    return home / "out" / "projection.json"


@pytest.fixture
def record(path):
    return records.read(path)


def typed(home, command, *arguments):
    """What comes of a command; a mistake is raised as the command raises it."""
    environment = {"COLUMNS": "200", "SCHAKEL_HOME": str(home)}
    result = CliRunner().invoke(application(command), [command, *arguments], env=environment)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def changed(path, folder, **changes):
    """A copy of a record with other values."""
    content = json.loads(path.read_text()) | changes
    content["result_hash"] = json_hash(content["array_hashes"])
    copy = folder / "changed.json"
    copy.write_text(json.dumps(content))
    return copy


def compared(record, **changes) -> Rerun:
    """A rerun of a record that had other values."""
    return Rerun(record, differences(record.model_copy(update=changes), record))


def test_the_result_is_the_same_to_the_bit_with_more_workers(home, path):
    result = typed(home, "rerun", str(path), "--workers", "2")
    assert result.exit_code == 0
    about, same = result.stdout.splitlines()
    assert "until 2025, 3 draws" in about
    assert same == "The result is the same, to the last bit."
    assert not list((home / "reruns").iterdir())


def test_another_result_is_told_and_ends_with_one(home, path, tmp_path, record):
    hashes = record.array_hashes | {"workers": OTHER}
    other = changed(path, tmp_path, array_hashes=hashes, block_size=2)
    result = typed(home, "rerun", str(other), "--workers", "1", "--lang", "nl")
    assert result.exit_code == 1
    assert "Het resultaat is anders." in result.stdout
    assert "• reeksen met andere waarden: workers" in result.stdout
    assert f"meld die, met het bestand {other}" in result.stdout


@pytest.mark.parametrize("language", ["nl", "en"])
def test_versions_and_tables_of_then_are_told(record, path, language):
    old = record.versions.__class__(**{**vars(record.versions), "numpy": "1.0"})
    hashes = {"region_hash": OTHER, "scenario_hash": OTHER, "array_hashes": {}}
    said = sentences(compared(record, versions=old, **hashes), path, language)
    assert len([line for line in said if line.startswith("• ")]) == 3
    assert any(line.startswith("• numpy: was 1.0, is ") for line in said)
    assert len(said) == 2 + 3 + 2
    assert str(path) not in " ".join(said)


def test_tables_of_a_scenario_are_told_apart(record, path):
    asked = record.question.model_copy(update={"scenario": "more-places"})
    found = compared(record.model_copy(update={"question": asked}), scenario_hash=OTHER)
    assert sentences(found, path, "en") == [
        "The result is the same, to the last bit.",
        "What differs:",
        "• the tables of the scenario have changed",
    ]


def test_what_cannot_be_repeated_is_refused_before_the_run(home, path, tmp_path, record):
    question = record.question.model_dump()
    for changes, kind, found in (
        ({"region": "atlantis"}, UnknownName, "atlantis"),
        ({"until": 2001}, SchakelError, "2001"),
        ({"scenario": "flood"}, UnknownName, "flood"),
    ):
        with pytest.raises(kind, match=found):
            typed(home, "rerun", str(changed(path, tmp_path, question=question | changes)))
    with pytest.raises(SchakelError, match="one of the two"):
        typed(home, "rerun", str(path), "--workers", "2", "--scheduler", "tcp://here:1")


def test_a_file_that_is_no_record_is_told(home, tmp_path):
    with pytest.raises(SchakelError, match="no such file"):
        typed(home, "rerun", str(tmp_path / "none.json"))
