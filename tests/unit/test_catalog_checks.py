"""Whatever is wrong in a region package is reported together, each with its place and advice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load_with_problems
from schakel.catalog.folders import package_folder, region_folders

CHECKOUT = Path(__file__).parents[2] / "regions"


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """A copy of the region packages (without tables) that a test may spoil."""
    root = tmp_path / "regions"
    shutil.copytree(CHECKOUT, root, ignore=shutil.ignore_patterns("*.parquet", "geo"))
    monkeypatch.setenv("SCHAKEL_REGIONS", str(root))
    return root


def change(path: Path, edit) -> None:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(value)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def problems_of(region="oost"):
    return load_with_problems(region)[1]


def test_the_packages_that_schakel_brings_are_without_problems(packages):
    assert problems_of("oost") == []
    assert problems_of("nl") == []


def test_an_unknown_key_is_refused_with_its_place(packages):
    change(packages / "oost/region.yaml", lambda region: region.update(colour="blue"))
    [problem] = problems_of()
    assert problem.where.endswith("oost/region.yaml")
    assert problem.key == "colour"
    assert "blue" in problem.found
    assert "remove the key" in problem.advice


def test_a_missing_english_label_is_named(packages):
    change(packages / "nl/units.yaml", lambda units: units[0]["label"].pop("en"))
    assert any(p.key == "persons › label.en" and p.found == "nothing" for p in problems_of()), (
        problems_of()
    )


def test_broken_yaml_names_the_line(packages):
    path = packages / "oost/goals.yaml"
    path.write_text("goals:\n  - id: [unclosed\n", encoding="utf-8")
    assert any(p.where.endswith("goals.yaml") and p.key.startswith("line ") for p in problems_of())


@pytest.mark.parametrize(
    ("file", "spoil", "found", "expected"),
    [
        (
            "nl/indicators/technical_share_hbo.yaml",
            lambda i: i.update(unit="procent"),
            "'procent'",
            "unit",
        ),
        (
            "nl/indicators/technical_share_hbo.yaml",
            lambda i: i["versions"][0]["formula"]["numerator"].update(dataset="duo_hbx"),
            "'duo_hbx'",
            "data set",
        ),
        (
            "nl/indicators/technical_share_hbo.yaml",
            lambda i: i["versions"][1]["formula"]["numerator"].update(variable="starters"),
            "'starters'",
            "variable of duo_hbo",
        ),
        (
            "nl/indicators/technical_share_hbo.yaml",
            lambda i: i["versions"][1]["formula"]["numerator"]["where"].update(colour=["blue"]),
            "'colour'",
            "dimension of duo_hbo",
        ),
        (
            "nl/indicators/technical_share_hbo.yaml",
            lambda i: i["versions"][1]["formula"]["numerator"]["where"].update(
                study_field=["techniec"]
            ),
            "'techniec'",
            "code of study_field",
        ),
        (
            "oost/goals.yaml",
            lambda g: g["goals"][0]["measures"][0].update(progress="unusual"),
            "'unusual'",
            "progress rule",
        ),
        (
            "oost/goals.yaml",
            lambda g: g["goals"][0]["measures"][0]["target"].update(source="hearsay"),
            "'hearsay'",
            "source",
        ),
        (
            "oost/goals.yaml",
            lambda g: g["goals"][0]["measures"][0].update(headline=False),
            "0 headline measures",
            "exactly one measure",
        ),
        ("oost/strip.yaml", lambda s: s[0].update(goal="inflo"), "'inflo'", "goal"),
        (
            "nl/glossary.yaml",
            lambda g: g[0].update(not_to_confuse_with=["nothing_like_it"]),
            "'nothing_like_it'",
            "term",
        ),
    ],
)
def test_a_dangling_reference_is_reported(packages, file, spoil, found, expected):
    change(packages / file, spoil)
    assert any(found in p.found and expected in p.expected for p in problems_of()), problems_of()


def test_versions_of_a_definition_may_not_overlap(packages):
    path = packages / "nl/indicators/technical_share_hbo.yaml"
    change(path, lambda i: i["versions"][0].update(last_period="2021"))
    assert any("do not overlap" in p.expected and p.key == "versions" for p in problems_of())


def test_a_municipality_cannot_be_in_two_provinces_at_once(packages):
    path = packages / "oost/areas/memberships.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "GM0153,PV25,,,pact_twente,\n", encoding="utf-8"
    )
    assert any(p.key == "GM0153" and "at the same time" in p.found for p in problems_of())


def test_several_mistakes_come_in_one_report(packages):
    change(packages / "oost/region.yaml", lambda region: region.update(colour="blue"))
    change(packages / "nl/units.yaml", lambda units: units[0]["label"].pop("en"))
    change(packages / "oost/strip.yaml", lambda s: s[0].update(goal="inflo"))
    files = {Path(p.where).name for p in problems_of()}
    assert {"region.yaml", "units.yaml"} <= files


def test_an_unknown_region_says_which_there_are(packages):
    with pytest.raises(UnknownName) as caught:
        package_folder("ost")
    assert "oost" in caught.value.problems[0].expected


def test_own_packages_go_before_those_that_schakel_brings(packages):
    assert region_folders()[0] == packages
    assert package_folder("oost").parent == packages
