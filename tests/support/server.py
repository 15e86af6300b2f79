"""A real server of the site, in its own process, for tests that visit it as a reader does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 240


@dataclass(frozen=True)
class Server:
    """A running server: its address (`http://localhost:PORT`) and the home folder it serves."""

    address: str
    home: Path
    process: subprocess.Popen[str]


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Server]:
    """`schakel up` on a free port, until the block ends; `settings` are more of the environment."""
    port = free_port()
    command = [sys.executable, "-m", "schakel.cli.main", "up", "--port", str(port)]
    environment = {**os.environ, "SCHAKEL_HOME": str(home), **settings}
    process = subprocess.Popen(
        [*command, "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(f"http://localhost:{port}", home, process)
    try:
        wait_for(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def wait_for(server: Server) -> None:
    """Wait until the site answers; fail with what the server said when it gives up."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise AssertionError(f"the server stopped:\n{server.process.stdout.read()}")
        try:
            urllib.request.urlopen(f"{server.address}/robots.txt", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {server.address} within {PATIENCE} seconds")
