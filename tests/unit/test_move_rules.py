"""The rules of moves in a region package: a mistake in them is found by `schakel check`."""

from __future__ import annotations

import pytest
import yaml

from schakel.answers.path_network import move_rules
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load, load_with_problems
from tests.support.small_region import declare, observations, share_of_technology, small_region

GIVEN = load("nl").packages[-1].folder / "paths" / "moves.yaml"


def problems_of(folder, monkeypatch, **changes):
    """The problems of a small country with the rules of nl, changed."""
    rules = yaml.safe_load(GIVEN.read_text(encoding="utf-8")) | changes
    declare(folder, paths__moves=rules)
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder.parent))
    return load_with_problems("land")[1]


@pytest.fixture
def folder(tmp_path):
    return small_region(
        tmp_path, observations(("GM1", "2024", "tech", 10, "value")), share_of_technology()
    )


def test_the_rules_as_given_are_right(folder, monkeypatch):
    assert problems_of(folder, monkeypatch) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"weights": {"coverage": 0.5, "descriptions": 0.5, "profiles": 0.5,
                      "classification": 0}}, "sum to 1.5"),
        ({"enough": 80}, "less than or equal to 1"),
        ({"classes": []}, "at least 1"),
        ({"weight": 1}, "weight"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file(folder, monkeypatch, changes, told):
    problems = problems_of(folder, monkeypatch, **changes)
    assert any("moves.yaml" in problem.where and told in str(problem) for problem in problems)


def test_a_region_without_rules_says_what_to_do(folder, monkeypatch):
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder.parent))
    catalog, problems = load_with_problems("land")
    assert problems == []
    with pytest.raises(SchakelError, match="the rules of moves"):
        move_rules(catalog)
