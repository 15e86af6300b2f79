"""Built parameters of work: demand, vacancies, where graduates go, ages, likeness of families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
import polars as pl

from schakel.facts.chain.base import (
    SEXES,
    Array,
    Row,
    parameter_row,
    share_rows,
    single,
    source_of,
)
from schakel.facts.chain.studies import LEVELS, TECHNICAL_DOMAINS
from schakel.facts.chain.work import AGES, Work

START, LAST_ROA, END = 2024, 2030, 2035
ERROR_5_YEARS = 0.079  # 80%: 1.28 × 1.25 × the mean error of 4.9% of ROA's employment after 5 years
SECTORS = 21  # of ROA
# Half widths (80%) of open vacancies, judged: ICT is on an old method; and of a region’s part.
VACANCIES_WIDTH = {"technical": 0.08, "ict": 0.2, "other": 0.06}
REGION_WIDTH = 0.15
# Ages of graduates (no row gives them): by the length of the road to the diploma.
_YOUNG = {
    "mbo2": {"15-19": 0.7, "20-24": 0.3},
    "mbo3": {"15-19": 0.3, "20-24": 0.7},
    "mbo4": {"15-19": 0.1, "20-24": 0.9},
    "hbo": {"20-24": 0.7, "25-29": 0.3},
    "wo": {"20-24": 0.5, "25-29": 0.5},
}
# Families that ask for hbo or university; facts, year, degrees and fields of their graduates.
_HIGHER = {
    "hbo": ("technicians", "engineers", "science_design", "ict_development", "ict_operations"),
    "wo": ("engineers", "science_design", "ict_development"),
}
_GRADUATES = {
    "hbo": ("duo_hbo", "2023", ("ad", "ba"), ("techniek",)),
    "wo": ("duo_higher_2019", "2018", ("ma",), ("techniek", "natuur")),
}
_CHAMBER = "chamber_technology_building"


class Outlook:
    """Parameters that follow from workers and from what is expected of demand."""

    def __init__(self, work: Work):
        self.work = work
        self.figures = work.figures
        self.regions = work.nation.regions
        self.families = work.families
        self.technical = work.families[:-1]

    def parameters(self) -> Iterable[Row]:
        """All rows."""
        yield from self._demand()
        yield from self._vacancy_rows()
        yield from self._destinations()
        yield from self._ages()
        yield from self._retraining()
        share = self.work.workers.sum(axis=(1, 2, 3)) / self.work.workers.sum()
        yield from share_rows(
            "region_share_work", "region", dict(zip(self.regions, share, strict=True)), 0.0,
            source="cbs_labour_participation_2022",
            method="share of each region in the country’s workers (see stocks)",
        )  # fmt: skip
        women = single(self.figures, "women_in_technical_occupations_share", "2019") / 100
        yield from share_rows(
            "technical_sex", "sex", {"female": women, "male": 1 - women}, 0.15,
            source=source_of(self.figures, "women_in_technical_occupations_share"),
            method="women among workers in technical occupations",
        )  # fmt: skip

    @cached_property
    def vacancies(self) -> Array:
        """Open vacancies region × family at the start."""
        technical = single(self.figures, "open_vacancies_technical", "2023Q4")
        old = single(self.figures, "open_vacancies_ict_old_method", "2021Q3", "ict")
        change = technical / single(self.figures, "open_vacancies_technical_old_method", "2021Q3")
        total = single(self.figures, "open_vacancies_year_average", "2023") * 1000
        weights = self._weights()
        national = np.zeros(len(self.families))
        ict = np.array([self.work.keys[f]["class"] == "ict" for f in self.families])
        tech = np.array([self.work.keys[f]["class"] == "technical" for f in self.families])
        national[tech] = technical * weights[tech] / weights[tech].sum()
        national[ict] = old * change * weights[ict] / weights[ict].sum()
        national[-1] = total - national.sum()
        pattern = self.work.regional / self.work.regional.sum(axis=0)
        return np.asarray(pattern * national)

    def _weights(self) -> Array:
        """Families within a class: half by workers, half by frictional vacancies."""
        found = np.zeros(len(self.families))
        for kind in ("technical", "ict"):
            places = [n for n, f in enumerate(self.families) if self.work.keys[f]["class"] == kind]
            for counts in (self._frictional(), self.work.national):
                found[places] += counts[places] / counts[places].sum() / 2
        return found

    def _frictional(self) -> Array:
        table = self.work.nation.facts("denkwerk_occupations").filter(
            pl.col("variable") == "frictional_vacancies"
        )
        found = np.zeros(len(self.families))
        for code, value in table.select("denkwerk_occupation", "value").iter_rows():
            if code is not None:
                found[self.families.index(self.work.family_of.get(code, "other"))] += value or 0
        return found

    @cached_property
    def growth(self) -> Array:
        """Expansion a year to 2030 as a share of the workers, per family (ROA)."""
        table = self.work.nation.facts("roa_outlook").filter(
            pl.col("variable") == "expansion_demand"
        )
        found = np.zeros(len(self.families))
        for code, value in table.select("occupation", "value").iter_rows():
            if code is not None and value is not None:
                found[self.families.index(self.work.family_of.get(code, "other"))] += value
        return np.asarray(found / 6 / self.work.national)

    def _demand(self) -> Iterable[Row]:
        """Jobs wanted as a part of those at the start, which are workers and vacancies there."""
        for family, growth in zip(self.families, self.growth, strict=True):
            for year in range(START, END + 1):
                value = 1 + float(growth) * (min(year, LAST_ROA) - START)
                wide = self._error(family, year)
                yield parameter_row(
                    "demand", value, value * (1 - wide), value * (1 + wide), family=family,
                    valid_from=year, distribution="lognormal" if wide else "fixed",
                    source="roa_outlook_2026",
                    method="ROA’s expansion to 2030 in equal steps, the country’s for every region"
                    "; width by the mean error of 4.9% of ROA after five years, growing with the "
                    "root of the years, for other work as if the errors of its 21 sectors were "
                    "independent" + ("; after 2030 as in 2030" if year > LAST_ROA else ""),
                )  # fmt: skip

    def _error(self, family: str, year: int) -> float:
        """Half width (80%) of demand in a year; at the start jobs are what there is."""
        wide = ERROR_5_YEARS * float(np.sqrt((year - START) / 5))
        return wide / float(np.sqrt(SECTORS)) if family == self.families[-1] else wide

    def _vacancy_rows(self) -> Iterable[Row]:
        source = source_of(self.figures, "open_vacancies_technical")
        for index in np.ndindex(self.vacancies.shape):
            value = float(self.vacancies[index])
            region, family = self.regions[index[0]], self.families[index[1]]
            wide = float(np.hypot(VACANCIES_WIDTH[self.work.keys[family]["class"]], REGION_WIDTH))
            yield parameter_row(
                "vacancies", value, value * (1 - wide), value * (1 + wide),
                region=region, family=family, distribution="lognormal", source=source,
                method="technical 2023Q4, ICT 2021Q3 on the new method and changed like technical, "
                "all 2023; families within a class half by workers, half by frictional "
                "vacancies (model of Denkwerk); regions like workers, though Overijssel and "
                "Gelderland had about a tenth less for each worker in 2018–2019 (CBS): hence the "
                "width",
            )  # fmt: skip

    # --- where graduates go ---

    def _destinations(self) -> Iterable[Row]:
        for level in LEVELS:
            yield from share_rows(
                f"family_mbo{level}", "family", self._mbo_families(level), 0.3,
                source="duo_mbo_students_2019",
                method="domains of technical students 2019; within a domain by workers in the "
                "families that it serves (fields.csv)",
            )  # fmt: skip
        for name, source in (("hbo", "duo_hbo_graduates"), ("wo", "duo_wo_graduates_2018")):
            yield from share_rows(
                f"family_{name}", "family", self._higher_families(name), 0.4, source=source,
                method="graduates of technical programmes: ICT to ICT families, the others to "
                "technical ones (ict_programmes.csv; hbo 2023, masters 2018); within these by "
                "workers in the families that ask for this level",
            )  # fmt: skip
        yield from share_rows(
            "family_migrants", "family", self._by_stock(_HIGHER["wo"]), 0.4,
            source="denkwerk_occupations",
            method="no own row: by workers in the families that ask for a university degree",
        )  # fmt: skip
        yield from share_rows(
            "family_technical", "family", self._by_stock(self.technical), 0.3,
            source="denkwerk_occupations", method="by workers in technical and ICT families",
        )  # fmt: skip

    def _higher_families(self, level: str) -> dict[str, float]:
        ict = self._ict_share(level)
        found = dict.fromkeys(self.technical, 0.0)
        for kind, part in (("ict", ict), ("technical", 1 - ict)):
            served = tuple(f for f in _HIGHER[level] if self.work.keys[f]["class"] == kind)
            for family, share in self._by_stock(served).items():
                found[family] += part * share
        return found

    def _ict_share(self, level: str) -> float:
        """Part of the technical graduates of hbo or university whose programme is ICT."""
        facts, period, degrees, fields = _GRADUATES[level]
        table = self.work.nation.facts(facts).filter(
            (pl.col("variable") == "graduates")
            & (pl.col("level") == level)
            & (pl.col("period") == period)
            & pl.col("degree").is_in(degrees)
            & pl.col("study_field").is_in(fields)
            & pl.col("croho_programme").is_not_null()
            & pl.col("sex").is_null()
        )
        programmes = self.work.nation.table("ict_programmes.csv")["croho_programme"].implode()
        ict = table.filter(pl.col("croho_programme").is_in(programmes))
        return float(ict["value"].sum()) / float(table["value"].sum())

    def _mbo_families(self, level: str) -> dict[str, float]:
        table = self.work.nation.facts("duo_mbo").filter(
            (pl.col("period") == "2019")
            & pl.col("sex").is_null()
            & (pl.col("level") == f"mbo_{level}")
        )
        sizes = dict(table.group_by("mbo_domain").agg(pl.col("value").sum()).iter_rows())
        fields = self.work.nation.table("fields.csv").filter(pl.col("level") == level)
        found = dict.fromkeys(self.technical, 0.0)
        for row in fields.to_dicts():
            for family, share in self._by_stock(tuple(row["families"].split())).items():
                found[family] += share * sizes.get(row["mbo_domain"], 0.0)
        total = sum(found.values())
        assert set(fields["mbo_domain"]) == set(TECHNICAL_DOMAINS)
        return {family: value / total for family, value in found.items()}

    def _by_stock(self, served: tuple[str, ...]) -> dict[str, float]:
        sizes = dict(zip(self.families, self.work.national, strict=True))
        total = sum(sizes[family] for family in served)
        return {f: (sizes[f] / total if f in served else 0.0) for f in self.technical}

    # --- ages ---

    def _ages(self) -> Iterable[Row]:
        entrants = self._bbl_ages()
        worked = (
            single(self.figures, "bbl_entrants_working_before_share", "2024/25", _CHAMBER) / 100
        )
        for name, young in _YOUNG.items():
            shares = {age: young.get(age, 0.0) for age in AGES}
            if name.startswith("mbo"):
                older = {a: worked * entrants[a] + (1 - worked) * shares[a] for a in AGES}
                yield from self._age_rows(f"age_{name}", shares, path="bol")
                yield from self._age_rows(f"age_{name}", older, path="bbl")
            else:
                yield from self._age_rows(f"age_{name}", shares)
        yield from self._age_rows("age_dropout", {a: _YOUNG["mbo4"].get(a, 0.0) for a in AGES})
        middle = self.work.ages[-1][2:10]
        teachers = dict(zip(AGES[2:10], middle / middle.sum(), strict=True))
        yield from self._age_rows("age_teachers", {a: teachers.get(a, 0.0) for a in AGES})
        yield from self._age_rows(
            "age_migrants",
            {a: {"25-29": 0.5, "30-34": 0.3, "35-39": 0.2}.get(a, 0.0) for a in AGES},
        )

    def _age_rows(self, name: str, shares: Mapping[str, float], **keys: str) -> Iterable[Row]:
        evidence = (
            "estimate" if name.startswith("age_mbo") or name == "age_teachers" else "assumption"
        )
        counted = keys.get("path") == "bbl"
        yield from share_rows(
            name, "age", shares, 0.2, **keys, evidence=evidence,
            source=source_of(self.figures, "bbl_entrants_age_share") if counted else "",
            method="bbl: ages of technical bbl entrants who worked before (44%), and of young "
            "ones; bol, hbo and wo: by the years of the road to the diploma; teachers: workers of "
            "25–64; migrants: no row, of an age to start work",
        )  # fmt: skip

    def _bbl_ages(self) -> dict[str, float]:
        """Ages of technical bbl entrants who worked a year before; 50 and over is one band."""
        prefix = f"{_CHAMBER}__age_"
        table = self.figures.filter(
            (pl.col("variable") == "bbl_entrants_age_share")
            & pl.col("detail").str.starts_with(prefix)
        )
        found = dict.fromkeys(AGES, 0.0)
        for detail, value in table.select("detail", "value").iter_rows():
            first = int(detail.removeprefix(prefix).split("_")[0])
            bands = ("50-54", "55-59") if first == 50 else (f"{first}-{first + 4}",)
            for band in bands:
                found[band] += value / len(bands)
        total = sum(found.values())
        return {age: value / total for age, value in found.items()}

    def _retraining(self) -> Iterable[Row]:
        """Yearly chance that somebody in other work starts technical bbl, by age."""
        persons = single(self.figures, "bbl_entrants_working_before", "2024/25", _CHAMBER)
        people = self.work.workers[:, :, -1].sum(axis=0)
        sexes = self.work.studies.mbo[:, :, 0, 1].sum(axis=(0, 1))
        ages = self._bbl_ages()
        for s, sex in enumerate(SEXES):
            for place, age in enumerate(AGES):
                rate = persons * ages[age] * sexes[s] / sexes.sum() / people[s, place]
                yield parameter_row(
                    "retrain", rate, rate * 0.4, rate * 1.3, sex=sex, age=age,
                    distribution="lognormal" if rate else "fixed",
                    source=source_of(self.figures, "bbl_entrants_working_before"),
                    method="entrants of 2024/25 in technical bbl who worked a year before, by age, "
                    "sexes like bbl students, on workers in other work; some of them already "
                    "worked in technology: lower",
                )  # fmt: skip
