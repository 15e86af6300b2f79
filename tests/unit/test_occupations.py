"""Occupation groups and programmes: how they are placed, counted and named."""

from __future__ import annotations

import polars as pl
import pytest

from schakel.answers.occupation_words import rounded
from schakel.base.slugs import slug
from schakel.catalog.catalog import load
from schakel.facts.paths import groups, programme_links, programmes
from schakel.facts.paths.outlook import BOTTLENECKS, DIRECTIONS, TENSIONS

NAMES = {"A1": "Bakkers", "B2": "Lassers", "C3": "Metselaars"}


@pytest.mark.parametrize(
    ("isco", "name", "brc", "how"),
    [
        # 7511 is the only unit group of its minor group that has a group.
        ("7519", "Overige bakkers", "A1", "minor group"),
        # Two groups in the minor group 721; the name decides.
        ("7219", "Plaatlassers", "B2", "nearest name"),
        # Nothing in minor group 741 and sub-major group 74: all groups of major group 7 compete.
        ("7411", "Metselaarsknechten", "C3", "major group"),
    ],
)
def test_a_unit_group_goes_where_those_around_it_are(isco, name, brc, how):
    primary = {"7511": "A1", "7211": "B2", "7212": "C3"}
    found, method = groups._by_rule(isco, name, primary, NAMES)
    assert found == brc
    assert how in method


def test_likeness_counts_pieces_in_common():
    assert groups.likeness("bak", "bak") == 1
    assert groups.likeness("aaa", "zzz") == 0
    assert 0 < groups.likeness("bakker", "bakkers") < 1


def test_a_group_that_roa_splits_goes_by_unit_group():
    editions = [
        {"group": "X1", "brc": "0811", "isco": "2511"},
        {"group": "X2", "brc": "0811", "isco": "2512 2513"},
        {"group": "Y", "brc": "0751", "isco": None},
    ]
    assert groups.edition_of("0811", "2511", editions) == "X1"
    assert groups.edition_of("0811", "2513", editions) == "X2"
    assert groups.edition_of("0811", "9999", editions) is None
    assert groups.edition_of("0751", "7511", editions) == "Y"
    assert groups.edition_of("0744", "7233", editions) == "0744"


def test_a_year_without_anybody_is_not_the_last_one():
    counts = {2015: "12.0", 2016: "3.0", 2017: "0.0", 2018: None, 2019: ""}
    found = programmes._last(counts, "students", 2019)
    assert (found["last_year"], found["students"], found["status"]) == (2016, 3, "value")


def test_a_programme_that_never_had_anybody_is_missing_and_not_zero():
    found = programmes._last({2015: None, 2016: "0.0"}, "students", 2019)
    assert (found["last_year"], found["students"], found["status"]) == (None, None, "missing")


def test_letters_that_were_read_wrongly_are_mended_and_others_left():
    assert programmes._mended("industriÃ«le") == "industriële"
    assert programmes._mended("industriële") == "industriële"


def test_the_first_line_whose_words_levels_and_fields_fit_places_a_programme():
    lines = [
        {"register": "crebo", "words": "technicus", "levels": "4", "fields": None,
         "groups": "0721 0761", "why": "technician"},
        {"register": "crebo", "words": "techn", "levels": None, "fields": "Bouw",
         "groups": "0731", "why": "builds"},
        {"register": "croho", "words": "leraar", "levels": None, "fields": None,
         "groups": None, "why": "teaches"},
        {"register": "croho", "words": "leraar natuur", "levels": None, "fields": None,
         "groups": "0711", "why": "never reached"},
    ]  # fmt: skip

    def placed(*programme):
        return [group for group, _ in programme_links._by_words(lines, *programme)]

    assert placed("crebo", "mbo_4", "Technicus gas", "Techniek") == ["0721", "0761"]
    assert placed("crebo", "mbo_3", "Technicus gas", "Bouw en infra") == ["0731"]
    assert placed("crebo", "mbo_3", "Technicus gas", "Zorg") == []
    assert placed("croho", "ba", "B Leraar natuurkunde", "ONDERWIJS") == []


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("bottlenecks", BOTTLENECKS), ("tension", TENSIONS), ("direction", DIRECTIONS)],
)
def test_every_class_of_roa_has_words(kind, codes):
    known = load("nl").classifications[f"roa_{kind}"].codes
    assert set(codes.values()) == {one.code for one in known}


@pytest.mark.parametrize(
    ("number", "shown"), [(4, 0), (146.3, 150), (999.4, 1000), (12677.2, 12700), (-26.0, -30)]
)
def test_estimates_are_rounded_to_tens_and_hundreds(number, shown):
    assert rounded(number) == shown


def test_names_in_an_address_have_no_marks():
    assert slug("Ingenieurs (geen elektrotechniek)") == "ingenieurs-geen-elektrotechniek"
    assert slug("Één café") == "een-cafe"


def test_what_others_guessed_is_left_out(tmp_path):
    folder = tmp_path / "education" / "courses"
    folder.mkdir(parents=True)
    esco = "http://data.europa.eu/esco/skill/1"
    own = "https://linkeddata.competentnl.nl/id/humancapability/1"
    pl.DataFrame(
        {
            "crebo": ["1", "1", "2"],
            "bron": ["CompetentNL", "CompetentNL", "ESCO"],
            "skill_label": ["Lassen", "Plannen", "lassen"],
            "skill_uri": [own, own + "2", esco],
            "soort": ["humancapability", "knowledgearea", "esco_skill"],
        }
    ).write_csv(folder / "crebo_skills_competentnl_esco.csv")
    (tmp_path / "esco").mkdir()
    (tmp_path / programme_links.SKILLS_NL).write_text(
        "a,,plannen,http://data.europa.eu/esco/skill/2\n"
    )
    table = programme_links.programme_skills(tmp_path)
    assert table["crebo"].to_list() == ["1", "1"]
    assert table["kind"].to_list() == ["skill", "knowledge"]
    assert table["skill"].to_list() == [esco, "http://data.europa.eu/esco/skill/2"]
