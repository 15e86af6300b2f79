"""Chances are told no better than they are known."""

from __future__ import annotations

import pytest

from schakel.answers.measure_words import chance_words


@pytest.mark.parametrize(
    ("chance", "nl", "en"),
    [
        (0.0, "kleiner dan 5%", "less than 5%"),
        (0.049, "kleiner dan 5%", "less than 5%"),
        (0.05, "ongeveer 5%", "about 5%"),
        (0.48, "ongeveer 50%", "about 50%"),
        (0.95, "ongeveer 95%", "about 95%"),
        (0.951, "groter dan 95%", "more than 95%"),
        (1.0, "groter dan 95%", "more than 95%"),
    ],
)
def test_a_chance_is_told_in_steps_of_five_percent_and_never_as_certain(chance, nl, en):
    assert (chance_words(chance, "nl"), chance_words(chance, "en")) == (nl, en)
