"""Somebody with a list of municipalities makes, projects and opens a region of their own."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from typer.testing import CliRunner

from schakel.catalog.catalog import forget, load
from schakel.cli.main import application
from schakel.site.pages.seeding.site import make_site
from tests.site.looking import soup, words
from tests.support.memory import forget as forget_pages

MARKETS = {"AM-DRENTHE", "AM-FRIESLAND", "AM-GRONINGEN", "AM-ZWOLLE"}


def run(*arguments: str) -> str:
    """What a command prints on one line; a mistake is raised as it raises it."""
    result = CliRunner().invoke(application(arguments[0]), list(arguments), env={"COLUMNS": "200"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def listed(path: Path) -> Path:
    """The municipalities of Groningen, Fryslân and Drenthe by name."""
    nation = load("nl")
    held = nation.territory.municipalities
    codes = sorted(code for province in ("PV20", "PV21", "PV22") for code in held[province])
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["municipality"], *([nation.areas[c].label.nl] for c in codes)])
    return path


@pytest.fixture
def regions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for region packages beside those that Schakel brings."""
    folder = tmp_path / "regions"
    others = os.environ.get("SCHAKEL_REGIONS", "")
    monkeypatch.setenv("SCHAKEL_REGIONS", os.pathsep.join(filter(None, [str(folder), others])))
    forget()
    yield folder
    shutil.rmtree(settings.HOME / "projections" / "noord", ignore_errors=True)
    forget()
    forget_pages()


@pytest.mark.django_db
def test_noord_gets_its_chain_with_one_command(client: Client, regions: Path) -> None:
    file = str(listed(regions.parent / "noord.csv"))
    made = run("region", "new", "noord", "--from-municipalities", file, "--into", str(regions))
    assert "schakel project noord" in made
    assert run("check", "noord") == "noord: nothing wrong."
    printed = run("project", "noord", "--draws", "2", "--until", "2026", "--workers", "1")
    make_site(["noord"])
    for language in ("nl", "en"):
        with override(language):
            chain = reverse("explore:chain", kwargs={"region": "noord"})
            goals = reverse("explore:goals", kwargs={"region": "noord"})
        assert chain in printed
        page = soup(client, chain)
        assert {option.get("value") for option in page.select("option")} >= MARKETS
        assert len(soup(client, goals).select("main a[href*=noord]")) >= 6
    assert "Zwolle (alleen Meppel en Westerveld)" in words(client, "/nl/noord/keten/")
    assert "Zwolle (Meppel and Westerveld only)" in words(client, "/en/noord/chain/")
    asked = {"year": 2026, "measure": "workers", "family": "group:technology"}
    answer = client.get("/api/v1/regions/noord/chain", asked)
    found = {row["area"]: row["middle"] for row in json.loads(answer.content)["items"]}
    assert set(found) == MARKETS | {"all"}
    assert min(found.values()) > 1_000
