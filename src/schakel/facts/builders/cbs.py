"""CBS: open vacancies, unemployment and level of education, by province."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.facts.builders.building import Built, Workbench
from schakel.facts.builders.tables import coded, numbers, read_text, stamped, status

# CBS makes the quarters of a year final once that year is over. When our two files were taken,
# 2020 and 2026 were still running.
_RUNNING_YEARS = ("2020", "2026")
_PROVISIONAL = "voorlopig bij het ophalen | provisional when retrieved"
_TOTAL_OF_SECTORS = "T001081"
_SECTOR_NAMES: dict[str, str | None] = {
    "alle sectoren": None,
    "industrie": "307500",
    "bouw": "350000",
}
_NOT_PROVINCES = {
    "Nederland": "NL",
    "Noord-Nederland (LD)": "LD01",
    "Oost-Nederland (LD)": "LD02",
    "West-Nederland (LD)": "LD03",
    "Zuid-Nederland (LD)": "LD04",
}
_OLD_NAMES = {"Friesland": "Fryslân"}
_QUARTERS = {"eerste": "1", "tweede": "2", "derde": "3", "vierde": "4"}


def build_cbs_vacancies(bench: Workbench) -> Built:
    """Open vacancies at the end of a quarter, thousands, by province, landsdeel and industry.

    Source: CBS 83599NED. All industries together is a row without `sector`.
    """
    provisional = pl.col("period").str.slice(0, 4).is_in(_RUNNING_YEARS)
    rows = pl.concat([_vacancies_by_sector(bench), _latest_vacancies(bench)]).with_columns(
        status(pl.when(provisional).then(pl.lit("provisional")).otherwise(pl.lit("value"))),
        pl.when(provisional).then(pl.lit(_PROVISIONAL)).alias("note"),
    )
    return Built(_corrected(rows, bench))


def _vacancies_by_sector(bench: Workbench) -> pl.DataFrame:
    name, _ = bench.dataset.inputs
    sector, region = "BedrijfstakkenBranchesSBI2008", "RegioS"
    table = read_text(bench.file(name), ("Perioden", sector, region, "OpenstaandeVacatures_1"))
    table = numbers(table, "OpenstaandeVacatures_1", name).select(
        pl.lit("open_vacancies").alias("variable"),
        pl.col(region).replace("NL01", "NL").alias("region"),
        pl.col("Perioden").str.replace("KW0", "Q").alias("period"),
        pl.when(pl.col(sector) != _TOTAL_OF_SECTORS).then(sector).alias("sector"),
        "value",
    )
    return stamped(table, bench, "cbs_vacancies_2020")


def _latest_vacancies(bench: Workbench) -> pl.DataFrame:
    _, name = bench.dataset.inputs
    columns = {"waarde_x1000": 0, "vorig_kwartaal_x1000": 1, "jaar_eerder_x1000": 4}
    table = read_text(bench.file(name), ("regio", "sector", "periode", *columns))
    regions = _area_codes(bench, table["regio"], name)
    sectors = coded("sector", _SECTOR_NAMES, table, name)
    parts = []
    for column, back in columns.items():
        periods = {quarter: _quarters_back(quarter, back) for quarter in set(table["periode"])}
        parts.append(
            numbers(table, column, name).select(
                pl.lit("open_vacancies").alias("variable"),
                pl.col("regio").replace_strict(regions).alias("region"),
                pl.col("periode").replace_strict(periods).alias("period"),
                sectors.alias("sector"),
                "value",
            )
        )
    return stamped(pl.concat(parts), bench, "cbs_vacancies_2026")


def _quarters_back(quarter: str, back: int) -> str:
    """`2026KW02` and 1 → `2026Q1`."""
    year, number = quarter.split("KW")
    years, rest = divmod(int(year) * 4 + int(number) - 1 - back, 4)
    return f"{years}Q{rest + 1}"


def _corrected(rows: pl.DataFrame, bench: Workbench) -> pl.DataFrame:
    """Totals that count an industry twice, without the double count; each is an estimate.

    Raises SchakelError when a declared correction no longer fits the figures.
    """
    path = bench.definitions("corrections/cbs_vacancies.csv")
    columns = ("period", "counted_twice", "expect_total", "reason_nl", "reason_en")
    for correction in read_text(path, columns).rows(named=True):
        rows = _without_double_count(rows, correction, str(path))
    return rows


def _without_double_count(
    rows: pl.DataFrame, correction: dict[str, str], where: str
) -> pl.DataFrame:
    in_period = pl.col("period") == correction["period"]
    twice = rows.filter(in_period & (pl.col("sector") == correction["counted_twice"]))
    joined = rows.join(
        twice.select("region", "period", pl.col("value").alias("surplus")),
        on=["region", "period"],
        how="left",
    )
    wrong = pl.col("sector").is_null() & pl.col("surplus").is_not_null()
    _check_expected(joined.filter(wrong & (pl.col("region") == "NL")), correction, where)
    published = pl.col("value").cast(pl.String)
    note = pl.format(
        f"{correction['reason_nl']}; gepubliceerd is {{}} duizend"
        f" | {correction['reason_en']}; published is {{}} thousand",
        published.str.replace(".", ",", literal=True),
        published,
    )
    less = (pl.col("value") - pl.col("surplus")).round(1)
    return joined.with_columns(
        pl.when(wrong).then(less).otherwise("value").alias("value"),
        pl.when(wrong).then(pl.lit(str(Status.ESTIMATE))).otherwise("status").alias("status"),
        pl.when(wrong).then(note).otherwise("note").alias("note"),
    ).drop("surplus")


def _check_expected(nation: pl.DataFrame, correction: dict[str, str], where: str) -> None:
    found = nation["value"].to_list()
    if found != [float(correction["expect_total"])]:
        raise SchakelError(
            Problem(
                where,
                f"a total of {found} for the Netherlands in {correction['period']}",
                f"{correction['expect_total']}, as when the correction was made",
                "compare with the publisher's table; drop the correction if it was mended there",
            )
        )


def build_cbs_unemployment(bench: Workbench) -> Built:
    """Unemployed as a percentage of the labour force, by province and quarter.

    Source: CBS, labour force survey. Not seasonally adjusted.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), separator=";")
    quarter, *places = table.columns
    regions = _area_codes(bench, places, name)
    words = pl.col(quarter).str.extract_groups(r"^het (\S+) kwartaal van (\d{4})$")
    long = numbers(
        table.unpivot(index=quarter, variable_name="place", value_name="printed"), "printed", name
    ).select(
        pl.lit("unemployment_rate").alias("variable"),
        pl.col("place").replace_strict(regions).alias("region"),
        pl.format(
            "{}Q{}",
            words.struct.field("2"),
            words.struct.field("1").replace_strict(_QUARTERS),
        ).alias("period"),
        "value",
    )
    return Built(stamped(long, bench, "cbs_unemployment").with_columns(status()))


