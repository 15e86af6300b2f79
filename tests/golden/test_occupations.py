"""Occupations of Oost: what follows by hand from the published figures and the chain's stocks."""

from __future__ import annotations

import polars as pl
import pytest

from schakel.answers.occupation_groups import (
    focus_groups,
    group_named,
    like,
    members,
    occupation_groups,
)
from schakel.answers.occupation_routes import list_ends, routes, taught
from schakel.answers.occupation_tables import paths_table
from schakel.answers.occupation_vacancies import sector_vacancies
from schakel.answers.occupation_values import national_people, openings, people, shares
from schakel.answers.occupation_words import lists_sentence
from schakel.answers.occupations import Choice, occupations
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load
from schakel.facts.paths.tables import programme_tables
from tests.support.small_projection import small_projection

OOST = load("oost")
WHOLE = OOST.region.area
FOCUS = focus_groups(OOST)


def values(code, area=WHOLE):
    rows = occupations(OOST, None, Choice(area=area))
    return next(row for row in rows if row.group.code == code).values


def test_people_of_a_group_are_its_part_of_the_family():
    """Denkwerk: 50,000 car mechanics and 52,000 machine mechanics make the family `mechanics`."""
    stocks = pl.read_parquet(OOST.packages[0].folder / "chain" / "stocks.parquet")
    twente = stocks.filter(
        (pl.col("stage") == "workers")
        & (pl.col("region") == "AM-TWENTE")
        & (pl.col("family") == "mechanics")
    )["value"].sum()
    here = people(OOST, group_named(OOST, "0744"), "AM-TWENTE")
    assert here.value == pytest.approx(twente * 52_000 / 102_000)
    assert (here.status, here.period) == ("estimate", "2024Q1")


def test_openings_are_brought_down_by_people_in_work():
    """ROA: 18,000 openings for machine mechanics in the nation, which has 52,000 of them."""
    found = values("0744", "AM-TWENTE")
    assert found["openings"].value == pytest.approx(18_000 * found["people"].value / 52_000)
    assert found["openings"].status == "estimate"


@pytest.mark.parametrize("group", FOCUS, ids=lambda group: group.code)
def test_openings_are_replacement_and_growth(group):
    """ROA counts expansion only where it is above zero, and rounds each number to a hundred."""
    found = openings(OOST, group, WHOLE)
    opens, grows, leaves = (found[n].value for n in ("openings", "expansion", "replacement"))
    share = shares(OOST).share[WHOLE, group.family]
    assert opens == pytest.approx(max(grows, 0) + leaves, abs=100 * share + 1e-6)


@pytest.mark.parametrize("name", ["people", "openings", "expansion", "replacement"])
@pytest.mark.parametrize("group", FOCUS, ids=lambda group: group.code)
def test_the_regions_add_up_to_the_whole(group, name):
    def value(area):
        return {"people": people(OOST, group, area), **openings(OOST, group, area)}[name].value

    assert sum(value(area) for area in shares(OOST).areas) == pytest.approx(value(WHOLE))


def test_for_the_nation_nothing_changes():
    """Denkwerk and ROA as published: 52,000 machine mechanics, 18,000 openings."""
    nation = load("nl")
    group = group_named(nation, "0744")
    assert people(nation, group, "NL").value == pytest.approx(52_000, rel=1e-3)
    assert openings(nation, group, "NL")["openings"].value == pytest.approx(18_000, rel=1e-3)


def test_the_groups_of_a_family_add_up_to_its_people():
    mechanics = [group for group in FOCUS if group.family == "mechanics"]
    assert sum(national_people(OOST, group) for group in mechanics) == 102_000
    # ROA splits the 365,000 of group 0811 of BRC 2014 in two; the parts are together the whole.
    split = [occupation_groups(OOST)[code] for code in ("0813", "0814")]
    assert sum(national_people(OOST, group) for group in split) == pytest.approx(365_000)
    # and joins 9,000 butchers and 16,000 bakers.
    assert national_people(OOST, occupation_groups(OOST)["0756"]) == 25_000


def test_which_groups_are_technical_follows_from_the_chain():
    families = dict(pl.read_csv(OOST.packages[0].folder / "chain" / "families.csv").iter_rows())
    assert len(FOCUS) == 29
    assert all(families[int(group.code)] != "other" for group in FOCUS)


