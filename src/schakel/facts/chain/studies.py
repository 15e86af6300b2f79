"""Students of mbo, hbo and university per region of origin, sex, field and year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from schakel.facts.chain.base import (
    HIDDEN,
    SEX_CODES,
    SEXES,
    Array,
    Row,
    by_area,
    single,
    source_of,
    stock_rows,
)
from schakel.facts.chain.durations import Programme, with_both, with_diplomas
from schakel.facts.chain.school import FIELDS, TRACKS, School
from schakel.facts.fitting import fit

TECHNICAL_DOMAINS = (
    "afbouw_hout_en_onderhoud",
    "ambacht_laboratorium_en_gezondheidstechniek",
    "bouw_en_infra",
    "informatie_en_communicatietechnologie",
    "mobiliteit_en_voertuigen",
    "techniek_en_procesindustrie",
)
LEVELS = ("2", "3", "4")
PATHS = ("bol", "bbl")
DEGREES = ("ad", "ba")
MBO_TOTAL = 467_000  # students 2024/25, facts_transitions: mbo-studenten totaal
NEW = "2024/25"
_LANDSDELEN = ("LD01", "LD02", "LD03", "LD04")
# Diplomas before the last year. By law level 2 takes one to two years, 3 two to three, 4 three
# to four.
_EARLY = {"2": (0.25,), "3": (0.0, 0.3), "4": (0.0, 0.0, 0.35)}
# Leavers without a diploma by level (Inspectie): 41, 21 and 18 per cent.
_WITHOUT = {"2": 0.41, "3": 0.21, "4": 0.18}
FIRST_YEAR_DROPOUT = 0.14
UNIVERSITY = Programme((0, 0, 0, 0, 0.5, 0.7), (0.07, 0.07, 0.07, 0, 0, 0))


class Studies:
    """Everything about students."""

    def __init__(self, school: School):
        self.school = school
        self.nation = school.nation
        self.figures = school.figures

    # --- mbo ---

    @cached_property
    def mbo_counts(self) -> Array:
        """Students of 2019 by office of the college: region × level × field × path × sex."""
        shape = (len(self.nation.regions), len(LEVELS), len(FIELDS), len(PATHS), len(SEXES))
        found = np.zeros(shape)
        technical = pl.col("mbo_domain").is_in(TECHNICAL_DOMAINS)
        table = self.nation.facts("duo_mbo").filter(
            (pl.col("period") == "2019")
            & pl.col("sex").is_not_null()
            & (pl.col("level") != "mbo_1")
        )
        codes = list(SEX_CODES.values())
        keys = ["region", "level", "tech", "pathway", "sex"]
        for town, level, tech, path, sex, value in (
            table.with_columns(technical.alias("tech"))
            .group_by(keys)
            .agg(pl.col("value").sum())
            .iter_rows()
        ):
            place = (LEVELS.index(level[-1]), int(not tech), int(path == "bbl"), codes.index(sex))
            found[(self.nation.place(town), *place)] += value
        return found

    @cached_property
    def entry_share(self) -> float:
        """The share of level 1 among students of mbo in 2019; the chain leaves it out."""
        table = self.nation.facts("duo_mbo").filter(
            (pl.col("period") == "2019") & pl.col("sex").is_null()
        )
        first = float(table.filter(pl.col("level") == "mbo_1")["value"].sum())
        return first / float(table["value"].sum())

    @cached_property
    def mbo_per_region(self) -> Array:
        """Students of mbo by region of origin: printed per landsdeel, within it like vmbo."""
        newest = by_area(self.figures, "mbo_students", NEW)
        totals = np.array([newest[area] for area in _LANDSDELEN])
        totals *= MBO_TOTAL / totals.sum() * (1 - self.entry_share)
        seed = np.zeros((len(self.nation.regions), len(_LANDSDELEN)))
        vmbo = self.school.last_years[:, :2].sum(axis=(1, 2, 3))
        size = self._towns_by_landsdeel()
        seed = size / np.maximum(size.sum(axis=1, keepdims=True), 1e-9) * vmbo[:, None]
        return np.asarray(fit(seed, {(1,): totals}).sum(axis=1))

    def _towns_by_landsdeel(self) -> Array:
        found = np.zeros((len(self.nation.regions), len(_LANDSDELEN)))
        table = self.school.exams.filter(
            (pl.col("variable") == "exam_candidates")
            & pl.col("sex").is_null()
            & pl.col("track").str.starts_with("vmbo")
        )
        for town, value in table.group_by("region").agg(pl.col("value").sum()).iter_rows():
            part = self.nation.lies_in(town, _LANDSDELEN)
            if part is not None:
                found[self.nation.place(town), part] += value
        return found

    @cached_property
    def mbo(self) -> Array:
        """Students of mbo by origin: region × level × field × path × sex."""
        nation = self.mbo_counts.sum(axis=0)
        nation = nation / nation.sum() * self.mbo_per_region.sum()
        alike = self.mbo_per_region[:, None, None, None, None] * nation / nation.sum()
        seed = self.mbo_counts + 0.5 * alike
        return fit(seed, {(0,): self.mbo_per_region, (1, 2, 3, 4): nation})

    @cached_property
    def mbo_programmes(self) -> dict[str, Programme]:
        """Years in mbo per level, from graduates of 2024/25 for each student."""
        students = self.mbo.sum(axis=(0, 2, 3, 4))
        found = {}
        for place, level in enumerate(LEVELS):
            graduates = single(self.figures, "mbo_graduates", NEW, f"mbo_level_{level}")
            rate = graduates / students[place]
            dropout = _WITHOUT[level] / (1 - _WITHOUT[level]) * rate
            found[level] = with_diplomas(_EARLY[level], dropout, rate)
        return found

    # --- hbo ---

    def hbo_nation(self, variable: str, period: str, by_sex: bool = False) -> Array:
        """Degree × field (× sex), the country; hidden counts as their middle."""
        name = f"{variable}_by_sex" if by_sex else variable
        table = self._hbo(name, period)
        found = np.zeros((2, 2, 2))
        for degree, tech, sex, value in (
            table.group_by("degree", "tech", "sex").agg(pl.col("value").sum()).iter_rows()
        ):
            sexes = [list(SEX_CODES.values()).index(sex)] if sex in ("f", "m") else [0, 1]
            for place in sexes:
                found[DEGREES.index(degree), int(not tech), place] += value / len(sexes)
        return found if by_sex else np.asarray(found.sum(axis=2))

    def _hbo(self, variable: str, period: str) -> pl.DataFrame:
        hidden = pl.when(pl.col("status") == "suppressed").then(HIDDEN).otherwise("value")
        return (
            self.nation.facts("duo_hbo")
            .filter(
                (pl.col("variable") == variable)
                & (pl.col("period") == period)
                & pl.col("degree").is_in(DEGREES)
            )
            .with_columns(
                hidden.alias("value"), (pl.col("study_field") == "techniek").alias("tech")
            )
        )

    @cached_property
    def hbo(self) -> Array:
        """Students of hbo by region of origin: region × degree × field × sex."""
        nation = self.hbo_nation("enrolled", "2024", by_sex=True)
        havo = self.school.last_years[:, list(TRACKS).index("havo")].sum(axis=(1, 2))
        mbo = self.mbo[:, LEVELS.index("4")].sum(axis=(1, 2, 3))
        origin = 0.6 * havo / havo.sum() + 0.4 * mbo / mbo.sum()
        counts = np.zeros((len(self.nation.regions), 2, 2, 2))
        codes = list(SEX_CODES.values())
        keys = ["region", "degree", "tech", "sex"]
        table = self._hbo("enrolled_by_sex", "2024").filter(pl.col("sex").is_in(codes))
        for town, degree, tech, sex, value in (
            table.group_by(keys).agg(pl.col("value").sum()).iter_rows()
        ):
            at = (DEGREES.index(degree), int(not tech), codes.index(sex))
            counts[(self.nation.place(town), *at)] += value
        seed = counts + origin[:, None, None, None] * nation
        return fit(seed, {(0,): origin * nation.sum(), (1, 2, 3): nation})

    @cached_property
    def hbo_programmes(self) -> dict[tuple[str, str], Programme]:
        """Years in hbo per degree and field, from enrolled, first-years and graduates."""
        enrolled = self.hbo_nation("enrolled", "2023")
        first = self.hbo_nation("first_years", "2023")
        graduates = self.hbo_nation("graduates", "2023")
        return {
            (degree, field): with_both(
                {"ad": 2, "ba": 4}[degree],
                FIRST_YEAR_DROPOUT,
                graduates[d, f] / enrolled[d, f],
                enrolled[d, f] / first[d, f],
            )
            for d, degree in enumerate(DEGREES)
            for f, field in enumerate(FIELDS)
        }

    # --- university ---

    def technical(self, track: str, going: Array) -> Array:
        """Of those who go to higher education (… × field × sex), who goes to a technical study."""
        given = self.nation.given
        science, other = going[..., 0, :], going[..., 1, :]
        shares = given[f"{track}_n_to_technical"], given[f"{track}_other_to_technical"]
        return np.asarray(science * shares[0] + other * shares[1])

    @cached_property
    def university(self) -> Array:
        """Students who came from vwo: region × field × sex × year, as if inflow were constant."""
        last = self.school.last_years[:, list(TRACKS).index("vwo")]
        going = last * self.school.pass_rate("vwo")[0] * self.nation.given["vwo_to_wo"]
        technical = self.technical("vwo", going)
        entering = np.stack([technical, going.sum(axis=1) - technical], axis=1)
        return np.asarray(entering[..., None] * UNIVERSITY.pattern)

    # --- rows ---

    def stocks(self) -> Iterable[Row]:
        """All rows of stocks about students."""
        yield from self._mbo_rows()
        yield from self._hbo_rows()
        wo_source = source_of(self.figures, "vwo_graduates_to_university_share")
        for place, field in enumerate(FIELDS):
            yield from stock_rows(
                f"wo_{field}", self.university[:, place], self.nation.regions,
                {"year": [str(year) for year in range(1, 7)]}, 0.25, f"duo_exams|{wo_source}",
                "students who came from vwo, by region of origin: passes of vwo × share that goes "
                "to university × years in it, as if nothing had changed; students from abroad and "
                "from hbo are not in it",
            )  # fmt: skip

    def _mbo_rows(self) -> Iterable[Row]:
        source = f"duo_mbo_students_2019|{source_of(self.figures, 'mbo_students')}"
        for place, level in enumerate(LEVELS):
            pattern = self.mbo_programmes[level].pattern
            pattern = pattern / pattern.sum()
            for f, field in enumerate(FIELDS):
                values = self.mbo[:, place, f].transpose(0, 2, 1)[..., None] * pattern
                axes = {"path": PATHS, "year": [str(y + 1) for y in range(len(pattern))]}
                yield from stock_rows(
                    f"mbo{level}_{field}", values, self.nation.regions, axes, 0.15, source,
                    "students 2024/25 per landsdeel by region of origin, within it like vmbo; "
                    "level, field, pathway and sex: 2019 per office of the college, fitted to the "
                    "country’s; years as if nothing had changed; level 1 left out",
                )  # fmt: skip

    def _hbo_rows(self) -> Iterable[Row]:
        for d, degree in enumerate(DEGREES):
            for f, field in enumerate(FIELDS):
                pattern = self.hbo_programmes[degree, field].pattern
                pattern = pattern / pattern.sum()
                values = self.hbo[:, d, f][..., None] * pattern
                axes = {"year": [str(y + 1) for y in range(len(pattern))]}
                yield from stock_rows(
                    f"hbo_{degree}_{field}", values, self.nation.regions, axes, 0.12,
                    "duo_hbo_enrolled_by_sex",
                    "enrolled 2024, the country, by region of origin (havo and mbo level 4 as "
                    "key); fields and sexes also after the hbo in the region; years as if nothing "
                    "had changed",
                )  # fmt: skip
