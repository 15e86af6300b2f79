"""The chain over the API: estimates per family, place and flow, over a small made-up projection."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings

from schakel.answers import projection_store
from tests.api import test_document
from tests.api.asking import LAND, ROOT
from tests.support.small_projection import (
    AHEAD,
    AREAS,
    FIRST,
    LAST,
    SHORT_CHANCE,
    small_projection,
)

CHAIN = f"{ROOT}/regions/oost/chain"
DOCUMENTED = "/regions/{region}/chain"
PATHS = ["", "/capacities", "/flows", "/measures"]


AREA = {"/measures": "OOST"}


@pytest.fixture
def oost(alone):
    """The API over Oost with a small projection."""
    folder = settings.HOME / "projections" / "oost"
    projection_store.write(small_projection(), folder)
    yield alone
    shutil.rmtree(folder)


def test_families_come_with_their_interval_and_are_always_estimates(oost):
    asked = {"area": "AM-TWENTE", "family": "metal", "measure": "shortage"}
    found = oost.ok(CHAIN, asked)
    assert found["total"] == LAST - FIRST + 1
    row = found["items"][0]
    assert (row["low"], row["middle"], row["high"]) == (1111, 1234, 1357)
    assert {item["status"] for item in found["items"]} == {"estimate"}
    assert row["family_label"]["en"] == "Metalworking and welding"


def test_a_year_and_the_whole_region_can_be_asked_for(oost):
    asked = {"area": "all", "family": "group:technology", "year": LAST, "measure": "workers"}
    (row,) = oost.ok(CHAIN, asked)["items"]
    assert row["middle"] == 10_000 * len(AREAS)


def test_places_and_flows_have_addresses_of_their_own(oost):
    places = oost.ok(f"{CHAIN}/capacities", {"area": "AM-TWENTE", "measure": "places"})["items"]
    assert {item["capacity"] for item in places} >= {"hbo_tech", "mbo_tech_bbl"}
    asked = {"area": "AM-TWENTE", "key": "lower_havo", "sex": "female", "year": FIRST}
    (flow,) = oost.ok(f"{CHAIN}/flows", asked)["items"]
    assert (flow["source"], flow["target"], flow["middle"]) == ("vo_lower", "havo_3", 100)


def test_places_have_the_chance_that_they_are_too_few(oost):
    asked = {"area": "AM-TWENTE", "capacity": "hbo_tech", "year": FIRST}
    found = {i["measure"]: i["chance"] for i in oost.ok(f"{CHAIN}/capacities", asked)["items"]}
    assert found == {"places": SHORT_CHANCE["AM-TWENTE"], "requests": None}


def test_a_measure_has_its_path_its_target_and_the_chance_to_reach_it(oost):
    """Of draws evenly spread from 30% to 50%, half reach 40%."""
    asked = {"area": "OOST", "indicator": "technical_share_mbo", "year": AHEAD}
    (row,) = oost.ok(f"{CHAIN}/measures", asked)["items"]
    assert (row["low"], row["middle"], row["high"]) == (32, 40, 48)
    assert (row["target"], row["target_year"], row["chance"]) == (40, AHEAD, 0.5)
    assert row["starts_at"] == "model"


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_documented(oost, path):
    document = oost.ok(f"{ROOT}/openapi.json")
    operation = document["paths"][DOCUMENTED + path]["get"]
    test_document.assert_as_documented(document, operation, oost.ok(CHAIN + path))


@pytest.mark.parametrize("path", PATHS)
def test_all_of_it_is_there_as_csv(oost, path):
    asked = {"format": "csv", "area": AREA.get(path, "AM-TWENTE"), "page_size": 5}
    head, *rows = oost.csv(CHAIN + path, asked)
    assert {"area", "year", "low", "middle", "high", "status"} <= set(head.split(","))
    assert len([row for row in rows if row]) == 5


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"area": "GM0153"}, ["area"]),
        ({"family": "x"}, ["family"]),
        ({"measure": "x", "year": "x"}, ["measure", "year"]),
        ({"colour": "x"}, ["colour"]),
    ],
)
def test_what_does_not_exist_is_refused_with_its_name(oost, query, wrong):
    oost.refused(CHAIN, query, status=400, wrong=wrong)


def test_a_region_without_a_projection_says_what_to_do(api):
    problem = api.refused(f"{LAND}/chain", status=404, wrong=["region"])
    assert "schakel project land" in problem["errors"][0]["advice"]
