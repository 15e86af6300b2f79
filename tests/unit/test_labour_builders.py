"""The builders of labour-market data on small files: what they read, mark and refuse."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from schakel.base.errors import SchakelError
from schakel.base.statuses import Status
from schakel.catalog.catalog import load
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.registry import BUILDERS
from schakel.facts.builders.tables import numbers, read_text, status
from schakel.facts.observations import read, tidy
from schakel.facts.places import Places

NL = Path(__file__).parents[2] / "regions" / "nl"


def bench(dataset: str, folder: Path, package: Path = NL, **changes: object) -> Workbench:
    """A workbench of a real data set over the small source files in `folder`."""
    catalog = load("nl")
    return Workbench(
        folder=folder,
        dataset=catalog.datasets[dataset].model_copy(update=changes),
        places=Places(tuple(catalog.areas.values()), catalog.names),
        sources=catalog.sources,
        package=package,
    )


def built(dataset: str, folder: Path, **options: object) -> pl.DataFrame:
    """The checked table that the data set's builder makes."""
    desk = bench(dataset, folder, **options)  # type: ignore[arg-type]
    found: Built = BUILDERS[desk.dataset.builder](desk)
    return tidy(found.observations, desk.dataset.dimensions, dataset)


def file(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def only(table: pl.DataFrame, **where: object) -> dict[str, object]:
    for column, wanted in where.items():
        is_wanted = pl.col(column).is_null() if wanted is None else pl.col(column) == wanted
        table = table.filter(is_wanted)
    assert len(table) == 1, table
    return table.row(0, named=True)


def test_every_data_set_names_a_builder_that_exists() -> None:
    assert {dataset.builder for dataset in load("nl").datasets.values()} <= set(BUILDERS)


class TestTables:
    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match=r"absent\.csv"):
            read_text(tmp_path / "absent.csv")

    def test_a_lacking_column_is_named(self, tmp_path: Path) -> None:
        name = file(tmp_path, "a.csv", "one,two", "1,2")
        with pytest.raises(SchakelError, match="three"):
            read_text(tmp_path / name, ("one", "three"))

    def test_a_word_where_a_number_should_be_stops_the_build(self) -> None:
        table = pl.DataFrame({"printed": ["1,5", None, "circa 3"]})
        with pytest.raises(SchakelError, match="circa 3"):
            numbers(table, "printed", "a.csv")

    def test_a_comma_is_a_decimal_point_and_an_empty_cell_null(self) -> None:
        table = pl.DataFrame({"printed": ["1,5", "2.5", None]})
        assert numbers(table, "printed", "a.csv")["value"].to_list() == [1.5, 2.5, None]

    def test_zero_is_its_own_status_except_for_forecasts_and_estimates(self) -> None:
        table = pl.DataFrame({"value": [1.0, 0.0, None]})
        assert table.select(status())["status"].to_list() == ["value", "zero", "missing"]
        forecast = table.select(status(Status.FORECAST))["status"].to_list()
        assert forecast == ["forecast", "forecast", "missing"]


class TestCbsVacancies:
    head = "Perioden,BedrijfstakkenBranchesSBI2008,RegioS,OpenstaandeVacatures_1,ID,v"
    total_2011 = "2011KW04,T001081,NL01,   133.8,0,133.8"
    industry_2011 = "2011KW04,300003 ,NL01,    17.2,1,17.2"
    late_head = "regio,sector,periode,waarde_x1000,vorig_kwartaal_x1000,jaar_eerder_x1000"

    def table(self, folder: Path, *lines: str, late: tuple[str, ...] = ()) -> pl.DataFrame:
        first, second = load("nl").datasets["cbs_vacancies"].inputs
        file(folder, first, self.head, self.total_2011, self.industry_2011, *lines)
        file(folder, second, self.late_head, *late)
        return built("cbs_vacancies", folder)

    def test_codes_lose_their_blanks_and_the_total_its_code(self, tmp_path: Path) -> None:
        table = self.table(
            tmp_path,
            "2019KW04,T001081,PV23,    18.0,2,18.0",
            "2019KW04,307500 ,PV23,     2.4,3,2.4",
        )
        assert only(table, region="PV23", sector=None)["value"] == 18.0
        assert only(table, region="PV23", sector="307500")["period"] == "2019Q4"

    def test_a_blank_cell_is_missing_and_a_printed_zero_zero(self, tmp_path: Path) -> None:
        table = self.table(
            tmp_path, "2014KW03,300013 ,PV31,,2,", "2014KW03,305700 ,PV31,  0.0,3,0.0"
        )
        assert only(table, sector="300013")["status"] == "missing"
        assert only(table, sector="305700")["status"] == "zero"

    def test_earlier_quarters_get_their_own_period(self, tmp_path: Path) -> None:
        table = self.table(tmp_path, late=("Overijssel,bouw,2026KW01,2.6,2.7,2.8",))
        found = table.filter(pl.col("region") == "PV23").sort("period")
        assert found["period"].to_list() == ["2025Q1", "2025Q4", "2026Q1"]
        assert found["value"].to_list() == [2.8, 2.7, 2.6]
        assert found["status"].to_list() == ["value", "value", "provisional"]

    def test_a_correction_takes_off_the_double_count(self, tmp_path: Path) -> None:
        row = only(self.table(tmp_path), sector=None)
        assert (row["value"], row["status"]) == (116.6, "estimate")

    def test_a_correction_that_no_longer_fits_stops_the_build(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(self, "total_2011", "2011KW04,T001081,NL01,   116.6,0,116.6")
        with pytest.raises(SchakelError, match=r"116\.6"):
            self.table(tmp_path)

    def test_an_unknown_industry_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match="visserij"):
            self.table(tmp_path, late=("Overijssel,visserij,2026KW02,2.6,2.7,2.8",))


