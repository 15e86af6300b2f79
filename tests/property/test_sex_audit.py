"""The audit of the finder by sex share, on made tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.answers.sex_audit import Goal, Start, apart, by_kind, by_majority, sent

SHARES = st.floats(0.0, 1.0)
GOALS = st.builds(
    Goal, st.sampled_from(["metal", "ict", "crafts"]), SHARES, st.integers(-2, 2),
    st.sampled_from([True, False, None]),
)  # fmt: skip
STARTS = st.lists(
    st.builds(
        Start, st.sampled_from(["care", "transport"]), SHARES, st.floats(1.0, 1000.0),
        st.lists(GOALS, max_size=4).map(tuple),
    ),
    max_size=8,
)  # fmt: skip


def swapped(start: Start) -> Start:
    """The same start in a world where women do what men do, and the other way round."""
    goals = tuple(replace(goal, women=1 - goal.women) for goal in start.goals)
    return replace(start, women=1 - start.women, goals=goals)


def close(left, right):
    return left == right if left is None else left == pytest.approx(right, abs=1e-9)


@given(STARTS)
def test_with_the_sexes_swapped_the_two_sets_change_places_and_nothing_else(starts):
    once, again = by_majority(starts), by_majority([swapped(start) for start in starts])
    for mine, other in (("women", "men"), ("men", "women")):
        a, b = once[mine], again[other]
        assert (a.starts, a.families.keys()) == (b.starts, b.families.keys())
        for name in ("up", "tight", "nothing"):
            assert close(getattr(a, name), getattr(b, name))
        for name in ("women", "women_there"):
            value = getattr(b, name)
            assert close(getattr(a, name), None if value is None else 1 - value)
    assert apart(*once.values()) == pytest.approx(apart(*again.values()))


@given(STARTS, st.floats(0.5, 50.0))
def test_shares_do_not_depend_on_how_people_are_counted(starts, times):
    once, more = sent(starts), sent(replace(s, people=s.people * times) for s in starts)
    assert close(once.women_there, more.women_there)
    assert once.families == pytest.approx(more.families)
    assert sum(once.families.values()) == pytest.approx(1.0 if once.families else 0.0)


@given(STARTS)
def test_who_are_sent_alike_are_not_apart_and_who_are_not_alike_are_at_most_one(starts):
    whole = sent(starts)
    assert apart(whole, whole) == 0
    kinds = list(by_kind(starts).values())
    assert all(0 <= apart(one, other) <= 1 + 1e-9 for one in kinds for other in kinds)


def test_a_finder_that_sends_women_to_other_work_is_found_out():
    lower, higher = Goal("crafts", 0.6, 0, False), Goal("ict", 0.2, 1, True)
    women = Start("care", 0.9, 300.0, (lower, lower))
    both = Start("care", 0.8, 100.0, (lower, higher))
    men = Start("transport", 0.1, 200.0, (higher,))
    found = by_majority((women, both, men))
    # 300 people all to crafts, 100 half to crafts and half to ict: 350 ÷ 400.
    assert found["women"].families == pytest.approx({"crafts": 0.875, "ict": 0.125})
    assert found["women"].up == pytest.approx(0.125)
    assert found["men"].tight == 1
    assert apart(found["women"], found["men"]) == pytest.approx(0.875)
    assert found["women"].women_there == pytest.approx(0.875 * 0.6 + 0.125 * 0.2)


def test_who_get_nothing_and_who_are_not_counted():
    goal = Goal("ict", 0.2, 0, None)
    found = sent(
        (Start("care", 0.9, 30.0, ()), Start("care", 0.9, 10.0, (goal,)),
         Start("care", 0.9, 0.0, (goal,)))
    )  # fmt: skip
    assert (found.starts, found.nothing, found.tight) == (2, 0.75, None)
    assert sent(()).women is None
