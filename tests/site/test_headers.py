"""What every response says to the browser, and what the settings make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

SECURE = """
import json
from django.conf import settings
names = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "DEBUG")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nl/", "/nl/oost/", "/nl/nergens/", "/robots.txt", "/sitemap.xml", "/admin/login/"]
)
def test_public_pages_have_a_strict_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy, "nothing runs"
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_only_the_back_office_may_run_scripts(client: Client) -> None:
    policy = client.get("/admin/password_reset/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy, "and nothing from elsewhere"


def test_https_is_switched_on_by_one_setting() -> None:
    environment = {**os.environ, "SCHAKEL_SECURE": "1"}
    command = [sys.executable, "-c", SECURE]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SESSION_COOKIE_SECURE": True,
        "DEBUG": False,
    }
