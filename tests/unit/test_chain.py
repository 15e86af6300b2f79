"""The chain engine: golden steps by hand, what is wrong in tables, and engines that agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from schakel.answers.chain_tables import chain_tables
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate, simulate_draws, simulation
from schakel.chain.compiled import Chain
from schakel.chain.mean import Mean
from schakel.chain.simulation import PathRun
from schakel.chain.yearly import cells_of
from tests.support.small_chain import market, school

ENGINES = ("mean", "cells", "persons")


def people(path, stage: str) -> np.ndarray:
    return sum(path.stock(stage).values())


def test_one_year_by_hand():
    """East: 300 girls and 300 boys ask for 120 and 180 places: 300 in all.

    Seats: 24 teachers × 20 = 480. Of the 2 × 190 students 10% stop (and none of years 1 and 2
    leaves otherwise), so 342 stay and 138 seats are free: 46% of those who ask get one.
    """
    path = simulate(compile_chain(school()), 1)
    assert path.places[0, :, 0] == pytest.approx([138.0, 138.0])
    assert path.requests[0, :, 0] == pytest.approx([300.0, 300.0])
    assert path.flow("entry", by="sex")["female"][0] == pytest.approx(2 * 120 * 0.46)
    refused = 300 - 138
    assert path.flow("entry_otherwise")["east"][0] == pytest.approx(refused * 0.3)
    assert path.stock("pupil")["east"][1] == pytest.approx(600 - 138 - refused * 0.3 + 200)
    assert path.stock("pupil")["west"][1] == pytest.approx(600 - 138 - refused * 0.3 + 250)
    by_year = path.stock("student", by="year")
    assert by_year["1"][1] == pytest.approx(276 + 400 * 0.1), "a tenth repeats the year"
    assert by_year["2"][1] == pytest.approx(400 * 0.8 + 360 * 0.1)
    assert by_year["3"][1] == pytest.approx(360 * 0.8)


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_gets_lost(engine):
    path = simulate(compile_chain(school()), 12, engine=engine, seed=3)
    total = path.stocks.sum(axis=(1, 2))
    came = sum(path.flow("birth").values())
    left = sum(path.flow("retire").values())
    assert np.diff(total) == pytest.approx(came - left, rel=1e-9)


@pytest.mark.parametrize("engine", ["cells", "persons"])
def test_whole_persons_agree_with_the_mean(engine):
    """The mean of many paths lies within 4 standard errors of the expected path, stage by stage."""
    chain = compile_chain(school())
    runs = np.array([simulate(chain, 6, engine, seed=n).stocks[-1].sum(axis=0) for n in range(120)])
    expected = simulate(chain, 6).stocks[-1].sum(axis=0)
    error = runs.std(axis=0, ddof=1) / np.sqrt(len(runs))
    assert (np.abs(runs.mean(axis=0) - expected) <= 4 * error + 0.02 * expected + 0.5).all()


def test_cells_and_persons_have_the_same_spread():
    """Variances of two ways to the same chance; 200 paths each, so ratios lie within 1 ± 0.45."""
    chain = compile_chain(school())

    def spread(engine: str) -> np.ndarray:
        found = [simulate(chain, 5, engine, seed=n).stocks[-1].sum(axis=0) for n in range(200)]
        return np.var(found, axis=0)

    one, other = spread("cells"), spread("persons")
    moving = other > 0
    assert (np.abs(one[moving] / other[moving] - 1) < 0.45).all()


@pytest.mark.parametrize("engine", ["cells", "persons"])
def test_the_same_seed_gives_the_same_path(engine):
    chain = compile_chain(school())
    one, again, other = (simulate(chain, 4, engine, seed=n).stocks for n in (5, 5, 6))
    assert (one == again).all()
    assert (one != other).any()


@pytest.mark.parametrize("engine", ["cells", "persons"])
def test_no_more_get_a_place_than_there_are(engine):
    path = simulate(compile_chain(school()), 8, engine, seed=1)
    entered = np.stack(list(path.flow("entry").values()), axis=1)
    assert (entered <= path.places[:, :, 0] + 1e-9).all()
    full = path.requests[:, :, 0] > path.places[:, :, 0]
    assert (entered[full] == np.floor(path.places[:, :, 0][full])).all()


def shares_rate(path) -> tuple[float, float]:
    work, seek = people(path, "work")[-1], people(path, "seek")[-1]
    open_jobs = path.vacancies[-1].sum()
    return 100 * seek / (seek + work), 100 * open_jobs / (open_jobs + work)


@pytest.mark.parametrize("employed", [(900, 950, 700), (999, 400, 600), (1000, 1000, 1000)])
def test_equal_occupations_settle_at_one_unemployment_whatever_the_start(employed):
    """Literature: 4.104% and 1.722%. The equations themselves, solved by hand, give 4.1066%.

    With e in work, u - v = .004e / (.988 × .16) and v(1 - exp(-u/v)) = .016e.
    """
    names = ("a", "b", "c")
    work = dict(zip(names, map(float, employed), strict=True))
    seek = {name: 1000 - people for name, people in work.items()}
    unemployment, vacancies = shares_rate(simulate(compile_chain(market(work, seek)), 60))
    assert unemployment == pytest.approx(4.104, abs=0.005)
    assert vacancies == pytest.approx(1.722, abs=0.001)


@pytest.mark.parametrize("engine", ["cells", "persons"])
def test_the_market_of_whole_persons_settles_there_too(engine):
    """With 30,000 people the share of a year differs by about 0.1 point from that of the mean."""
    names = ("a", "b", "c")
    chain = compile_chain(market(dict.fromkeys(names, 9500.0), dict.fromkeys(names, 500.0)))
    path = simulate(chain, 30, engine, seed=2)
    work, seek = people(path, "work")[10:], people(path, "seek")[10:]
    assert np.mean(100 * seek / (work + seek)) == pytest.approx(4.1, abs=0.15)
    assert work[-1] + seek[-1] == 30_000


# --- bad input ---


def wrong(**changes) -> str:
    with pytest.raises(SchakelError) as caught:
        compile_chain(school(**changes))
    return str(caught.value)


def changed(column: str, number: int, **fields) -> dict:
    rows = [dict(row) for row in getattr(school(), column)]
    rows[number].update(fields)
    return {column: rows}


def test_shares_that_take_more_than_there_is():
    said = wrong(**changed("parameters", 5, value=0.95))
    assert "student[year=1]" in said
    assert "sum to 1.05" in said


def test_a_flow_to_a_stage_that_does_not_exist():
    said = wrong(**changed("flows", 5, target="pension"))
    assert "pension" in said
    assert "declare the stage" in said


def test_a_negative_stock():
    assert "-3" in wrong(**changed("stocks", 0, value=-3))


def test_a_stock_that_is_no_number():
    assert "nan" in wrong(**changed("stocks", 0, value=float("nan")))


def test_a_capacity_of_zero():
    said = wrong(**changed("parameters", 9, value=0))
    assert "capacity seats" in said
    assert "more than 0" in said


def test_a_stage_that_nobody_reaches():
    stages = [*school().stages, {"stage": "island", "axes": ""}]
    assert "island" in wrong(stages=stages)


def test_a_parameter_outside_its_range():
    said = wrong(**changed("parameters", 6, value=1.2, high=1.3))
    assert "between 0 and 1" in said


def test_a_parameter_that_is_no_number():
    assert "low ≤ value ≤ high" in wrong(**changed("parameters", 6, value="many"))


def test_a_region_without_people():
    stocks = [row for row in school().stocks if row["region"] == "east"]
    assert "region west" in wrong(stocks=stocks)


def test_a_parameter_without_a_row_that_fits():
    rows = [row for row in school().parameters if row.get("sex") != "female"]
    assert "sex=female" in wrong(parameters=rows)


def test_sets_of_shares_that_do_not_sum_to_one():
    about = {**school().about, "asks": {"keys": ("sex",), "sums_over": "sex"}}
    rows = [dict(row) for row in school().parameters]
    rows[2]["value"] = 0.3
    assert "sum to 0.9" in wrong(about=about, parameters=rows)


def test_several_mistakes_come_together():
    said = wrong(**changed("flows", 5, target="pension"), **changed("stocks", 0, value=-3))
    assert "pension" in said
    assert "-3" in said


def test_values_that_are_no_numbers_stop_before_the_run():
    chain: Chain = compile_chain(school())
    values = chain.parameters.base()
    values[3] = np.nan
    with pytest.raises(SchakelError, match="parameter asks"):
        simulate(chain, 2, values=values)


def test_an_engine_that_does_not_exist():
    with pytest.raises(SchakelError, match="mean, cells, persons"):
        simulate(compile_chain(school()), 1, engine="fast")  # type: ignore[arg-type]


# --- parameters ---


def test_draws_are_shared_by_scenarios_and_lie_as_declared():
    chain = compile_chain(school())
    more = replace(
        school(), parameters=[*school().parameters, {"parameter": "stops", "valid_from": 2030,
                                                     "value": 0.2}],
    )  # fmt: skip
    richer = compile_chain(more)
    draws = np.array([chain.parameters.draw(1, n) for n in range(1, 2001)])
    assert (richer.parameters.draw(1, 7)[: draws.shape[1]] == draws[6]).all()
    births = draws[:, 0]
    inside = np.mean((births >= 80) & (births <= 120))
    assert inside == pytest.approx(0.8, abs=0.03), "low and high hold 80%"
    assert np.median(births) == pytest.approx(100, abs=1.5)
    assert (draws[:, 7] == 0.9).all(), "without a width it is fixed"


def test_a_parameter_changes_in_the_year_that_its_row_says():
    later = [*school().parameters, {"parameter": "retires", "valid_from": 2026, "value": 0.5}]
    path = simulate(compile_chain(school(parameters=later)), 4)
    gone = sum(path.flow("retire").values()) / people(path, "work")[:-1]
    assert gone == pytest.approx([0.05, 0.05, 0.5, 0.5])


def test_drawn_shares_that_take_too_much_are_scaled_and_counted():
    chain = compile_chain(school())
    values = chain.parameters.base()
    values[5] = 0.95  # goes on, and 0.1 stops
    path = simulate(chain, 1, values=values)
    assert path.capped == 8, "two years of students (the third has no next) in four groups"
    assert path.stock("student", by="year")["2"][1] == pytest.approx(400 * 0.95 / 1.05)


# --- several draws at once ---


def everything(path) -> list[np.ndarray]:
    names = ("stocks", "flows", "vacancies", "demand", "requests", "places", "limits")
    return [getattr(path, name) for name in names]


@pytest.mark.parametrize("at_once", [1, 3, 7])
def test_a_draw_is_the_same_to_the_bit_whatever_is_made_beside_it(at_once, monkeypatch):
    chain = compile_chain(chain_tables(load("oost")))
    alone = [simulate(chain, 3, seed=5, draw=draw) for draw in (2, 3, 4, 5)]
    monkeypatch.setattr(simulation, "_GROUPS", at_once * len(chain.stocks))
    together = list(simulate_draws(chain, 3, (2, 3, 4, 5), seed=5))
    assert len(together) == len(alone)
    for one, other in zip(alone, together, strict=True):
        assert one.capped == other.capped
        for here, there in zip(everything(one), everything(other), strict=True):
            assert np.array_equal(here, there)
    assert not np.array_equal(alone[0].stocks, alone[1].stocks)


def test_draws_that_need_scaling_do_not_touch_those_beside_them():
    """Three quarters stop in one draw: with those who go on that is more than all."""
    chain = compile_chain(school())
    values = chain.parameters.base()
    stops = next(n for n, row in enumerate(chain.parameters.rows) if row.parameter == "stops")
    much = values.copy()
    much[stops] = 0.75
    rows = np.stack([values, much])
    calm, scaled = PathRun(chain, 3, Mean(chain, 2), rows, 1).run()
    assert np.array_equal(calm.stocks, simulate(chain, 3).stocks)
    assert np.array_equal(scaled.stocks, simulate(chain, 3, values=much).stocks)
    assert calm.capped == 0
    assert scaled.capped > 0


def test_a_year_of_the_market_is_its_steps_one_by_one():
    """A flow that nobody takes keeps the steps apart; the market must not notice."""
    work, seek = {"a": 900.0, "b": 700.0}, {"a": 100.0, "b": 300.0}
    idle = {"flow": "none", "source": "work", "target": "", "share": "nought", "phase": "step"}
    tables = market(work, seek)
    apart = market(
        work, seek, flows=[idle],
        about={**tables.about, "nought": {"keys": ()}},
        parameters=[*tables.parameters, {"parameter": "nought", "value": 0}],
    )  # fmt: skip
    one, other = (simulate(compile_chain(each), 5) for each in (tables, apart))
    assert one.stocks == pytest.approx(other.stocks, rel=1e-12)
    assert one.vacancies == pytest.approx(other.vacancies, rel=1e-12)
    assert one.flow("hire")["east"] == pytest.approx(other.flow("hire")["east"], rel=1e-12)


def test_a_market_whose_families_do_not_all_have_states_is_refused():
    tables = market({"a": 900.0, "b": 700.0}, {"a": 100.0, "b": 300.0})
    stages = [{"stage": "work", "axes": "family:1"}, {"stage": "seek", "axes": "family"}]
    stocks = [row for row in tables.stocks if row["family"] == "a"]
    with pytest.raises(SchakelError, match="no state for some families"):
        compile_chain(replace(tables, stages=stages, stocks=stocks))


def test_some_classes_alone_have_the_values_that_they_have_among_all():
    """In several draws, with a class twice and one without factors among them."""
    chain = compile_chain(school())
    rows = np.stack([chain.parameters.draw(5, draw) for draw in range(3)])
    (cells,) = cells_of(chain, rows, 0)
    every = chain.classes.values(cells).by_class
    some = np.array([len(every) - 1, 0, 2, 0])
    assert np.array_equal(chain.classes.only(some).values(cells).by_class, every[some])
    assert chain.classes.only(some[:0]).values(cells).by_class.shape == (0, every.shape[1])


def test_a_parameter_of_the_labour_market_that_changes_is_taken_up_in_its_year():
    """Nobody loses a job but in the second year, in which half of them do at each step."""
    made = market({"a": 100.0}, {"a": 0.0}, start=2024)
    kept = [row for row in made.parameters if row["parameter"] not in ("lose", "shrink")]
    dated = [
        {"parameter": "lose", "valid_from": year, "value": value}
        for year, value in ((2024, 0.0), (2025, 0.5), (2026, 0.0))
    ]
    never = {"parameter": "shrink", "value": 0.0}
    path = simulate(compile_chain(replace(made, parameters=[*kept, *dated, never])), 3)
    lost = path.flow("separation")["east"]
    assert lost[0] == lost[2] == 0
    assert lost[1] > 50
