"""DUO's figures against values derived by hand from the source files.

Each derivation is written beside its value. The tests read the built tables, not the sources.
"""

from functools import cache
from pathlib import Path

import polars as pl
import pytest
import yaml

NL = Path(__file__).parents[2] / "regions" / "nl"
DATASETS = ("duo_exams", "duo_hbo", "duo_mbo", "duo_higher_2019", "teacher_training")
OVERIJSSEL, GELDERLAND = "PV23", "PV25"
WINTERSWIJK, HENGELO, DOETINCHEM, ALMELO = "GM0294", "GM0164", "GM0222", "GM0141"
KAMPEN, LAREN, LOCHEM, HARDERWIJK = "GM0166", "GM0417", "GM0262", "GM0243"
SCIENCE = ["nt", "ng", "nt_ng", "nt_em", "nt_cm", "ng_em", "ng_cm"]


@cache
def table(name):
    return pl.read_parquet(NL / "facts" / f"{name}.parquet")


def towns(province):
    """Municipalities of a province, from the package's memberships."""
    lies_in = pl.read_csv(NL / "areas" / "memberships.csv", infer_schema=False)
    parts = lies_in.filter(within=province)["area"]
    return parts.filter(parts.str.starts_with("GM")).to_list()


def cells(name, variable, period, region=None, **where):
    """Rows of a table; `region` is a municipality, a province or (None) the whole country."""
    rows = table(name).filter(variable=variable, period=period)
    if region:
        rows = rows.filter(
            pl.col("region").is_in([region] if region[:2] == "GM" else towns(region))
        )
    for dimension, code in where.items():
        column = pl.col(dimension)
        if code is None:
            rows = rows.filter(column.is_null())
        else:
            rows = rows.filter(column.is_in([code] if isinstance(code, str) else code))
    return rows


def summed(*chosen, **where):
    """Sum over the published cells, and the number of suppressed ones."""
    rows = cells(*chosen, **where)
    return rows["value"].sum(), (rows["status"] == "suppressed").sum()


# --- hbo since 2019 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "period", "technical", "everyone"),
    [
        # DUO hbo first-years, CROHO part Techniek and all parts: the values of issue 2, which are
        # sums over the published cells; then the cells that the file marks `is_onderdrukt`.
        (OVERIJSSEL, "2020", (2810, 1), (12561, 6)),
        (OVERIJSSEL, "2024", (2138, 1), (10491, 4)),
        (GELDERLAND, "2020", (1638, 4), (10201, 8)),
        (GELDERLAND, "2024", (1415, 1), (8834, 9)),
        (None, "2020", (22568, 8), (109934, 42)),
        (None, "2024", (18636, 8), (89899, 52)),
    ],
)
def test_hbo_first_years(region, period, technical, everyone):
    assert summed("duo_hbo", "first_years", period, region, study_field="techniek") == technical
    assert summed("duo_hbo", "first_years", period, region) == everyone


def test_hbo_first_years_by_sex_are_a_series_of_their_own():
    # Techniek in Overijssel, 2024, from the table by sex: 1,559 men and 587 women (two cells of
    # women suppressed). Together 2,146, eight more than the 2,138 by programme: the cells of this
    # table are larger, so less of them falls below five.
    where = {"study_field": "techniek"}
    men = summed("duo_hbo", "first_years_by_sex", "2024", OVERIJSSEL, sex="m", **where)
    women = summed("duo_hbo", "first_years_by_sex", "2024", OVERIJSSEL, sex="f", **where)
    assert (men, women) == ((1559, 0), (587, 2))


def test_hbo_persons_who_are_neither_man_nor_woman_are_no_total():
    # The table by sex leaves the sex of 42 first-year cells empty; 37 of those are suppressed.
    rows = table("duo_hbo").filter(variable="first_years_by_sex")
    other = rows.filter(sex="other")
    assert (len(other), (other["status"] == "suppressed").sum()) == (42, 37)
    assert rows["sex"].null_count() == 0


