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

MARKETS = ["AM-DRENTHE", "AM-FRIESLAND", "AM-GRONINGEN", "AM-ZWOLLE"]


def run(*arguments: str) -> str:
    """What a command prints on one line; a mistake is raised as it raises it."""
    result = CliRunner().invoke(application(arguments[0]), list(arguments), env={"COLUMNS": "200"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def listed(path: Path, **markets: str) -> Path:
    """The municipalities of Groningen, Fryslân and Drenthe by name, with their own division."""
    nation = load("nl")
    held = nation.territory.municipalities
    codes = sorted(code for province in ("PV20", "PV21", "PV22") for code in held[province])
    rows = [(nation.areas[code].label.nl, markets.get(code, "")) for code in codes]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("municipality", "labour_market_region"), *rows])
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
        assert "Zwolle (" in words(client, chain)
        assert soup(client, goals).select("main")
    assert "Groningen" in words(client, "/nl/noord/keten/")
    rows = json.loads(client.get("/api/v1/regions/noord/chain?year=2026&measure=workers").content)
    assert {row["area"] for row in rows["items"]} >= {"all", "AM-GRONINGEN"}
