"""A region's part of the nation's chain: whole, cut at the border, or divided in another way."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.answers.chain_tables import chain_problems
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import forget, load
from schakel.catalog.chain import read_chain
from schakel.catalog.chain_regions import REST, brought, division
from schakel.catalog.labour_markets import seen_from
from schakel.catalog.scaffold import scaffold
from schakel.catalog.territory import Territory
from schakel.catalog.types import Area, Membership, Region, Text

NATION = {"A1": ("AM-A", "30"), "A2": ("AM-A", "10"), "B1": ("AM-B", "20"), "C1": ("AM-C", "40")}
TOWNS = [{"municipality": m, "region": r, "value": v} for m, (r, v) in NATION.items()]


def row(region: str, value: float, **more: object) -> dict[str, object]:
    return {"region": region, "value": value, "low": value / 2, "high": value * 2, **more}


def numbers(rows, column="value"):
    return {each["region"]: each[column] for each in rows}


STOCKS = [row("AM-A", 400, stage="po"), row("AM-B", 100, stage="po"), row("AM-C", 900, stage="po")]


def test_a_whole_region_keeps_its_rows_as_they_are() -> None:
    divided = division(TOWNS, {"AM-A": {"A1", "A2"}, "AM-B": {"B1"}})
    assert brought(STOCKS, divided, adds=True) == STOCKS[:2]
    assert divided.wanted == {"AM-A", "AM-B"}


# A1 has 30 of the 40 pupils of AM-A: three quarters of 400 persons.
def test_of_a_part_persons_go_with_its_pupils_and_shares_stay() -> None:
    divided = division(TOWNS, {"AM-A": {"A1"}})
    (part,) = brought(STOCKS, divided, adds=True)
    assert (part["value"], part["low"], part["high"]) == (300, 150, 600)
    assert "75% of AM-A" in part["method"]
    assert numbers(brought([row("AM-A", 0.2)], divided, adds=False)) == {"AM-A": 0.2}


# A2 (10 of 40 pupils of AM-A) and all of AM-B: 100 + 100 persons; a share weighs 10 : 20.
def test_municipalities_of_several_add_up_and_their_shares_are_weighed() -> None:
    divided = division(TOWNS, {"AM-NEW": {"A2", "B1"}})
    assert numbers(brought(STOCKS, divided, adds=True)) == {"AM-NEW": 200}
    shares = brought([row("AM-A", 0.6), row("AM-B", 0.3)], divided, adds=False)
    assert numbers(shares) == {"AM-NEW": pytest.approx(0.4)}


def test_what_sums_to_one_over_all_regions_still_does() -> None:
    shares = [row("AM-A", 0.4), row("AM-B", 0.2), row("AM-C", 0.4)]
    divided = division(TOWNS, {"AM-A": {"A1"}, "AM-B": {"B1"}})
    found = numbers(brought(shares, divided, adds=True, whole=True))
    assert found == {"AM-A": pytest.approx(0.3), "AM-B": 0.2, REST: pytest.approx(0.5)}


@given(st.lists(st.sampled_from(["X", "Y", "AM-A", "AM-B"]), min_size=4, max_size=4))
def test_however_the_country_is_divided_nobody_is_lost_and_no_share_leaves_its_range(
    homes: list[str],
) -> None:
    held: dict[str, set[str]] = {}
    for town, region in zip(NATION, homes, strict=True):
        held.setdefault(region, set()).add(town)
    divided = division(TOWNS, held)
    persons = numbers(brought(STOCKS, divided, adds=True))
    assert set(persons) == set(held)
    assert sum(persons.values()) == pytest.approx(400 + 100 + 900)
    shares = [row("AM-A", 0.6), row("AM-B", 0.3), row("AM-C", 0.5)]
    assert all(
        0.3 - 1e-9 <= each["value"] <= 0.6 + 1e-9 for each in brought(shares, divided, False)
    )


def test_rows_of_other_years_and_keys_are_not_mixed() -> None:
    rows = [
        row(region, value, sex=sex, valid_from=year)
        for region, value in (("AM-A", 8), ("AM-B", 4))
        for sex in ("female", "male")
        for year in (2024, 2030)
    ]
    found = brought(rows, division(TOWNS, {"AM-NEW": {"A1", "A2", "B1"}}), adds=True)
    assert len(found) == 4
    assert {each["value"] for each in found} == {12}


# --- which municipalities a labour-market region has, seen from a region ---


def areas(**kinds: str) -> dict[str, Area]:
    return {
        code: Area(code=code, kind=kind, label=Text(nl=code, en=code), source="made_up")
        for code, kind in kinds.items()
    }


def member(area: str, within: str) -> Membership:
    return Membership(area=area, within=within, source="made_up")


AREAS = areas(NL="nation", LAND="landsdeel", MARKET="labour_market_region",
              OTHER="labour_market_region", OWN="labour_market_region",
              **dict.fromkeys(("G1", "G2", "G3", "G4", "G5"), "municipality"))  # fmt: skip
REGION = Region.model_construct(id="land", area="LAND")


def seen(inside: tuple[str, ...], own: tuple[Membership, ...] = ()):
    of_land = tuple(member(code, "LAND") for code in inside)
    markets = [("G1", "MARKET"), ("G2", "MARKET"), ("G3", "MARKET"), ("G4", "OTHER")]
    inherited = tuple(member(*pair) for pair in markets)
    labels, memberships = seen_from(REGION, AREAS, inherited, (*of_land, *own))
    return labels, Territory(labels, memberships).municipalities


def test_of_a_labour_market_mostly_elsewhere_only_the_own_part_counts_and_the_label_says_so() -> (
    None
):
    labels, held = seen(("G1", "G4"))
    assert held["MARKET"] == {"G1"}
    assert labels["MARKET"].label == Text(nl="MARKET (alleen G1)", en="MARKET (G1 only)")
    assert held["OTHER"] == {"G4"}
    assert labels["OTHER"].label.nl == "OTHER"


def test_one_that_lies_in_the_region_for_the_larger_part_stays_whole() -> None:
    labels, held = seen(("G1", "G2"))
    assert held["MARKET"] == {"G1", "G2", "G3"}
    assert labels["MARKET"] == AREAS["MARKET"]


def test_one_that_the_region_does_not_touch_stays_as_it_is() -> None:
    assert seen(("G4",))[1]["MARKET"] == {"G1", "G2", "G3"}


def test_a_region_s_own_division_goes_before_that_of_the_nation() -> None:
    _, held = seen(("G1", "G2", "G3"), own=(member("G3", "OWN"),))
    assert (held["MARKET"], held["OWN"]) == ({"G1", "G2"}, {"G3"})


def test_the_country_is_divided_once_and_oost_as_before() -> None:
    nation, oost = load("nl"), load("oost")
    held = nation.territory.municipalities
    markets = [code for code, area in nation.areas.items() if area.kind == "labour_market_region"]
    assert len(markets) == 35
    towns = [town for market in markets for town in held[market]]
    assert len(towns) == len(set(towns)) == len(held["NL"] - {"GM0000"})
    assert oost.territory.municipalities["AM-AMERSFOORT"] == {"GM0267"}
    assert oost.areas["AM-AMERSFOORT"].label.en == "Amersfoort (Nijkerk only)"
    assert len(oost.territory.municipalities["AM-ZWOLLE"]) == 13  # two of them in Drenthe


# --- a package made from a list ---


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes a package from lines of a list of municipalities."""
    monkeypatch.setenv("SCHAKEL_REGIONS", str(tmp_path / "packages"))

    def make(name: str, *lines: str):
        listed = tmp_path / f"{name}.csv"
        listed.write_text("municipality,labour_market_region\n" + "\n".join(lines) + "\n")
        scaffold(name, listed, tmp_path / "packages")
        forget()
        return load(name)

    yield make
    forget()


