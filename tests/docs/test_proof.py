"""The proof page is what the runs give, says so when a method loses, and takes further parts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schakel.answers.backtests import track_record
from schakel.answers.plausibility import chain_sections
from schakel.answers.proof_page import against_no_change, proof_page
from schakel.answers.sections import Section
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load
from schakel.forecast.baselines import no_change
from tests.support.pages import same_page

PAGE = Path(__file__).parents[2] / "docs/method/proof.md"
CATALOG = load("oost")


def test_the_proof_page_is_what_the_runs_give():
    advice = "run: python -m schakel.answers.proof_page > docs/method/proof.md"
    made = proof_page(CATALOG, further_sections=chain_sections(CATALOG))
    same_page(PAGE.read_text(encoding="utf-8"), made, advice)


# The numbers of a sentence are those of the table: 1.125 is 12% larger (banks round to even).
@pytest.mark.parametrize(
    ("error", "score", "direction", "words"),
    [
        (0.9, 0.75, 80, "A beats *no change*: its error is 10% smaller, its CRPS 25% smaller."),
        (1.125, 1.5, 60, "A **loses against *no change***: its error is 12% larger, its CRPS 50%"),
        (1.01, 1, 50, "A is as good as *no change*: its error is 1% larger, its CRPS the same."),
        (0.9, 1.1, None, "A neither clearly beats *no change* nor clearly loses: its error is"),
        (1.5, 1.5, 30, "It names the wrong direction more often than the right one."),
    ],
)
def test_a_sentence_says_who_wins_and_who_loses(error, score, direction, words):
    row = {"method": "a", "mae_ratio": error, "crps_ratio": score, "direction": direction}
    assert words in against_no_change(row)


def test_further_methods_and_sections_find_their_place():
    def sure(panel, horizons):
        return np.repeat(no_change(panel, horizons)[..., None], 3, axis=-1)

    page = proof_page(
        CATALOG,
        {"mbo_students": {"the chain": sure}},
        [Section("Closed forms", "All of them hold.\n")],
    )
    assert page.endswith("## Closed forms\n\nAll of them hold.\n")
    mbo = page.split("## Technical students of mbo")[1].split("\n## ")[0]
    assert "| the chain | 414 | 1.00 |" in mbo
    assert page.count("The chain ") == 1


def test_a_method_for_a_history_that_does_not_exist_is_refused():
    with pytest.raises(UnknownName, match="mbo_students"):
        track_record(CATALOG, {"mbo_student": {}})
