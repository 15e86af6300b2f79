"""People in work and seeking work per region, sex, occupation family and age."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from schakel.facts.chain.base import (
    Array,
    Row,
    by_area,
    single,
    source_of,
    stock_rows,
)
from schakel.facts.chain.studies import Studies
from schakel.facts.fitting import fit

AGES = tuple(f"{age}-{age + 4}" for age in range(15, 70, 5))
DURATIONS = ("short", "long")
LONG_SHARE = (0.3, 0.15, 0.5)  # nothing published: see the method of the rows
# In the chain all graduates of a year come on 1 October. Just before, so many seek as a part of the
# mean of the year: what comes out of the chain itself (docs/method/calibration.md).
OCTOBER = 0.8
# Women among all who work: 20% of all, 32% of men and 6% of women have technical work (2018).
WOMEN = (32 - 20) / (32 - 6)
_BANDS = {"age_15_25": (0, 2), "age_25_45": (2, 6), "age_45_75": (6, 11)}


class Work:
    """Everything about workers and seekers."""

    def __init__(self, studies: Studies):
        self.studies = studies
        self.nation = studies.nation
        self.figures = studies.figures
        self.keys = {row["family"]: row for row in self.nation.table("keys.csv").to_dicts()}
        self.families = tuple(self.keys)
        self.family_of = dict(self.nation.table("families.csv").iter_rows())

    @cached_property
    def national(self) -> Array:
        """People in work per family (Denkwerk, first quarter of 2024), all of them in the end."""
        table = self.nation.facts("denkwerk_occupations").filter(pl.col("variable") == "employed")
        found = np.zeros(len(self.families))
        total = 0.0
        for code, value in table.select("denkwerk_occupation", "value").iter_rows():
            if code is None:
                total = float(value)
            else:
                found[self.families.index(self.family_of.get(code, "other"))] += value or 0
        found[-1] = total - found[:-1].sum()
        return found

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """All provinces."""
        return self.nation.provinces

    @cached_property
    def area_share(self) -> Array:
        """Share of each province in all people in work; where not printed, by people of 15–75."""
        rows = self.nation.table("margins.csv").filter(pl.col("margin") == "employed")
        known = {row["area"]: float(row["value"]) for row in rows.to_dicts()}
        people = self.nation.facts("cbs_education_level").filter(
            (pl.col("variable") == "population_15_75") & (pl.col("period") == "2022")
        )
        adults = dict(people.select("region", "value").iter_rows())
        others = [area for area in self.areas if area not in known]
        left = known["NL"] - sum(known[area] for area in self.areas if area in known)
        each = left / sum(adults[area] for area in others)
        return np.array([known.get(a, adults[a] * each) / known["NL"] for a in self.areas])

    @cached_property
    def per_area(self) -> Array:
        """Province × family: location quotients of a key, fitted to both totals."""
        seed = np.ones((len(self.areas), len(self.families)))
        for place, family in enumerate(self.families):
            seed[:, place] = self._quotients(self.keys[family]) * self.area_share
        total = self.national.sum()
        return fit(seed, {(0,): self.area_share * total, (1,): self.national})

    def _quotients(self, key: dict[str, str]) -> Array:
        """How much more of a family's key a province has than the country, for its size."""
        if not key["sector"]:
            return np.ones(len(self.areas))
        if key["facts"] == "cbs_vacancies":
            counts, sizes = self._vacancies(key["sector"]), self._vacancies(None)
        else:
            counts, sizes = self._regional(key["sector"]), self._regional("population")
        return np.array([counts[a] / counts["NL"] / (sizes[a] / sizes["NL"]) for a in self.areas])

    def _vacancies(self, sector: str | None) -> dict[str, float]:
        """Open vacancies per area of the last two years with a row for each quarter."""
        table = self.nation.facts("cbs_vacancies").filter(
            pl.col("sector").eq_missing(pl.lit(sector))
            & pl.col("period").str.slice(0, 4).is_in(["2018", "2019"])
        )
        return dict(table.group_by("region").agg(pl.col("value").mean()).iter_rows())

    def _regional(self, variable: str) -> dict[str, float]:
        table = self.nation.facts("eurostat_regional").filter(
            (pl.col("variable") == variable) & (pl.col("period") == "2018")
        )
        found = dict(table.group_by("region").agg(pl.col("value").sum()).iter_rows())
        return found | {"NL": sum(found.values())}

    @cached_property
    def region_share(self) -> Array:
        """Province × region: the share of a province's people who live in each region."""
        found = np.zeros((len(self.areas), len(self.nation.regions)))
        school = self.studies.school
        for number, zone in enumerate(school.zones):
            area = self.areas.index(self.nation.province_of(zone))
            found[area] += school.primary_by_zone[:, number]
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    @cached_property
    def regional(self) -> Array:
        """Region × family."""
        return np.asarray(np.einsum("af,ar->rf", self.per_area, self.region_share))

    @cached_property
    def women(self) -> Array:
        """Share of women per family: pattern of the students, 14% of all technical workers."""
        shares = {name: self._women_among_students(name) for name in self._student_keys()}
        odds = np.array([_odds(shares[self.keys[f]["women"]]) for f in self.families[:-1]])
        wanted = single(self.figures, "women_in_technical_occupations_share", "2019") / 100
        weights = self.national[:-1]
        low, high = 1e-3, 1e3
        for _ in range(80):
            middle = (low * high) ** 0.5
            share = (odds * middle / (1 + odds * middle) * weights).sum() / weights.sum()
            low, high = (low, middle) if share > wanted else (middle, high)
        technical = odds * low / (1 + odds * low)
        other = (WOMEN * self.national.sum() - (technical * weights).sum()) / self.national[-1]
        return np.append(technical, other)

    def _student_keys(self) -> set[str]:
        return {self.keys[family]["women"] for family in self.families[:-1]}

    def _women_among_students(self, name: str) -> float:
        if name == "hbo":
            counts = self.studies.hbo[:, 1, 0].sum(axis=0)
            return float(counts[0] / counts.sum())
        table = self.nation.facts("duo_mbo").filter(
            (pl.col("period") == "2019")
            & (pl.col("mbo_domain") == name)
            & (pl.col("sex").is_not_null())
        )
        sums = dict(table.group_by("sex").agg(pl.col("value").sum()).iter_rows())
        return float(sums["f"] / (sums["f"] + sums["m"]))

    @cached_property
    def age_share(self) -> Array:
        """All people in work by age band (2018 by class of age; 55 and over in 2022)."""
        count = {
            name: single(self.figures, "employed_now_and_year_before", "2018", name)
            for name in _BANDS
        }
        total = sum(count.values())
        rows = self.nation.table("margins.csv").filter(pl.col("area") == "NL")
        known = float(rows["value"][0])
        old = single(self.figures, "employed_55_plus", "2022") / (known * 1000)
        sixty = by_area(self.figures, "employees_60_plus_share", "2022")["PV23"] / 100
        over = sixty * self._working_on
        later = count["age_45_75"] / total - old
        return np.array(
            [count["age_15_25"] / total / 2] * 2
            + [count["age_25_45"] / total / 4] * 4
            + [later / 2] * 2
            + [old - sixty, sixty - over, over]
        )

    @cached_property
    def _working_on(self) -> float:
        """Workers of 65–69 among those of 60–69, by how many of each age work.

        Work is the main income of so many at 65 and 66 as it was at 64 and 65 in 2017: the pension
        began at 65¾ then and does at 67 now. After it, of so many as at 65 in 2012.
        """
        before = [
            single(self.figures, "work_main_income_share", "2017", f"age_{n}") for n in (64, 65)
        ]
        after = single(self.figures, "work_main_income_share", "2012", "age_65")
        later = (sum(before) + 3 * after) / 5
        younger = single(self.figures, "net_labour_participation", "2022", "age_60_65")
        return later / (later + younger)

    @cached_property
    def ages(self) -> Array:
        """Family × age as shares of each family; older where ROA expects more replacement."""
        tilt = self._replacement() / self._replacement()[-1]
        seed = np.outer(self.national, self.age_share)
        seed[:, 8:] *= np.clip(tilt, 0.5, 2.0)[:, None]
        for place, family in enumerate(self.families):
            if self.keys[family]["youngest"] == "20-24":
                seed[place, 0] = 0
                seed[place, 1] /= 2
        margin = self.age_share / self.age_share.sum() * self.national.sum()
        found = fit(seed, {(0,): self.national, (1,): margin})
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    def _replacement(self) -> Array:
        """Replacement demand to 2030 for each person in work (ROA), per family."""
        table = self.nation.facts("roa_outlook").filter(pl.col("variable") == "replacement_demand")
        found = np.zeros(len(self.families))
        for code, value in table.select("occupation", "value").iter_rows():
            if code is not None and value is not None:
                found[self.families.index(self.family_of.get(code, "other"))] += value
        return np.asarray(found / self.national)

    @cached_property
    def workers(self) -> Array:
        """Region × sex × family × age."""
        sexes = np.stack([self.women, 1 - self.women])
        return np.asarray(np.einsum("rf,sf,fa->rsfa", self.regional, sexes, self.ages))

    @cached_property
    def unemployed(self) -> Array:
        """Region × sex × family × age, as in the first quarter of 2024."""
        found = np.zeros(self.workers.shape)
        rates = self._unemployment()
        for band, (first, last) in _BANDS.items():
            for families, value in self._unemployed(band):
                part = self.workers[:, :, families, first:last] * rates[:, None, None, None]
                found[:, :, families, first:last] = part / part.sum() * value
        return found

    @cached_property
    def seekers(self) -> Array:
        """Region × sex × family × age × duration, on 1 October before the graduates come."""
        shares = np.array([1 - LONG_SHARE[0], LONG_SHARE[0]])
        return np.asarray(OCTOBER * self.unemployed[..., None] * shares)

    def _unemployed(self, band: str) -> Iterable[tuple[list[int], float]]:
        """Families of a class and how many of them seek work, the country, 2024Q1."""
        table = self.figures.filter(
            (pl.col("variable") == "unemployed_by_last_occupation")
            & pl.col("detail").str.ends_with(band)
        )
        counts = dict(table.select("detail", "value").iter_rows())
        rest = sum(counts.values())
        for name in ("technical", "ict"):
            value = counts[f"{name}__{band}"]
            rest -= value
            families = [n for n, f in enumerate(self.families) if self.keys[f]["class"] == name]
            yield families, value * 1000
        yield [len(self.families) - 1], rest * 1000

    def _unemployment(self) -> Array:
        """Unemployment per region: that of its provinces in 2024."""
        table = self.nation.facts("cbs_unemployment").filter(
            pl.col("period").str.starts_with("2024")
        )
        rates = dict(table.group_by("region").agg(pl.col("value").mean()).iter_rows())
        per_area = np.array([rates.get(area, rates["NL"]) for area in self.areas])
        people = self.region_share * self.area_share[:, None]
        return np.asarray((people * per_area[:, None]).sum(axis=0) / people.sum(axis=0))

    def stocks(self) -> Iterable[Row]:
        """All rows of stocks about workers and seekers."""
        axes = {"family": self.families, "age": AGES}
        yield from stock_rows(
            "workers", self.workers, self.nation.regions, axes, self._spread(),
            "denkwerk_occupations|cbs_labour_participation_2022|cbs_education_level"
            "|cbs_vacancies_2020|eurostat_regional",
            "national per occupation group 2024Q1; provinces by people in work 2022 (where "
            "none are printed: people of 15–75) and location "
            "quotients of vacancies or scientists and engineers; regions within a province like "
            "pupils of primary school; sexes by students and 14% women in technical work; ages: "
            "national, older where ROA expects more replacement",
        )  # fmt: skip
        spread = np.broadcast_to(
            np.sqrt(self._spread()[..., None] ** 2 + 0.25**2), self.seekers.shape
        )
        yield from stock_rows(
            "seekers", self.seekers, self.nation.regions, axes | {"duration": DURATIONS},
            np.where(np.arange(2) == 0, spread, 0.6),
            source_of(self.figures, "unemployed_by_last_occupation") + "|cbs_unemployment",
            f"unemployed by class of last occupation and age 2024Q1, {OCTOBER:.0%} of them: in the "
            "chain so many of the mean of a year seek on 1 October, just before the graduates "
            "come; within these like workers, "
            "regions by unemployment of their provinces; nothing published tells how many seek "
            f"longer than 27 weeks: assumption {LONG_SHARE[0]:.0%} "
            f"({LONG_SHARE[1]:.0%}–{LONG_SHARE[2]:.0%})",
        )  # fmt: skip

    def _spread(self) -> Array:
        """Half widths (80%): the survey, and wider for regions, sexes and ages."""
        small = 1.64 / np.maximum(self.workers, 1.0)
        return np.minimum(0.9, np.sqrt(0.2**2 + 0.15**2 + small))


def _odds(share: float) -> float:
    return share / (1 - share)
