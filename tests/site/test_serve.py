"""`schakel up`: says where it is, serves, stops quietly, and says what stands in its way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from schakel.site import serve
from schakel.site.environment import MachineInTheWay
from tests.support.server import Server, serving


def test_it_says_where_to_look_and_how_to_log_in_and_stops_quietly(site_db: Path) -> None:
    with serving(site_db) as server:
        server.process.send_signal(signal.SIGTERM)
        said, _ = server.process.communicate(timeout=30)
    assert server.process.returncode == 0
    assert server.address in said
    assert f"{server.address}/admin/" in said
    assert str(site_db / "editor-password.txt") in said
    assert said.rstrip().endswith("Stopped.")
    assert "Traceback" not in said


def test_pages_come_compressed_with_an_etag_and_forever_files(live_site: Server) -> None:
    asked = urllib.request.Request(
        f"{live_site.address}/nl/oost/", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["ETag"]
        assert "Set-Cookie" not in answer.headers
        assert len(answer.read()) < 30_000
    with urllib.request.urlopen(f"{live_site.address}/nl/") as answer:
        page = answer.read().decode()
    sheet = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    with urllib.request.urlopen(live_site.address + sheet) as answer:
        assert "immutable" in answer.headers["Cache-Control"], "its name changes with its content"


def test_a_port_in_use_is_refused_before_anything_else() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MachineInTheWay) as refused:
            serve.serve(port=port)
    (problem,) = refused.value.problems
    assert f"port {port} is in use" in problem.found
    assert f"--port {port + 1}" in problem.advice


@pytest.mark.parametrize(("host", "port"), [("203.0.113.7", 8000), ("no.such.host.invalid", 8000)])
def test_an_address_that_is_not_ours_is_refused(host: str, port: int) -> None:
    with pytest.raises(MachineInTheWay) as refused:
        serve.serve(host=host, port=port)
    assert "--host" in refused.value.problems[0].advice


def test_a_broken_region_package_stops_the_start(tmp_path: Path) -> None:
    broken = tmp_path / "regions" / "broken"
    broken.mkdir(parents=True)
    (broken / "region.yaml").write_text("id: broken\nparent: nl\nlabel: [")
    environment = {
        **os.environ,
        "SCHAKEL_HOME": str(tmp_path / "home"),
        "SCHAKEL_REGIONS": str(broken.parent),
    }
    command = [sys.executable, "-m", "schakel.cli.main", "up", "--port", "0"]
    command[-1] = str(_free_port())
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    said = " ".join((ended.stdout + ended.stderr).split())
    assert ended.returncode == 1
    assert "region.yaml" in said
    assert "Traceback" not in said
    assert not (tmp_path / "home" / "schakel.sqlite3").exists()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
