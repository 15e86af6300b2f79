"""Labour-market figures derived by hand from the published files, each with its derivation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from schakel.facts.observations import read

FACTS = Path(__file__).parents[2] / "regions" / "nl" / "facts"


def rows(dataset: str, **where: object) -> pl.DataFrame:
    """Rows of a data set; None asks for the rows that are a total over that dimension."""
    table = read(FACTS / f"{dataset}.parquet")
    for column, wanted in where.items():
        is_wanted = pl.col(column).is_null() if wanted is None else pl.col(column) == wanted
        table = table.filter(is_wanted)
    return table


def one(dataset: str, **where: object) -> dict[str, object]:
    found = rows(dataset, **where)
    assert len(found) == 1, found
    return found.row(0, named=True)


def value(dataset: str, **where: object) -> object:
    return one(dataset, **where)["value"]


class TestCbsVacancies:
    """Table 83599NED; the file prints thousands, `T001081` is all industries together."""

    @pytest.mark.parametrize(
        ("region", "period", "expected"),
        [
            # Read off the lines `2019KW04,T001081,PV23`, `…PV25` and `…NL01`.
            ("PV23", "2019Q4", 18.0),
            ("PV25", "2019Q4", 31.0),
            ("NL", "2019Q4", 281.2),
            # The extract of 2026: columns `waarde_x1000`, `vorig_kwartaal_x1000` (2026Q1) and
            # `jaar_eerder_x1000` (2025Q2) of the rows `alle sectoren`.
            ("PV23", "2026Q2", 25.5),
            ("PV25", "2026Q2", 43.9),
            ("PV23", "2026Q1", 24.9),
            ("PV25", "2026Q1", 42.9),
            ("PV23", "2025Q2", 25.9),
            ("PV25", "2025Q2", 45.6),
        ],
    )
    def test_all_industries(self, region: str, period: str, expected: float) -> None:
        assert value("cbs_vacancies", region=region, period=period, sector=None) == expected

    def test_industries_add_up_to_the_total_of_2019q4(self) -> None:
        # Netherlands: agriculture 2.4 + industry and construction 42.1 + commercial services 165.1
        # + non-commercial services 71.7 = 281.3, against a printed 281.2 (rounding).
        parts = [
            value("cbs_vacancies", region="NL", period="2019Q4", sector=code)
            for code in ("301000", "300003", "300007", "300013")
        ]
        assert parts == [2.4, 42.1, 165.1, 71.7]

    def test_the_double_counted_total_is_corrected_and_says_so(self) -> None:
        # 2011Q4 prints 133.8, while 0.9 + 17.2 + 69.0 + 29.4 = 116.5. The surplus is the 17.2 of
        # industry and construction a second time: 133.8 − 17.2 = 116.6.
        row = one("cbs_vacancies", region="NL", period="2011Q4", sector=None)
        assert (row["value"], row["status"]) == (116.6, "estimate")
        assert "133,8" in str(row["note"]) and "133.8" in str(row["note"])

    def test_the_one_blank_cell_is_missing_and_not_zero(self) -> None:
        # `2014KW03,300013,PV31` is blank: non-commercial services in Limburg.
        row = one("cbs_vacancies", status="missing")
        assert (row["region"], row["period"], row["sector"]) == ("PV31", "2014Q3", "300013")
        assert row["value"] is None

    def test_running_years_are_provisional(self) -> None:
        found = rows("cbs_vacancies", status="provisional")
        assert set(found["period"]) == {"2020Q1", "2020Q2", "2026Q1", "2026Q2"}

    def test_provinces_that_are_not_in_the_extract_of_2026_are_absent(self) -> None:
        # It has Drenthe, Flevoland, Gelderland, Noord-Brabant, Overijssel, Utrecht, Zuid-Holland.
        found = set(rows("cbs_vacancies", period="2026Q2")["region"])
        assert found == {"NL", "PV22", "PV23", "PV24", "PV25", "PV26", "PV28", "PV30"}


@pytest.mark.parametrize(
    ("region", "period", "expected"),
    [
        # Last line of the file, `het eerste kwartaal van 2025`.
        ("NL", "2025Q1", 4.0),
        ("PV23", "2025Q1", 3.6),
        ("PV25", "2025Q1", 3.3),
        # First line, column `Friesland`, today Fryslân.
        ("PV21", "2015Q1", 8.8),
        # The same three as CBS prints on its page of table 85268NED (second quarter of 2023).
        ("NL", "2023Q2", 3.4),
        ("PV23", "2023Q2", 3.1),
        ("PV25", "2023Q2", 3.0),
    ],
)
def test_unemployment(region: str, period: str, expected: float) -> None:
    assert value("cbs_unemployment", region=region, period=period) == expected


def test_level_of_education_in_overijssel_2023() -> None:
    # `2023*`, `Overijssel (PV)`: 887,800 people; the five shares add up to exactly 100.0.
    where = {"region": "PV23", "period": "2023"}
    people = one("cbs_education_level", variable="population_15_75", **where)
    assert (people["value"], people["status"]) == (887_800, "provisional")
    shares = rows("cbs_education_level", variable="education_level_share", **where)
    by_level = dict(shares.select("education_level_5", "value").iter_rows())
    assert by_level == {"11": 8.2, "12": 18.1, "21": 44.9, "31": 20.3, "32": 8.5}
    assert sum(by_level.values()) == pytest.approx(100.0)


class TestRoa:
    """Edition 2026. The group codes that start with 07 are technical, with 08 ICT."""

    @staticmethod
    def total(variable: str, occupation_class: str) -> float:
        found = rows("roa_outlook", variable=variable)
        return float(
            found.filter(pl.col("occupation").str.starts_with(occupation_class))["value"].sum()
        )

    def test_sums_of_technical_and_ict_groups(self) -> None:
        # The 24 technical groups add up to an expansion of 9,300 and a replacement of 263,700, the
        # 5 ICT groups to 16,400 and 43,600.
        assert self.total("expansion_demand", "07") == 9_300
        assert self.total("replacement_demand", "07") == 263_700
        assert self.total("expansion_demand", "08") == 16_400
        assert self.total("replacement_demand", "08") == 43_600

    def test_openings_leave_out_what_shrinks(self) -> None:
        # Technical: 9,300 + 263,700 = 273,000. Eight groups shrink, by 4,100 + 100 + 600 + 2,500 +
        # 1,900 + 1,100 + 3,300 + 1,300 = 14,900 together; ROA counts these as 0, which gives
        # 287,900. The openings it prints per group add up to 288,000 (rounding to a hundred).
        assert self.total("job_openings", "07") == 288_000

    def test_the_stated_total_differs_from_the_sum_of_the_groups(self) -> None:
        stated = value("roa_outlook", variable="job_openings", occupation=None)
        assert (stated, self.total("job_openings", "")) == (2_072_100, 2_046_900)

    def test_engineers(self) -> None:
        # Row 0712, engineers other than electrical: ITKB 0.807 (groot), tension 8.73 (krap).
        outlook = one("roa_outlook", variable="recruitment_outlook", occupation="0712")
        assert (outlook["value"], outlook["period"], outlook["status"]) == (
            0.807,
            "2030",
            "forecast",
        )
        assert "knelpunten: groot" in str(outlook["note"])
        tension = one("roa_outlook", variable="tension", occupation="0712")
        assert (tension["value"], tension["status"], tension["period"]) == (8.73, "value", "2026Q1")


def test_denkwerk_groups_add_up_to_the_total() -> None:
    # Row `Totaal`: 9,693,000 people in work; the 111 groups add up to the same. The groups with a
    # code from 0711 to 0781 hold 1,340,000 of them, those from 0811 to 0822 545,000.
    people = rows("denkwerk_occupations", variable="employed")
    groups = people.filter(pl.col("denkwerk_occupation").is_not_null())
    by_class = groups.group_by(pl.col("denkwerk_occupation").str.slice(0, 2).alias("class")).agg(
        pl.col("value").sum()
    )
    sums = dict(by_class.iter_rows())
    assert (len(groups), groups["value"].sum()) == (111, 9_693_000)
    assert value("denkwerk_occupations", variable="employed", denkwerk_occupation=None) == 9_693_000
    assert (sums["07"], sums["08"]) == (1_340_000, 545_000)


class TestEurostat:
    def test_engineers_and_the_break_of_2021(self) -> None:
        # OC21: 427.5 thousand in 2025; from 283.1 in 2020 to 339.6 in 2021, flagged as a break.
        assert value("eurostat_occupations", occupation_isco="21", period="2025") == 427.5
        row = one("eurostat_occupations", occupation_isco="21", period="2021")
        assert row["value"] == 339.6 and "break" in str(row["note"])
        assert one("eurostat_occupations", occupation_isco="21", period="2020")["note"] is None

    def test_high_tech_is_manufacturing_plus_services(self) -> None:
        # 2019, all levels, thousands: C_HTC 45.6 + KIS_HTC 323.3 = HTC 368.9.
        found = [
            value(
                "eurostat_high_tech",
                variable="employed",
                technology_sector=code,
                education_isced=None,
                period="2019",
            )
            for code in ("C_HTC", "KIS_HTC", "HTC")
        ]
        assert found == [45.6, 323.3, 368.9]

    def test_a_colon_is_missing(self) -> None:
        # `A,A_B,PC_EMP,NRP,NL` of 2008 prints `: bu`.
        row = one(
            "eurostat_high_tech",
            variable="education_share",
            technology_sector="A_B",
            education_isced="NRP",
            period="2008",
        )
        assert (row["value"], row["status"]) == (None, "missing")

    def test_science_and_technology_workforce_of_overijssel(self) -> None:
        # NL21 is Overijssel. 2018: by education 228.0 + by occupation 231.3 − both 140.1 = 319.2,
        # against a printed 319.1 thousand (rounding).
        where = {"region": "PV23", "period": "2018"}
        names = ("by_education", "by_occupation", "core", "workforce")
        found = [
            value("eurostat_regional", variable=f"science_technology_{name}", **where)
            for name in names
        ]
        assert found == [228.0, 231.3, 140.1, 319.1]

    def test_nuts_2_codes_are_the_right_provinces(self) -> None:
        # Two sources, one fact: 1,151,501 people in Overijssel on 1 January 2018.
        where = {"region": "PV23", "period": "2018"}
        assert value("eurostat_regional", variable="population", **where) == 1_151_501
        assert value("single_figures", variable="population_1_january", **where) == 1_151_501


def test_job_postings_of_a_day() -> None:
    # Line `2024-08-20,NL,134.81,141.38,total postings`; the base day is 100 in all four series.
    day = {"period": "2024-08-20", "posting_kind": "total"}
    assert value("job_postings", variable="job_postings_index_sa", **day) == 134.81
    assert value("job_postings", variable="job_postings_index_nsa", **day) == 141.38
    assert rows("job_postings", period="2020-02-01")["value"].to_list() == [100] * 4


class TestSingleFigures:
    def test_lifelong_learning(self) -> None:
        # 2019 as published: 19.5%. 2023 computed from 2,434,000 of 9,219,000 = 26.40%.
        where = {"variable": "lifelong_learning_share", "region": "NL", "detail": None}
        assert value("single_figures", period="2019", **where) == 19.5
        row = one("single_figures", period="2023", **where)
        assert row["value"] == 26.4 == round(100 * 2_434_000 / 9_219_000, 1)
        assert row["status"] == "estimate" and "2,434,000 of 9,219,000" in str(row["note"])

    def test_grants_for_side_entrants(self) -> None:
        # The row of the ministry's page: 918, 1,972, 1,777, 1,891, 1,993, 2,285 for 2018 to 2023.
        found = rows("single_figures", variable="side_entry_grants").sort("period")
        assert found["value"].to_list() == [918, 1972, 1777, 1891, 1993, 2285]
        assert found["period"].to_list() == [str(year) for year in range(2018, 2024)]

    def test_pupils_of_overijssel_add_up(self) -> None:
        # 2021/22: 26,804 + 9,845 + 11,532 + 15,018 + 2,319 = 65,518, the printed total.
        where = {
            "variable": "secondary_pupils_by_home_region",
            "region": "PV23",
            "period": "2021/22",
        }
        found = rows("single_figures", **where)
        parts = found.filter(pl.col("detail").is_not_null())["value"].sum()
        total = one("single_figures", detail=None, **where)
        assert parts == total["value"] == 65_518 and total["status"] == "provisional"

    def test_a_figure_read_from_a_chart_carries_its_range(self) -> None:
        # Mbo students in CBS's Oost-Nederland (with Flevoland), 2024/25: 114,800 ± 300.
        where = {"variable": "mbo_students", "region": "LD02", "period": "2024/25"}
        row = one("single_figures", **where)
        assert (row["value"], row["low"], row["high"]) == (114_800, 114_500, 115_100)
        assert row["status"] == "estimate"

    def test_the_target_of_the_landsdeel(self) -> None:
        where = {"variable": "technical_study_share_target", "region": "OOST"}
        assert value("single_figures", period="2020", **where) == 40

    def test_a_cell_with_four_numbers_became_four_rows(self) -> None:
        # `6->29 / 21->42`: at 65 from 6 to 29%, at 64 from 21 to 42%, from 2012 to 2017.
        found = rows("single_figures", variable="work_main_income_share")
        keyed = {(r["detail"], r["period"]): r["value"] for r in found.iter_rows(named=True)}
        assert keyed == {
            ("age_65", "2012"): 6,
            ("age_65", "2017"): 29,
            ("age_64", "2012"): 21,
            ("age_64", "2017"): 42,
        }

    def test_words_instead_of_numbers_are_missing_with_the_words(self) -> None:
        found = rows("single_figures", status="missing")
        assert len(found) == 5 and found["note"].null_count() == 0

    def test_2007_08_in_the_file_of_goals_is_a_school_year_and_no_month(self) -> None:
        where = {"variable": "technical_profile_vmbo_share", "detail": "bb", "period": "2007/08"}
        assert set(rows("single_figures", **where)["value"]) == {30.0}
        assert rows("single_figures", period="2007-08").is_empty()


@pytest.mark.parametrize("table", sorted(path.name for path in FACTS.glob("*.parquet")))
def test_every_row_says_when_it_was_taken_in(table: str) -> None:
    assert set(read(FACTS / table)["retrieved"]) == {date(2026, 11, 23)}