def build_cbs_education_level(bench: Workbench) -> Built:
    """People of 15 to 74 years, and the share of them per level of education, by province and year.

    Source: CBS 85525NED. The year marked with an asterisk is provisional.
    """
    (name,) = bench.dataset.inputs
    table = read_text(bench.file(name), ("Perioden", "Regio.s", "Bevolking..aantal."))
    levels = {
        column: column.split(".")[3] for column in table.columns if column.startswith("Onderwijs")
    }
    regions = _area_codes(bench, table["Regio.s"], name)
    long = table.unpivot(
        index=["Perioden", "Regio.s"],
        on=["Bevolking..aantal.", *levels],
        variable_name="column",
        value_name="printed",
    )
    starred = pl.col("Perioden").str.ends_with("*")
    rows = numbers(long, "printed", name).select(
        pl.when(pl.col("column").is_in(list(levels)))
        .then(pl.lit("education_level_share"))
        .otherwise(pl.lit("population_15_75"))
        .alias("variable"),
        pl.col("Regio.s").replace_strict(regions).alias("region"),
        pl.col("Perioden").str.strip_chars_end("*").alias("period"),
        pl.col("column").replace_strict(levels, default=None).alias("education_level_5"),
        "value",
        status(pl.when(starred).then(pl.lit("provisional")).otherwise(pl.lit("value"))),
    )
    return Built(stamped(rows, bench, "cbs_education_level"))


def _area_codes(bench: Workbench, names: Iterable[str], where: str) -> dict[str, str]:
    """Area code per name as CBS writes it: `Overijssel`, `Overijssel (PV)`, `Oost-Nederland (LD)`.

    Raises SchakelError with every name that is none of them.
    """
    fixed = {name: _NOT_PROVINCES[name] for name in names if name in _NOT_PROVINCES}
    provinces = {name: name.removesuffix(" (PV)") for name in names if name not in fixed}
    today = {name: _OLD_NAMES.get(bare, bare) for name, bare in provinces.items()}
    codes = bench.places.codes([(bare, "") for bare in today.values()], where, "province")
    return fixed | {name: codes[bare, ""] for name, bare in today.items()}
