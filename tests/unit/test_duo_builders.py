"""The DUO builders on small files of the same shape as DUO’s: what is kept, and what stops them."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from schakel.base.errors import SchakelError
from schakel.catalog.types import Area, Dataset, PlaceName, Source
from schakel.facts.builders.building import Workbench
from schakel.facts.builders.duo_exams import build_duo_exams
from schakel.facts.builders.duo_hbo import COUNTS, build_duo_hbo
from schakel.facts.builders.duo_higher_2019 import build_duo_higher_2019
from schakel.facts.builders.duo_mbo import build_duo_mbo
from schakel.facts.builders.duo_tables import slug
from schakel.facts.builders.teacher_training import build_teacher_training
from schakel.facts.places import Places

DATASETS = Path(__file__).parents[2] / "regions" / "nl" / "datasets"
TAKEN = date(2026, 11, 23)


def town(code, name):
    label = {"nl": name, "en": name}
    return Area(code=code, kind="municipality", label=label, source="made_up")


PLACES = Places(
    (town("GM0001", "Aa"), town("GM0002", "Bee (O.)")),
    (PlaceName(name="BEE", code="GM0002", context="99ZZ01", reason="the one with the school"),),
)


@pytest.fixture
def bench(tmp_path):
    """Makes a workbench on `tmp_path` for a declared data set."""

    def make(name):
        dataset = Dataset.model_validate(yaml.safe_load((DATASETS / f"{name}.yaml").read_text()))
        sources = {
            source: Source(
                id=source, publisher="p", title="t", address="a", licence="l", retrieved=TAKEN
            )
            for source in dataset.sources
        }
        return Workbench(tmp_path, dataset, PLACES, sources)

    return make


def put(path, *lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def stopped(builder, bench):
    """The problems with which a builder stops, as text."""
    with pytest.raises(SchakelError) as caught:
        builder(bench)
    return str(caught.value)


# --- exams --------------------------------------------------------------------------------------

EXAM_HEAD = "VESTIGINGSCODE;GEMEENTENAAM;OPLEIDINGSNAAM;" + ";".join(
    f'"{count} SCHOOLJAAR 2022-2023 - {sex}"'
    for sex in ("MAN", "VROUW", "TOTAAL")
    for count in ("EXAMENKANDIDATEN", "GESLAAGDEN", "SLAAGPERC")
)
EXAM_LINE = "12AB00;AA;VMBO T - zorg & welzijn;<5;<5;90,00;0;0;0,00;6;5;83,33"


def exams(bench, *lines):
    made = bench("duo_exams")
    put(made.file(made.dataset.inputs[0]), EXAM_HEAD, *lines)
    return made


def test_an_exam_cell_is_suppressed_zero_or_a_value(bench):
    rows = build_duo_exams(exams(bench, EXAM_LINE)).observations
    found = rows.select("variable", "sex", "value", "status").rows()
    assert found == [
        ("exam_candidates", "f", 0.0, "zero"),
        ("exam_candidates", "m", None, "suppressed"),
        ("exam_candidates", None, 6.0, "value"),
        ("exam_passes", "f", 0.0, "zero"),
        ("exam_passes", "m", None, "suppressed"),
        ("exam_passes", None, 5.0, "value"),
    ]
    keys = rows.select("region", "period", "level", "exam_field", "school_site").unique().rows()
    assert keys == [("GM0001", "2022/23", "vmbo_t", "zorg_en_welzijn", "12AB00")]
    assert set(rows["retrieved"]) == {TAKEN}


def test_a_programme_without_a_field_says_so(bench):
    line = EXAM_LINE.replace("VMBO T - zorg & welzijn", "VMBO T")
    assert set(build_duo_exams(exams(bench, line)).observations["exam_field"]) == {"unknown"}


def test_a_namesake_is_told_apart_by_its_site(bench):
    line = EXAM_LINE.replace("12AB00;AA", "99ZZ01;BEE")
    assert set(build_duo_exams(exams(bench, line)).observations["region"]) == {"GM0002"}


def test_an_unknown_town_stops_with_the_nearest_names(bench):
    message = stopped(build_duo_exams, exams(bench, EXAM_LINE.replace(";AA;", ";BEE;")))
    assert "“BEE” (12AB00)" in message
    assert "nearest: bee (o.)" in message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("zorg & welzijn", "luchtvaart", "field_word: luchtvaart"),
        ("VMBO T", "VMBO X", "level_word: VMBO X"),
        (";6;", ";n.b.;", "'n.b.'"),
        ("12AB00", "", "1 lines with gaps"),
    ],
)
def test_what_the_exam_file_never_had_stops_the_build(bench, old, new, expected):
    assert expected in stopped(build_duo_exams, exams(bench, EXAM_LINE.replace(old, new)))


def test_an_absent_file_or_column_is_a_clear_problem(bench):
    assert "cannot be read" in stopped(build_duo_exams, bench("duo_exams"))
    made = bench("duo_exams")
    put(made.file(made.dataset.inputs[0]), "VESTIGINGSCODE;GEMEENTENAAM", "12AB00;AA")
    assert "also the columns ['OPLEIDINGSNAAM']" in stopped(build_duo_exams, made)
    put(made.file(made.dataset.inputs[0]), "VESTIGINGSCODE;GEMEENTENAAM;OPLEIDINGSNAAM", "1;AA;VWO")
    assert "columns with counts" in stopped(build_duo_exams, made)


# --- mbo ----------------------------------------------------------------------------------------

MBO_HEAD = (
    "BRIN NUMMER;PLAATSNAAM;TYPE MBO;KWALIFICATIENIVEAU;KWALIFICATIE CODE;MBO SECTOR;DOMEIN;"
    "MAN2018;VROUW2018;TOTAAL2018;MAN2019;VROUW2019;TOTAAL2019"
)
MBO_LINE = "12AB;AA;BOLVT;4;25000;techniek;Techniek en procesindustrie;;;;8;0;8"


def mbo(bench, *lines):
    made = bench("duo_mbo")
    put(made.file(made.dataset.inputs[0]), MBO_HEAD, *lines)
    return made


def test_an_empty_mbo_cell_becomes_no_row_and_a_zero_stays(bench):
    rows = build_duo_mbo(mbo(bench, MBO_LINE, '""', '""')).observations
    assert rows.select("period", "sex", "value", "status").rows() == [
        ("2019", "f", 0.0, "zero"),
        ("2019", "m", 8.0, "value"),
        ("2019", None, 8.0, "value"),
    ]
    codes = rows.select("level", "pathway", "mbo_sector", "mbo_domain").unique().rows()
    assert codes == [("mbo_4", "bol", "techniek", "techniek_en_procesindustrie")]


def test_mbo_men_and_women_must_make_the_total(bench):
    message = stopped(build_duo_mbo, mbo(bench, MBO_LINE.replace("8;0;8", "8;1;8")))
    assert "1 totals that are not men + women" in message


# --- hbo and wo until 2019 ----------------------------------------------------------------------

HO_HEAD = (
    "GEMEENTENUMMER;GEMEENTENAAM;{degree};BRIN NUMMER ACTUEEL;CROHO ONDERDEEL;CROHO SUBONDERDEEL;"
    "OPLEIDINGSCODE ACTUEEL;OPLEIDINGSVORM;GESLACHT;2018"
)
HO_LINE = "{town};{degree};21PH;techniek;n.v.t. (techniek);50001;voltijd onderwijs;{sex};{count}"


def higher_2019(bench, where="0001;Aa"):
    made = bench("duo_higher_2019")
    for name in made.dataset.inputs:
        graduates = "gediplomeerden" in name
        head = HO_HEAD.format(degree="SOORT DIPLOMA" if graduates else "TYPE HOGER ONDERWIJS")
        degree = "wo bachelor" if graduates else "bachelor"
        lines = [
            HO_LINE.format(town=where, degree=degree, sex=sex, count=count)
            for sex, count in (("man", 3), ("vrouw", 0))
        ]
        put(made.file(name), head, *lines, '""')
    return made


def test_men_and_women_are_added_up(bench):
    rows = build_duo_higher_2019(higher_2019(bench)).observations
    chosen = rows.filter(variable="first_years", level="hbo")
    assert chosen.select("sex", "value", "status").rows() == [
        ("f", 0.0, "zero"),
        ("m", 3.0, "value"),
        (None, 3.0, "value"),
    ]
    codes = chosen.select("degree", "form", "study_subfield").unique().rows()
    assert codes == [("ba", "vt", "nvt_techniek")]
    assert set(rows["source"]) == set(bench("duo_higher_2019").dataset.sources)


def test_a_merged_municipality_is_found_by_its_name(bench):
    rows = build_duo_higher_2019(higher_2019(bench, where="9999;Aa")).observations
    assert set(rows["region"]) == {"GM0001"}


def test_a_municipality_without_number_or_name_stops(bench):
    assert "“Nergens”" in stopped(build_duo_higher_2019, higher_2019(bench, where="9999;Nergens"))


# --- the star -----------------------------------------------------------------------------------

PROGRAMMES = [
    (1, "bachelor", "TECHNIEK", "n.v.t. (techniek)", 34267, "B Elektrotechniek"),
    (2, "bachelor", "ONDERWIJS", "leraar basisonderwijs", 34808, "B Opleiding tot leraar"),
    (
        3,
        "bachelor",
        "ONDERWIJS",
        "n.v.t. (onderwijs)",
        35221,
        "B Opleiding tot leraar voortgezet onderwijs van de tweede graad in Wiskunde",
    ),
]
PARTS = ["type_hoger_onderwijs", "onderdeel", "subonderdeel"]


@pytest.fixture
def star(tmp_path):
    """Writes a star: programme 1 has 12, programme 2 a suppressed cell, programme 3 has 7."""
    folder = tmp_path / "duo" / "hbo_star"
    folder.mkdir(parents=True)

    def dim(name, rows, columns):
        frame = pl.DataFrame(rows, schema=[f"{name}_key", *columns], orient="row")
        frame.write_parquet(folder / f"dim_{name}.parquet")

    dim("tijd", [(1, 2023)], ["jaar"])
    dim("instelling", [(1, "25BE")], ["brin_code"])
    dim("geografie", [(1, "0001", "Aa")], ["gemeentenummer", "gemeentenaam"])
    dim("opleiding", PROGRAMMES, [*PARTS, "croho_code", "opleidingsnaam"])
    dim("sector", [row[:4] for row in PROGRAMMES], PARTS)
    dim("geslacht", [(1, "MAN"), (2, "VROUW")], ["geslacht"])
    dim("opleidingsvorm", [(1, "VT")], ["opleidingsvorm_code"])
    for count in COUNTS.values():
        base = pl.DataFrame(
            {
                "tijd_key": [1, 1, 1],
                "instelling_key": [1, 1, 1],
                "geografie_key": [1, 1, 1],
                f"aantal_{count}": [12, None, 7],
                "is_onderdrukt": [False, True, False],
            }
        )
        fact = folder / f"feit_{count}"
        base.with_columns(opleiding_key=pl.Series([1, 2, 3])).write_parquet(f"{fact}.parquet")
        parts = base.with_columns(sector_key=pl.Series([1, 2, 3]))
        sexes = parts.with_columns(geslacht_key=pl.Series([1, None, 2]))
        sexes.write_parquet(f"{fact}_geslacht.parquet")
        forms = parts.with_columns(opleidingsvorm_key=pl.Series([1, 1, 1]))
        forms.write_parquet(f"{fact}_oplvorm.parquet")
    return folder


@pytest.mark.usefixtures("star")
def test_each_count_of_the_star_is_there_three_times(bench):
    made = bench("duo_hbo")
    rows = build_duo_hbo(made).observations
    assert rows.group_by("variable").len().sort("variable").rows() == [
        (name, 3) for name in sorted(made.dataset.variables)
    ]
    hidden = rows.filter(variable="enrolled", study_field="onderwijs").sort("croho_programme")
    found = hidden.select("croho_programme", "value", "status").rows()
    assert found == [("34808", None, "suppressed"), ("35221", 7.0, "value")]


@pytest.mark.usefixtures("star")
def test_an_empty_sex_is_a_sex_of_its_own_and_no_total(bench):
    rows = build_duo_hbo(bench("duo_hbo")).observations.filter(variable="graduates_by_sex")
    assert sorted(rows["sex"]) == ["f", "m", "other"]


def test_a_key_without_a_name_stops(bench, star):
    names = pl.read_parquet(star / "dim_opleiding.parquet")
    names.filter(pl.col("opleiding_key") != 3).write_parquet(star / "dim_opleiding.parquet")
    assert "1 counts whose opleiding_key it does not name" in stopped(
        build_duo_hbo, bench("duo_hbo")
    )


# --- teacher training ---------------------------------------------------------------------------

TEACHER_HEAD = "regio,soort,stem,vak,eerstejaars_2023,gediplomeerden_2023,ingeschrevenen_2023"
NATION = '"Nederland (hbo, DUO)"'
PABO, MATHEMATICS = f"{NATION},pabo,0,,,,", f"{NATION},tweedegraads,1,Wiskunde,7,7,7"


def teachers(bench, *lines):
    made = bench("teacher_training")
    put(made.file(made.dataset.inputs[0]), TEACHER_HEAD, *lines)
    return made


@pytest.mark.usefixtures("star")
def test_teacher_training_keeps_duos_own_cells(bench):
    rows = build_teacher_training(teachers(bench, PABO, MATHEMATICS)).observations
    chosen = rows.filter(variable="first_years").sort("programme_kind")
    found = chosen.select("programme_kind", "teacher_subject", "teacher_stem", "status").rows()
    assert found == [
        ("pabo", None, "not_stem", "suppressed"),
        ("second_degree", "wiskunde", "stem", "value"),
    ]


@pytest.mark.usefixtures("star")
def test_a_summary_that_disagrees_or_lacks_a_programme_stops(bench):
    other = MATHEMATICS.replace("7,7,7", "7,8,7")
    message = stopped(build_teacher_training, teachers(bench, PABO, other))
    assert "1 sums that differ" in message
    assert "no line for B Opleiding tot leraar" in stopped(
        build_teacher_training, teachers(bench, MATHEMATICS)
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("n.v.t. (techniek)", "nvt_techniek"),
        ("GEDRAG_EN_MAATSCHAPPIJ", "gedrag_en_maatschappij"),
        ("Voedsel, natuur en leefomgeving (EZ)", "voedsel_natuur_en_leefomgeving_ez"),
    ],
)
def test_a_code_is_made_of_small_letters(words, code):
    assert slug(words) == code