def test_hbo_counts_one_to_four_are_never_printed():
    assert table("duo_hbo")["value"].min() == 5


# --- hbo and wo until 2019 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "region", "technical", "everyone"),
    [
        # First-years 2019, column 2019 added up over the lines of the province, man + vrouw.
        ("hbo", OVERIJSSEL, 2805, 12451),
        ("hbo", GELDERLAND, 1986, 11121),
        # 113,422 is also the number that the hogescholen themselves gave for 2019/20
        # (pzc.nl, “Nog nooit zoveel eerstejaars naar universiteiten en hbo”, February 2020).
        ("hbo", None, 23561, 113422),
        ("wo", OVERIJSSEL, 2508, 4141),
        # Wageningen counts as agriculture and Nijmegen as natural sciences: no Techniek at all.
        ("wo", GELDERLAND, 0, 11917),
        ("wo", None, 14275, 109833),
    ],
)
def test_first_years_2019(level, region, technical, everyone):
    where = {"level": level, "sex": None}
    chosen = ("duo_higher_2019", "first_years", "2019", region)
    assert summed(*chosen, study_field="techniek", **where) == (technical, 0)
    assert summed(*chosen, **where) == (everyone, 0)


def test_first_years_2019_men_and_women():
    # Techniek, hbo, Overijssel: 616 women, so 2,805 - 616 = 2,189 men.
    where = {"level": "hbo", "study_field": "techniek"}
    chosen = ("duo_higher_2019", "first_years", "2019", OVERIJSSEL)
    assert summed(*chosen, sex="f", **where) == (616, 0)
    assert summed(*chosen, sex="m", **where) == (2189, 0)


def test_university_bachelors_2019():
    # TYPE HOGER ONDERWIJS bachelor only, CROHO part techniek and all: 1,515 of 2,451 in Enschede
    # and Kampen together.
    where = {"level": "wo", "degree": "ba", "sex": None}
    chosen = ("duo_higher_2019", "first_years", "2019", OVERIJSSEL)
    assert summed(*chosen, study_field="techniek", **where) == (1515, 0)
    assert summed(*chosen, **where) == (2451, 0)


def test_graduates_2018():
    # Column 2018 of the two files of graduates, all lines.
    chosen = ("duo_higher_2019", "graduates", "2018", None)
    assert summed(*chosen, level="hbo", sex=None) == (74345, 0)
    assert summed(*chosen, level="wo", sex=None) == (82242, 0)


# --- mbo ----------------------------------------------------------------------------------------


def test_mbo_of_the_country():
    # TOTAAL2015 … TOTAAL2019 added up over all lines. For a year later CBS gives 508,765 students,
    # 380,970 of them in bol and 127,795 in bbl (table 84553NED): of the same size.
    totals = [
        summed("duo_mbo", "students", str(year), None, sex=None)[0] for year in range(2015, 2020)
    ]
    assert totals == [471848, 479505, 482900, 492410, 501903]
    assert summed("duo_mbo", "students", "2019", None, sex=None, pathway="bbl") == (129519, 0)
    assert summed("duo_mbo", "students", "2019", None, sex=None, pathway="bol") == (372384, 0)


def test_mbo_of_one_institution():
    # Leidse Instrumentmakers School (02OV), its four lines in 2019: 1 + 2 + 298 + 9 = 310, of whom
    # 0 + 0 + 26 + 1 = 27 women. Line 94352 is printed in 2016-2019 only: no row for 2015.
    where = {"institution": "02OV"}
    assert summed("duo_mbo", "students", "2019", None, sex=None, **where) == (310, 0)
    assert summed("duo_mbo", "students", "2019", None, sex="f", **where) == (27, 0)
    assert cells("duo_mbo", "students", "2015", None, mbo_programme="94352", **where).is_empty()


