"""Study programmes over the API: the list, one programme, one occupation, and bad input."""

from __future__ import annotations

import pytest

from tests.api.asking import ROOT

OOST = f"{ROOT}/regions/oost"


def test_the_list_can_be_narrowed(alone):
    found = alone.ok(f"{OOST}/studies", {"words": "mechatronica", "level": "mbo_4"})
    assert [item["key"] for item in found["items"]] == ["crebo-25893"]
    assert alone.ok(f"{OOST}/studies", {"group": "0744"})["total"] > 1


def test_a_programme_stands_beside_the_occupations_of_its_groups(alone):
    found = alone.ok(f"{OOST}/studies/crebo-25893")
    assert found["subjects"]
    assert found["schools"]
    first = found["occupations"][0]
    assert first["status"] == "estimate"
    one = alone.ok(f"{OOST}/studies/crebo-25893/occupations/{first['occupation']}")
    essential = [skill for skill in one["skills"] if skill["essential"]]
    assert len(essential) == first["asked"]
    assert sum(skill["named"] for skill in essential) == first["named"]
    assert all(bool(skill["named_by"]) == skill["named"] for skill in one["skills"])


def test_what_is_not_published_is_null(alone):
    degree = next(
        item
        for item in alone.ok(f"{OOST}/studies", {"page_size": 500})["items"]
        if item["register"] == "croho"
    )
    first = alone.ok(f"{OOST}/studies/{degree['key']}")["occupations"][0]
    assert (first["named_share"], first["named"], first["status"]) == (None, None, "missing")


def test_programmes_of_an_occupation_as_csv(alone):
    head, first, *_ = alone.csv(f"{OOST}/studies-for/7411.1", {"format": "csv"})
    assert {"named_share", "study"} <= set(head.split(","))
    items = alone.ok(f"{OOST}/studies-for/7411.1")["items"]
    assert items[0]["study"] in first


@pytest.mark.parametrize(
    ("path", "query", "status", "wrong"),
    [
        ("studies", {"group": "9999"}, 400, ["group"]),
        ("studies", {"level": "mbo_9"}, 400, ["level"]),
        ("studies", {"words": "x" * 5000}, 400, ["words"]),
        ("studies/crebo-1", None, 404, None),
        ("studies/🦄", None, 404, None),
        ("studies/crebo-25893/occupations/1.2", None, 404, None),
        ("studies-for/'; DROP TABLE", None, 404, None),
    ],
)
def test_what_cannot_be_answered_is_told(alone, path, query, status, wrong):
    alone.refused(f"{OOST}/{path}", query, status=status, wrong=wrong)