class TestCbsUnemployment:
    def build(self, folder: Path, head: str, line: str) -> pl.DataFrame:
        (name,) = load("nl").datasets["cbs_unemployment"].inputs
        file(folder, name, head, line)
        return built("cbs_unemployment", folder)

    def test_decimal_commas_words_for_quarters_and_an_old_name(self, tmp_path: Path) -> None:
        line = "het vierde kwartaal van 2015;7,6;8,1"
        table = self.build(tmp_path, "\ufeff;Nederland;Friesland", line)
        assert only(table, region="PV21")["value"] == 8.1
        assert set(table["period"]) == {"2015Q4"}

    def test_a_name_that_is_no_province_is_listed_with_the_nearest(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match=r"Overijsel.*\n?.*nearest: overijssel"):
            self.build(tmp_path, ";Overijsel", "het eerste kwartaal van 2015;8,1")


class TestOutlooks:
    head = (
        "brc_code,beroepsgroep,naam_bron,uitbreidingsvraag_n_tot2030,uitbreidingsvraag_pct_6jr,"
        "vervangingsvraag_n_tot2030,vervangingsvraag_pct_6jr,baanopeningen_n_tot2030,"
        "baanopeningen_pct_6jr,itkb_2030_typering,itkb_2030,huidig_2026Q1_typering,"
        "huidig_2026Q1_indicator,richting_2025_2030"
    )

    def build(self, folder: Path, *lines: str) -> pl.DataFrame:
        (name,) = load("nl").datasets["roa_outlook"].inputs
        file(folder, name, self.head, *lines)
        return built("roa_outlook", folder)

    def test_a_gap_in_the_tension_is_missing_and_a_shrinking_group_negative(
        self, tmp_path: Path
    ) -> None:
        table = self.build(
            tmp_path, "0713,E,list (round 1),-4100,-14,3300,11,3300,11,groot,0.795,,,"
        )
        assert only(table, variable="tension")["status"] == "missing"
        row = only(table, variable="expansion_demand")
        assert (row["value"], row["status"], row["period"]) == (-4100, "forecast", "2025..2030")

    def test_names_matched_by_elimination_are_marked(self, tmp_path: Path) -> None:
        line = "0761,E,inferred by elimination,1,1,1,1,1,1,groot,0.8,krap,7.9,blijft krap"
        note = str(only(self.build(tmp_path, line), variable="recruitment_outlook")["note"])
        dutch, english = note.split(" | ")
        assert dutch.startswith(
            "verwachte knelpunten: groot; richting 2025-2030: blijft krap; naam"
        )
        assert english.endswith("ROA gives the code only") and "stays tight" in english

    def test_a_new_typology_stops_the_build(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match="reusachtig"):
            self.build(tmp_path, "0713,E,list,1,1,1,1,1,1,reusachtig,0.7,,,")

    def test_denkwerk_stops_at_a_name_it_does_not_know(self, tmp_path: Path) -> None:
        (name,) = load("nl").datasets["denkwerk_occupations"].inputs
        head = "beroepsgroep,werkzame_beroepsbevolking_2024,deeltijdfactor,frictievacatures_model,"
        head += "vraagverandering_2035_zonder_sturing,vraagverandering_2035_met_sturing,"
        file(tmp_path, name, head + "net_labor_change_2035_model", "Tovenaars,1,1,1,1,1,1")
        with pytest.raises(SchakelError, match="Tovenaars"):
            built("denkwerk_occupations", tmp_path)


