"""A bare word that stands in many titles gives work of different kinds, and no certainty."""

from __future__ import annotations

import pytest

from schakel.answers.showing import common
from schakel.answers.titles import search
from schakel.catalog.catalog import load

OOST = load("oost")


@pytest.mark.parametrize(
    ("word", "language"),
    [("monteur", "nl"), ("technicus", "nl"), ("operator", "nl"), ("docent", "nl"),
     ("controleur", "nl"), ("driver", "en"), ("engineer", "en")],
)  # fmt: skip
def test_it_offers_common_work_of_different_kinds(word, language):
    found = search(OOST, word, language)
    assert not found.sure
    units = [one.job.isco for one in found.matches]
    assert len(set(units)) == len(units) >= 3
    assert all(one.job.number in common(OOST) for one in found.matches)


def test_both_sexes_get_the_same():
    women, men = (search(OOST, word, "nl").matches for word in ("monteuse", "monteur"))
    assert [one.job.code for one in women] == [one.job.code for one in men]


@pytest.mark.parametrize("word", ["kapper", "lasser", "bakker", "metselaar", "loodgieter"])
def test_the_name_of_an_occupation_is_no_bare_word(word):
    found = search(OOST, word, "nl")
    assert found.sure
    assert found.matches[0].job.name.nl == word


@pytest.mark.parametrize("word", ["fryzjer", "juf", "xyzzy"])
def test_a_word_that_stands_in_no_titles_gives_no_kinds(word):
    found = search(OOST, word, "nl")
    assert not found.sure
    assert len(found.matches) < 3


def test_what_is_likely_keeps_its_place():
    assert search(OOST, "nurse", "en").matches[0].job.name.en == "specialist nurse"
