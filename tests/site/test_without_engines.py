"""The site reads what engines left behind; it starts without loading them."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import sys
import schakel.site.wsgi
from django.urls import get_resolver
assert get_resolver().url_patterns
print(*sorted({"numba", "schakel.chain", "schakel.site.explore.views.chain"} & set(sys.modules)))
"""


def test_every_page_and_the_api_start_without_the_compiler(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CODE], env={**os.environ, "SCHAKEL_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["schakel.site.explore.views.chain"]