def test_mbo_of_twente_counts_in_hengelo():
    # ROC van Twente has its seat in HENGELO OV: 19,485 students in 2019, 5,722 in sector techniek
    # (853 of them women) and 1,006 in the domain ICT, which DUO puts in sector economie.
    chosen = ("duo_mbo", "students", "2019", HENGELO)
    assert summed(*chosen, sex=None) == (19485, 0)
    assert summed(*chosen, sex=None, mbo_sector="techniek") == (5722, 0)
    assert summed(*chosen, sex="f", mbo_sector="techniek") == (853, 0)
    ict = "informatie_en_communicatietechnologie"
    assert summed(*chosen, sex=None, mbo_domain=ict, mbo_sector="economie") == (1006, 0)


def test_mbo_of_the_provinces():
    # Seats in Overijssel: Zwolle and Hengelo. In Gelderland: Lochem, Tiel, Doetinchem, Ede, Arnhem,
    # Nijmegen, Apeldoorn and Harderwijk. TOTAAL2019, sector techniek and all.
    for province, technical, everyone in ((OVERIJSSEL, 15362, 49532), (GELDERLAND, 14530, 58106)):
        chosen = ("duo_mbo", "students", "2019", province)
        assert summed(*chosen, sex=None, mbo_sector="techniek") == (technical, 0)
        assert summed(*chosen, sex=None) == (everyone, 0)


# --- exams --------------------------------------------------------------------------------------


def test_havo_science_profiles_in_winterswijk():
    # One school (17AA00), 2023-2024, TOTAAL: N&T <5, N&G 22, N&T / N&G 5: 27 and one suppressed.
    # All profiles: also E&M 36, C&M 11, E&M / C&M <5: 74 and two suppressed.
    chosen = ("duo_exams", "exam_candidates", "2023/24", WINTERSWIJK)
    assert summed(*chosen, level="havo", sex=None, exam_field=SCIENCE) == (27, 1)
    assert summed(*chosen, level="havo", sex=None) == (74, 2)


def test_havo_science_profiles_in_hengelo():
    # Four sites, 2023-2024, TOTAAL of N&T, N&G, N&T / N&G (and once N&G / E&M):
    # 19HG00 0 + 55 + 20; 19HG11 <5 + 20 + 11; 20CS00 <5 + 20 + <5 + 0; 20CS07 <5 + 41 + <5.
    # That is 75 + 31 + 20 + 41 = 167 and five suppressed. DUO writes HENGELO, CBS Hengelo (O.).
    chosen = ("duo_exams", "exam_candidates", "2023/24", HENGELO)
    assert summed(*chosen, level="havo", sex=None, exam_field=SCIENCE) == (167, 5)


def test_vmbo_bk_technology_in_almelo():
    # Basis 7 + 13 + 7 = 27 and kader 9 + 19 + 12 = 40 candidates in techniek, 2022-2023. All
    # sectors: basis 31 + 22 (and one <5) + 39 + 33 = 125, kader 47 + 36 + 49 + 50 = 182.
    chosen = ("duo_exams", "exam_candidates", "2022/23", ALMELO)
    where = {"level": ["vmbo_b", "vmbo_k"], "sex": None}
    assert summed(*chosen, exam_field="techniek", **where) == (67, 0)
    assert summed(*chosen, **where) == (307, 1)


def test_vwo_passes_in_doetinchem():
    # GESLAAGDEN 2021-2022, N&T, N&G, N&T / N&G of three sites: <5 + 12 + 14, 5 + 10 + 21,
    # <5 + 15 + 9: 86 and two suppressed; N&G / C&M of one site is a third. Three closed sites: 0.
    chosen = ("duo_exams", "exam_passes", "2021/22", DOETINCHEM)
    assert summed(*chosen, level="vwo", sex=None, exam_field=["nt", "ng", "nt_ng"]) == (86, 2)
    assert summed(*chosen, level="vwo", sex=None, exam_field=SCIENCE) == (86, 3)


