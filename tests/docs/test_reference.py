"""Generated pages are as the code is, and what the README promises can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from schakel.cli.main import application
from schakel.cli.reference import commands, reference

app = application()

ROOT = Path(__file__).parents[2]


def test_the_reference_of_commands_is_up_to_date():
    page = ROOT / "docs/reference/commands.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "run: python -m schakel.cli.reference > docs/reference/commands.md"
    )


def test_every_command_that_a_page_shows_exists():
    known = {path for path, _ in commands(typer.main.get_command(app), "schakel")}
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        for line in re.findall(r"(?:\./)?schakel ((?:[a-z]+ ?){1,2})", page.read_text("utf-8")):
            words = line.split()
            if words[0] not in {
                "check",
                "clock",
                "coverage",
                "data",
                "goals",
                "occupations",
                "project",
                "region",
                "rerun",
                "up",
                "user",
            }:
                continue
            typed = {f"schakel {words[0]}", "schakel " + " ".join(words[:2])}
            assert typed & known, f"{page.name}: schakel {line}"


def test_every_relative_link_of_a_page_leads_somewhere():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