def test_an_own_division_of_a_list_gets_its_chain(packages) -> None:
    catalog = packages("top", "Eemsdelta,Top", "Het Hogeland,Top", "Assen,")
    files = read_chain(catalog)
    assert files.regions == ("AM-GRONINGEN", "AM-TOP")
    assert catalog.areas["AM-GRONINGEN"].label.en == "Groningen (Assen only)"
    stocks = [each for each in files.tables["stocks"] if each["stage"] == "po"]
    sums = {r: sum(float(x["value"]) for x in stocks if x["region"] == r) for r in files.regions}
    pupils = {each["municipality"]: float(each["value"]) for each in _towns()}
    assert sums["AM-GRONINGEN"] == pytest.approx(pupils["GM0106"], rel=1e-3)
    assert sums["AM-TOP"] == pytest.approx(pupils["GM1979"] + pupils["GM1966"], rel=1e-3)


def test_a_region_without_data_is_told_before_a_run(packages) -> None:
    catalog = packages("nowhere", "gemeente onbekend,Nowhere")
    with pytest.raises(SchakelError) as caught:
        read_chain(catalog)
    (problem,) = caught.value.problems
    assert "no stocks of AM-NOWHERE" in problem.found
    assert "memberships.csv" in problem.advice


def test_a_region_in_no_labour_market_region_is_told_what_to_add(packages) -> None:
    catalog = packages("nowhere", "gemeente onbekend,")
    with pytest.raises(SchakelError) as caught:
        read_chain(catalog)
    (problem,) = caught.value.problems
    assert "no labour-market region in NOWHERE" in problem.found


def test_a_fault_in_own_rows_comes_out_in_the_check_with_file_and_line(packages) -> None:
    catalog = packages("top", "Eemsdelta,Top")
    own = catalog.packages[-1].folder / "chain" / "parameters.csv"
    own.parent.mkdir()
    own.write_text("parameter,region,value,low,high\ndemnd,,1,1,1\nplaces_per_worker,AM-TOP,x,,\n")
    found = {problem.where: problem for problem in chain_problems(catalog)}
    assert set(found) == {f"{own}:2", f"{own}:3"}
    assert found[f"{own}:2"].advice == "declare it"
    assert "value x" in found[f"{own}:3"].found


def test_a_broken_list_of_municipalities_is_told_with_its_line(
    packages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nation = tmp_path / "packages" / "nl"
    shutil.copytree(load("nl").packages[-1].folder, nation)
    with (nation / "chain" / "municipalities.csv").open("a") as file:
        file.write("GM9999,AM-TWENTE,many,estimate,,\n")
    forget()
    (problem,) = chain_problems(packages("top", "Eemsdelta,Top"))
    assert problem.where == f"{nation / 'chain' / 'municipalities.csv'}:344"
    assert "many" in problem.found


def _towns():

    path = load("nl").packages[-1].folder / "chain" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
