"""Records of runs: written, read, refused when broken; a rerun says what differs."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from schakel.base.errors import SchakelError
from schakel.runs import record as records
from schakel.runs import versions
from schakel.runs.engines import Processes, Serial
from schakel.runs.record import Question, RunRecord
from schakel.runs.rerun import NOTHING, rerun
from schakel.runs.run import run
from schakel.runs.stopping import Stopped
from tests.support.draws import Walks, walks

REGION, SCENARIO, OTHER = "a" * 64, "b" * 64, "c" * 64
QUESTION = Question(region="land", until=2030, draws=20, seed=1, engine="mean")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return run(walks(), tmp_path_factory.mktemp("first"), Serial())


@pytest.fixture(scope="module")
def record(outcome) -> RunRecord:
    return RunRecord.of(outcome, QUESTION, region_hash=REGION, scenario_hash=SCENARIO)


def changed(record: RunRecord, **changes) -> str:
    """The JSON of a record with other values; None leaves a key out."""
    content = json.loads(record.model_dump_json()) | changes
    return json.dumps({key: value for key, value in content.items() if value is not None})


def complaints(path) -> dict[str, str]:
    """What is wrong with the record in a file: key -> found."""
    with pytest.raises(SchakelError) as caught:
        records.read(path)
    assert all(problem.where == str(path) and problem.advice for problem in caught.value.problems)
    return {problem.key: problem.found for problem in caught.value.problems}


def again(record, folder, make_job=None, engine=None, **hashes):
    """The rerun of a record, of the same inputs unless told."""
    return rerun(
        record,
        make_job or (lambda question, size: walks(question.draws, size)),
        folder,
        **{"region_hash": REGION, "scenario_hash": SCENARIO, **hashes},
        engine=engine or Serial(),
    )


def test_what_is_written_is_read(record, outcome, tmp_path):
    path = tmp_path / "record.json"
    records.write(record, path)
    assert records.read(path) == record
    assert path.read_text(encoding="utf-8").endswith("}\n")
    assert record.ran_on == "serial"
    assert record.results == str(outcome.folder)
    assert record.versions == versions.current()


def test_arrays_are_known_to_be_those_of_the_record(record, outcome):
    assert records.same_result(record, outcome.arrays)
    other = outcome.arrays | {"walk": np.nextafter(outcome.arrays["walk"], np.inf)}
    assert not records.same_result(record, other)
    assert not records.same_result(record, {"walk": outcome.arrays["walk"]})


def test_a_folder_that_is_not_there_is_told(record, tmp_path):
    with pytest.raises(SchakelError) as caught:
        records.write(record, tmp_path / "nowhere" / "record.json")
    assert caught.value.problems[0].found == "No such file or directory"


@pytest.mark.parametrize(
    ("content", "key", "found"),
    [
        pytest.param(b"", "line 1, column 1", "Expecting value", id="empty"),
        pytest.param(b'{"format": 1,', "line 1, column 14", "Expecting property", id="half"),
        pytest.param(b"\xff\xfe{}", "", "utf-8", id="no UTF-8"),
        pytest.param(b"[]", "", "", id="a list"),
        pytest.param(b"null", "", "", id="null"),
    ],
)
def test_a_file_that_is_no_record_is_told(tmp_path, content, key, found):
    path = tmp_path / "record.json"
    path.write_bytes(content)
    told = complaints(path)
    assert list(told) == [key]
    assert found in told[key]


def test_a_file_or_folder_in_its_place_is_told(tmp_path):
    assert complaints(tmp_path / "none.json") == {"": "no such file"}
    assert "directory" in complaints(tmp_path)[""].lower()


def test_several_problems_are_told_together(record, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(
        changed(
            record,
            format=2,
            region_hash="abc",
            seconds=float("nan"),
            block_size=0,
            started="2026-01-01T12:00:00",
            question={"region": "land", "until": "soon", "draws": 20, "seed": 1, "engine": "mean"},
            results=None,
            colour="blue",
        )
    )
    assert set(complaints(path)) == {
        "format", "region_hash", "seconds", "block_size", "started", "question.until", "results",
        "colour",
    }  # fmt: skip


def test_a_record_that_was_changed_by_hand_is_told(record, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(changed(record, array_hashes=record.array_hashes | {"walk": OTHER}))
    assert complaints(path) == {"result_hash": record.result_hash}


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "processes"])
def test_a_rerun_is_the_same_to_the_bit(record, tmp_path, engine):
    found = again(record, tmp_path, engine=engine)
    assert found.same
    assert found.differences == ()
    assert found.record.result_hash == record.result_hash
    assert not list(tmp_path.iterdir())


def test_a_rerun_takes_the_recorded_block_size_and_question(record, tmp_path):
    asked = []

    def noted(question, size):
        asked.append((question, size))
        return walks()

    again(record, tmp_path, noted)
    assert asked == [(QUESTION, 3)]


def test_another_result_is_told_array_by_array(record, tmp_path):
    def other(question, size):
        return replace(walks(), work=_Without("steps up", Walks(seed=2)))

    found = again(record, tmp_path, other)
    assert not found.same
    assert [(d.kind, d.name) for d in found.differences] == [
        ("result", "steps up"),
        ("result", "walk"),
    ]
    assert found.differences[0].now == NOTHING
    assert str(found.differences[0]).startswith("result: steps up was ")


class _Without:
    """A work without one of its arrays."""

    def __init__(self, name, work):
        self.name, self.work = name, work

    def __call__(self, block):
        return {name: array for name, array in self.work(block).items() if name != self.name}


def test_other_inputs_and_versions_are_told_though_the_result_is_the_same(record, tmp_path):
    before = replace(record.versions, numpy="1.0", platform="Plan9-vax")
    old = record.model_copy(update={"versions": before})
    found = again(old, tmp_path, scenario_hash=OTHER)
    assert found.same
    assert [(d.kind, d.name, d.recorded) for d in found.differences] == [
        ("versions", "numpy", "1.0"),
        ("versions", "platform", "Plan9-vax"),
        ("inputs", "scenario", SCENARIO),
    ]


def test_a_rerun_that_was_stopped_goes_on(record, tmp_path):
    """The progress bar's own error stands for what stops it half-way."""
    job = walks()

    def stop(done, total):
        if done > total / 2:
            raise KeyboardInterrupt

    hashes = {"region_hash": REGION, "scenario_hash": SCENARIO, "engine": Serial()}
    with pytest.raises(Stopped, match="12 of 20 draws"):
        rerun(record, lambda *_: job, tmp_path, **hashes, progress=stop)
    told = []
    found = rerun(
        record, lambda *_: job, tmp_path, **hashes, progress=lambda *done: told.append(done)
    )
    assert told[0] == (12, 20)
    assert found.same
