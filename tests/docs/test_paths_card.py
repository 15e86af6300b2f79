"""The model card of the finders is made from what was measured."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schakel.answers.occupation_groups import occupation_groups
from schakel.answers.occupation_tables import paths_table
from schakel.answers.paths_card import paths_card
from schakel.answers.sex_audit_table import FILE, rows_of, starts_of
from schakel.catalog.catalog import load

PAGE = Path(__file__).parents[2] / "docs" / "method" / "paths.md"


def test_the_page_is_what_the_tables_say():
    advice = "run: python -m schakel.answers.paths_card > docs/method/paths.md"
    assert PAGE.read_text(encoding="utf-8") == paths_card(load("nl")), advice


def test_the_audit_kept_is_what_the_finder_does_now():
    """The smallest class anew: the others are made by the same lines."""
    catalog = load("nl")
    groups = [g for g in occupation_groups(catalog).values() if g.code[:2] == "09"]
    starts = tuple(start for group in groups for start in starts_of(catalog, group))
    expected = {measure: value for name, measure, value in rows_of(catalog, starts) if name == "09"}
    kept = paths_table(catalog, FILE).filter(pl.col("set") == "09")
    advice = "run: python -m schakel.answers.sex_audit_table, then paths_card"
    found = {row["measure"]: row["value"] or "" for row in kept.to_dicts()}
    assert found == expected, advice


def test_its_five_lines_run(capsys):
    code = PAGE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out
    assert printed.startswith("['")
    assert printed.count("', '") == 2, "three names"
