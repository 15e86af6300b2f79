"""A later state pension age: fewer retire and more work, in every year, and never the reverse."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.answers.chain_tables import chain_tables
from schakel.catalog import chain as chain_files
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate

PARAMETER = "past_pension_age"
YEARS = 11
# The age by law, in years; the band 65–69 ends at 70.
AGES = {2024: 67, 2027: 67, 2028: 67.25, 2031: 67.25}


@cache
def chain():
    return compile_chain(chain_tables(load("oost")))


@cache
def at(months: int):
    """Workers and retired with a pension age of 67 years and so many months, in all years."""
    values = chain().parameters.base()
    for number, row in enumerate(chain().parameters.rows):
        if row.parameter == PARAMETER:
            values[number] = (70 - 67 - months / 12) / 5
    path = simulate(chain(), YEARS, values=values)
    retired = sum(path.flow("workers_retire").values())
    old = path.stock("workers", by="age")
    return retired, sum(old.values()), old["65-69"]


def test_the_part_past_the_pension_age_follows_from_the_law():
    for year, age in AGES.items():
        cell = chain().parameters.cell(PARAMETER, {})
        assert chain().parameters.values_of(year)[cell] == pytest.approx((70 - age) / 5)


def test_three_months_keep_as_many_at_work_as_participation_says():
    """Of 100 work 42, 29, 6, 6 and 6 at 65 to 69; 65 come in a year, and a fifth turns 70.

    So 65 ÷ 89 − 0.2 = 53.0% of the band retire. Three months later the 29 of the last year before
    the pension stay a quarter longer in the place of 6: 89 + 5.75, which asks for 48.6%.
    """
    now, later = (65 / size - 0.2 for size in (89, 89 + 0.25 * (29 - 6)))
    assert later / now == pytest.approx((70 - 67.25) / (70 - 67), abs=0.001)


@settings(max_examples=20, deadline=None)
@given(st.integers(-12, 24), st.integers(1, 12))
def test_later_is_fewer_who_retire_in_the_first_year_and_more_who_work_ever_after(months, more):
    retired, workers, old = at(months)
    fewer, stay, older = at(months + more)
    assert fewer[0] < retired[0]
    assert (stay[1:] > workers[1:]).all()
    assert (older[1:] > old[1:]).all()


def test_the_rise_of_2028_keeps_people_at_work():
    """With 67 years all along nothing changes before October 2028; after it fewer work."""
    _, held, _ = at(0)
    workers = sum(simulate(chain(), YEARS).stock("workers").values())
    before = 2028 - 2024
    assert workers[: before + 1] == pytest.approx(held[: before + 1], rel=1e-12)
    assert (workers[before + 1 :] > held[before + 1 :]).all()


def test_a_scenario_lays_its_own_pension_age_over_the_law(tmp_path, monkeypatch):
    """68 years from 2028: from then on (70 − 68) ÷ 5, and as by law before."""
    (tmp_path / "parameters.csv").write_text(
        "parameter,value,low,high,distribution,valid_from,evidence,method\n"
        + "".join(
            f"{PARAMETER},0.4,0.4,0.4,fixed,{year},assumption,68 years\n"
            for year in (2028, 2032, 2034)
        )
    )
    monkeypatch.setattr(chain_files, "scenario_folder", lambda *_: tmp_path)
    later = compile_chain(chain_tables(load("oost"), "pension at 68"))
    cell = later.parameters.cell(PARAMETER, {})
    parts = [later.parameters.values_of(year)[cell] for year in (2027, 2028, 2035)]
    assert parts == pytest.approx([0.6, 0.4, 0.4])
    workers = [
        sum(simulate(each, YEARS).stock("workers").values())[-1] for each in (later, chain())
    ]
    assert workers[0] > workers[1]
