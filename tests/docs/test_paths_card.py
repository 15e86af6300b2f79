"""The model card of the finders is made from what was measured."""

from __future__ import annotations

from pathlib import Path

from schakel.answers.paths_card import paths_card
from schakel.catalog.catalog import load

PAGE = Path(__file__).parents[2] / "docs" / "method" / "paths.md"


def test_the_page_is_what_the_tables_say():
    advice = "run: python -m schakel.answers.paths_card > docs/method/paths.md"
    assert PAGE.read_text(encoding="utf-8") == paths_card(load("nl")), advice


def test_its_five_lines_run(capsys):
    code = PAGE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out
    assert printed.startswith("['")
    assert printed.count("', '") == 2, "three names"
