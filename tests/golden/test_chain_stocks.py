"""The committed tables of the chain: as they are built, and true to what is published."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

from schakel.catalog.catalog import load
from schakel.facts.chain.tables import build_chain

BUILT = ("stocks.parquet", "parameters.csv", "parameters.parquet", "mobility.csv",
         "municipalities.csv")  # fmt: skip


@pytest.fixture(scope="module")
def package():
    return load("nl").packages[-1].folder


def rows(package, name):
    if name.endswith(".parquet"):
        table = pl.read_parquet(package / "chain" / name)
        return [{k: "" if v is None else v for k, v in row.items()} for row in table.to_dicts()]
    with (package / "chain" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def persons(package):
    """Persons per stage and region."""
    found = defaultdict(float)
    for row in rows(package, "stocks.parquet"):
        found[row["stage"], row["region"]] += float(row["value"])
    return found


def total(persons, *stages, region=None):
    return sum(
        value
        for (stage, where), value in persons.items()
        if stage.startswith(stages) and region in (None, where)
    )


def test_building_again_gives_the_same(package, tmp_path: Path):
    for part in ("areas", "chain", "facts"):
        shutil.copytree(package / part, tmp_path / part)
    for name in BUILT:
        (tmp_path / "chain" / name).unlink()
    build_chain(tmp_path)
    for name in BUILT:
        assert rows(tmp_path, name) == rows(package, name), name


@pytest.mark.parametrize(
    ("stages", "published", "within"),
    [
        (("po",), 1_359_280, 0.001),  # primary school 2023/24 (CBS 71478ned)
        (("mbo",), 467_000 - 14_885, 0.001),  # 2024/25, less 3.19% at level 1 (2019)
        (("hbo_ad", "hbo_ba"), 433_975, 0.002),  # enrolled 2024 (DUO), without masters
        (("workers",), 9_693_000, 0.001),  # Denkwerk 2024Q1
        (("seekers",), 0.8 * 316_000, 0.001),  # by last occupation 2024Q1; 80% on 1 October
        (("teachers_mbo",), 7_720, 0.01),  # 33,000 × technical share of students
    ],
)
def test_stocks_add_up_to_published_totals(persons, stages, published, within):
    assert total(persons, *stages) == pytest.approx(published, rel=within)


def test_twente_is_near_figures_that_were_not_used(persons):
    workers = total(persons, "workers", region="AM-TWENTE")
    assert workers == pytest.approx(346_510, rel=0.1)  # jobs in 2023 (BIRO)


def test_demand_has_a_row_for_every_year_and_grows_less_certain(package):
    wide = defaultdict(dict)
    for row in rows(package, "parameters.csv"):
        if row["parameter"] == "demand":
            low, value, high = (float(row[name]) for name in ("low", "value", "high"))
            wide[row["family"]][int(row["valid_from"])] = (high - low) / value / 2
    for family, years in wide.items():
        assert list(years) == list(range(2024, 2036)), family
        assert years[2024] == 0
        assert all(years[year] < years[year + 1] for year in range(2024, 2035)), family
    # 4.9% mean error after five years: × √(π/2) a standard deviation, × 1.28 the 80% interval
    assert wide["construction"][2029] == pytest.approx(0.049 * 1.2533 * 1.2816, rel=0.01)


def test_old_workers_leave_as_fast_as_participation_says(package):
    """81, 65 and 18 of 100 work at 55–60, 60–65 and 65–70; a fifth of a band grows older a year."""
    retire = {
        row["age"]: (float(row["low"]), float(row["value"]), float(row["high"]))
        for row in rows(package, "parameters.csv")
        if row["parameter"] == "retire"
    }
    assert retire["60-64"][1] == pytest.approx((81 / 65 - 1) / 5, abs=0.002)
    past = (70 - 67) / 5  # of the band 65–69 is past the state pension age of 67
    low, _, high = (past * number for number in retire["65-69"])
    assert low <= 65 / 17.8 / 5 - 1 / 5 <= high


def test_families_hold_every_occupation_group_once(package):
    groups = [row["brc"] for row in rows(package, "families.csv")]
    with (package / "classifications" / "brc_2014.csv").open(encoding="utf-8") as file:
        known = [row["code"] for row in csv.DictReader(file) if len(row["code"]) == 4]
    assert sorted(groups) == sorted(known)


@pytest.mark.parametrize("name", BUILT)
def test_every_row_says_where_it_is_from(package, name):
    sources = load("nl").sources
    for row in rows(package, name):
        assert row["method"], row
        free = row.get("evidence") in ("assumption", "calibrated")
        defined = row["parameter"] in DEFINED if "parameter" in row else False
        assert row["source"] in sources or (not row["source"] and (free or defined)), row


DEFINED = {"everyone", "minus_one", "ageing", "becomes_long"} | {
    f"age_{name}" for name in ("mbo2", "mbo3", "mbo4", "teachers")
}


@pytest.mark.parametrize("name", ["stages.csv", "flows.csv"])
def test_every_link_exists(package, name):
    links = {link.id for link in load("nl").packages[-1].links}
    assert {row["link"] for row in rows(package, name)} <= links
