"""Prints the figures of the first page, the commands and the site, measured on this machine.

    python bench/site.py                       starts, commands and load
    python bench/site.py --from DIR            also `schakel data build` from the source files
    python bench/site.py --clone               also from clone to first page, with an empty home

Not a test: nothing fails on a slow machine. Run it when the machine is quiet. The load generator
is one process on the same processors, with connections kept open.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCHAKEL = ROOT / "schakel"
PAGE = "/nl/oost/"
SUGGESTIONS = "/nl/oost/wegen/suggesties.json"
TYPED = (
    "kapper", "vrachtwagenchauffeur", "verkoopmedewerker bouwmarkt", "lasser", "cnc-draaier",
    "helpdeskmedewerker", "docent wiskunde", "bouwkundig ingenieur", "administratief medewerkster",
    "monteur", "timmerman", "software developer", "verpleegkundige", "magazijnmedewerker", "kok",
    "elektricien", "boekhouder", "automonteur", "schilder", "pedagogisch medewerker",
)  # fmt: skip


def main() -> None:
    options = _options()
    print(f"processors {os.cpu_count()}, python {sys.version.split()[0]}")
    if options.clone:
        clone_to_first_page()
    with tempfile.TemporaryDirectory() as home:
        environment = {"SCHAKEL_HOME": home}
        with serving(environment) as first:
            print(f"first start with its environment in place: {first.seconds:.1f} s")
        with serving(environment) as second:
            print(f"second start: {second.seconds:.1f} s")
        command("schakel goals oost", [str(SCHAKEL), "goals", "oost"])
        if options.source:
            build = [str(SCHAKEL), "data", "build", "--from", options.source, "--into", home]
            command("schakel data build", build, runs=1)
        with serving({**environment, "SCHAKEL_PAGE_CACHE": "off"}) as server:
            load("caches off", server.port, options.seconds)
        with serving(environment) as server:
            load("caches on", server.port, options.seconds)
            suggestions(server.port)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--from", dest="source", help="folder with the publishers' files")
    parser.add_argument("--clone", action="store_true", help="measure from clone to first page")
    parser.add_argument("--seconds", type=float, default=10, help="length of each load run")
    return parser.parse_args()


class Server:
    """A started site: its port and the seconds until it gave the first page."""

    def __init__(self, port: int, seconds: float):
        self.port = port
        self.seconds = seconds


@contextlib.contextmanager
def serving(
    environment: dict[str, str], script: Path = SCHAKEL, patience: float = 60
) -> Iterator[Server]:
    """Start the site on a free port, wait for the first page, and stop it afterwards."""
    port = _free_port()
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(script), "up", "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - start > patience:
                sys.exit(f"the site did not start within {patience:.0f} s")
            time.sleep(0.05)
        yield Server(port, time.perf_counter() - start)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGE}", timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def clone_to_first_page() -> None:
    """Clone the checkout into an empty folder with an empty home, and start it."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {"HOME": str(home), "SCHAKEL_HOME": "", "SCHAKEL_VENV": ""}
        with serving(environment, clone / "schakel", patience=300):
            print(f"from clone to first page: {time.perf_counter() - start:.1f} s")


def command(name: str, arguments: list[str], runs: int = 5) -> None:
    """Whole-process seconds (median) and peak memory of a command."""
    seconds, peaks = [], []
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        peaks.append(usage.ru_maxrss / 1024)
        if status:
            sys.exit(f"{name} ended with {os.waitstatus_to_exitcode(status)}")
    print(f"{name}: {statistics.median(seconds):.2f} s, peak {max(peaks):.0f} MB")


def load(name: str, port: int, seconds: float, connections: int = 16) -> None:
    """Requests per second, errors and latencies for the region page."""
    for _ in range(20):
        _answers(port)
    times, errors = asyncio.run(_load(port, seconds, connections))
    ordered = sorted(times)
    p50, p99 = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.99))
    print(
        f"{PAGE}, {name}: {len(times) / seconds:.0f} requests/s, {errors} errors, "
        f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"
    )


def suggestions(port: int) -> None:
    """How long suggestions take while titles are typed letter by letter, from the second on."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for title in (TYPED[0], *TYPED):  # the first one fills what is kept
        for letters in range(2, len(title) + 1):
            start = time.perf_counter()
            connection.request("GET", f"{SUGGESTIONS}?q={urllib.parse.quote(title[:letters])}")
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - start)
            if answer.status != 200:
                sys.exit(f"suggestions for {title[:letters]!r} gave {answer.status}")
    ordered = sorted(times[len(TYPED[0]) - 1 :])
    p50, p95, p99 = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.95, 0.99))
    print(
        f"{SUGGESTIONS}: {len(ordered)} prefixes, p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"p99 {p99:.1f} ms"
    )


async def _load(port: int, seconds: float, connections: int) -> tuple[list[float], int]:
    until = time.perf_counter() + seconds
    found = await asyncio.gather(*(_one(port, until) for _ in range(connections)))
    return [t for times, _ in found for t in times], sum(errors for _, errors in found)


async def _one(port: int, until: float) -> tuple[list[float], int]:
    request = (
        f"GET {PAGE} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    times, errors = [], 0
    while time.perf_counter() < until:
        start = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        fields = head.lower().split(b"\r\n")
        size = next(int(f.split(b":")[1]) for f in fields if f.startswith(b"content-length:"))
        await reader.readexactly(size)
        times.append(time.perf_counter() - start)
        errors += b" 200 " not in fields[0]
    writer.close()
    return times, errors


if __name__ == "__main__":
    main()
