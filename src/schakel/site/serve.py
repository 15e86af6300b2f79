"""Serves the site: makes it when it is not there yet, then answers requests until it is stopped."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from importlib import import_module
from multiprocessing import get_start_method
from pathlib import Path

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import load
from schakel.catalog.folders import region_ids
from schakel.site import clock, environment
from schakel.site.environment import MachineInTheWay
from schakel.site.firstrun import ensure_site, in_use
from schakel.site.outgoing import outgoing

PASSWORD_FILE = "editor-password.txt"
_APPLICATION = "schakel.site.wsgi:application"
_MOST_WORKERS = 4
_THREADS = 4


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> None:
    """Serve on `host`:`port` with `workers` processes (default: one a core, four at most).

    Returns when it is stopped (Ctrl-C or SIGTERM). Raises MachineInTheWay when the port is in use
    or the home folder cannot be written, SchakelError for a wrong setting or region package.
    """
    os.environ.setdefault("SCHAKEL_ADDRESS", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
    _refuse_taken_port(host, port)
    home = environment.prepared_home()
    _check_packages()
    ensure_site(say=_say)
    _load_once()
    with in_use(home), clock.beside():
        _say(_greeting(home, environment.public_address()))
        _server(host, port, workers or _cores()).serve()
    _say("Stopped.")


def _check_packages() -> None:
    """Stop before serving when a region package is broken; the workers inherit what was read."""
    problems = [problem for name in region_ids() for problem in _problems(name)]
    if problems:
        raise SchakelError(dict.fromkeys(problems))


def _problems(name: str) -> tuple[Problem, ...]:
    try:
        load(name)
    except SchakelError as error:
        return error.problems
    return ()


def _load_once() -> None:
    """Where workers are forked, load the site before: once instead of in each of them."""
    if get_start_method() == "fork":
        import_module(_APPLICATION.partition(":")[0])
        import_module("schakel.site.urls")
        connections.close_all()
        gc.freeze()


def _cores() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _server(host: str, port: int, workers: int) -> Server:
    return Server(
        _APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )


def _refuse_taken_port(host: str, port: int) -> None:
    """Say so when the port is taken or not ours, before anything else is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise MachineInTheWay(_port_problem(host, port, error)) from error


def _port_problem(host: str, port: int, error: OSError) -> Problem:
    where = f"{host}:{port}"
    other = f"choose another port: schakel up --port {port + 1 if port < 65535 else 8000}"
    if error.errno == errno.EADDRINUSE:
        return Problem(
            where, f"port {port} is in use by another program", "a port that is free", other
        )
    if error.errno == errno.EACCES:
        return Problem(
            where, f"port {port} is kept for the administrator", "a port from 1024 up", other
        )
    return Problem(
        where,
        f"an address that this machine does not have ({error.strerror or error})",
        "127.0.0.1 (this machine only) or 0.0.0.0 (the network too)",
        "choose one of these with --host",
    )


def _greeting(home: Path, address: str) -> str:
    password = home / PASSWORD_FILE
    where = f"password in {password}" if password.is_file() else "with your own password"
    post = outgoing().host
    mail = f"Mail goes through {post}" if post else "Mail is printed here; SCHAKEL_SMTP sends it"
    return (
        f"Schakel is at {address}/\n"
        f"Editors log in at {address}/admin/ as “editor”, {where}\n"
        f"{mail}\n"
        "Stop with Ctrl-C."
    )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
