"""From which occupation groups people could come to a group."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.answers.near_groups import both_ways, common_by_group, group_scores, near_groups
from schakel.answers.nearness import to_one
from schakel.answers.occupation_groups import focus_groups, group_named, occupation_groups
from schakel.base.statuses import Status
from schakel.catalog.catalog import load

CATALOG = load("oost")


def test_a_group_is_as_near_as_the_lower_of_the_two_ways():
    # Two goals, three origins. Best goal of each origin: .8, .2, .1; best origin of each: .8, .2.
    scores = np.array([[0.8, 0.1, 0.1], [0.1, 0.2, 0.0]])
    assert both_ways(scores) == pytest.approx((0.8 + 0.2 + 0.1) / 3)
    # One origin that is like one goal of two does not make the groups near: .8 and (.8 + .1) ÷ 2.
    assert both_ways(scores[:, :1]) == pytest.approx(0.45)


def test_scores_are_those_of_the_common_occupations_alone():
    group, by_group = group_named(CATALOG, "0744"), common_by_group(CATALOG)
    found = dict(group_scores(CATALOG, group.code))
    assert group.code not in found
    scores = np.array([to_one(CATALOG, number) for number in by_group["0744"]])
    assert found["0743"] == pytest.approx(both_ways(scores[:, by_group["0743"]]))


def test_who_is_shown_is_near_and_people_are_an_estimate():
    for group in focus_groups(CATALOG):
        shown = near_groups(CATALOG, group, "AM-TWENTE")
        assert [one.score for one in shown] == sorted((one.score for one in shown), reverse=True)
        for one in shown:
            assert one.group.code in occupation_groups(CATALOG)
            assert one.nearness in ("viable", "highly_viable")
            assert one.people.status in (Status.ESTIMATE, Status.MISSING)
            assert one.people.area == "AM-TWENTE"
