"""Occupations over the API: the list, one group, filters, and regions without tables."""

from __future__ import annotations

import pytest

from schakel.answers import projection_store
from tests.api.asking import LAND, ROOT
from tests.api.test_document import assert_as_documented

OOST = f"{ROOT}/regions/oost/occupations"


@pytest.fixture(autouse=True)
def none_kept(monkeypatch):
    """A region without a projection."""
    monkeypatch.setattr(projection_store, "_folder", lambda *_: None)


def test_the_list_holds_every_number_with_where_it_comes_from(alone):
    found = alone.ok(OOST, {"page_size": 100})
    assert found["total"] == 29
    for group in found["items"]:
        for number in group["numbers"].values():
            if number["value"] is not None:
                assert number["sources"]
                assert number["period"]
            assert number["method"]["nl"]
        assert group["numbers"]["people"]["status"] == "estimate"
        assert group["numbers"]["ours_now"]["status"] == "missing"


def test_filters_narrow_down(alone):
    query = {"family": "mechanics", "area": "AM-TWENTE", "promising": "true", "sort": "name"}
    items = alone.ok(OOST, query)["items"]
    assert [item["code"] for item in items] == ["0743", "0744"]
    assert {item["area"] for item in items} == {"AM-TWENTE"}


def test_one_group_has_occupations_programmes_skills_and_its_like(alone):
    found = alone.ok(f"{OOST}/0744")
    assert "7233" in {entry["isco"] for entry in found["occupations"]}
    bicycle = next(p for p in found["programmes"] if p["code"] == "25231" and p["path"] == "bbl")
    assert (bicycle["last_year"], bicycle["list_until"], bicycle["years"]) == (2019, 2019, [1, 2])
    assert found["like"][0] == "0761"
    assert found["chance"]["en"].endswith("to 2030.")


def test_one_group_says_who_come_into_its_family_and_which_groups_are_near(alone):
    found = alone.ok(f"{OOST}/0744", {"area": "AM-TWENTE"})
    came = found["entering"]
    assert (came["family"], came["area"], came["status"]) == ("mechanics", "AM-TWENTE", "estimate")
    parts = {entry["origin"]: entry["within"] for entry in came["entries"]}
    assert (parts["from_school"], parts["mbo"]) == (None, "from_school")
    assert "0743" in {one["code"] for one in found["near"]}
    assert {one["people"]["area"] for one in found["near"]} == {"AM-TWENTE"}


def test_as_csv_it_says_the_same(alone):
    head, first, *_ = alone.csv(OOST, {"format": "csv"})
    names, cells = head.split(","), first.split(",")
    assert {"code", "numbers_people_value", "numbers_people_status"} <= set(names)
    assert cells[0] == alone.ok(OOST)["items"][0]["code"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"area": "AM-NOWHERE"}, ["area"]),
        ({"family": "wizards"}, ["family"]),
        ({"sort": "luck"}, ["sort"]),
        ({"promising": "perhaps"}, ["promising"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_what_does_not_exist_is_refused_with_its_name(alone, query, wrong):
    alone.refused(OOST, query, status=400, wrong=wrong)


def test_a_group_outside_technology_is_not_found(alone):
    alone.refused(f"{OOST}/1112", status=404)


def test_a_region_without_tables_says_so(api):
    problem = api.refused(f"{LAND}/occupations", status=404)
    assert problem["errors"][0]["code"] == "no_occupations"
    assert "occupations" not in api.ok(LAND)["_links"]


@pytest.mark.parametrize("path", ["", "/{occupation}"])
def test_answers_are_as_documented(alone, path):
    document = alone.ok(f"{ROOT}/openapi.json")
    operation = document["paths"]["/regions/{region}/occupations" + path]["get"]
    answer = alone.ok(OOST + path.format(occupation="0744"))
    assert_as_documented(document, operation, answer)
