"""Eurostat: occupations, technology and knowledge sectors, regional science and research."""

from __future__ import annotations

import polars as pl

from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import coded, numbers, read_text, stamped, status

_PROVINCES: dict[str, str | None] = {
    "NL11": "PV20",
    "NL12": "PV21",
    "NL13": "PV22",
    "NL21": "PV23",
    "NL22": "PV25",
    "NL23": "PV24",
    "NL31": "PV26",
    "NL32": "PV27",
    "NL33": "PV28",
    "NL34": "PV29",
    "NL41": "PV30",
    "NL42": "PV31",
}
_BREAK = "breuk in de reeks vanaf dit jaar | break in the series from this year"
_UNRELIABLE = "volgens Eurostat weinig betrouwbaar | low reliability according to Eurostat"
_UNITS = {"THS_PER": "employed", "PC_EMP": "education_share"}
_GRADUATES = "Graduates_at_ISCED_6_-_"
# The publisher's own name of each series → variable.
_REGIONAL: dict[str, str | None] = {
    f"{_GRADUATES}Engineering_manufacturing_and_construction": "bachelor_graduates_engineering",
    f"{_GRADUATES}Information_and_Communication_Technologies": "bachelor_graduates_ict",
    f"{_GRADUATES}Natural_sciences_mathematics_and_statistics": "bachelor_graduates_science",
    "demo_r_d2jan_UNIT_NR__SEX_T__AGE_TOTAL": "population",
    "edat_lfse_04_SEX_T__ISCED11_ED0-2__AGE_Y25-64__UNIT_PC": "low_education_share",
    "edat_lfse_04_SEX_T__ISCED11_ED3-8__AGE_Y25-64__UNIT_PC": "medium_or_high_education_share",
    "edat_lfse_04_SEX_T__ISCED11_ED3_4__AGE_Y25-64__UNIT_PC": "medium_education_share",
    "edat_lfse_04_SEX_T__ISCED11_ED5-8__AGE_Y25-64__UNIT_PC": "high_education_share",
    "hrst_st_rcat_CATEGORY_HRST__UNIT_THS": "science_technology_workforce",
    "hrst_st_rcat_CATEGORY_HRST__UNIT_PC_POP": "science_technology_workforce_share",
    "hrst_st_rcat_CATEGORY_HRSTC__UNIT_THS": "science_technology_core",
    "hrst_st_rcat_CATEGORY_HRSTC__UNIT_PC_POP": "science_technology_core_share",
    "hrst_st_rcat_CATEGORY_HRSTE__UNIT_THS": "science_technology_by_education",
    "hrst_st_rcat_CATEGORY_HRSTE__UNIT_PC_POP": "science_technology_by_education_share",
    "hrst_st_rcat_CATEGORY_HRSTO__UNIT_THS": "science_technology_by_occupation",
    "hrst_st_rcat_CATEGORY_HRSTO__UNIT_PC_POP": "science_technology_by_occupation_share",
    "hrst_st_rcat_CATEGORY_SE__UNIT_THS": "scientists_engineers",
    "hrst_st_rcat_CATEGORY_SE__UNIT_PC_POP": "scientists_engineers_share",
    "htec_emp_reg2_NACE_R2_HTC__UNIT_PC_EMP__SEX_T": "high_tech_sectors_share",
    "htec_emp_reg2_NACE_R2_C_HTC__UNIT_PC_EMP__SEX_T": "high_tech_manufacturing_share",
    "htec_emp_reg2_NACE_R2_C_HTC_MH__UNIT_PC_EMP__SEX_T": "high_medium_tech_manufacturing_share",
    "htec_emp_reg2_NACE_R2_C_LTC_M__UNIT_PC_EMP__SEX_T": "medium_low_tech_manufacturing_share",
    "htec_emp_reg2_NACE_R2_KIS__UNIT_PC_EMP__SEX_T": "knowledge_services_share",
    "htec_emp_reg2_NACE_R2_KIS_HTC__UNIT_PC_EMP__SEX_T": "high_tech_services_share",
    "htec_emp_reg2_NACE_R2_M__UNIT_PC_EMP__SEX_T": "professional_services_share",
    "htec_emp_reg2_NACE_R2_P__UNIT_PC_EMP__SEX_T": "education_sector_share",
    "rd_e_gerdreg_SECTPERF_TOTAL__UNIT_PC_GDP": "research_spending_share",
    "rd_p_persreg_PROF_POS_TOTAL__SEX_T__SECTPERF_TOTAL__UNIT_FTE": "research_staff_fte",
    "rd_p_persreg_PROF_POS_TOTAL__SEX_T__SECTPERF_TOTAL__UNIT_HC": "research_staff",
    "rd_p_persreg_PROF_POS_TOTAL__SEX_T__SECTPERF_TOTAL__UNIT_PC_EMP_HC": "research_staff_share",
}


