"""The tables of paths, made again from the publishers' files, are those that are shipped."""

from __future__ import annotations

import polars as pl
import pytest

from schakel.answers.title_tables import folder
from schakel.facts.paths import esco
from schakel.facts.paths.occupations import occupation_tables
from schakel.facts.paths.skill_labels import skill_labels
from schakel.facts.paths.skills import skill_uris

pytestmark = pytest.mark.source_data


def test_occupations_labels_and_groups_are_those_that_are_shipped(source_files):
    made = occupation_tables(source_files)
    for name, table in made.items():
        assert table.equals(pl.read_parquet(folder() / f"{name}.parquet")), name
    occupations = made["occupations"]
    assert len(occupations) == 3007  # as published in v1.1.1
    assert occupations["dutch"].sum() == 3004  # the other three have English names only
    assert occupations["uri"].to_list() == list(esco.occupation_uris(source_files))
    assert occupations["uri"].is_sorted()


def test_other_names_of_skills_are_those_that_are_shipped(source_files):
    made = skill_labels(source_files)
    assert made.equals(pl.read_parquet(folder() / "skill_labels.parquet"))
    uris = skill_uris(source_files)
    labels = {(uris[skill], label) for skill, label in made.select("skill", "label").iter_rows()}
    (excel,) = (row["conceptUri"] for row in esco.english(source_files, "skills_en.csv")
                if row["preferredLabel"] == "use spreadsheets software")  # fmt: skip
    assert (excel, "Microsoft Office Excel") in labels


def test_a_cell_of_labels_gives_each_label_once():
    assert esco.lines("lasser\nMIG-lasser;\n lasser\n\n") == ["lasser", "MIG-lasser"]
