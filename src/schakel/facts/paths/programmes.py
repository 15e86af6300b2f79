"""Programmes of schools in Oost: what was taught where, at which level, and when it was last seen.

Each list ends in its own year, and each counts something else: students of mbo to 2019, people
enrolled in hbo to 2024, first-years of universities to 2019. Of mbo and universities the place is
the seat of the school, not where it teaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schakel.base.errors import Problem, SchakelError
from schakel.base.statuses import Status
from schakel.facts.builders.duo_mbo import LEVELS, PATHWAYS
from schakel.facts.builders.tables import read_text
from schakel.facts.chain.base import Nation, nation
from schakel.facts.paths.durations import Durations

COURSES = "education/courses"
MBO = f"{COURSES}/oost_mbo_qualifications_all_2015_2019.csv"
HBO = f"{COURSES}/oost_hbo_programmes_all_2019_2024.csv"
WO = f"{COURSES}/oost_wo_programmes_all_2015_2019.csv"
DEGREES = {"associate degree": "ad", "bachelor": "ba", "master": "ma", "postmaster": "postmaster"}
COLUMNS: Mapping[str, Any] = {
    "register": pl.String, "code": pl.String, "name": pl.String, "level": pl.String,
    "path": pl.String, "field": pl.String, "institution": pl.String, "area": pl.String,
    "labour_market_region": pl.String, "province": pl.String, "last_year": pl.Int16,
    "students": pl.Int32, "counted": pl.String, "status": pl.String, "until": pl.Int16,
    "years_low": pl.Float32, "years_high": pl.Float32, "years_method": pl.String,
    "current": pl.String, "source": pl.String,
}  # fmt: skip
Row = dict[str, Any]


def programmes(folder: Path, package: Path) -> pl.DataFrame:
    """One row a programme of a school in a place, level and path.

    `register` is crebo or croho; `path` is bol, bol_parttime or bbl, and missing where it is not
    published; `students` is what `counted` says, in `last_year`, the last one with anybody in it;
    `until` is the last year of the list. A count that is suppressed has its status and no number.
    `current` is the crebo of the register of 2015 with the same name, of an older one. `years_low`
    and `years_high` are the time a full programme takes, where known. Raises SchakelError for a
    place or school that the package does not know.
    """
    areas, durations, towns = nation(package), Durations(folder, package), _towns(package)
    rows = [*_mbo(folder, durations), *_hbo(folder, package, towns), *_wo(folder, package)]
    for row in rows:
        town = row.pop("town")
        row.update(_around(areas, towns.get(town.upper()) or _lost(town)))
    return pl.DataFrame(rows, schema=COLUMNS).sort(
        "register", "code", "level", "institution", "area", "path", nulls_last=True
    )


def _around(areas: Nation, municipality: str) -> Row:
    around = areas.within[municipality]
    market = next(area for area in around if area.startswith("AM-"))
    province = areas.province_of(municipality)
    return {"area": municipality, "labour_market_region": market, "province": province}


def _mbo(folder: Path, durations: Durations) -> Iterator[Row]:
    for row in read_text(folder / MBO).to_dicts():
        counts = {year: row[f"TOTAAL{year}"] for year in range(2015, 2020)}
        level, code = LEVELS[row["KWALIFICATIENIVEAU"]], row["KWALIFICATIE CODE"]
        name = _mended(row["KWALIFICATIE NAAM"])
        yield {
            "register": "crebo", "code": code, "name": name, "level": level,
            "path": PATHWAYS[row["TYPE MBO"]], "field": row["DOMEIN"],
            "institution": row["BRIN NUMMER"], "town": row["PLAATSNAAM"],
            **_last(counts, "students", 2019), **durations.of_crebo(code, name, level),
            "source": "duo_mbo_students_2019",
        }  # fmt: skip


def _hbo(folder: Path, package: Path, towns: Mapping[str, str]) -> Iterator[Row]:
    hidden = _hidden(package)
    for row in read_text(folder / HBO).to_dicts():
        counts = {year: row[f"ingeschrevenen_{year}"] for year in range(2020, 2025)}
        last = _last(counts, "enrolled", 2024)
        place = (towns.get(row["gemeentenaam"].upper()), row["croho_code"], row["brin_code"])
        if (year := hidden.get(place, 0)) > (last["last_year"] or 0):
            last |= {"last_year": year, "students": None, "status": "suppressed"}
        years = float(row["studielast_ects"]) / 60 if row["studielast_ects"] else None
        yield {
            "register": "croho", "code": row["croho_code"], "name": row["opleidingsnaam"],
            "level": DEGREES[row["type_hoger_onderwijs"]], "field": row["onderdeel"],
            "institution": row["brin_code"], "town": row["gemeentenaam"], **last,
            "years_low": years, "years_high": years,
            "years_method": "study load in ECTS over 60 a year, full-time" if years else None,
            "source": "duo_hbo_enrolled",
        }  # fmt: skip


def _hidden(package: Path) -> dict[tuple[str | None, str, str], int]:
    """The last year in which the number enrolled is suppressed: place, programme, school."""
    rows = pl.read_parquet(package / "facts" / "duo_hbo.parquet").filter(
        (pl.col("variable") == "enrolled")
        & (pl.col("status") == Status.SUPPRESSED.value)
        & pl.col("croho_programme").is_not_null()
    )
    keys = ("region", "croho_programme", "institution")
    last = rows.group_by(keys).agg(pl.col("period").cast(pl.Int32).max())
    return {(area, code, school): year for area, code, school, year in last.iter_rows()}


def _wo(folder: Path, package: Path) -> Iterator[Row]:
    schools = read_text(package / "classifications" / "institution.csv")
    codes = dict(schools.filter(pl.col("note") == "wo").select("label_nl", "code").iter_rows())
    for row in read_text(folder / WO).to_dicts():
        counts = {year: row[str(year)] for year in range(2015, 2020)}
        school = row["INSTELLINGSNAAM ACTUEEL"]
        yield {
            "register": "croho", "code": row["OPLEIDINGSCODE ACTUEEL"],
            "name": row["OPLEIDINGSNAAM ACTUEEL"], "level": DEGREES[row["TYPE HOGER ONDERWIJS"]],
            "field": row["CROHO ONDERDEEL"].upper(), "institution": codes[school],
            "town": row["GEMEENTENAAM"], **_last(counts, "first_years", 2019),
            "source": "duo_wo_first_years_2019",
        }  # fmt: skip


def _last(counts: Mapping[int, str | None], counted: str, until: int) -> Row:
    """The last year with people in it; the status of a programme that had none is missing."""
    filled = [year for year, number in counts.items() if number and float(number) > 0]
    year = max(filled, default=None)
    number = int(float(counts[year] or 0)) if year else None
    status = "value" if year else "missing"
    return {"last_year": year, "students": number, "counted": counted, "status": status,
            "until": until}  # fmt: skip


def _mended(name: str) -> str:
    """A name whose letters with marks were read in the wrong alphabet before it was published."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def _towns(package: Path) -> dict[str, str]:
    areas = read_text(package / "areas" / "areas.csv").filter(pl.col("kind") == "municipality")
    spelled = read_text(package / "areas" / "names.csv")
    known = dict(areas.select(pl.col("label_nl").str.to_uppercase(), "code").iter_rows())
    return known | dict(spelled.select(pl.col("name").str.to_uppercase(), "code").iter_rows())


def _lost(town: str) -> str:
    raise SchakelError(
        Problem(
            COURSES,
            f"the place “{town}”",
            "a municipality of areas/areas.csv",
            "add the spelling with its code and the reason to areas/names.csv",
        )
    )
