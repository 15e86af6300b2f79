"""The finders over the API: titles, moves and supply say what the pages say, and keep nothing."""

from __future__ import annotations

import pytest

from schakel.answers.finder import all_scores
from schakel.answers.jobs import job
from schakel.catalog.catalog import load
from tests.api.asking import LAND, ROOT
from tests.api.test_document import assert_as_documented

OOST = f"{ROOT}/regions/oost"
HAIRDRESSER, WELDER = "5141.1", "7212.3"
MOVES, SUPPLY = f"{OOST}/moves/{HAIRDRESSER}", f"{OOST}/supply/{WELDER}"
TITLES = f"{OOST}/titles"


def test_a_title_gives_five_at_most_each_with_a_reason_and_a_way_on(alone):
    found = alone.ok(TITLES, {"q": "kapper"})
    first, *_ = found["candidates"]
    assert len(found["candidates"]) <= 5
    assert (first["code"], first["name"]["nl"]) == (HAIRDRESSER, "kapper")
    assert first["reason"] == {
        "nl": "zo heet dit beroep",
        "en": "this is what the occupation is called",
    }
    assert alone.client.get(first["_links"]["moves"]["href"]).status_code == 200
    chances = [one["chance"] for one in found["candidates"]]
    assert chances == sorted(chances, reverse=True)


def test_what_is_not_sure_is_said_to_be_so(alone):
    found = alone.ok(TITLES, {"q": "cnc draaier"})
    assert not found["sure"]
    assert found["said"]["en"].startswith("We are not sure")
    nothing = alone.ok(TITLES, {"q": "qqqzzz"})
    assert (nothing["sure"], nothing["candidates"]) == (False, [])
    assert "geen beroep" in nothing["said"]["nl"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "no_title"),
        ("   ", "no_title"),
        ("x", "no_title"),
        ("k" * 5000, "no_title"),
        ("🙂🙂", "no_words"),
        ("--;", "no_words"),
    ],
)
def test_what_is_no_title_is_refused_with_what_was_expected(alone, title, code):
    (error,) = alone.refused(TITLES, {"q": title}, status=400, wrong=["q"])["errors"]
    assert error["code"] == code
    assert error["expected"].startswith("a job title")


def test_no_title_and_another_language_are_told_together(alone):
    alone.refused(TITLES, {"lang": "de"}, status=400, wrong=["lang", "q"])


def test_code_of_another_language_is_searched_like_any_words_and_never_sure(alone):
    assert not alone.ok(TITLES, {"q": "'; DROP TABLE jobs; --"})["sure"]


def test_moves_have_the_scores_of_the_csv_of_the_page(alone):
    scores = {
        one.job.code: one.score for one in all_scores(load("oost"), job(load("oost"), HAIRDRESSER))
    }
    items = alone.ok(MOVES)["items"]
    assert items
    for item in items:
        assert item["score"] == pytest.approx(scores[item["to"]["code"]])
        parts = item["matched"] + item["missing"]
        assert len(parts) == item["required"]
        assert sum(one["part"] for one in parts) == pytest.approx(1)
        assert item["coverage"] >= sum(one["part"] * one["likeness"] for one in item["matched"])


def test_demand_has_its_source_period_and_status(alone):
    for item in alone.ok(MOVES, {"area": "AM-TWENTE"})["items"]:
        people = item["demand"]["people"]
        assert (people["area"], people["status"]) == ("AM-TWENTE", "estimate")
        assert people["sources"]
        assert people["period"]


def test_wishes_move_what_does_not_fit_to_the_end_with_the_reason(alone):
    items = alone.ok(MOVES, {"step": "0"})["items"]
    fitting = [item for item in items if not item["refused"]]
    assert fitting
    assert items[: len(fitting)] == fitting
    assert all(item["level_step"] <= 0 for item in fitting)
    assert all(item["level_step"] > 0 for item in items if item["refused"] == ["level"])
    ict = alone.ok(MOVES, {"step": "3", "field": "ict"})["items"]
    assert {item["group"][:2] for item in ict if not item["refused"]} == {"08"}


