"""People from outside the chain: so many for each person there, and in balance at the start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from tests.support.small_chain import school

EXCHANGES = (
    ("workers_pause", "returners", "return_balance"),
    ("commuting_out", "commuting_in", "commute_balance"),
    ("cross_border_out", "cross_border_in", "cross_border_balance"),
)


def back(**changes):
    """The small school, with people who come back to work: 5% of those at work, as many retire."""
    flow = {"flow": "back", "source": "", "target": "work", "per": "work", "share": "returns"}
    kept = school()
    return school(
        flows=[*kept.flows, {**flow, **changes}],
        about={**kept.about, "returns": {"keys": ()}},
        parameters=[*kept.parameters, {"parameter": "returns", "value": 0.05}],
    )


@pytest.fixture(scope="module")
def oost():
    return compile_chain(chain_tables(load("oost")))


def test_who_comes_is_a_share_of_those_who_are_there_before_the_year():
    """1,000 work in each of four groups: 50 come and 50 retire in each, whoever has a diploma."""
    path, without = (simulate(compile_chain(each), 2) for each in (back(), school()))
    assert path.flow("back", by="sex")["female"][0] == pytest.approx(100)
    assert path.flow("back") == {
        region: pytest.approx(gone) for region, gone in path.flow("retire").items()
    }
    graduates = sum(without.flow("diploma").values())[0]
    assert sum(path.stock("work").values())[1] == pytest.approx(4000 + graduates)


def test_who_comes_has_the_axes_of_those_it_is_counted_by():
    """For each of 100 students in year 1 of each group 0.05 come, into year 1 and no other."""
    tables = back(target="student", per="student[year=1]")
    path, without = (simulate(compile_chain(each), 1) for each in (tables, school()))
    more, fewer = (each.stock("student", by="year") for each in (path, without))
    assert [more[year][1] - fewer[year][1] for year in "123"] == pytest.approx([20, 0, 0])


@pytest.mark.parametrize("engine", ["cells", "persons"])
def test_whole_people_come_as_many_as_expected_and_nobody_gets_lost(engine):
    chain = compile_chain(back())
    path = simulate(chain, 8, engine, seed=4)
    came = sum(path.flow("birth").values()) + sum(path.flow("back").values())
    left = sum(path.flow("retire").values())
    assert np.diff(path.stocks.sum(axis=(1, 2))) == pytest.approx(came - left)
    first = [sum(simulate(chain, 1, engine, seed=n).flow("back").values())[0] for n in range(40)]
    assert np.mean(first) == pytest.approx(200, abs=1), "5% of 4,000 whole people, hardly by chance"


def test_people_come_by_a_source_or_by_who_is_there():
    with pytest.raises(SchakelError, match="who come from outside"):
        compile_chain(back(source="pupil"))


def test_a_stage_that_only_its_own_people_bring_people_to_is_reached_by_nobody():
    tables = back(target="island", per="island")
    tables = replace(tables, stages=[*tables.stages, {"stage": "island", "axes": ""}])
    with pytest.raises(SchakelError, match="island"):
        compile_chain(tables)


@pytest.mark.parametrize(("out", "into", "balance"), EXCHANGES)
def test_as_many_come_as_go_in_every_region_sex_and_year(oost, out, into, balance):
    path = simulate(oost, 11)
    for group in ("region", "sex"):
        gone, come = (path.flow(flow, by=group) for flow in (out, into))
        for name, people in gone.items():
            assert (people > 0).all()
            assert come[name] == pytest.approx(people)


@pytest.mark.parametrize(("out", "into", "balance"), EXCHANGES)
def test_in_a_draw_only_the_balance_parts_those_who_come_from_those_who_go(
    oost, out, into, balance
):
    """How many stop or commute is uncertain by half and more; that does not tilt the balance."""
    row = next(n for n, r in enumerate(oost.parameters.rows) if r.parameter == balance)
    seen = set()
    for draw in (1, 2, 3):
        path = simulate(oost, 2, draw=draw)
        gone, come = (sum(path.flow(flow).values()) for flow in (out, into))
        assert come / gone == pytest.approx(oost.parameters.draw(0, draw)[row])
        seen.add(round(gone[0]))
    assert len(seen) == 3


def test_at_the_start_the_newcomers_do_not_put_anybody_to_work_at_a_stroke(oost):
    """Seekers and the shortage of technology move by less than a twentieth in the first year."""
    path = simulate(oost, 1)
    technology = [n for n, family in enumerate(oost.market.families) if family != "other"]
    workers, seekers = (
        sum(stock for family, stock in path.stock(stage, by="family").items() if family != "other")
        for stage in ("workers", "seekers")
    )
    short = path.demand[:, :, technology].sum(axis=(1, 2)) - workers
    assert seekers[1] == pytest.approx(seekers[0], rel=0.05)
    assert short[1] == pytest.approx(short[0], rel=0.05)


def test_status_holders_are_permits_times_who_works_times_technology_times_the_region(oost):
    """20,900 × 45% × 19% are 1,787 in the country; Oost has the share of its workers."""
    shares = [r for r in chain_tables(load("oost")).parameters
              if r["parameter"] == "region_share_work" and r["region"] in oost.regions]  # fmt: skip
    part = sum(float(row["value"]) for row in shares)
    found = sum(simulate(oost, 1).flow("status_holders").values())[0]
    assert found == pytest.approx(20_900 * 0.45 * 0.19 * part, rel=1e-3)