class TestEurostat:
    def test_flags_become_notes_and_a_colon_missing(self, tmp_path: Path) -> None:
        (name,) = load("nl").datasets["eurostat_high_tech"].inputs
        file(
            tmp_path,
            name,
            "freq,nace_r2,unit,isced11,geo\\TIME_PERIOD\t2008 \t2009 \t2010 ",
            "A,HTC,THS_PER,ED5-8,NL\t: bu\t12.5 u\t13.0 ",
            "A,TOTAL,THS_PER,TOTAL,NL\t100.0 b\t0.0 \t90.0 ",
            "A,HTC,THS_PER,ED5-8,EU27_2020\t1.0 \t1.0 \t1.0 ",
        )
        table = built("eurostat_high_tech", tmp_path)
        assert set(table["region"]) == {"NL"} and len(table) == 6
        high = {"technology_sector": "HTC", "education_isced": "ED5-8"}
        assert only(table, period="2008", **high)["status"] == "missing"
        assert "low reliability" in str(only(table, period="2009", **high)["note"])
        assert only(table, period="2010", **high)["note"] is None
        assert only(table, period="2009", technology_sector=None)["status"] == "zero"

    def test_a_region_outside_the_country_stops_the_build(self, tmp_path: Path) -> None:
        (name,) = load("nl").datasets["eurostat_regional"].inputs
        line = "DE11,2018,demo_r_d2jan_UNIT_NR__SEX_T__AGE_TOTAL,1.0"
        file(tmp_path, name, "NUTS2,YEAR,indicator,value", line)
        with pytest.raises(SchakelError, match="DE11"):
            built("eurostat_regional", tmp_path)


class TestSingleFigures:
    """A package with a few declared words, and source rows that use them."""

    tables = {
        "variables": (
            "file,indicator,unit,variable,detail,status,note_nl,note_en",
            "x,leraren,fte,teacher_shortage_fte,,,,",
            "x,DERIVED: aandeel,%,teacher_shortage_share,,estimate,,",
        ),
        "details": ("file,text,detail,status,note_nl,note_en", ",totaal,,,,", ",po,primary,,,"),
        "regions": ("text,region,reason", "Nederland,NL,"),
        "periods": ("file,text,period,reason", "x,2007-08,2007/08,school year"),
        "notes": (
            "file,text,status,only_periods,only_breakdowns,spread,note_nl,note_en",
            "x,pixels,estimate,,,0.2,gemeten,measured",
            "x,2021 voorlopig,provisional,2021,,,voorlopig,provisional",
        ),
        "publishers": ("source_title,address,publisher,title,licence", "T,,P,T,not stated"),
        "dates": ("text,published,status,note_nl,note_en", "undated,,,,"),
        "corrections": (
            "file,indicator,region,period,breakdown,expect,variable,detail,new_period,value,low,"
            "high,status,note_nl,note_en,reason",
        ),
    }
    head = "indicator,region,period,breakdown,value,unit,source_title,source_url,source_date,note"

    def build(self, folder: Path, *lines: str, **more: tuple[str, ...]) -> pl.DataFrame:
        for name, rows in self.tables.items():
            file(folder, f"package/single_figures/{name}.csv", *rows, *more.get(name, ()))
        name = file(folder, "facts/facts_x.csv", self.head, *lines)
        return built("single_figures", folder, package=folder / "package", inputs=(name,))

    def test_a_plain_row(self, tmp_path: Path) -> None:
        row = only(self.build(tmp_path, "leraren,Nederland,2021,po,9800,fte,T,http://a,undated,"))
        assert (row["detail"], row["value"], row["status"]) == ("primary", 9800, "value")
        assert str(row["source"]).startswith("sf-") and row["note"] is None

    def test_the_source_keeps_its_name_whatever_its_place_in_the_file(self, tmp_path: Path) -> None:
        line = "leraren,Nederland,2021,po,1,fte,T,http://a,undated,"
        other = "leraren,Nederland,2022,po,1,fte,T,http://b,undated,"
        first = only(self.build(tmp_path, line, other), period="2021")["source"]
        second = only(self.build(tmp_path, other, line), period="2021")["source"]
        assert first == second

    def test_derived_values_are_estimates(self, tmp_path: Path) -> None:
        line = "DERIVED: aandeel,Nederland,2021,totaal,5.5,%,T,http://a,undated,"
        assert only(self.build(tmp_path, line))["status"] == "estimate"

    def test_pixels_carry_their_uncertainty(self, tmp_path: Path) -> None:
        row = only(self.build(tmp_path, "leraren,Nederland,2021,,5,fte,T,http://a,undated,pixels"))
        assert (row["low"], row["high"], row["status"]) == (4.8, 5.2, "estimate")
        assert row["note"] == "gemeten | measured"

    def test_provisional_holds_for_the_periods_named_only(self, tmp_path: Path) -> None:
        line = "leraren,Nederland,{},,5,fte,T,http://a,undated,2021 voorlopig"
        table = self.build(tmp_path, line.format(2021), line.format(2020))
        assert dict(table.select("period", "status").iter_rows()) == {
            "2021": "provisional",
            "2020": "value",
        }

    def test_a_period_that_looks_like_a_month_is_read_as_declared(self, tmp_path: Path) -> None:
        line = "leraren,Nederland,2007-08,,5,fte,T,http://a,undated,"
        assert only(self.build(tmp_path, line))["period"] == "2007/08"

    def test_everything_undeclared_is_reported_together(self, tmp_path: Path) -> None:
        lines = (
            "leraren,Utopia,2021,,5,fte,T,http://a,undated,",
            "leraren,Nederland,ooit,,5,fte,T,http://a,undated,",
            "leraren,Nederland,2021,scheef,5,fte,T,http://a,undated,",
            "leraren,Nederland,2021,,5,fte,Onbekend,http://a,undated,",
            "leraren,Nederland,2021,,5,fte,T,http://a,undated,nieuwe noot",
            "leraren,Nederland,2021,,veel,fte,T,http://a,undated,",
            "vissers,Nederland,2021,,5,fte,T,http://a,undated,",
        )
        with pytest.raises(SchakelError) as caught:
            self.build(tmp_path, *lines)
        words = ("Utopia", "ooit", "scheef", "Onbekend", "nieuwe noot", "veel", "vissers")
        assert all(word in str(caught.value) for word in words)
        assert len(caught.value.problems) == len(words)

    correction = "x,leraren,Nederland,2021,,{},teacher_shortage_fte,{},2021,{},,,,,,two numbers"

    def test_a_correction_takes_a_cell_apart(self, tmp_path: Path) -> None:
        table = self.build(
            tmp_path,
            "leraren,Nederland,2021,,5 / 7,fte,T,http://a,undated,",
            corrections=(
                self.correction.format("5 / 7", "primary", 5),
                self.correction.format("5 / 7", "secondary", 7),
            ),
        )
        assert dict(table.select("detail", "value").iter_rows()) == {"primary": 5, "secondary": 7}

    def test_a_correction_expires_when_the_text_changes(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match="5 / 8"):
            self.build(
                tmp_path,
                "leraren,Nederland,2021,,5 / 8,fte,T,http://a,undated,",
                corrections=(self.correction.format("5 / 7", "primary", 5),),
            )

    def test_a_correction_without_its_row_stops_the_build(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match="drop the correction"):
            self.build(
                tmp_path,
                "leraren,Nederland,2022,,5,fte,T,http://a,undated,",
                corrections=(self.correction.format("5 / 7", "primary", 5),),
            )

    def test_the_same_figure_of_the_same_page_counts_once(self, tmp_path: Path) -> None:
        line = "leraren,Nederland,2021,,5,fte,T,http://a,undated,"
        assert len(self.build(tmp_path, line, line)) == 1

    def test_two_values_of_one_page_for_one_thing_stop_the_build(self, tmp_path: Path) -> None:
        line = "leraren,Nederland,2021,,{},fte,T,http://a,undated,"
        with pytest.raises(SchakelError, match="same key"):
            self.build(tmp_path, line.format(5), line.format(6))

    def test_a_status_that_does_not_exist_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(SchakelError, match="perhaps"):
            self.build(
                tmp_path,
                "leraren,Nederland,2021,,5,fte,T,http://a,undated,",
                details=(",vo,secondary,perhaps,,",),
            )