def test_one_move_has_every_programme_and_the_way_from_the_list(alone):
    (first, *_) = alone.ok(MOVES)["items"]
    whole = alone.ok(first["_links"]["self"]["href"])
    assert whole["score"] == first["score"]
    open_ones = [
        one for one in whole["programmes"]
        if one["last_year"] is None or one["last_year"] >= one["list_until"]
    ]  # fmt: skip
    assert len(open_ones) == first["schooling"]["programmes"]


def test_supply_counts_people_in_work_as_an_estimate_and_names_what_to_train(alone):
    items = alone.ok(SUPPLY, {"area": "AM-TWENTE"})["items"]
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)
    for item in items:
        assert item["people"]["status"] == "estimate"
        assert item["rival_count"] >= len(item["rivals"])
        assert len(item["missing"]) == item["required"] - item["matched_number"]


def test_a_firm_compares_its_own_occupations_alone(alone):
    found = alone.ok(f"{SUPPLY}?own={HAIRDRESSER}&own=7231.2")
    assert {item["origin"]["code"] for item in found["items"]} == {HAIRDRESSER, "7231.2"}
    alone.refused(SUPPLY, {"own": "0000.0"}, status=400, wrong=["own"])


@pytest.mark.parametrize("address", [MOVES, SUPPLY])
def test_as_csv_rows_are_those_of_the_json(alone, address):
    head, first, *_ = alone.csv(address, {"format": "csv"})
    row = dict(zip(head.split(","), first.split(","), strict=False))
    item = alone.ok(address)["items"][0]
    assert float(row["score"]) == pytest.approx(item["score"])
    assert not {"matched", "missing"} & set(row)


@pytest.mark.parametrize("address", [f"{TITLES}?q=kapper", MOVES, f"{MOVES}/{WELDER}", SUPPLY])
def test_no_cache_keeps_what_somebody_asked(alone, address):
    response = alone.get(address)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    again = alone.get(address, **{"if-none-match": response["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-store")


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"area": "AM-NOWHERE", "step": "9"}, ["area", "step"]),
        ({"field": "care", "time": "7", "travel": "far", "sort": "pay"},
         ["field", "sort", "time", "travel"]),
        ({"q": "kapper"}, ["q"]),
    ],
)  # fmt: skip
def test_wishes_that_do_not_exist_are_told_together(alone, query, wrong):
    problem = alone.refused(MOVES, query, status=400, wrong=wrong)
    assert all("one of" in error["expected"] for error in problem["errors"])


@pytest.mark.parametrize("code", ["5141.99", "x", "🙂", "'; DROP TABLE jobs; --"])
@pytest.mark.parametrize("kind", ["moves", "supply"])
def test_an_occupation_that_is_not_there_gives_the_nearest(alone, kind, code):
    (error,) = alone.refused(f"{OOST}/{kind}/{code}", status=404, wrong=["esco"])["errors"]
    assert error["code"] == "unknown_name"
    assert "one of" in error["expected"]


def test_a_code_of_5000_letters_and_work_outside_technology_are_not_found(alone):
    alone.refused(f"{OOST}/moves/{'k' * 5000}", status=404, wrong=["esco"])
    alone.refused(f"{MOVES}/5141.1.1", status=404, wrong=["destination"])
    problem = alone.refused(f"{OOST}/moves/{WELDER}/{HAIRDRESSER}", status=404)
    assert problem["errors"][0]["code"] == "not_technical"


@pytest.mark.parametrize("address", ["titles?q=kapper", "moves/5141.1", "supply/7212.3"])
def test_a_region_without_tables_says_so(api, address):
    problem = api.refused(f"{LAND}/{address}", status=404)
    assert problem["errors"][0]["code"] == "no_occupations"
    assert "titles" not in api.ok(LAND)["_links"]
    api.refused(f"{LAND}/moves/5141.1?step=1&area=PV1", status=400, wrong=["area", "step"])


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/titles", {"q": "lasser"}),
        ("/moves/{esco}", None),
        ("/moves/{esco}/{destination}", None),
        ("/supply/{esco}", None),
    ],
)
def test_answers_are_as_documented(alone, path, query):
    document = alone.ok(f"{ROOT}/openapi.json")
    operation = document["paths"]["/regions/{region}" + path]["get"]
    answer = alone.ok(OOST + path.format(esco=HAIRDRESSER, destination=WELDER), query)
    assert_as_documented(document, operation, answer)
