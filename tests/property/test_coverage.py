"""What must hold for the coverage of any ledger."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.coverage.engine import cover
from schakel.coverage.ledger import Ledger
from schakel.coverage.matrix import Cell, Matrix
from schakel.coverage.placing import MEASURES, Column
from tests.support.small_ledger import action, ledger, money

LINKS = ("school", "mbo", "work")
COLUMNS = tuple(Column(key, frozenset([key, "LAND"])) for key in ("east", "west"))
GOALS = ("inflow", "staff")
COUNTED = ("participants_aimed", "participants_reached")


def codes(*known):
    """Some of these codes, parted by spaces."""
    return st.lists(st.sampled_from(known), unique=True, max_size=len(known)).map(" ".join)


amount = st.none() | st.integers(0, 10**9).map(lambda cents: cents / 100)
a_action = st.builds(
    action,
    st.just("x"),
    codes(*LINKS),
    codes("east", "west", "LAND", "ABROAD"),
    codes(*GOALS),
    participants_aimed=st.none() | st.integers(0, 500),
)
a_money = st.builds(
    money,
    st.just("x"),
    st.sampled_from(["fund", "province"]),
    st.sampled_from([2020, 2021]),
    st.none() | st.sampled_from([*LINKS, "nowhere"]),
    pledged=amount,
    granted=amount,
    spent=amount,
)


@st.composite
def ledgers(draw):
    """Up to six actions, each with up to three amounts."""
    found = draw(st.lists(st.tuples(a_action, st.lists(a_money, max_size=3)), max_size=6))
    actions = [{**entry, "key": f"k{at}"} for at, (entry, _) in enumerate(found)]
    amounts = [{**row, "action": f"k{at}"} for at, (_, rows) in enumerate(found) for row in rows]
    return actions, amounts


def covered(actions, amounts):
    """The coverage of a ledger."""
    return cover(ledger(actions, amounts), LINKS, COLUMNS, GOALS)


def reached(action, row):
    """How many links and columns an amount reaches, by the rule in words."""
    links = [row["link"]] if row["link"] else action["all_links"]
    columns = [c for c in COLUMNS if c.covers & set(action["areas"])]
    return len([link for link in links if link in LINKS]), len(columns)


def with_all_links(actions, amounts):
    """Actions by key, with the links that money is given for."""
    paid = {a["key"]: {m["link"] for m in amounts if m["action"] == a["key"]} for a in actions}
    return {
        a["key"]: {**a, "all_links": sorted({*a["links"], *paid[a["key"]]} & set(LINKS))}
        for a in actions
    }


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_the_total_is_the_money_of_all_rows_that_reach_a_cell(found):
    actions, amounts = found
    by_key = with_all_links(actions, amounts)
    coverage = covered(actions, amounts)
    for name in ("pledged", "granted", "spent"):
        known = [
            row[name]
            for row in amounts
            if all(reached(by_key[row["action"]], row)) and row[name] is not None
        ]
        total = getattr(coverage.areas.cell().money, name)
        assert total == (round(sum(known), 2) if known else None)
    placed = coverage.areas.cell().money.committed or 0
    left = sum(entry.committed or 0 for entry in coverage.not_placed)
    first = (
        next((r[n] for n in ("granted", "pledged", "spent") if r[n] is not None), 0)
        for r in amounts
    )
    assert round(placed + left, 2) == round(sum(first), 2)


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_own_money_adds_up_and_shared_money_is_never_less_than_its_part(found):
    table = covered(*found).areas
    total = table.cell().money.committed or 0
    own = sum(table.cell(link, key).own.committed or 0 for link in LINKS for key in table.columns)
    assert round(own, 2) <= round(total, 2)  # own money is in one cell only
    for link in LINKS:
        parts = [table.cell(link, key).money.committed or 0 for key in table.columns]
        whole = table.cell(link=link).money.committed or 0
        assert max(parts) <= whole <= round(sum(parts), 2)
        assert set(table.cell(link=link).actions) == {
            key for column in table.columns for key in table.cell(link, column).actions
        }


@settings(max_examples=20, deadline=None)
@given(ledgers(), st.randoms())
def test_the_order_of_rows_changes_nothing(found, random):
    actions, amounts = found
    before = covered(actions, amounts)
    random.shuffle(actions)
    random.shuffle(amounts)
    after = covered(actions, amounts)
    assert dict(before.areas.cells) == dict(after.areas.cells)
    assert dict(before.goals.cells) == dict(after.goals.cells)
    assert before.together == after.together
    assert before.chain_money == after.chain_money
    assert before.not_placed == after.not_placed


@settings(max_examples=30, deadline=None)
@given(ledgers(), a_action, st.lists(a_money, max_size=3))
def test_one_more_action_changes_its_own_cells_only_and_lowers_none(found, entry, rows):
    actions, amounts = found
    more = {**entry, "key": "more"}
    paid = [{**row, "action": "more"} for row in rows]
    before = covered(actions, amounts).areas
    after = covered([*actions, more], [*amounts, *paid]).areas
    for at, cell in after.cells.items():
        if "more" not in cell.actions:
            assert cell == before.cells[at]
        _not_lower(before, cell, at)


def _not_lower(before: Matrix, cell: Cell, at) -> None:
    was = before.cells[at]
    assert set(was.actions) <= set(cell.actions)
    for name in MEASURES:
        for side in ("own", "shared"):
            old, new = (getattr(getattr(c, side), name) or 0 for c in (was, cell))
            assert old <= new
    for name in COUNTED:
        assert (getattr(was, name) or 0) <= (getattr(cell, name) or 0)


@settings(max_examples=20, deadline=None)
@given(ledgers())
def test_every_action_is_in_a_cell_or_told_to_have_no_place(found):
    actions, amounts = found
    coverage = covered(actions, amounts)
    placed = set(coverage.areas.cell().actions)
    assert placed | {e.action for e in coverage.not_placed} == {a["key"] for a in actions}


def test_tables_without_rows_keep_their_form():
    empty = ledger([])
    assert isinstance(empty, Ledger)
    assert isinstance(empty.money, pl.DataFrame)
    assert cover(empty, (), (), ()).areas.white_spots == ()
