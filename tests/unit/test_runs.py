"""Ensembles: the same to the bit on every engine; nothing finished is lost; clear refusals."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.runs import memory, store, versions
from schakel.runs.engines import Processes, Serial, chosen
from schakel.runs.hashes import array_hashes
from schakel.runs.job import Job
from schakel.runs.run import run
from schakel.runs.stopping import Interrupted, Stopped
from tests.support.draws import Broken, Deadly, Noted, Walks, walks

ROOT = Path(__file__).parents[2]


def problem_of(caught) -> Problem:
    """The one problem of an error."""
    (problem,) = caught.value.problems
    return problem


def blocks_of(folder: Path) -> list[Path]:
    """The files of finished blocks of the one run below a folder."""
    return sorted(folder.glob("*/draws-*.npz"))


def test_a_run_gives_all_draws_in_order(tmp_path):
    told = []
    outcome = run(walks(), tmp_path, Serial(), progress=lambda *done: told.append(done))
    expected = Walks()(range(20))
    assert list(outcome.arrays) == ["steps up", "walk"]
    for name, array in expected.items():
        assert (outcome.arrays[name] == array).all()
    assert told == [(done, 20) for done in (0, 3, 6, 9, 12, 15, 18, 20)]
    assert outcome.engine == "serial"
    assert outcome.picked_up == 0
    assert outcome.peak_bytes > 10**7
    assert outcome.started.tzinfo


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_processes_give_the_same_bits(tmp_path, workers):
    serial = run(walks(), tmp_path / "serial", Serial())
    processes = run(walks(), tmp_path / "processes", Processes(workers))
    assert array_hashes(processes.arrays) == array_hashes(serial.arrays)
    assert processes.engine == f"processes, {workers} workers"


def test_a_function_of_a_notebook_can_be_run(tmp_path):
    job = Job(lambda block: {"square": np.array(block) ** 2}, 5, {"square": 2}, block_size=2)
    outcome = run(job, tmp_path, Processes(2))
    assert outcome.arrays["square"].tolist() == [0, 1, 4, 9, 16]


def test_finished_blocks_are_picked_up(tmp_path):
    notes = tmp_path / "notes"
    first = run(walks(), tmp_path, Serial())
    blocks_of(tmp_path)[2].unlink()
    job = walks(work=Noted(Walks(), notes))
    again = run(job, tmp_path, Serial())
    assert notes.read_text() == "6\n"
    assert again.picked_up == 17
    assert array_hashes(again.arrays) == array_hashes(first.arrays)
    run(job, tmp_path, Serial(), resume=False)
    assert len(notes.read_text().split()) == 1 + 7


def test_other_identity_draws_blocks_or_versions_are_another_run(tmp_path, monkeypatch):
    keys = {walks().key(), walks(draws=21).key(), walks(block_size=4).key()}
    keys.add(Job(Walks(), 20, {"work": "walks", "seed": 2}, 3).key())
    there = versions.Versions("0", "3", "2", "0", "here")
    monkeypatch.setattr(versions, "current", lambda: there)
    keys.add(walks().key())
    assert len(keys) == 5


@pytest.mark.parametrize(
    "break_it",
    [
        pytest.param(lambda content: content[: len(content) // 2], id="half-written"),
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:200] + b"?" + content[201:], id="one byte changed"),
        pytest.param(lambda content: content + b"\0", id="longer"),
    ],
)
def test_a_broken_block_is_made_anew(tmp_path, break_it):
    first = run(walks(), tmp_path, Serial())
    broken = blocks_of(tmp_path)[1]
    broken.write_bytes(break_it(broken.read_bytes()))
    again = run(walks(), tmp_path, Serial())
    assert again.picked_up == 17
    assert array_hashes(again.arrays) == array_hashes(first.arrays)
    assert run(walks(), tmp_path, Serial()).picked_up == 20


def test_a_block_under_another_name_is_not_taken(tmp_path):
    """The block of other draws, put there by hand."""
    run(walks(), tmp_path, Serial())
    first, second = blocks_of(tmp_path)[:2]
    first.write_bytes(second.read_bytes())
    assert run(walks(), tmp_path, Serial()).picked_up == 17


def test_what_was_half_written_is_tidied_up(tmp_path):
    outcome = run(walks(), tmp_path, Serial())
    part = outcome.folder / "draws-0000000-0000002.0.npz.part"
    part.write_bytes(b"PK")
    run(walks(), tmp_path, Serial())
    assert not part.exists()


def test_two_of_the_same_run_do_not_mix(tmp_path):
    with store.opened(tmp_path, walks()), pytest.raises(SchakelError) as caught:
        run(walks(), tmp_path, Serial())
    assert "still busy" in problem_of(caught).found


def test_a_full_disk_is_told_and_loses_nothing(tmp_path, monkeypatch):
    write, written = Path.write_bytes, []

    def until_full(path, content):
        if path.name.startswith("draws"):
            written.append(path)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    with monkeypatch.context() as patched, pytest.raises(Stopped) as caught:
        patched.setattr(Path, "write_bytes", until_full)
        run(walks(), tmp_path, Serial())
    full, go_on = caught.value.problems
    assert full.found == "No space left on device"
    assert "make room" in full.advice
    assert go_on.found == "9 of 20 draws, finished and kept"
    assert not list(tmp_path.glob("*/*.part"))
    assert run(walks(), tmp_path, Serial()).picked_up == 9


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SchakelError) as caught:
        run(walks(), tmp_path / "file", Serial())
    assert problem_of(caught).found == "Not a directory"


@pytest.mark.parametrize(
    ("engine", "value"),
    [(Serial(), np.nan), (Serial(), np.inf), (Serial(), -np.inf), (Processes(2), np.nan)],
    ids=["nan", "inf", "-inf", "nan in another process"],
)
def test_a_value_that_is_no_number_names_draw_and_array(tmp_path, engine, value):
    with pytest.raises(SchakelError) as caught:
        run(walks(work=Broken(7, value)), tmp_path, engine)
    problem = problem_of(caught)
    assert (problem.where, problem.key) == ("draw 7", "walk")
    assert problem.found.startswith(f"{value} at [2]")
    assert not list(tmp_path.glob("*/draws-0000006*"))


@pytest.mark.parametrize(
    ("arrays", "expected"),
    [
        (None, "named arrays"),
        ({}, "named arrays"),
        ({"a": [1, 2]}, "an array of numbers"),
        ({"a": np.array(["x", "y"])}, "an array of numbers"),
        ({"a": np.zeros((5, 2))}, "2 draws along the first axis"),
        ({"a": np.array(1.0)}, "2 draws along the first axis"),
    ],
)
def test_what_is_no_result_is_refused(tmp_path, arrays, expected):
    with pytest.raises(SchakelError) as caught:
        run(Job(lambda block: arrays, 2, {}), tmp_path, Serial())
    assert problem_of(caught).expected == expected


def test_blocks_that_differ_in_shape_are_refused(tmp_path):
    job = Job(lambda block: {"a": np.zeros((1, block.start + 1))}, 2, {}, block_size=1)
    with pytest.raises(SchakelError) as caught:
        run(job, tmp_path, Serial())
    assert problem_of(caught).where == "draws 1 to 1"


def test_wrong_sizes_are_told_together():
    with pytest.raises(SchakelError) as caught:
        Job(Walks(), 0, {}, block_size=-1, draw_bytes=-5)
    assert [problem.key for problem in caught.value.problems] == [
        "draws",
        "block_size",
        "draw_bytes",
    ]


def test_work_that_cannot_be_sent_is_told(tmp_path):
    lock = threading.Lock()
    with pytest.raises(SchakelError) as caught:
        run(Job(lambda block: {"a": lock}, 2, {}), tmp_path, Serial())
    assert "cannot be sent" in problem_of(caught).found


def test_too_little_memory_says_how_many_draws_fit(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 10_000)
    with pytest.raises(SchakelError) as caught:
        run(Job(Walks(), 100, {}, draw_bytes=1000), tmp_path, Serial())
    problem = problem_of(caught)
    assert problem.found == "8.0 kB for results, 1.0 kB a draw"
    assert problem.expected == "100.0 kB for 100 draws"
    assert "at most 8 draws" in problem.advice
    assert not list(tmp_path.iterdir())


def test_too_little_memory_is_seen_at_the_first_block(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 1000)
    with pytest.raises(SchakelError) as caught:
        run(walks(), tmp_path, Serial())
    assert "at most 12 draws" in problem_of(caught).advice


def test_too_small_a_disk_is_told_before_the_run(tmp_path):
    huge = 10**15
    with pytest.raises(SchakelError) as caught:
        memory.require_disk(1000, huge, tmp_path)
    assert "not one draw fits" in problem_of(caught).advice


def test_a_container_has_less_memory(tmp_path, monkeypatch):
    for name, text in (
        ("memory.max", "1000000\n"),
        ("memory.current", "600000\n"),
        ("memory.stat", "anon 1\ninactive_file 100000\nactive_file 7\n"),
    ):
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(memory, "_CGROUP", tmp_path)
    assert memory.available_bytes() == 500_000
    (tmp_path / "memory.max").write_text("max\n")
    assert memory.available_bytes() > 10**7


def test_without_proc_the_system_is_asked(tmp_path, monkeypatch):
    """As on macOS."""
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    monkeypatch.setattr(memory, "_CGROUP", tmp_path)
    assert memory.available_bytes() > 10**7
    assert memory.peak_bytes() > 10**7


@pytest.mark.parametrize(
    ("size", "text"), [(12, "12 bytes"), (1500, "1.5 kB"), (2.5e9, "2.5 GB"), (3e12, "3.0 TB")]
)
def test_sizes_are_readable(size, text):
    assert memory.readable(size) == text


def test_engines_by_what_the_user_says():
    assert chosen() == Processes()
    assert chosen(workers=1) == Serial()
    assert chosen(workers=4) == Processes(4)
    assert chosen(scheduler="tcp://here:1").address == "tcp://here:1"
    for wrong in ({"workers": 0}, {"workers": 2, "scheduler": "tcp://here:1"}):
        with pytest.raises(SchakelError):
            chosen(**wrong)


def test_a_worker_that_dies_loses_no_finished_draw(tmp_path):
    with pytest.raises(Stopped) as caught:
        run(walks(work=Deadly(19)), tmp_path, Processes(2))
    died, go_on = caught.value.problems
    assert "a worker that died" in died.found
    assert "finished and kept" in go_on.found
    again = run(walks(), tmp_path, Processes(2))
    assert again.picked_up >= 3
    assert array_hashes(again.arrays) == array_hashes(run(walks(), tmp_path / "b").arrays)


def test_an_error_comes_home_whole_from_another_process():
    error = UnknownName([Problem("a", "b", "c", "d"), Problem("e", "f", "g", "h", "key")])
    home = pickle.loads(pickle.dumps(error))
    assert (type(home), home.problems, str(home)) == (UnknownName, error.problems, str(error))


SCRIPT = """
import sys
from pathlib import Path
from schakel.base.errors import SchakelError
from schakel.runs.engines import chosen
from schakel.runs.run import run
from tests.support.draws import walks
try:
    run(walks(pause=0.3), Path(sys.argv[1]), chosen(int(sys.argv[2])))
except SchakelError as error:
    print(error)
    raise SystemExit(error.exit_code)
"""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_goes_on_with_the_same_bits(tmp_path, workers, ending):
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(workers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while len(blocks_of(tmp_path)) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    # A terminal sends Ctrl-C to the whole group of processes.
    os.killpg(process.pid, ending)
    said, complaints = process.communicate(timeout=120)
    if ending == signal.SIGINT:
        assert process.returncode == Interrupted.exit_code, complaints
        assert "draws, finished and kept" in said
        assert "start the same run again" in said
        assert "Traceback" not in complaints
    again = run(walks(), tmp_path, Serial())
    assert 6 <= again.picked_up < 20
    assert array_hashes(again.arrays) == array_hashes(
        run(walks(), tmp_path / "anew", Serial()).arrays
    )
