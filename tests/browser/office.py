"""The back office in a real browser: commands on the folder of a site, and logging in."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys

from django_otp.oath import totp
from playwright.sync_api import Page, expect

from tests.support.server import Server

PATIENCE = 60_000


def schakel(site: Server, *words: str) -> str:
    """What a command on the folder of the site prints."""
    done = subprocess.run(
        [sys.executable, "-m", "schakel.cli.main", *words],
        env={**os.environ, "SCHAKEL_HOME": str(site.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def log_in(page: Page, at: str, name: str, password: str) -> None:
    """The first time: name and password, then the second factor is set up."""
    page.goto(f"{at}/admin/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()
    key = page.locator("code.key").inner_text().replace(" ", "")
    page.locator("input[name=code]").fill(f"{totp(base64.b32decode(key)):06}")
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_role("link", name=re.compile("bewaard")).click()
    expect(page.get_by_role("heading", name="Schakel")).to_be_visible()
