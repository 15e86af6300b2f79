"""What is kept of draws for measures and places, over a small school."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from schakel.answers.draws import counted_in
from schakel.answers.measure_draws import (
    counted_states,
    measure_problems,
    measures_table,
    short_table,
    states_of,
)
from schakel.answers.projected import ALL, STEPS
from schakel.catalog.chain_measures import ChainMeasure
from schakel.chain import compile_chain, simulate
from tests.support.small_chain import school

CHAIN = compile_chain(school())
NOTE = {"nl": "x", "en": "x"}


def package(**measure):
    """A catalog with one indicator that the chain projects."""
    found = ChainMeasure(starts_at="measured", note=NOTE, **measure)
    return SimpleNamespace(indicators={"share": SimpleNamespace(projected=found)})


def table(catalog, counted, flow=None):
    arrays = {"counted": np.array(counted, dtype=float)}
    if flow is not None:
        arrays["flow"] = flow
    return measures_table(CHAIN, catalog, arrays)


def row(rows, region, year):
    (found,) = [r for r in rows.to_dicts() if (r["region"], r["year"]) == (region, year)]
    return found


SHARE = package(
    numerator={"stock": ["student[year=1]"]},
    denominator={"stock": ["student[year=1]", "else"]},
    times=100,
)


def test_a_share_is_that_of_the_sums_and_its_change_is_in_points():
    """Draw 1: 10 of 20, then 30 of 40 in the east; the west has as many people, none of them
    students. The year of the start is left out: nothing in it comes from the model."""
    assert counted_states(SHARE) == ("student[year=1]", "else")
    draw = [[[99, 1], [99, 1]], [[10, 10], [0, 20]], [[30, 10], [0, 40]]]
    rows = table(SHARE, [draw, draw])
    first, second = (row(rows, "east", CHAIN.start + year) for year in (1, 2))
    assert first["level"] == [50] * STEPS
    assert second["level"] == [75] * STEPS
    assert second["change"] == [25] * STEPS
    whole = row(rows, ALL, CHAIN.start + 2)
    assert whole["level"] == [37.5] * STEPS
    assert min(rows["year"]) == CHAIN.start + 1


def test_a_count_changes_by_a_ratio_and_nobody_to_count_gives_no_rows():
    """From 10 to 15 in one draw, to 20 in the other: in the middle 1.75 times as many."""
    count = package(numerator={"stock": ["student[year=1]"]})
    draws = [[[[1], [0]], [[10], [0]], [[last], [0]]] for last in (15, 20)]
    rows = table(count, draws)
    middle = row(rows, "east", CHAIN.start + 2)["change"][STEPS // 2]
    assert middle == pytest.approx(1.75)
    assert "west" not in rows["region"].to_list()


def test_a_flow_counts_from_the_first_school_year():
    flows = np.zeros((1, 2, 2, 2, len(CHAIN.flows)))  # draw, year, region, sex, flow
    flows[..., CHAIN.flows.index("diploma")] = 3
    rows = table(package(numerator={"flow": ["diploma"]}), np.zeros((1, 3, 2, 0)), flows)
    assert row(rows, "east", CHAIN.start)["level"] == [6] * STEPS
    assert row(rows, ALL, CHAIN.start)["level"] == [12] * STEPS


def test_counted_people_are_those_of_the_states_that_are_named():
    names = ("student[year=1|2]", "work")
    path = simulate(CHAIN, 2)
    found = counted_in(CHAIN, path, states_of(CHAIN, names))
    by_year = path.stock("student", by="year")
    assert found[..., 0].sum(axis=1) == pytest.approx(by_year["1"] + by_year["2"], rel=1e-5)
    work = path.stock("work", by="region")
    assert found[:, 0, 1] == pytest.approx(work["east"], rel=1e-5)


@pytest.mark.parametrize(
    "name", ["nowhere", "student[year=9]", "student[year=1|9]", "work[year=1]", "student[", "x y"]
)
def test_states_that_the_chain_lacks_are_told_with_file_key_and_a_stage_near_it(name):
    measure = package(numerator={"stock": ["work"]}, denominator={"stock": ["work", name]})
    (problem,) = measure_problems(CHAIN, measure)
    assert problem.where == "indicators/share.yaml"
    assert problem.key == "projected › denominator › stock"
    assert problem.found == repr(name)
    assert any(stage in problem.expected for stage in CHAIN.states.stages)
    assert problem.advice


def test_flows_that_the_chain_lacks_are_told_with_those_nearest_to_them():
    (problem,) = measure_problems(CHAIN, package(numerator={"flow": ["diploma", "diplomas"]}))
    assert problem.found == "'diplomas'"
    assert problem.key == "projected › numerator › flow"
    assert "diploma" in problem.expected


def test_what_the_chain_has_is_no_problem():
    assert measure_problems(CHAIN, SHARE) == []
    assert measure_problems(CHAIN, package(numerator={"flow": ["diploma"]})) == []


def test_places_fall_short_in_a_part_of_the_draws_and_somewhere_more_often():
    """East is short in draw 1, west in draw 2: each in half of them, one of the two in both."""
    requests = np.array([[[[9.0], [1.0]]], [[[1.0], [9.0]]]])
    found = short_table(CHAIN, {"requests": requests, "places": np.full((2, 1, 2, 1), 5.0)})
    chances = dict(zip(found["region"], found["chance"], strict=True))
    assert chances == {"east": 0.5, "west": 0.5, ALL: 1.0}


def test_as_many_places_as_people_is_enough():
    full = np.full((1, 1, 2, 1), 5.0)
    assert short_table(CHAIN, {"requests": full, "places": full})["chance"].sum() == 0