class TestDeclaredSingleFigures:
    """The real tables of the region package hang together."""

    @staticmethod
    def words(table: str, column: str) -> set[str]:
        with (NL / "single_figures" / f"{table}.csv").open(encoding="utf-8") as lines:
            return {row[column] for row in csv.DictReader(lines)} - {""}

    def test_every_detail_has_a_label(self) -> None:
        used = set().union(
            *(self.words(name, "detail") for name in ("variables", "details", "corrections"))
        )
        assert used == set(load("nl").labels["detail"])

    def test_every_variable_is_declared_and_every_declared_variable_is_used(self) -> None:
        used = self.words("variables", "variable") | self.words("corrections", "variable")
        assert used == set(load("nl").datasets["single_figures"].variables)

    def test_every_area_exists(self) -> None:
        assert self.words("regions", "region") <= set(load("nl").areas)

    def test_every_note_is_in_two_languages(self) -> None:
        for name in ("variables", "details", "notes", "dates", "corrections"):
            with (NL / "single_figures" / f"{name}.csv").open(encoding="utf-8") as lines:
                for row in csv.DictReader(lines):
                    assert bool(row["note_nl"]) == bool(row["note_en"]), row

    def test_what_can_be_added_up_comes_from_one_source_each(self) -> None:
        variables = load("nl").datasets["single_figures"].variables
        additive = [name for name, variable in variables.items() if variable.additive]
        table = read(NL / "facts" / "single_figures.parquet")
        keys = table.filter(pl.col("variable").is_in(additive)).select(
            "variable", "region", "period", "detail"
        )
        assert not keys.is_duplicated().any()
