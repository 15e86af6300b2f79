"""The model card is what the tables say, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path

from schakel.answers.chain_tables import chain_tables
from schakel.answers.model_card import model_card
from schakel.catalog.catalog import load
from tests.support.pages import same_page

PAGE = Path(__file__).parents[2] / "docs/method/chain.md"


def test_the_card_is_what_the_tables_say():
    advice = "run: python -m schakel.answers.model_card > docs/method/chain.md"
    same_page(PAGE.read_text(encoding="utf-8"), model_card(load("oost")), advice)


def test_every_assumption_of_the_tables_is_on_the_card():
    page = PAGE.read_text(encoding="utf-8").split("## What it assumes")[1].split("\n## ")[0]
    for row in chain_tables(load("oost")).parameters:
        if row["evidence"] in {"assumption", "calibrated"}:
            assert f"`{row['parameter']}`" in page


def test_the_example_runs_in_five_lines(capsys):
    example = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert sum(bool(line) for line in example.splitlines()) == 5
    exec(compile(example, PAGE.name, "exec"), {})
    assert len(re.findall(r"\d+\.", capsys.readouterr().out)) == 12
