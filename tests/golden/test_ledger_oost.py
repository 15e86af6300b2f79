"""The ledger of Oost, traced by hand to the public pages from which it was filled.

The facts behind it are rows of the project's list of pacts, of regional goals, of funding schemes
and of practice examples; each test names the page on which a value was read.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from schakel.catalog.catalog import load
from schakel.catalog.folders import package_folder

Rows = list[dict[str, str]]


def table(name: str) -> Rows:
    path = package_folder("oost") / "ledger" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(rows: Rows, **where: str) -> dict[str, str]:
    (found,) = [row for row in rows if all(row[name] == value for name, value in where.items())]
    return found


def test_all_pacts_are_there() -> None:
    """techniekpact.nl/landsdelen/oost, October 2020: seven regional pacts and a thematic one."""
    kinds = Counter(row["kind"] for row in table("pacts"))
    assert kinds == {"regional": 7, "thematic": 1, "landsdeel": 1, "national": 1}
    assert one(table("pacts"), key="landsdeel-oost")["parent"] == "techniekpact"


@pytest.mark.parametrize(
    ("pact", "count"),
    [
        ("twente", 14),
        ("zwolle", 13),
        ("stedendriehoek", 8),
        ("achterhoek-liemers", 12),
        ("foodvalley", 8),
        ("noord-veluwe", 7),
        ("rivierenland", 8),
    ],
)
def test_each_pact_has_the_municipalities_of_its_page(pact: str, count: int) -> None:
    assert len([row for row in table("pact_municipalities") if row["pact"] == pact]) == count


def test_municipalities_are_dated_cross_borders_and_overlap() -> None:
    """plaatsengids.nl: Heerde since 1 September 2018. Oldebroek is in two pacts."""
    rows = table("pact_municipalities")
    heerde = one(rows, municipality="GM0246")
    assert (heerde["pact"], heerde["valid_from"]) == ("stedendriehoek", "2018-09-01")
    oldebroek = {row["pact"] for row in rows if row["municipality"] == "GM0269"}
    assert oldebroek == {"zwolle", "noord-veluwe"}
    oost = load("oost")
    inside = oost.territory.municipalities[oost.region.area]
    outside = {row["municipality"] for row in rows} - inside
    assert outside == {"GM0119", "GM1701", "GM0050", "GM0339", "GM0340", "GM0345"}


def test_only_the_two_published_persons_are_named() -> None:
    """techniekpact.nl/landsdelen/oost, 12 October 2020."""
    people = {row["person"]: row["as_of"] for row in table("roles") if row["person"]}
    assert people == {"Peter Kerris": "2020-10-12", "Brigitte Willemsen": "2020-10-12"}


def test_gelders_vakmanschap_is_as_the_province_published_it() -> None:
    """gelderland.nl, 7 March 2019: 750 vouchers whose parts add up to 792; EUR 1.8M, 2018–2019."""
    programme = one(table("agreements"), key="gelders-vakmanschap")
    assert (programme["kind"], programme["valid_until"]) == ("programme", "2019-10-01")
    partners = {
        row["organisation"]
        for row in table("agreement_partners")
        if row["agreement"] == "gelders-vakmanschap"
    }
    assert partners == {"provincie-gelderland", "otib", "metaalunie", "fnv"}
    assert one(table("organisations"), key="otib")["kind"] == "o_and_o_fund"
    promises = [row for row in table("promises") if row["agreement"] == "gelders-vakmanschap"]
    reached = [int(row["reached"]) for row in promises if row["reached"]]
    assert reached[0] == 750
    assert sum(reached[1:]) == 792
    assert one(promises, promised="350")["promised_by"] == "2019-04-30"
    assert one(promises, promised="350")["reached"] == "", "no result was published"
    assert one(table("money"), action="gelders-vouchers")["pledged"] == "1800000"


def test_the_twente_fund_names_its_aim_and_no_result() -> None:
    """ser.nl, undated: 1,500 persons a year, 6,000 in all; fourteen municipalities."""
    promises = [row for row in table("promises") if row["agreement"].startswith("twents-fonds")]
    assert [(row["promised"], row["reached"]) for row in promises] == [("1500", ""), ("6000", "")]
    partners = [r for r in table("agreement_partners") if r["agreement"].startswith("twents-fonds")]
    assert len(partners) == 14


@pytest.mark.parametrize(
    ("agreement", "promised"),
    [
        ("oost-40-procent", [40]),  # overijssel.nl, 7 January 2020
        ("twente-2020", [40, 30, 40, 10, 100]),  # techniekpacttwente.nl, twenteindex.nl, twente.com
        ("zwolle-2017", [25, 70, 75]),  # techniekpact.nl/landsdelen/oost/zwolle
        ("stedendriehoek-2017-2020", [40]),  # haafkes.nl, February 2017
    ],
)
def test_the_aims_of_a_pact_are_those_of_its_page(agreement: str, promised: list[int]) -> None:
    rows = [row for row in table("promises") if row["agreement"] == agreement]
    assert [int(row["promised"]) for row in rows if row["promised"]] == promised


def test_money_stands_only_where_its_funder_was_published() -> None:
    """stadinbedrijf.nl: firms 200,000, doubled by the province; veenendaalsekrant.nl: 350,000."""
    found = {
        (row["action"], row["funder"]): Decimal(row["pledged"] or row["granted"])
        for row in table("money")
    }
    assert found == {
        ("gelders-vouchers", "provincie-gelderland"): Decimal(1_800_000),
        ("technodiscovery", "provincie-gelderland"): Decimal(350_000),
        ("techniek-verbinder", "bedrijven-noord-veluwe"): Decimal(200_000),
        ("techniek-verbinder", "provincie-gelderland"): Decimal(200_000),
    }
    assert all(row["note"] for row in table("money")), "what is not known of it is told"


def test_everything_has_a_source_and_the_practice_examples_of_oost_are_all_there() -> None:
    for name in ("organisations", "pacts", "roles", "agreements", "promises", "actions", "money"):
        assert all(row["source_label"] for row in table(name)), name
    told = {row["practice"] for row in table("actions")}
    known = {entry.id.replace("_", "-") for entry in load("oost").content.practices}
    assert known - told == {"friese-poort-teachers", "hybrid-teacher-pilots"}, "from beyond Oost"
    assert all(row["public"] == "true" for row in [*table("actions"), *table("agreements")])
