"""DUO, exam candidates and passes per school site, sector or profile, and sex."""

from __future__ import annotations

import polars as pl

from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.duo_tables import counts, finished, matching, named_places, read_lines
from schakel.facts.builders.tables import coded
from schakel.facts.observations import tidy

SITE, TOWN, PROGRAMME = "VESTIGINGSCODE", "GEMEENTENAAM", "OPLEIDINGSNAAM"
COUNT_COLUMN = r"^(EXAMENKANDIDATEN|GESLAAGDEN) SCHOOLJAAR (\d{4})-\d{2}(\d{2}) - (\w+)$"
VARIABLES = {"EXAMENKANDIDATEN": "exam_candidates", "GESLAAGDEN": "exam_passes"}
SEXES = {"MAN": "m", "VROUW": "f", "TOTAAL": None}
LEVELS = {
    "VMBO LWT": "vmbo_lwt",
    "VMBO B": "vmbo_b",
    "VMBO K": "vmbo_k",
    "VMBO G": "vmbo_g",
    "VMBO T": "vmbo_t",
    "HAVO": "havo",
    "VWO": "vwo",
}
FIELDS = {
    "techniek": "techniek",
    "zorg en welzijn": "zorg_en_welzijn",
    "zorg & welzijn": "zorg_en_welzijn",
    "economie": "economie",
    "landbouw": "landbouw",
    "N&T": "nt",
    "N&G": "ng",
    "E&M": "em",
    "C&M": "cm",
    "N&T / N&G": "nt_ng",
    "N&T / E&M": "nt_em",
    "N&T / C&M": "nt_cm",
    "N&G / E&M": "ng_em",
    "N&G / C&M": "ng_cm",
    "E&M / C&M": "em_cm",
    "": "unknown",
}


def build_duo_exams(bench: Workbench) -> Built:
    """Candidates and passes (persons) per site, level, field, sex and school year.

    Every printed count becomes one row: `<5` is suppressed, 0 is zero. The total over the sexes
    (sex null) is the printed one: it also counts pupils who are neither, and it is often given
    where one of the sexes is suppressed. The printed pass rate is not kept: it follows from the
    two counts.
    """
    (name,) = bench.dataset.inputs
    table = read_lines(bench, name, (SITE, TOWN, PROGRAMME))
    table = _programmes(table, name).with_columns(
        named_places(table, TOWN, SITE, bench.places, name).alias("region"),
        pl.col(SITE).alias("school_site"),
        pl.lit(bench.dataset.sources[0]).alias("source"),
    )
    cells = counts(_one_row_a_count(table, name), "printed", name)
    return Built(tidy(finished(cells, bench), bench.dataset.dimensions, name))


def _programmes(table: pl.DataFrame, where: str) -> pl.DataFrame:
    """Splits `VMBO T - techniek` into a level and a field; four lines give no field."""
    parts = pl.col(PROGRAMME).str.split_exact(" - ", 1)
    table = table.with_columns(
        parts.struct.field("field_0").alias("level_word"),
        parts.struct.field("field_1").fill_null("").alias("field_word"),
    )
    return table.with_columns(
        coded("level_word", LEVELS, table, where).alias("level"),
        coded("field_word", FIELDS, table, where).alias("exam_field"),
    )


def _one_row_a_count(table: pl.DataFrame, where: str) -> pl.DataFrame:
    """From a column per count, school year and sex to a row per cell."""
    cells = table.unpivot(
        matching(table, COUNT_COLUMN, where),
        index=["region", "school_site", "level", "exam_field", "source"],
        variable_name="head",
        value_name="printed",
    )
    head = pl.col("head").str.extract_groups(COUNT_COLUMN).struct
    cells = cells.with_columns(
        head.field("1").alias("count_word"),
        pl.concat_str(head.field("2"), pl.lit("/"), head.field("3")).alias("period"),
        head.field("4").alias("sex_word"),
    )
    return cells.with_columns(
        coded("count_word", VARIABLES, cells, where).alias("variable"),
        coded("sex_word", SEXES, cells, where).alias("sex"),
    )
