"""Makes the site at the first start, and brings it up to date after an upgrade.

A database is made aside (`schakel.sqlite3.new`) and renamed when it is complete, so that one that
was interrupted is simply made again. A PostgreSQL database is changed in transactions.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.folders import region_folders, region_ids
from schakel.site import environment
from schakel.site.environment import MachineInTheWay

STAMP, LOCK = "site.json", "schakel.lock"
_FOLDER = Path(__file__).parent
_MAKES_THE_SITE = ("**/migrations/*.py", "**/static/**/*.*", "accounts/roles.yaml")
_FILLS_LEDGERS = "*/ledger/*.csv"


def ensure_site(
    regions: Iterable[str] | None = None, say: Callable[[str], None] = lambda _: None
) -> bool:
    """Make the site, or bring it up to date; whether there was something to do.

    `regions` are the packages to make pages for (default: every landsdeel there is). Raises
    SchakelError when the home folder cannot be written or another start is busy there.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
    home = environment.prepared_home()
    wanted = _fingerprint(list(regions) if regions is not None else None)
    if _stands(home, wanted):
        return False
    with _alone(home):
        django.setup()
        _make_database(list(regions or ()), say)
        say("Styles and scripts …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=False)
        environment.write_private(home / STAMP, json.dumps({"made_of": wanted}) + "\n")
    return True


def _stands(home: Path, wanted: str) -> bool:
    database = environment.database()
    if not database.server and not Path(database.name).is_file():
        return False
    try:
        return bool(json.loads((home / STAMP).read_text())["made_of"] == wanted)
    except (OSError, ValueError, KeyError):
        return False  # no stamp, or a broken one: look at everything again


def _fingerprint(regions: list[str] | None) -> str:
    """Changes whenever the database or the static files have to be brought up to date."""
    files = sorted({path for pattern in _MAKES_THE_SITE for path in _FOLDER.glob(pattern)})
    files += [path for folder in region_folders() for path in sorted(folder.glob(_FILLS_LEDGERS))]
    parts = [
        repr(environment.database()),
        *(f"{name} {version(name)}" for name in ("schakel", "django", "wagtail")),
        *sorted(regions if regions is not None else region_ids()),
        *(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock of the home folder; refuse while another start holds it or a server runs."""
    with (home / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MachineInTheWay(
                Problem(
                    str(home),
                    "another Schakel that uses this folder, while the database has to be made anew",
                    "one at a time",
                    "stop the other one first, or choose another folder with SCHAKEL_HOME",
                )
            ) from None
        yield


@contextmanager
def in_use(home: Path) -> Iterator[None]:
    """While this holds, no other start changes the database under a running server."""
    with (home / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def _make_database(regions: list[str], say: Callable[[str], None]) -> None:
    chosen = environment.database()
    if chosen.server:
        say("Database and pages …")
        call_command("make_site", *regions)
        return
    final = Path(chosen.name)
    aside = final.with_name(final.name + ".new")
    _remove(aside)
    if final.is_file():
        say("Bringing the database up to date …")
        _copy(final, aside)
    else:
        say("Making the database and the first pages (once, about half a minute) …")
    with _pointed_at(aside):
        call_command("make_site", *regions)
    _settle(aside)
    _settle(final)
    aside.replace(final)


@contextmanager
def _pointed_at(path: Path) -> Iterator[None]:
    """Let Django work on another SQLite file for a while."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.DatabaseError as error:
        raise SchakelError(
            Problem(
                str(source),
                f"a file that SQLite cannot read ({error})",
                "the database of the site",
                "put back a copy, or move this file away to start with a new site",
            )
        ) from error


def _settle(path: Path) -> None:
    """Bring everything into the one file: a log beside it must not outlive a rename."""
    if path.is_file():
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("PRAGMA journal_mode=DELETE")


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
