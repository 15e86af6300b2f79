"""The track record that the site shows is what the runs give, and its words say who wins."""

from __future__ import annotations

import polars as pl
import pytest

from schakel.answers.track_record import COLUMNS, FILE, Score, against, histories, record_sentence
from schakel.answers.track_table import table
from schakel.catalog.catalog import load
from schakel.catalog.chain import FOLDER

ADVICE = "run: python -m schakel.answers.track_table nl"


def test_the_table_is_what_the_runs_give():
    country = load("nl")
    kept = pl.read_csv(country.packages[-1].folder / FOLDER / FILE)
    made = table(country)
    assert kept.columns == list(COLUMNS)
    assert (
        kept.select("history", "method", "cases").rows()
        == made.select("history", "method", "cases").rows()
    ), ADVICE
    for name in ("mae_ratio", "crps_ratio", "coverage"):
        assert kept[name].to_list() == pytest.approx(made[name].to_list(), abs=2e-3), ADVICE


def test_a_region_has_the_record_of_the_country():
    assert histories(load("oost")) == histories(load("nl"))


def test_the_sentence_counts_who_wins_and_who_loses_and_gives_the_worst_interval():
    found = histories(load("oost"))
    tried = [score for history in found for score in history.scores if score.method != "no change"]
    better = sum(score.error <= 0.98 and score.score <= 0.98 for score in tried)
    worse = sum(score.error >= 1.02 and score.score >= 1.02 for score in tried)
    held = [round(score.held) for history in found for score in history.scores]
    said = record_sentence(found, "en")
    assert f"Of {len(tried)} tries {better} were better" in said
    assert f"and {worse} were worse" in said
    assert f"held {min(held)} to {max(held)}." in said


@pytest.mark.parametrize(
    ("error", "score", "beats"),
    [(0.9, 0.9, True), (1.1, 1.1, False), (0.9, 1.1, None), (0.99, 0.9, None), (1.0, 1.0, None)],
)
def test_better_needs_a_smaller_error_and_a_smaller_score(error, score, beats):
    assert Score("drift", 10, error, score, 80.0, 50.0).beats is beats


@pytest.mark.parametrize(
    ("ratio", "nl", "en"),
    [(0.72, "28% kleiner", "28% smaller"), (2.5, "150% groter", "150% larger"),
     (1.001, "even groot", "the same")],
)  # fmt: skip
def test_errors_are_told_beside_no_change(ratio, nl, en):
    assert (against(ratio, "nl"), against(ratio, "en")) == (nl, en)
