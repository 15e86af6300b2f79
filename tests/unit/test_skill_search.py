"""What someone types is found by a skill's name, its other names, or an everyday word."""

from __future__ import annotations

import pytest

from schakel.answers.nearness import skills
from schakel.answers.occupation_tables import paths_table
from schakel.answers.skill_search import find_skills
from schakel.base.words import words_of
from schakel.catalog.catalog import load
from schakel.paths.names_search import Names

OOST = load("oost")


def test_the_share_of_what_was_typed_that_a_name_has_counts_most():
    names = Names.of(["solder metal", "solder", "cut metal", "paint"])
    both, one, other, none = names.likeness("solder")
    assert one == pytest.approx(1)  # all that was typed, and no more
    # All that was typed; its two words are equally rare, so that half of the name was not typed:
    # half of the score keeps whole and half is halved.
    assert both == pytest.approx(0.5 + 0.5 * 0.5)
    assert other == none == 0


def test_rare_words_count_more_than_common_ones():
    names = Names.of(["use lathe", "use saw", "use drill", "use crane"])
    lathe, *others = names.likeness("use a lathe")
    assert all(lathe > 2 * one for one in others)


def test_a_word_in_another_form_is_found():
    names = Names.of(["weld pipes", "bake bread"])
    welds, bakes = names.likeness("welding")
    assert welds > 0.3
    assert bakes == 0


@pytest.mark.parametrize("text", ["", "   ", "😀", "%%%"])
def test_what_has_no_word_is_like_nothing(text):
    assert not Names.of(["weld pipes"]).likeness(text).any()
    assert find_skills(OOST, text, "nl") == ()


def test_signs_of_programming_languages_belong_to_the_word():
    assert words_of("C++, C# en C") == ["c++", "c#", "en", "c"]


def test_a_name_without_a_word_is_refused():
    with pytest.raises(ValueError, match="without a word"):
        Names.of(["weld", "—"])


@pytest.mark.parametrize(
    ("typed", "language", "name"),
    [
        ("excel", "nl", "use spreadsheets software"),
        ("excel", "en", "use spreadsheets software"),
        ("python", "nl", "Python (computer programming)"),
        ("autocad", "nl", "create AutoCAD drawings"),
        ("lassen", "nl", "use welding equipment"),
        ("mig", "nl", "perform metal inert gas welding"),
        ("mig", "en", "perform metal inert gas welding"),
        ("vca", "nl", "health and safety in the workplace"),
        ("heftruck", "nl", "operate forklift"),
        ("forklift", "en", "operate forklift"),
        ("klanten helpen", "nl", "assist customers"),
        ("helping customers", "en", "assist customers"),
        ("boekhouden", "nl", "accounting"),
        ("bookkeeping", "en", "accounting"),
        ("timmeren", "nl", "carpentry"),
        ("koken", "nl", "use cooking techniques"),
        ("elektra", "nl", "electricity"),
        ("solderen", "nl", "operate soldering equipment"),
        ("word", "nl", "use word processing software"),
        ("word", "en", "use word processing software"),
        ("programmeren", "nl", "computer programming"),
        ("programming", "en", "computer programming"),
    ],
)
def test_what_people_call_a_skill_finds_it_among_the_first_two(typed, language, name):
    first = [one.skill.name.en for one in find_skills(OOST, typed, language)[:2]]
    assert name in first


def test_a_skill_comes_once_with_the_name_that_was_found():
    found = find_skills(OOST, "Microsoft Office Excel", "nl")
    assert len({one.skill.number for one in found}) == len(found)
    assert (found[0].label, found[0].language) == ("Microsoft Office Excel", "en")


def test_words_by_hand_name_the_skill_that_they_point_at():
    names = {one.uri.rpartition("/")[2]: one.name.en for one in skills(OOST)}
    rows = paths_table(OOST, "skill_words.csv")
    assert {row["skill"]: row["name"] for row in rows.to_dicts()} == {
        skill: names[skill] for skill in rows["skill"]
    }
    assert set(rows["language"]) == {"nl", "en"}