def test_what_is_national_says_so():
    found = values("0744", "AM-TWENTE")
    assert (found["tension"].value, found["tension"].area) == (9.19, "NL")
    assert (found["outlook"].value, found["outlook"].status) == (0.798, "forecast")


def test_vacancies_are_those_of_the_sector_in_the_provinces():
    """CBS 2026Q2, manufacturing: 2,800 in Overijssel and 3,900 in Gelderland."""
    found = sector_vacancies(OOST, group_named(OOST, "0744"), WHOLE)
    assert found.value == pytest.approx(6_700)
    assert (found.period, found.status) == ("2026Q2", "provisional")
    twente = sector_vacancies(OOST, group_named(OOST, "0744"), "AM-TWENTE")
    assert (twente.value, twente.area) == (pytest.approx(2_800), "PV23")


def test_without_a_sector_of_cbs_vacancies_are_missing():
    found = sector_vacancies(OOST, group_named(OOST, "0712"), WHOLE)
    assert (found.value, found.status) == (None, "missing")


def test_ours_is_missing_without_a_projection_and_an_estimate_with_one():
    (row, *_) = occupations(OOST, None)
    assert row.values["ours_then"].status == "missing"
    projected = occupations(OOST, small_projection(), Choice(family="construction"))[0]
    now, then = (projected.values[name] for name in ("ours_now", "ours_then"))
    assert now.status == then.status == "estimate"
    assert now.period < then.period
    gap = projected.values["gap_then"]
    assert (gap.status, gap.period, gap.unit) == ("estimate", then.period, "jobs")
    assert gap.low <= gap.value <= gap.high
    assert row.values["gap_then"].status == "missing"


@pytest.mark.parametrize("sort", ["openings", "rate", "people", "tension", "vacancies"])
def test_the_largest_comes_first_and_what_is_missing_last(sort):
    found = [row.values[sort].value for row in occupations(OOST, None, Choice(sort=sort))]
    known = [value for value in found if value is not None]
    assert known == sorted(known, reverse=True)
    assert found[: len(known)] == known


def test_the_hardest_outlook_comes_first():
    found = [row.values["outlook"].value for row in occupations(OOST, None, Choice(sort="outlook"))]
    assert found == sorted(found)


def test_promising_follows_the_rule_of_the_package():
    """0744: great bottlenecks and tight. 0742: none. 0781: great, but the market is average now."""
    promising = {row.group.code for row in occupations(OOST, None, Choice(promising=True))}
    assert "0744" in promising
    assert "0742" not in promising
    assert "0781" not in promising
    assert "0723" in promising, "some bottlenecks or more; how tight it is now is not published"


@pytest.mark.parametrize(
    "choice", [Choice(area="AM-NOWHERE"), Choice(family="wizards"), Choice(sort="shoe size")]
)
def test_what_does_not_exist_is_refused(choice):
    with pytest.raises(UnknownName):
        occupations(OOST, None, choice)


def test_every_esco_occupation_has_one_group():
    placed = paths_table(OOST, "occupation_groups.parquet")
    isco = paths_table(OOST, "occupations.parquet")["isco"]
    assert placed["isco"].n_unique() == len(placed) == 436
    assert set(isco) <= set(placed["isco"])


@pytest.mark.parametrize(
    ("isco", "brc", "group", "status"),
    [
        ("7212", "0742", "0742", "value"),  # welders: named in the crosswalk
        ("7213", "0742", "0742", "estimate"),  # sheet-metal workers: by eye, as in the name
        ("2512", "0811", "0814", "estimate"),  # software developers: ROA splits the group
        ("2511", "0811", "0813", "value"),  # systems analysts
        ("3113", "0721", "0721", "estimate"),  # electrical technicians: the only one in 311
        ("7511", "0751", "0756", "value"),  # butchers: ROA joins them with bakers
    ],
)
def test_unit_groups_are_placed(isco, brc, group, status):
    table = paths_table(OOST, "occupation_groups.parquet")
    (row,) = table.filter(pl.col("isco") == isco).select("brc", "group", "status").rows()
    assert row == (brc, group, status)


