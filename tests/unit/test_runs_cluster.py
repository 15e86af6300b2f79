"""Ensembles on a real Dask cluster of two processes; schedulers that are not there or die."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schakel.base.errors import SchakelError
from schakel.runs import versions
from schakel.runs.cluster import Cluster
from schakel.runs.engines import Serial
from schakel.runs.hashes import array_hashes
from schakel.runs.run import run
from schakel.runs.stopping import Stopped
from tests.support.draws import Broken, walks

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
SCHEDULER = """
import time
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers={workers}, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        time.sleep(600)
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a cluster of two workers, each a process."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as running:
        yield running.scheduler_address


@contextmanager
def scheduler_to_kill(folder: Path, workers: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A scheduler in a process of its own, and its address."""
    script = folder / "scheduler.py"
    script.write_text(SCHEDULER.format(workers=workers))
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate(timeout=60)


def refused(engine, folder):
    """The problems of a run that is refused before it starts, and how long that took."""
    start = time.monotonic()
    with pytest.raises(SchakelError) as caught:
        run(walks(), folder, engine)
    assert not isinstance(caught.value, Stopped)
    assert not list(folder.glob("*/draws-*"))
    return caught.value.problems, time.monotonic() - start


def test_a_cluster_gives_the_same_bits(address, tmp_path):
    told = []
    serial = run(walks(), tmp_path / "serial", Serial())
    outcome = run(walks(), tmp_path, Cluster(address), progress=lambda *done: told.append(done))
    assert array_hashes(outcome.arrays) == array_hashes(serial.arrays)
    assert told[0] == (0, 20)
    assert told[-1] == (20, 20)
    assert outcome.engine == f"cluster, {address}"


def test_a_cluster_picks_up_what_another_engine_finished(address, tmp_path):
    first = run(walks(), tmp_path, Serial())
    for path in list(first.folder.glob("draws-*"))[::2]:
        path.unlink()
    again = run(walks(), tmp_path, Cluster(address))
    assert 0 < again.picked_up < 20
    assert array_hashes(again.arrays) == array_hashes(first.arrays)


def test_a_value_that_is_no_number_is_told_from_a_cluster(address, tmp_path):
    with pytest.raises(SchakelError) as caught:
        run(walks(work=Broken(7, float("nan"))), tmp_path, Cluster(address))
    assert caught.value.problems[0].where == "draw 7"


def test_workers_with_other_versions_are_refused(address, tmp_path, monkeypatch):
    """The workers are processes of their own, so only this one seems to be another."""
    monkeypatch.setattr("schakel.__version__", "9.9.9")
    monkeypatch.setattr(versions, "version", lambda package: f"{package} 1.0")
    problems, _ = refused(Cluster(address), tmp_path)
    assert len(problems) == 2 * 3
    assert {(problem.key, problem.expected) for problem in problems} == {
        ("schakel", "9.9.9, as here"),
        ("numpy", "numpy 1.0, as here"),
        ("numba", "numba 1.0, as here"),
    }


def test_a_scheduler_that_is_not_there(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    problems, seconds = refused(Cluster(f"tcp://127.0.0.1:{port}", patience=1), tmp_path)
    assert seconds < 30
    assert problems[0].where == f"cluster tcp://127.0.0.1:{port}"
    assert problems[0].found.startswith("no scheduler that answers within 1 seconds")
    assert "dask scheduler" in problems[0].advice


@pytest.mark.parametrize("wrong", ["", "nowhere", "ftp://here:1", "tcp://no.such.host.invalid:1"])
def test_an_address_that_is_none(tmp_path, wrong):
    problems, _ = refused(Cluster(wrong, patience=1), tmp_path)
    assert "no scheduler" in problems[0].found


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH_9.2\r\n"], ids=["silent", "another"])
def test_a_port_where_something_else_listens(tmp_path, said):
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=_greeting, args=(other, said), daemon=True).start()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        problems, seconds = refused(Cluster(address, patience=1), tmp_path)
    assert "no scheduler" in problems[0].found
    assert seconds < 30


def _greeting(server, said):
    caller, _ = server.accept()
    with caller:
        caller.sendall(said)
        time.sleep(2)


def test_a_worker_is_no_scheduler(address, tmp_path):
    with distributed.Client(address, set_as_default=False) as client:
        worker = next(iter(client.scheduler_info()["workers"]))
    problems, _ = refused(Cluster(worker, patience=2), tmp_path)
    assert problems[0].found == "no scheduler but a worker"


def test_a_scheduler_without_workers(tmp_path):
    with scheduler_to_kill(tmp_path, workers=0) as (_, address):
        problems, _ = refused(Cluster(address, patience=2), tmp_path)
    assert problems[0].found == "a scheduler without workers"


def test_without_dask_the_command_to_install_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    problems, _ = refused(Cluster("tcp://127.0.0.1:1"), tmp_path)
    assert problems[0].advice == 'pip install "schakel[cluster]"'


def test_a_scheduler_that_dies_half_way_loses_no_finished_draw(tmp_path):
    job = walks(pause=0.2)
    with scheduler_to_kill(tmp_path, workers=2) as (process, address):

        def kill_half_way(done: int, total: int) -> None:
            if done >= total / 2:
                process.kill()

        start = time.monotonic()
        with pytest.raises(Stopped) as caught:
            run(job, tmp_path, Cluster(address), progress=kill_half_way)
    assert time.monotonic() - start < 90
    lost, go_on = caught.value.problems
    assert "a cluster that was lost" in lost.found
    assert re.fullmatch(r"\d+ of 20 draws, finished and kept", go_on.found)
    again = run(job, tmp_path, Serial())
    assert 10 <= again.picked_up < 20
    assert array_hashes(again.arrays) == array_hashes(run(job, tmp_path / "b", Serial()).arrays)
