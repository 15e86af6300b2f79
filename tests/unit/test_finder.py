"""What the finder names of all that is near, on the real tables of the package."""

from __future__ import annotations

from schakel.answers.afresh import level_of_groups, new_trades
from schakel.answers.finder import Wish, found
from schakel.answers.jobs import job
from schakel.answers.nearness import explain
from schakel.answers.showing import finder_rules
from schakel.catalog.catalog import load
from schakel.catalog.finder import LeftOut
from schakel.catalog.types import Text

CLERK, WELDER, HAIRDRESSER = "4110.1", "7212.3", "5141.1"
OOST = load("oost")
WHY = Text(nl="proef", en="test")


def named(origin: str) -> list[str]:
    catalog = load("oost")
    return [
        one.job.code for one in found(catalog, job(catalog, origin), Wish(step="3")).suggestions
    ]


def test_nobody_is_sent_to_lead_a_trade_that_is_new_to_them():
    rules = finder_rules(load("oost")).grown_into
    for origin in (CLERK, HAIRDRESSER):
        assert named(origin)
        assert not [code for code in named(origin) if any(rule.holds(code) for rule in rules)]


def test_all_that_is_named_asks_something_that_is_known_already():
    catalog = load("oost")
    for origin in (CLERK, WELDER, HAIRDRESSER):
        mine = job(catalog, origin).number
        assert all(explain(catalog, mine, job(catalog, code).number).matched
                   for code in named(origin))  # fmt: skip


def test_a_code_holds_what_lies_below_it_and_no_neighbour():
    group, occupation = LeftOut(code="312", reason=WHY), LeftOut(code="3112.1.1", reason=WHY)
    assert group.holds("3123.1")
    assert occupation.holds("3112.1.1")
    assert occupation.holds("3112.1.1.2")
    assert not occupation.holds("3112.1.13")


def test_new_trades_are_promising_of_about_the_level_and_can_be_learnt_here():
    driver = job(OOST, "8332.2")
    found = new_trades(OOST, driver, "AM-TWENTE")
    levels = level_of_groups(OOST)
    assert 0 < len(found) <= finder_rules(OOST).shown.afresh
    for one in found:
        assert one.demand.promising
        assert one.demand.area == "AM-TWENTE"
        assert driver.level - 1 <= levels[one.demand.group.code] <= driver.level
        assert all(not route.ended for route in one.routes)
        assert one.routes
    openings = [one.demand.values["openings"].value for one in found]
    assert openings == sorted(openings, reverse=True)
