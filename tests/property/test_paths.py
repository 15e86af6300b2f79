"""What holds for every network of occupations, and for every set of courses."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from schakel.paths.courses import cover
from schakel.paths.gap import matches
from schakel.paths.moves import best_matches, coverage, matrix, scores_from, scores_to
from schakel.paths.network import Likeness, Lists, Requirements, network
from tests.support.small_paths import WEIGHTS

SEEDS = st.integers(0, 2**32 - 1)


def any_network(seed: int):
    """A network of a few occupations; each has one to five of eight skills, some alike."""
    draw = np.random.default_rng(seed)
    count, skills = int(draw.integers(1, 7)), 8
    rows = [
        (n, int(skill))
        for n in range(count)
        for skill in draw.choice(skills, int(draw.integers(1, 6)), replace=False)
    ]
    occupation, skill = np.array(rows).T
    alike = np.triu(draw.random((skills, skills)) < 0.2, 1)
    similarity = np.where(alike, draw.random((skills, skills)), 0).astype(np.float32)
    first, second = np.nonzero(similarity + similarity.T)
    return network(
        Requirements(occupation, skill, draw.random(len(rows)) < 0.7),
        Likeness(Lists.of_pairs(first, second, skills), (similarity + similarity.T)[first, second]),
        Lists.of_pairs(np.arange(skills), draw.integers(0, 3, skills), skills),
        draw.normal(size=(count, 4)).astype(np.float32),
        draw.integers(0, 3, (count, 2)).astype(np.int32),
    )


def of_everybody(net):
    """The coverage of all by all."""
    return coverage(net, np.stack([best_matches(net, net.held[n]) for n in range(len(net.held))]))


@given(SEEDS)
def test_an_occupation_covers_itself(seed):
    net = any_network(seed)
    own = np.diag(of_everybody(net))[net.demand > 0]
    np.testing.assert_allclose(own, 1, rtol=1e-5)


@given(SEEDS, st.integers(0, 7))
def test_one_skill_more_never_lowers_coverage(seed, more):
    net = any_network(seed)
    held = net.held[0]
    before = coverage(net, best_matches(net, held)[None])
    after = coverage(net, best_matches(net, np.union1d(held, [more]))[None])
    assert (after >= before)[~np.isnan(before)].all()


@given(SEEDS)
def test_scores_lie_between_0_and_1_and_are_the_same_however_they_are_asked(seed):
    net = any_network(seed)
    whole = matrix(net, WEIGHTS)
    known = whole[~np.isnan(whole)]
    assert ((known >= 0) & (known <= 1)).all()
    for n in range(net.occupations):
        np.testing.assert_allclose(scores_from(net, np.array([n]), WEIGHTS)[0], whole[n], atol=1e-6)
        np.testing.assert_allclose(scores_to(net, n, WEIGHTS), whole[:, n], atol=1e-6)


@given(SEEDS)
def test_the_parts_of_an_explanation_sum_to_the_coverage(seed):
    net = any_network(seed)
    covered = of_everybody(net)
    for i, j in np.argwhere(~np.isnan(covered)):
        found = matches(net, net.held[i], j)
        assert np.isclose(sum(match.part * match.similarity for match in found), covered[i, j],
                          atol=1e-5)  # fmt: skip


@given(SEEDS)
def test_courses_close_all_that_can_be_closed_with_none_to_spare(seed):
    draw = np.random.default_rng(seed)
    teaches = draw.random((int(draw.integers(1, 6)), int(draw.integers(1, 6)))) < 0.4
    found = cover(teaches, draw.uniform(0.1, 2, teaches.shape[1]))
    closed = teaches[list(found.courses)].any(axis=0)
    assert (closed == teaches.any(axis=0)).all()
    assert np.flatnonzero(~closed).tolist() == list(found.open)
    for course in found.courses:
        others = [other for other in found.courses if other != course]
        assert (teaches[others].any(axis=0) != closed).any()


@given(SEEDS)
def test_courses_are_no_more_than_the_bound_of_greedy_choice(seed):
    draw = np.random.default_rng(seed)
    teaches = draw.random((int(draw.integers(1, 6)), int(draw.integers(1, 6)))) < 0.4
    can = teaches.any(axis=0)
    fewest = next(
        size
        for size in range(len(teaches) + 1)
        for chosen in combinations(range(len(teaches)), size)
        if (teaches[list(chosen)].any(axis=0) == can).all()
    )
    bound = sum(1 / n for n in range(1, int(teaches.sum(axis=1).max()) + 1))
    assert len(cover(teaches, np.ones(teaches.shape[1])).courses) <= bound * fewest
