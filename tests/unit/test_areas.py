"""The areas that come with Schakel: 342 municipalities, each in its place, and none forgotten."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from schakel.catalog.catalog import load

REGIONS = Path(__file__).parents[2] / "regions"
UNKNOWN = "GM0000"
OVERIJSSEL, GELDERLAND, OOST = "PV23", "PV25", "OOST"


def read(name: str) -> list[dict[str, str]]:
    """Rows of one of the two files in both packages."""
    rows = []
    for package in ("nl", "oost"):
        with (REGIONS / package / "areas" / name).open(encoding="utf-8", newline="") as file:
            rows.extend(csv.DictReader(file))
    return rows


AREAS = read("areas.csv")
MEMBERSHIPS = read("memberships.csv")
KIND = {area["code"]: area["kind"] for area in AREAS}


def municipalities(within: str) -> set[str]:
    """Municipalities directly in an area."""
    return {
        row["area"]
        for row in MEMBERSHIPS
        if row["within"] == within and KIND[row["area"]] == "municipality"
    }


def wholes(kind: str) -> dict[str, list[str]]:
    """Per municipality, the areas of a kind that it lies in directly."""
    found = defaultdict(list)
    for row in MEMBERSHIPS:
        if KIND[row["within"]] == kind and KIND[row["area"]] == "municipality":
            found[row["area"]].append(row["within"])
    return found


def oost() -> set[str]:
    """The municipalities of the two provinces of the landsdeel."""
    return municipalities(OVERIJSSEL) | municipalities(GELDERLAND)


def test_every_kind_of_area_is_complete():
    assert Counter(KIND.values()) == {
        "nation": 1,
        "cbs_landsdeel": 4,
        "landsdeel": 1,
        "province": 12,
        "corop": 40,
        "labour_market_region": 35,
        "municipality": 342 + 1,
        "pact": 7,
    }
    assert len(KIND) == len(AREAS), "a code occurs twice"


def test_every_area_has_both_labels_and_a_source():
    for area in AREAS:
        assert area["label_nl"] and area["label_en"] and area["source"], area


def test_every_membership_joins_two_known_areas_and_names_its_source():
    for row in MEMBERSHIPS:
        assert row["area"] in KIND and row["within"] in KIND and row["source"], row
        assert row["area"] != row["within"]
    pairs = Counter((row["area"], row["within"]) for row in MEMBERSHIPS)
    assert max(pairs.values()) == 1


@pytest.mark.parametrize("kind", ["province", "corop"])
def test_every_municipality_lies_in_exactly_one_province_and_one_corop_region(kind):
    found = wholes(kind)
    known = {code for code, what in KIND.items() if what == "municipality"} - {UNKNOWN}
    assert set(found) == known
    assert all(len(areas) == 1 for areas in found.values())


def test_the_unknown_municipality_counts_for_the_nation_only():
    assert [row["within"] for row in MEMBERSHIPS if row["area"] == UNKNOWN] == ["NL"]


def test_a_corop_region_does_not_cross_a_province_border():
    province_of = {area: found[0] for area, found in wholes("province").items()}
    corop_of = {area: found[0] for area, found in wholes("corop").items()}
    for row in MEMBERSHIPS:
        if KIND[row["area"]] == "corop":
            inside = {m for m, corop in corop_of.items() if corop == row["area"]}
            assert {province_of[m] for m in inside} == {row["within"]}


def test_overijssel_has_25_and_gelderland_51_municipalities():
    """CBS, Regionale kerncijfers 2023 (70072ned): 25 and 51."""
    assert len(municipalities(OVERIJSSEL)) == 25
    assert len(municipalities(GELDERLAND)) == 51
    assert len(oost()) == 76


@pytest.mark.parametrize(
    ("landsdeel", "provinces", "count"),
    [("LD01", 3, 40), ("LD02", 3, 82), ("LD03", 4, 133), ("LD04", 2, 87)],
)
def test_the_landsdelen_of_cbs_hold_as_many_municipalities_as_cbs_says(landsdeel, provinces, count):
    """Counts from the same CBS table, for 2023."""
    held = [row["area"] for row in MEMBERSHIPS if row["within"] == landsdeel]
    assert len(held) == provinces
    assert sum(len(municipalities(province)) for province in held) == count


def test_landsdeel_oost_is_overijssel_and_gelderland_without_flevoland():
    held = {row["area"] for row in MEMBERSHIPS if row["within"] == OOST}
    assert held == {OVERIJSSEL, GELDERLAND}


def test_labour_market_regions_cover_oost_exactly_once():
    found = wholes("labour_market_region")
    assert oost() <= set(found)
    assert all(len(regions) == 1 for regions in found.values())


def test_every_municipality_lies_in_one_labour_market_region():
    markets = wholes("labour_market_region")
    assert set(markets) == {code for code, kind in KIND.items() if kind == "municipality"} - {
        UNKNOWN
    }
    assert {len(found) for found in markets.values()} == {1}


def test_seven_municipalities_of_oost_s_labour_market_regions_lie_outside_oost():
    """Meppel, Westerveld, Zeewolde, Renswoude, Rhenen, Veenendaal, Mook en Middelaar."""
    territory = load("oost").territory
    markets = territory.touching(OOST, "labour_market_region")
    assert len(markets) == 9
    outside = frozenset().union(*(territory.municipalities[code] for code in markets)) - oost()
    assert outside == {"GM0119", "GM1701", "GM0050", "GM0339", "GM0340", "GM0345", "GM0944"}


def test_pacts_cross_borders_and_overlap_but_do_not_enlarge_the_landsdeel():
    pacts = wholes("pact")
    assert sorted(code for code, found in pacts.items() if len(found) > 1) == ["GM0269"]
    assert set(pacts) - oost() == {"GM0119", "GM1701", "GM0050", "GM0339", "GM0340", "GM0345"}
    assert not [row for row in MEMBERSHIPS if KIND[row["area"]] == "pact"]


def test_heerde_joined_stedendriehoek_on_1_september_2018():
    [heerde] = [row for row in MEMBERSHIPS if row["area"] == "GM0246" and "PACT" in row["within"]]
    assert heerde["within"] == "PACT-STEDENDRIEHOEK"
    assert date.fromisoformat(heerde["valid_from"]) == date(2018, 9, 1)


def test_dates_are_days_in_order():
    for row in [*AREAS, *MEMBERSHIPS]:
        days = [date.fromisoformat(row[key]) for key in ("valid_from", "valid_until") if row[key]]
        assert days == sorted(days)
