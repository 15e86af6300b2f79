"""A small ledger, worked out by hand: every number has its reason beside it.

Three links (school, mbo, work), two regions. `east` is also reached by the code LAND, which stands
for the whole landsdeel, and so is `west`.

| action | links      | areas | goals        | money                                             |
|--------|------------|-------|--------------|---------------------------------------------------|
| a      | mbo        | east  | inflow       | 2020 province: pledged 100, granted 80            |
| b      | mbo work   | LAND  | inflow       | 2020 fund: pledged 60 · 2021 province, for mbo: 5 |
| c      | mbo        | west  | inflow       | none known                                        |
| d      | (none)     | east  | staff        | 2020 fund: spent 7                                |
| e      | work       | ABROAD| staff        | 2021 fund: granted 9                              |
"""

from __future__ import annotations

from datetime import date

import pytest

from schakel.coverage.choice import Choice
from schakel.coverage.engine import EVERYTHING, cover
from schakel.coverage.matrix import Amounts
from schakel.coverage.placing import Column
from tests.support.small_ledger import action, ledger, money

LINKS = ("school", "mbo", "work")
EAST = Column("east", frozenset(["EAST", "LAND"]))
WEST = Column("west", frozenset(["WEST", "LAND"]))
GOALS = ("inflow", "staff")
ACTIONS = [
    action("a", "mbo", "EAST", "inflow", participants_aimed=20, participants_reached=0),
    action("b", "mbo work", "LAND", "inflow", participants_aimed=100, pact="east"),
    action("c", "mbo", "WEST", "inflow"),
    action("d", "", "EAST", "staff", status="done"),
    action("e", "work", "ABROAD", "staff", valid_from=date(2021, 1, 1)),
]
MONEY = [
    money("a", "province", 2020, pledged=100, granted=80),
    money("b", "fund", 2020, pledged=60),
    money("b", "province", 2021, "mbo", pledged=5),
    money("d", "fund", 2020, spent=7),
    money("e", "fund", 2021, granted=9),
]


def covered(choice=EVERYTHING, actions=ACTIONS, amounts=MONEY):
    """The coverage of the small ledger."""
    return cover(ledger(actions, amounts), LINKS, (EAST, WEST), GOALS, choice)


def test_money_of_one_link_and_one_region_is_the_cells_own():
    cell = covered().areas.cell("mbo", "east")
    # a acts on mbo only and in east only, so its amount is divided by nobody.
    # Committed is what was granted, 80, though 100 was pledged.
    assert cell.own == Amounts(pledged=100, granted=80, spent=None, committed=80)


def test_money_that_is_not_divided_is_shared_and_stands_whole_in_each_cell():
    table = covered().areas
    # b's 60 is for mbo and work in both regions; its 5 is for mbo, but in both regions.
    assert table.cell("mbo", "east").shared == Amounts(pledged=65, committed=65)
    assert table.cell("mbo", "west").shared == Amounts(pledged=65, committed=65)
    assert table.cell("work", "west").shared == Amounts(pledged=60, committed=60)
    assert table.cell("mbo", "west").own == Amounts()


def test_totals_count_every_euro_once():
    table = covered().areas
    # mbo: a's 80 and b's 5 are for mbo alone; b's 60 is for work too.
    assert table.cell(link="mbo").own.committed == 85
    assert table.cell(link="mbo").shared.committed == 60
    # east: only a's 80 is for east alone.
    assert table.cell(column="east").own.committed == 80
    assert table.cell(column="east").shared.committed == 65
    # everything that reaches a cell: 80 + 60 + 5. d and e reach none.
    assert table.cell().money.committed == 145
    assert table.cell().shared == Amounts()


def test_actions_and_participants_are_counted_once_in_totals():
    table = covered().areas
    assert table.cell("mbo", "west").actions == ("b", "c")
    assert table.cell("mbo", "west").participants_aimed == 100  # c's is unknown, not 0
    assert table.cell("mbo", "west").aimed_unknown == 1
    assert table.cell(link="mbo").actions == ("a", "b", "c")
    assert table.cell().participants_aimed == 120
    assert table.cell("mbo", "east").participants_reached == 0  # a reached nobody: known
    assert table.cell("work", "west").participants_reached is None  # b: not known


def test_an_amount_that_is_unknown_is_not_zero():
    table = covered().areas
    assert table.cell("mbo", "west").amount_unknown == 1  # of b and c, c has no amount
    only = covered(actions=[ACTIONS[2]], amounts=[]).areas.cell("mbo", "west")
    assert only.money == Amounts()
    assert (only.money.committed, only.amount_unknown) == (None, 1)


def test_white_spots_are_cells_without_an_action():
    spots = [(cell.link, cell.column) for cell in covered().areas.white_spots]
    assert spots == [("school", "east"), ("school", "west")]


def test_goals_are_a_second_view():
    table = covered().goals
    # d has no link, so staff is reached by e alone, wherever that is.
    assert table.cell("work", "staff").actions == ("e",)
    assert table.cell("work", "staff").own.committed == 9
    assert table.cell("mbo", "inflow").own.committed == 85  # a's 80, and b's 5 for mbo
    assert table.cell("mbo", "inflow").shared.committed == 60


