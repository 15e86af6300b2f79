"""Moves, gap and suppliers in a network worked out by hand: every number has its reason."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.paths.employer import suppliers
from schakel.paths.gap import matches, missing
from schakel.paths.moves import (
    Weights,
    best_matches,
    coverage,
    matrix,
    scores_from,
    scores_of_skills,
    scores_to,
)
from tests.support.small_paths import OFTEN, SELDOM, WEIGHTS, A, B, C, D, small_network

NET = small_network()


def covered(origin: int, destination: int) -> float:
    """The coverage of a destination by what an origin holds."""
    return float(coverage(NET, best_matches(NET, NET.held[origin])[None])[0, destination])


@pytest.mark.parametrize(
    ("origin", "destination", "expected"),
    [
        # b is held; d is matched for a half by the optional c.
        (0, 1, (OFTEN + SELDOM / 2) / (OFTEN + SELDOM)),
        # a is not held and like nothing, b is; they weigh the same.
        (1, 0, 0.5),
        # a is held, c too, though as an optional skill.
        (0, 2, 1.0),
        # b is not held; d is matched for a half by c.
        (2, 1, (SELDOM / 2) / (OFTEN + SELDOM)),
    ],
)
def test_coverage_is_what_is_matched_by_importance(origin, destination, expected):
    assert covered(origin, destination) == pytest.approx(expected)


def test_a_score_joins_coverage_and_three_likenesses():
    # Descriptions 0 and 1 stand at right angles: 0. Profiles: 0 has two skills in the first group
    # and one in the second, 1 has one in each: (2 × 1 + 1 × 1) ÷ (√5 × √2). They share the first
    # of two branches.
    expected = 0.5 * covered(0, 1) + 0.2 * 0 + 0.2 * 3 / np.sqrt(10) + 0.1 * 0.5
    assert scores_from(NET, np.array([0]), WEIGHTS)[0, 1] == pytest.approx(expected)


def test_with_skills_alone_the_other_two_parts_carry_the_weight():
    # b and d are all that 1 requires, and its whole profile.
    assert scores_of_skills(NET, np.array([B, D]), WEIGHTS)[1] == pytest.approx(1)
    # b alone: its coverage, and a profile in one of the two groups: cosine 1 ÷ √2.
    share = OFTEN / (OFTEN + SELDOM)
    expected = (0.5 * share + 0.2 / np.sqrt(2)) / 0.7
    assert scores_of_skills(NET, np.array([B]), WEIGHTS)[1] == pytest.approx(expected)


def test_every_required_skill_is_explained_what_weighs_most_first():
    first, second = matches(NET, NET.held[0], 1)
    assert (first.skill, first.held, first.similarity) == (D, C, 0.5)
    assert (second.skill, second.held, second.similarity) == (B, B, 1.0)
    assert first.part == pytest.approx(SELDOM / (OFTEN + SELDOM))


def test_the_gap_is_what_is_matched_less_than_enough():
    found = matches(NET, NET.held[0], 1)
    assert [match.skill for match in missing(found, 0.8)] == [D]
    assert missing(found, 0.5) == ()


def test_what_nothing_held_resembles_has_no_match():
    (unmatched,) = missing(matches(NET, NET.held[1], 0), 0.8)
    assert (unmatched.skill, unmatched.held, unmatched.similarity) == (A, None, 0.0)


def test_suppliers_come_by_score_times_people_and_the_unknown_last():
    scores = scores_to(NET, 1, WEIGHTS)
    assert scores[1] > scores[0] > scores[2]
    found = suppliers(NET, 1, np.array([50_000, 10, np.nan]), WEIGHTS, least=0)
    # Fifty thousand people who are less near are more than ten who are there.
    assert [(each.occupation, each.people) for each in found] == [(0, 50_000), (1, 10), (2, None)]
    assert found[0].score == pytest.approx(scores[0])


def test_suppliers_are_those_near_enough():
    least = float(scores_to(NET, 1, WEIGHTS)[0])
    found = suppliers(NET, 1, np.array([1.0, 1.0, 1.0]), WEIGHTS, least)
    assert {each.occupation for each in found} == {0, 1}


def test_without_essential_skills_the_optional_ones_are_asked_and_it_is_said():
    net = small_network([(0, A, True), (1, B, False), (1, D, False), (2, C, True)])
    assert net.judged_by_optional.tolist() == [False, True, False]
    # c matches d for a half; b and d are each required by one of three: the same weight.
    best = best_matches(net, net.held[2])[None]
    assert coverage(net, best)[0, 1] == pytest.approx(0.25)


def test_an_occupation_without_skills_has_no_score():
    net = small_network([(0, A, True), (0, B, True), (2, A, True), (2, C, True)])
    scores = matrix(net, WEIGHTS)
    assert np.isnan(scores[1]).all()
    assert np.isnan(scores[:, 1]).all()
    assert np.isnan(scores_to(net, 1, WEIGHTS)).all()
    assert np.isnan(scores_to(net, 0, WEIGHTS)).tolist() == [False, True, False]
    assert matches(net, net.held[0], 1) == ()
    assert suppliers(net, 1, np.ones(3), WEIGHTS, least=0) == ()


def test_what_all_occupations_require_tells_nothing():
    net = small_network([(0, A, True), (1, A, True), (2, A, True), (2, C, True)])
    # a weighs ln(4 ÷ 4) = 0: as destinations 0 and 1 ask for nothing that tells them from others.
    assert np.isnan(scores_to(net, 0, WEIGHTS)).all()
    (only,) = matches(net, net.held[2], 0)
    assert (only.similarity, only.importance, only.part) == (1.0, 0.0, 0.0)


def test_weights_that_do_not_sum_to_one_are_refused():
    with pytest.raises(ValueError, match="sum to 1"):
        Weights(0.5, 0.5, 0.5, 0)
