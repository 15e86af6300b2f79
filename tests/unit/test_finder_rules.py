"""The rules of the finders in a region package: a mistake in them is found by `schakel check`."""

from __future__ import annotations

import pytest
import yaml

from schakel.answers.wishes import choices, wish
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load, load_with_problems
from tests.support.small_region import declare, observations, share_of_technology, small_region

NL = load("nl")
GIVEN = NL.packages[-1].folder / "paths" / "finder.yaml"


def problems_of(folder, monkeypatch, change):
    """The problems of a small country with the rules of nl, changed."""
    rules = yaml.safe_load(GIVEN.read_text(encoding="utf-8"))
    change(rules)
    declare(folder, paths__finder=rules)
    monkeypatch.setenv("SCHAKEL_REGIONS", str(folder.parent))
    return load_with_problems("land")[1]


@pytest.fixture
def folder(tmp_path):
    return small_region(
        tmp_path, observations(("GM1", "2024", "tech", 10, "value")), share_of_technology()
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rules: rules["wishes"]["fields"].update(care={"nl": "zorg", "en": "care"}), "ict"),
        (lambda rules: rules["wishes"].update(usual_step=2), "one of the steps: [0, 1, 3]"),
        (lambda rules: rules["wishes"]["times"].pop(0), "a time without years"),
        (lambda rules: rules["wishes"]["steps"].append(rules["wishes"]["steps"][0]), "once"),
        (lambda rules: rules["wishes"]["orders"]["near"].pop("en"), "add the key"),
        (lambda rules: rules["shown"].update(rivals=0), "greater than or equal to 1"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_key(folder, monkeypatch, change, told):
    problems = problems_of(folder, monkeypatch, change)
    assert problems
    assert all("finder.yaml" in each.where and each.key and each.advice for each in problems)
    assert told in str(problems[0])


def test_a_choice_that_is_added_can_be_made(folder, monkeypatch):
    three = {"years": 3, "label": {"nl": "hoogstens drie jaar", "en": "three years at most"}}
    assert not problems_of(folder, monkeypatch, lambda r: r["wishes"]["times"].append(three))
    assert "3" in choices(load_with_problems("land")[0])["time"]


def test_what_is_not_chosen_is_as_the_region_has_it():
    assert wish(NL, {"step": "", "time": "2"}) == wish(NL, {"step": "1", "time": "2"})
    with pytest.raises(UnknownName, match="time to learn"):
        wish(NL, {"time": "7"})