def test_what_has_no_place_is_told_and_why():
    found = {entry.action: (entry.reasons, entry.committed) for entry in covered().not_placed}
    assert found == {"d": (("no_link",), 7.0), "e": (("elsewhere",), 9.0)}
    nowhere = covered(actions=[action("x")], amounts=[]).not_placed
    assert [(e.reasons, e.committed) for e in nowhere] == [(("no_link", "no_area"), None)]


def test_money_for_a_link_that_does_not_exist_is_told():
    amounts = [money("a", "fund", 2020, "nowhere", spent=3), money("a", "fund", 2020, spent=2)]
    coverage = covered(actions=ACTIONS[:1], amounts=amounts)
    assert [(e.reasons, e.committed) for e in coverage.not_placed] == [(("unknown_link",), 3.0)]
    assert coverage.areas.cell().money.spent == 2


def test_money_given_for_a_link_makes_the_action_one_on_that_link():
    amounts = [money("a", "fund", 2020, "work", spent=3)]
    coverage = covered(actions=ACTIONS[:1], amounts=amounts)
    assert coverage.areas.cell("work", "east").actions == ("a",)
    assert coverage.chain_money.total.chain == 3  # two links now: mbo and work


def test_money_of_different_funders_for_one_goal_in_one_cell_and_year_is_worth_a_talk():
    (entry,) = covered().together.listed
    # a and b both get money in 2020 for inflow, on mbo in east. b's 5 of 2021 meets nobody.
    assert entry.actions == ("a", "b")
    assert entry.cells == (("mbo", "east"),)
    assert (entry.goals, entry.years) == (("inflow",), (2020,))
    assert entry.funders == ("fund", "province")
    assert entry.same_funders == ()


def test_the_same_funder_for_two_actions_is_named():
    amounts = [*MONEY, money("c", "province", 2021, granted=1)]
    entries = covered(amounts=amounts).together.listed
    assert [(e.actions, e.years, e.same_funders) for e in entries] == [
        (("a", "b"), (2020,), ()),
        (("b", "c"), (2021,), ("province",)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        action("c", "mbo", "WEST", "staff"),  # another goal
        action("c", "school", "WEST", "inflow"),  # another link
        action("c", "mbo", "EAST", "inflow"),  # money in another year than a
    ],
)
def test_other_goals_links_and_years_are_not_looked_at_together(other):
    amounts = [
        money("b", "fund", 2021, pledged=60),
        money("a", "fund", 2020, pledged=1),
        money("c", "fund", 2022 if "EAST" in other["areas"] else 2021, granted=1),
    ]
    assert covered(actions=[*ACTIONS[:2], other], amounts=amounts).together.total == 0


def test_single_project_money_and_chain_money():
    split = covered().chain_money
    assert (split.total.single, split.total.chain) == (89, 65)  # a 80 + e 9; b 60 + 5
    assert split.total.unknown == 7  # d names no link
    assert split.total.chain_share == pytest.approx(65 / 154)
    assert [(s.key, s.single, s.chain) for s in split.years] == [(2020, 80, 60), (2021, 9, 5)]
    assert [(s.key, s.single, s.chain) for s in split.funders] == [
        ("fund", 9, 60),
        ("province", 80, 5),
    ]


def test_without_money_there_is_no_share():
    assert covered(amounts=[]).chain_money.total.chain_share is None


def test_choices_narrow_down_what_is_counted():
    def cell(**choice):
        found = covered(Choice(**choice)).areas.cell()
        return found.actions, found.money.committed

    assert cell(pact="east") == (("b",), 65)
    assert cell(goal="staff") == ((), None)
    assert cell(status="done") == ((), None)
    # The fund pays for b, d and e; of these only b has a place.
    assert cell(funder="fund") == (("b",), 60)
    # In 2021 only b's 5 counts; a and c have no end, so they run.
    assert cell(first_year=2021, last_year=2021) == (("a", "b", "c"), 5)


def test_an_action_counts_in_the_years_in_which_it_runs_or_is_paid():
    ended = action("x", "mbo", "EAST", valid_from=date(2019, 5, 1), valid_until=date(2020, 1, 1))
    late = money("x", "fund", 2021, spent=1)

    def counted(first, last, amounts=()):
        years = Choice(first_year=first, last_year=last)
        return covered(years, actions=[ended], amounts=amounts).areas.cell().actions == ("x",)

    assert counted(2019, 2019)
    assert not counted(2020, 2020)  # the first of January 2020 is the first day it no longer holds
    assert not counted(2017, 2018)
    assert counted(2021, 2021, [late])


def test_an_empty_ledger_is_one_white_spot_after_another():
    coverage = covered(actions=[], amounts=[])
    assert len(coverage.areas.white_spots) == len(LINKS) * 2
    assert coverage.areas.cell().money == Amounts()
    assert coverage.not_placed == ()
