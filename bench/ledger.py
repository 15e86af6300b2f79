"""Prints how long an import of the ledger takes, measured on this machine.

    python bench/ledger.py               10,000 rows of several tables, and 10,000 actions
    python bench/ledger.py --rows 1000   fewer

Not a test: nothing fails on a slow machine. Each import is into a site of its own, with its history
and everything else that a real import does.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import tempfile
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import django

from schakel.catalog.catalog import load

REGION = "oost"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of each import")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as home:
        os.environ["SCHAKEL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.site.settings"
        import_module("schakel.site.firstrun").ensure_site()
        django.setup()
        command = import_module("schakel.site.pacts.transfer.command")
        measure(command, Path(home), "actions, milestones and money", mixed(rows))
        measure(command, Path(home), "actions only", {"actions": actions(rows, "only")})
        measure(command, Path(home), "the same actions, changed", changed(rows))
        before = time.perf_counter()
        command.export(REGION, Path(home) / "all.zip", False, False, lambda *_: None)
        print(f"export of everything: {time.perf_counter() - before:.1f} s")


Rows = list[dict[str, object]]


def measure(command: object, home: Path, name: str, tables: dict[str, Rows]) -> None:
    paths = [written(home, table, rows) for table, rows in tables.items()]
    total = sum(len(rows) for rows in tables.values())
    told: list[str] = []
    for dry in (True, False):
        before = time.perf_counter()
        command.import_files(REGION, paths, dry, False, lambda *step: told.append(str(step)))
        seconds = time.perf_counter() - before
        kind = "dry run" if dry else "import"
        print(f"{kind} of {total} rows, {name}: {seconds:.1f} s, {total / seconds:.0f} rows/s")
    print(f"  progress was told {len(told)} times")


def written(home: Path, table: str, rows: Rows) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = home / f"{table}.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def mixed(rows: int) -> dict[str, Rows]:
    """One action to two milestones and two amounts, and what they hang on."""
    made = actions(rows // 5, "mixed")
    funder = next(iter(named("organisations")))
    return {
        "actions": made,
        "milestones": [
            {"action": row["key"], "label_nl": f"Stap {step}", "due": f"2026-0{step}-01"}
            for row in made
            for step in (1, 2)
        ],
        "money": [
            {"action": row["key"], "funder": funder, "year": year, "pledged": "12500.50"}
            for row in made
            for year in (2025, 2026)
        ],
    }


def actions(rows: int, stem: str, title: str = "Actie") -> Rows:
    catalog = load(REGION)
    agreement, owner = next(iter(named("agreements"))), next(iter(named("organisations")))
    links, goals = list(catalog.links), list(catalog.goals)
    return [
        {
            "key": f"{stem}-{number}",
            "agreement": agreement,
            "title_nl": f"{title} {number}",
            "about_nl": "Scholen en bedrijven geven samen les. " * 4,
            "goals": goals[number % len(goals)],
            "links": " ".join(links[number % (len(links) - 1) :][:2]),
            "owner": owner,
            "status": "running",
            "valid_from": "2025-01-01",
            "participants_aimed": number,
        }
        for number in range(rows)
    ]


def changed(rows: int) -> dict[str, Rows]:
    return {"actions": actions(rows, "only", "Andere actie")}


def named(table: str) -> Iterable[str]:
    path = load(REGION).packages[-1].folder / "ledger" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as text:
        return [row["key"] for row in csv.DictReader(text)]


if __name__ == "__main__":
    main()