def build_eurostat_occupations(bench: Workbench) -> Built:
    """Employed persons, thousands, per two-digit ISCO-08 group and year, the Netherlands.

    Source: Eurostat lfsa_egai2d. A row without `occupation_isco` is all groups of the source's
    panel together.
    """
    (name,) = bench.dataset.inputs
    total, group = "total_of_panel_thousands", "employed_thousands"
    table = read_text(bench.file(name), ("geo", "isco08", "year", group, "break_in_series", total))
    groups = table.with_columns(
        pl.col("isco08").str.strip_prefix("OC"), pl.col(group).alias("printed")
    )
    totals = table.with_columns(
        pl.lit(None, dtype=pl.String).alias("isco08"), pl.col(total).alias("printed")
    ).unique(["geo", "year", "printed", "break_in_series"], maintain_order=True)
    rows = numbers(pl.concat([groups, totals]), "printed", name).select(
        pl.lit("employed").alias("variable"),
        pl.col("geo").alias("region"),
        pl.col("year").alias("period"),
        pl.col("isco08").alias("occupation_isco"),
        "value",
        status(),
        pl.when(pl.col("break_in_series") == "1").then(pl.lit(_BREAK)).alias("note"),
    )
    return Built(stamped(rows, bench, "eurostat_occupations"))


def build_eurostat_high_tech(bench: Workbench) -> Built:
    """Employed persons per sector by technology intensity and level of education, the Netherlands.

    Source: Eurostat htec_emp_nisced2: thousands, and the share of each level within a sector.
    All sectors and all levels together are rows without the code. The rows for the EU are left
    out: it is no area of ours.
    """
    (name,) = bench.dataset.inputs
    wide = read_text(bench.file(name), separator="\t")
    key, *years = wide.columns
    keys = (
        pl.col(key)
        .str.split_exact(",", 4)
        .struct.rename_fields(["frequency", "sector", "unit_code", "isced", "geo"])
    )
    long = (
        wide.with_columns(keys.alias("keys"))
        .unnest("keys")
        .filter(pl.col("geo") == "NL")
        .unpivot(on=years, index=["sector", "unit_code", "isced", "geo"], value_name="cell")
        .with_columns(
            pl.col("cell").str.extract(r"^(\S+)").replace(":", None).alias("printed"),
            pl.col("cell").str.extract(r"\s([a-z]+)$").fill_null("").alias("flags"),
        )
    )
    rows = numbers(long, "printed", name).select(
        coded("unit_code", _UNITS, long, name).alias("variable"),
        pl.col("geo").alias("region"),
        pl.col("variable").str.strip_chars().alias("period"),
        pl.when(pl.col("sector") != "TOTAL").then("sector").alias("technology_sector"),
        pl.when(pl.col("isced") != "TOTAL").then("isced").alias("education_isced"),
        "value",
        status(),
        _flag_note(),
    )
    return Built(stamped(rows, bench, "eurostat_high_tech"))


def _flag_note() -> pl.Expr:
    broken, unreliable = (pl.col("flags").str.contains(flag) for flag in "bu")
    (break_nl, break_en), (doubt_nl, doubt_en) = (
        note.split(" | ") for note in (_BREAK, _UNRELIABLE)
    )
    return (
        pl.when(broken & unreliable)
        .then(pl.lit(f"{break_nl}; {doubt_nl} | {break_en}; {doubt_en}"))
        .when(broken)
        .then(pl.lit(_BREAK))
        .when(unreliable)
        .then(pl.lit(_UNRELIABLE))
        .alias("note")
    )


def build_eurostat_regional(bench: Workbench) -> Built:
    """Science and technology workforce, high-tech employment, research and graduates by province.

    Source: Eurostat tables for NUTS-2 regions, which in the Netherlands are the provinces.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), ("NUTS2", "YEAR", "indicator", "value"))
    rows = numbers(table.rename({"value": "printed"}), "printed", name).select(
        coded("indicator", _REGIONAL, table, name).alias("variable"),
        coded("NUTS2", _PROVINCES, table, name).alias("region"),
        pl.col("YEAR").alias("period"),
        "value",
        status(),
    )
    return Built(stamped(rows, bench, "eurostat_regional"))
