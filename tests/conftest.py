"""What all tests share: a home folder of their own, the site in it, and a server to visit.

Nothing touches the home folder of whoever runs the tests: settings are read from the environment,
so it is set here, before Django reads it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

# Nothing here fails because a machine is slow.
hypothesis_settings.register_profile(
    "schakel", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("schakel")

HOME = Path(tempfile.mkdtemp(prefix="schakel-tests-"))
FIRST = HOME.with_name(f"{HOME.name}-first")  # as it was before any test
KEPT = {"SCHAKEL_REGIONS", "SCHAKEL_VENV", "SCHAKEL_TEST_DATABASE"}
for name in {name for name in os.environ if name.startswith("SCHAKEL_")} - KEPT:
    del os.environ[name]
os.environ["SCHAKEL_HOME"] = str(HOME)
# Tests that want a width of the terminal say so; processes of pytest-xdist come with one of 80.
os.environ.pop("COLUMNS", None)
os.environ.pop("LINES", None)
# Another database than SQLite, empty and to be thrown away: see .ci/postgresql.
if "SCHAKEL_TEST_DATABASE" in os.environ:
    os.environ["SCHAKEL_DATABASE"] = os.environ["SCHAKEL_TEST_DATABASE"]
os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.site.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

from schakel.site.firstrun import ensure_site  # noqa: E402
from tests.support.server import Server, serving  # noqa: E402

django.setup()

from tests.support.memory import forget  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    """Whoever hands tests out to several processes leaves each of them its own home."""
    if config.getoption("numprocesses", None):
        del os.environ["SCHAKEL_HOME"], os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    """Remove the home folder of the tests, and the copy of it."""
    shutil.rmtree(HOME, ignore_errors=True)
    shutil.rmtree(FIRST, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a test kept in memory hangs on a transaction that is rolled back: forget it."""
    yield
    forget()


@pytest.fixture(scope="session")
def site_home() -> Path:
    """Home folder of the tests."""
    return HOME


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    """The database of the tests is the site itself, made once as a first start makes it.

    Tests that ask for `db` work in a transaction on it that is rolled back.
    """
    if settings.HOME != HOME:
        pytest.exit("Django was set up before the tests: unset DJANGO_SETTINGS_MODULE", 2)
    with django_db_blocker.unblock():
        ensure_site()
    shutil.copytree(HOME, FIRST)


@pytest.fixture(scope="session")
def site_db(django_db_setup: None) -> Path:
    """The site, made once for all tests; gives its home folder."""
    return HOME


@pytest.fixture
def site_copy(site_db: Path, tmp_path: Path) -> Path:
    """The home folder of a site of one's own, as a first start makes it, in a third of the time."""
    return shutil.copytree(FIRST, tmp_path / "site")


@pytest.fixture(scope="session")
def live_site(site_db: Path) -> Iterator[Server]:
    """The site, served for real on a free port by `schakel up`; gives its address."""
    with serving(site_db) as server:
        yield server