def test_a_group_has_its_occupations_by_name():
    welders = members(OOST, group_named(OOST, "0742"))
    assert "welder" in {member.name.en for member in welders}
    assert "lasser" in {member.name.nl for member in welders}
    assert {member.isco for member in welders} == {"7212", "7213"}


def test_what_is_like_it_is_what_roa_says():
    assert [group.code for group in like(OOST, group_named(OOST, "0744"))] == [
        "0761", "0734", "0743", "0741", "0732",
    ]  # fmt: skip


def test_lists_tell_until_when_they_go_and_a_region_without_them_has_none():
    assert list_ends(OOST) == {"enrolled": 2024, "first_years": 2019, "students": 2019}
    assert lists_sentence(list_ends(OOST), "en").startswith(
        "The lists do not go on to now: mbo to 2019, hbo to 2024 and universities to 2019."
    )
    assert lists_sentence({}, "en") == ""


class TestRoutes:
    """Programmes of schools in Oost, as DUO's files have them."""

    bicycle = next(
        route
        for route in routes(OOST, group_named(OOST, "0744"), "AM-TWENTE")
        if (route.code, route.institution, route.path) == ("25231", "25PJ", "bbl")
    )

    def test_a_line_of_the_file_of_mbo(self):
        """25PJ, ZWOLLE, BBL, 2, 25231 Fietstechnicus: 43 students in 2019."""
        route = self.bicycle
        assert (route.name, route.level, route.area) == ("Fietstechnicus", "mbo_2", "GM0193")
        assert (route.last_year, route.students, route.counted) == (2019, 43, "students")
        assert route.years == (1, 2)
        assert not route.ended
        assert not route.here, "Zwolle lies outside Twente"

    def test_a_line_of_the_file_of_hbo(self):
        """23AH, Enschede, 34280 B Werktuigbouwkunde: 414 enrolled in 2024, 240 ECTS."""
        found = routes(OOST, group_named(OOST, "0712"), WHOLE)
        (route,) = (r for r in found if (r.code, r.institution) == ("34280", "23AH"))
        assert (route.last_year, route.students, route.counted) == (2024, 414, "enrolled")
        assert route.years == (4, 4)
        assert route.here

    def test_nothing_lies_outside_the_region(self):
        inside = OOST.territory.municipalities[WHOLE]
        for group in FOCUS:
            assert {route.area for route in routes(OOST, group, WHOLE)} <= inside

    def test_no_list_says_more_than_it_knows(self):
        table = paths_table(OOST, "programmes.parquet")
        last = {
            counted: (years["last_year"].max(), years["until"].unique().to_list())
            for (counted,), years in table.group_by("counted")
        }
        assert last == {
            "students": (2019, [2019]), "enrolled": (2024, [2024]), "first_years": (2019, [2019]),
        }  # fmt: skip

    def test_a_suppressed_count_is_no_number(self):
        table = paths_table(OOST, "programmes.parquet").filter(pl.col("status") == "suppressed")
        assert len(table) == 8
        assert table["students"].null_count() == 8

    def test_what_was_suppressed_last_has_not_ended(self):
        """23AH, Enschede, 49155: 16 enrolled in 2023, and fewer than five, suppressed, in 2024."""
        found = routes(OOST, group_named(OOST, "0713"), WHOLE)
        (route,) = (r for r in found if r.code == "49155")
        assert (route.last_year, route.students, route.status) == (2024, None, "suppressed")
        assert not route.ended

    def test_what_one_learns_at_work_has_no_programme(self):
        """Product inspectors and assemblers; every other group has a programme in Oost."""
        without = {group.code for group in FOCUS if not routes(OOST, group, WHOLE)}
        assert without == {"0753", "0772"}


def test_skills_are_only_those_of_competentnl():
    table = paths_table(OOST, "programme_skills.parquet")
    assert table["uri"].str.starts_with("https://linkeddata.competentnl.nl/").all()
    assert table["crebo"].n_unique() == 243
    found = taught(OOST, group_named(OOST, "0744"))
    assert all(1 <= entry.programmes <= entry.of for entry in found)


@pytest.mark.source_data
def test_rebuilding_gives_the_same_tables(source_files):
    package = OOST.packages[0].folder
    for name, table in programme_tables(source_files, package).items():
        assert table.equals(pl.read_parquet(package / "paths" / f"{name}.parquet")), name