def test_vmbo_t_technology_of_girls_in_kampen():
    # 2019-2020, VROUW: 0 at both sites with techniek. A printed 0 is zero, not suppressed; the
    # boys are <5 and 14.
    where = {"level": "vmbo_t", "exam_field": "techniek"}
    girls = cells("duo_exams", "exam_candidates", "2019/20", KAMPEN, sex="f", **where)
    assert girls["status"].to_list() == ["zero", "zero"]
    assert summed("duo_exams", "exam_candidates", "2019/20", KAMPEN, sex="m", **where) == (14, 1)


def test_laren_is_the_one_in_noord_holland():
    # College De Brink (14SM05) has 12 candidates in VMBO T - techniek in 2023-2024. The village
    # Laren in Gelderland lies in Lochem, whose only school is Staring College (24TF00).
    where = {"level": "vmbo_t", "exam_field": "techniek", "sex": None}
    assert summed("duo_exams", "exam_candidates", "2023/24", LAREN, **where) == (12, 0)
    lochem = table("duo_exams").filter(region=LOCHEM)["school_site"].unique().to_list()
    assert lochem == ["24TF00"]


def test_exam_candidates_of_the_country_count_once():
    # All TOTAAL cells of 2022-2023: 168,739 and 2,290 suppressed, so between 171,029 and 177,899.
    # AlleCijfers.nl, from DUO, gives 174,181: pupils in vmbo-t stand in one sector only.
    value, hidden = summed("duo_exams", "exam_candidates", "2022/23", None, sex=None)
    assert (value, hidden) == (168739, 2290)
    assert value + hidden <= 174181 <= value + 4 * hidden


# --- teacher training ---------------------------------------------------------------------------


def test_pabo_of_the_country():
    # Programmes 34808 and 35514, first-years 2020 and 2024; no cell suppressed.
    for period, value in (("2020", 6343), ("2024", 5493)):
        chosen = ("teacher_training", "first_years", period, None)
        assert summed(*chosen, programme_kind="pabo") == (value, 0)


def test_stem_teachers_of_oost():
    # Second degree, first-years 2024. Zwolle (Windesheim): biology 29, physics 12, chemistry 8,
    # mathematics 28, technical vocational education 35, together 112. Nijmegen (HAN): biology 15,
    # mathematics 15, physics and chemistry suppressed: 30 and two suppressed.
    where = {"programme_kind": "second_degree", "teacher_stem": "stem"}
    chosen = ("teacher_training", "first_years", "2024")
    assert summed(*chosen, OVERIJSSEL, **where) == (112, 0)
    assert summed(*chosen, GELDERLAND, **where) == (30, 2)


def test_first_degree_masters_have_no_first_years():
    # DUO counts no master's students among the first-years: no rows, rather than zeros.
    rows = table("teacher_training").filter(programme_kind="first_degree_masters")
    assert set(rows["variable"]) == {"enrolled", "graduates"}


# --- all ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATASETS)
def test_suppressed_is_never_zero(name):
    rows = table(name)
    assert rows.filter(status="suppressed")["value"].drop_nulls().is_empty()
    assert set(rows.filter(value=0)["status"]) <= {"zero"}
    assert set(rows["status"]) <= {"value", "zero", "suppressed"}


@pytest.mark.parametrize("name", DATASETS)
def test_every_code_has_its_label(name):
    dimensions = {entry["id"]: entry for entry in yaml.safe_load(_text("dimensions.yaml"))}
    lost = {}
    for dimension in yaml.safe_load(_text(f"datasets/{name}.yaml"))["dimensions"]:
        classification = dimensions[dimension].get("classification")
        if classification:
            path = NL / "classifications" / f"{classification}.csv"
            known = pl.read_csv(path, infer_schema=False)["code"]
            used = table(name)[dimension].drop_nulls().unique()
            lost[dimension] = sorted(set(used) - set(known))
    assert not any(lost.values()), lost


def _text(name):
    return (NL / name).read_text(encoding="utf-8")
