"""`schakel project` as somebody types it, over the chain of Oost, with a few draws."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from schakel.answers import projection_store
from schakel.answers.projection import ALL, COLUMNS
from schakel.answers.shortage import Band
from schakel.base.errors import SchakelError, UnknownName
from schakel.catalog.catalog import load
from schakel.cli.main import application
from schakel.cli.project import sparkline

FEW = ("--draws", "4", "--until", "2026", "--workers", "1")


def run(*arguments: str) -> str:
    """What is printed; a mistake is raised as the command raises it."""
    result = CliRunner().invoke(
        application("project"), ["project", "oost", *arguments], env={"COLUMNS": "120"}
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A projection of four draws to 2026."""
    folder = tmp_path_factory.mktemp("projection")
    run(*FEW, "--out", str(folder))
    return folder


def rows(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / projection_store.TABLE)


def test_it_says_in_words_what_is_to_be_seen_and_what_it_rests_on() -> None:
    printed = " ".join(run(*FEW, "--lang", "nl").split())
    assert "Als er niets verandert" in printed
    assert "Dit zijn schattingen" in printed
    assert "4 trekkingen" in printed
    assert "Ict: beheer en ondersteuning" in printed
    assert "schakel rerun" in printed


def test_the_interval_holds_the_middle_and_regions_add_up_in_the_mean(kept: Path) -> None:
    table = rows(kept)
    assert set(table.columns) == set(COLUMNS)
    assert table.filter(
        (pl.col("low") > pl.col("middle")) | (pl.col("middle") > pl.col("high"))
    ).is_empty()
    workers = table.filter(
        (pl.col("measure") == "workers") & ~pl.col("key").str.starts_with("group:")
    )
    one, all_of_it = (
        workers.filter(pl.col("region") != ALL),
        workers.filter(pl.col("region") == ALL),
    )
    assert one["mean"].sum() == pytest.approx(all_of_it["mean"].sum(), rel=1e-6)
    group = table.filter((pl.col("measure") == "workers") & (pl.col("key") == "group:technology"))
    technical = workers.filter(pl.col("key") != "other")
    assert group["mean"].sum() == pytest.approx(technical["mean"].sum(), rel=1e-6)


def test_the_same_question_gives_the_same_table_to_the_bit(kept: Path, tmp_path: Path) -> None:
    run("--draws", "4", "--until", "2026", "--workers", "2", "--out", str(tmp_path))
    one, other = (json.loads((f / projection_store.RECORD).read_text()) for f in (kept, tmp_path))
    assert one["result_hash"] == other["result_hash"]
    assert rows(kept).equals(rows(tmp_path))


def test_another_seed_gives_another_table(kept: Path, tmp_path: Path) -> None:
    run(*FEW, "--seed", "2", "--out", str(tmp_path))
    assert not rows(kept).equals(rows(tmp_path))


def test_json_and_csv_for_programs(tmp_path: Path) -> None:
    out = ("--out", str(tmp_path))
    data = json.loads(run(*FEW, *out, "--json", "--region", "AM-TWENTE"))
    assert data["area"] == "AM-TWENTE"
    assert data["status"] == "estimate"
    assert data["families"][0]["years"] == [2024, 2025, 2026]
    table = list(csv.DictReader(io.StringIO(run(*FEW, *out, "--csv", "--region", "AM-TWENTE"))))
    assert {row["region"] for row in table} == {"AM-TWENTE"}


def test_what_was_kept_is_read_again(kept: Path) -> None:
    home = kept.parent / "home"
    target = home / "projections" / "oost"
    target.mkdir(parents=True)
    for path in kept.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    found = projection_store.read(load("oost"), home)
    assert found is not None
    assert found.question.draws == 4
    (target / projection_store.TABLE).write_bytes(b"half")
    with pytest.raises(SchakelError, match="make it again"):
        projection_store.read(load("oost"), home)


def test_a_year_that_has_been_is_refused() -> None:
    with pytest.raises(SchakelError, match="a year after 2024"):
        run("--draws", "4", "--until", "2024")


def test_names_that_do_not_exist_are_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownName, match="AM-TWENTE"):
        run(*FEW, "--region", "AM-NERGENS")
    with pytest.raises(UnknownName, match="no scenarios"):
        run(*FEW, "--scenario", "dream")


def test_a_scheduler_that_is_not_there_stops_it_before_the_run() -> None:
    """Of a run that no other test has finished: what is finished needs no scheduler."""
    with pytest.raises(SchakelError, match="127.0.0.1:9"):
        run("--draws", "5", "--until", "2026", "--scheduler", "tcp://127.0.0.1:9")


def test_a_sparkline_goes_from_nothing_to_the_most() -> None:
    bands = [Band(0, value, 0) for value in (-3.0, 0.0, 5.0, 10.0)]
    assert sparkline(bands) == "▁▁▅█"
    assert sparkline([Band(0, 0, 0)]) == "▁"


def test_measures_of_goals_and_the_chance_of_too_few_places_are_kept(kept: Path) -> None:
    """Quantiles rise, nothing changed in the first year, four draws give quarters as chances."""
    found = projection_store._read(kept, 0)
    assert found.measures is not None
    assert found.short is not None
    levels = found.measures["level"].list
    assert (levels.get(-1) >= levels.get(0)).all()
    first = found.measures.filter(pl.col("year") == pl.col("year").min().over("indicator"))
    unchanged = {"technical_first_years_hbo": 1.0, "technical_graduates_hbo": 1.0}
    for row in first.iter_rows(named=True):
        assert set(row["change"]) == {unchanged.get(row["indicator"], 0.0)}
    assert set((found.short["chance"] * 4).unique()) <= {0.0, 1.0, 2.0, 3.0, 4.0}
    whole = found.short.filter(pl.col("region") == ALL)
    most = found.short.group_by("capacity", "year").agg(pl.col("chance").max().alias("most"))
    both = whole.join(most, on=["capacity", "year"])
    assert (both["chance"] >= both["most"]).all()
