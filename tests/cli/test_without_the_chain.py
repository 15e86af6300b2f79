"""Only who compiles the chain needs its large packages: site and other commands go without."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules['numba'] = None\n"
COMMAND = WITHOUT + "sys.argv[0] = 'schakel'\nfrom schakel.cli.main import main; main()"
SITE = """
import os, pkgutil
from importlib import import_module
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
import django
django.setup()
import schakel.site
for module in pkgutil.walk_packages(schakel.site.__path__, "schakel.site."):
    import_module(module.name)
"""


def python(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )


def test_every_module_of_the_site_is_imported_without_them() -> None:
    done = python(WITHOUT + SITE)
    assert done.returncode == 0, done.stderr


def test_help_and_goals_work_without_them() -> None:
    for words in (["--help"], ["goals", "oost", "--goal", "1", "--json"]):
        done = python(COMMAND, *words)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["project", "bench"])
def test_a_command_that_compiles_says_what_to_install(command: str) -> None:
    done = python(COMMAND, command, "oost" if command == "project" else "chain")
    assert done.returncode == 3
    assert "schakel[chain]" in done.stderr
    assert "Traceback" not in done.stderr
