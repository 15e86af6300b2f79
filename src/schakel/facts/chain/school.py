"""Pupils of primary and secondary school per labour-market region, sex, track and year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schakel.facts.chain.base import (
    HIDDEN,
    REST,
    SEX_CODES,
    SEXES,
    Array,
    Nation,
    Row,
    by_area,
    single,
    source_of,
    stock_rows,
)
from schakel.facts.fitting import fit

LAST = "2023/24"  # the newest examinations
COUNTED = "2021/22"  # the newest pupils per kind of school and province
TECHNICAL = {"nt", "ng", "nt_ng", "techniek"}
# Stage → levels of the examination, number of years.
TRACKS = {
    "vmbo_bk": (("vmbo_lwt", "vmbo_b", "vmbo_k"), 2),
    "vmbo_gt": (("vmbo_g", "vmbo_t"), 2),
    "havo": (("havo",), 2),
    "vwo": (("vwo",), 3),
}
FIELDS = ("tech", "other")
_PRINTED = {"vmbo": "vmbo_3_4", "havo": "havo_3_5", "vwo": "vwo_3_6"}
PRACTICAL = 0.0319  # pupils of practical education in all secondary pupils, 2021/22
_SMOOTH = 0.5


def stage_name(track: str, field: str) -> str:
    """The stage of a track and field; havo and vwo have science profiles, vmbo technical ones."""
    return f"{track}_{'n' if field == 'tech' and track in ('havo', 'vwo') else field}"


class School:
    """Everything about pupils."""

    def __init__(self, nation: Nation):
        self.nation = nation
        self.figures = nation.facts("single_figures")

    @cached_property
    def exams(self) -> pl.DataFrame:
        """Examinations per municipality, track, field and sex; hidden counts as their middle."""
        tracks = {level: track for track, (levels, _) in TRACKS.items() for level in levels}
        hidden = pl.when(pl.col("status") == "suppressed").then(HIDDEN).otherwise("value")
        table = self.nation.facts("duo_exams").filter(pl.col("level").is_in(list(tracks)))
        return table.with_columns(
            hidden.alias("value"),
            pl.col("level").replace_strict(tracks, default=None).alias("track"),
            pl.when(pl.col("exam_field").is_in(TECHNICAL))
            .then(pl.lit("tech"))
            .otherwise(pl.lit("other"))
            .alias("field"),
        )

    def candidates(self, variable: str = "exam_candidates", period: str = LAST) -> Array:
        """Examinations as region × track × field × sex."""
        found = np.zeros((len(self.nation.regions), len(TRACKS), len(FIELDS), len(SEXES)))
        table = self.exams.filter(
            (pl.col("variable") == variable)
            & (pl.col("period") == period)
            & pl.col("sex").is_not_null()
        )
        sums = table.group_by("region", "track", "field", "sex").agg(pl.col("value").sum())
        codes = {code: number for number, code in enumerate(SEX_CODES.values())}
        for town, track, field, sex, value in sums.iter_rows():
            at = (
                self.nation.place(town),
                list(TRACKS).index(track),
                FIELDS.index(field),
                codes[sex],
            )
            found[at] += value
        return found

    @cached_property
    def totals(self) -> dict[str, float]:
        """Candidates in the newest year per track, both sexes, as printed in total."""
        table = self.exams.filter(
            (pl.col("variable") == "exam_candidates")
            & (pl.col("period") == LAST)
            & pl.col("sex").is_null()
        )
        return dict(table.group_by("track").agg(pl.col("value").sum()).iter_rows())

    @cached_property
    def towns(self) -> dict[str, float]:
        """Candidates of five years per municipality, some for each."""
        table = self.exams.filter(
            (pl.col("variable") == "exam_candidates") & pl.col("sex").is_null()
        )
        counted = dict(table.group_by("region").agg(pl.col("value").sum()).iter_rows())
        least = _SMOOTH * _typical(counted)
        return {town: counted.get(town, 0.0) + least for town in sorted(self.nation.region_of)}

    @cached_property
    def size(self) -> Array:
        """Candidates of five years per region and zone, some for every town."""
        found = np.zeros((len(self.nation.regions), len(self.zones)))
        for town, value in self.towns.items():
            found[self.nation.place(town), self.nation.lies_in(town, self.zones)] += value
        return found

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """Areas with a printed number of pupils in primary school, and the other provinces."""
        return (*self._printed, *(p for p in self.nation.provinces if p not in self._whole))

    @cached_property
    def _printed(self) -> tuple[str, ...]:
        printed = by_area(self.figures, "primary_pupils_by_school_region", "2022/23")
        return tuple(sorted(area for area in printed if area.startswith("CR")))

    @cached_property
    def _whole(self) -> set[str]:
        """The provinces that these areas make up."""
        return {self.nation.province_of(area) for area in self._printed}

    @cached_property
    def primary(self) -> Array:
        """Pupils of primary school per region, as in the newest national and provincial totals."""
        return np.asarray(self.primary_by_zone.sum(axis=1))

    @cached_property
    def primary_by_zone(self) -> Array:
        """Pupils of primary school per region and zone."""
        newest = by_area(self.figures, "primary_pupils_by_school_region", "2023/24")
        before = by_area(self.figures, "primary_pupils_by_school_region", "2022/23")
        margin = dict.fromkeys(self.zones, 0.0)
        for province in self._whole:
            zones = [z for z in self._printed if self.nation.province_of(z) == province]
            growth = newest[province] / sum(before[zone] for zone in zones)
            margin.update({zone: before[zone] * growth for zone in zones})
        margin.update({zone: newest[zone] for zone in self.zones if zone in newest})
        unknown = [n for n, zone in enumerate(self.zones) if not margin[zone]]
        pattern = self.size[:, unknown].sum(axis=0)
        left = pattern / pattern.sum() * (newest["NL"] - sum(margin.values()))
        margin.update({self.zones[n]: value for n, value in zip(unknown, left, strict=True)})
        return fit(self.size, {(1,): np.array(list(margin.values()))})

    @cached_property
    def share(self) -> Array:
        """The share of each region in the country's pupils of primary school."""
        return np.asarray(self.primary / self.primary.sum())

    @cached_property
    def sex_share(self) -> Array:
        """Girls and boys among the candidates of all tracks."""
        sums = self.candidates().sum(axis=(0, 1, 2))
        return np.asarray(sums / sums.sum())

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """Provinces with printed numbers of pupils in secondary school, and the rest."""
        printed = by_area(self.figures, "secondary_pupils_by_home_region", COUNTED, "havo_3_5")
        return (*sorted(area for area in printed if area.startswith("PV")), REST)

    def _margin(self, detail: str) -> Array:
        printed = by_area(self.figures, "secondary_pupils_by_home_region", COUNTED, detail)
        inside = [printed[province] for province in self.provinces[:-1]]
        return np.array([*inside, printed["NL"] - sum(inside)])

    @cached_property
    def _share_by_track(self) -> Array:
        """Region × track (vmbo, havo, vwo) fitted to the printed pupils per province and track."""
        kinds = {"vmbo": (0, 1), "havo": (2,), "vwo": (3,)}
        found = np.zeros((len(self.nation.regions), len(self.provinces), len(kinds)))
        names = {name: number for number, name in enumerate(TRACKS)}
        table = self.exams.filter(
            (pl.col("variable") == "exam_candidates") & pl.col("sex").is_null()
        )
        for town, track, value in (
            table.group_by("region", "track").agg(pl.col("value").sum()).iter_rows()
        ):
            province = self.nation.lies_in(town, self.provinces)
            kind = next(
                n for n, (_, numbers) in enumerate(kinds.items()) if names[track] in numbers
            )
            found[self.nation.place(town), -1 if province is None else province, kind] += value
        lives = np.zeros(found.shape[:2])
        for town in self.nation.region_of:
            province = self.nation.lies_in(town, self.provinces)
            lives[self.nation.place(town), -1 if province is None else province] += 1
        found = self._by_home(found, lives > 0)
        margins = np.stack([self._margin(_PRINTED[kind]) for kind in kinds], axis=1)
        return np.asarray(fit(found, {(1, 2): margins}).sum(axis=1))

    def _by_home(self, schools: Array, lives: NDArray[np.bool_]) -> Array:
        """Where pupils live: half the pattern of the schools, half that of primary school."""
        young = np.where(lives, self.primary_by_province(), 0)[:, :, None]
        kinds = schools.sum(axis=(0, 1)) / schools.sum()
        scale = schools.sum() / max(young.sum(), 1e-9)
        return np.asarray(0.5 * schools + 0.5 * young * kinds * scale)

    def primary_by_province(self) -> Array:
        """Pupils of primary school per region and province."""
        found = np.zeros((len(self.nation.regions), len(self.provinces)))
        for number, zone in enumerate(self.zones):
            province = self.nation.province_of(zone)
            place = self.provinces.index(province) if province in self.provinces else -1
            found[:, place] += self.primary_by_zone[:, number]
        return found

    @cached_property
    def last_years(self) -> Array:
        """Pupils in the last year as region × track × field × sex.

        Fitted to printed pupils per province and kind of school, scaled to the candidates.
        """
        seed = sum(
            (self.candidates(period=period) for period in ("2021/22", "2022/23", LAST)),
            start=np.zeros(1),
        )
        nation = self.candidates().sum(axis=0)
        nation = (
            nation
            * (np.array([self.totals[t] for t in TRACKS]) / nation.sum(axis=(1, 2)))[:, None, None]
        )
        kind = np.array([0, 0, 1, 2])
        regional = self._share_by_track[:, kind]
        regional = regional / regional.sum(axis=0)
        seed = seed + 0.1 * regional[:, :, None, None] * nation * 3
        vmbo = regional[:, :2] * nation[:2].sum(axis=(1, 2))
        margin = np.concatenate([vmbo, regional[:, 2:] * nation[2:].sum(axis=(1, 2))], axis=1)
        return fit(np.asarray(seed), {(0, 1): margin, (1, 2, 3): nation})

    def births(self, year: int) -> float:
        """Children born in a year, the country: on the line between the published ones."""
        known = {y: single(self.figures, "live_births", str(y)) for y in (2000, 2019, 2022, 2023)}
        return float(np.interp(year, list(known), list(known.values())))

    @cached_property
    def lower(self) -> Array:
        """Pupils in the two general years, region × sex × year: of 2021/22, moved on by births."""
        general = single(self.figures, "secondary_pupils_by_home_region", COUNTED, "years_1_3")
        then = self.births(2009) + self.births(2008)
        last = self.last_years.sum(axis=(1, 2))
        years = np.array([self.births(2012), self.births(2011)]) * general / then
        return np.asarray(last[..., None] / last.sum() * years)

    @cached_property
    def from_special(self) -> float:
        """Pupils a year who come to secondary school, but not from primary school as counted."""
        general = single(self.figures, "secondary_pupils_by_home_region", COUNTED, "years_1_3")
        secondary = general / (self.births(2009) + self.births(2008))
        primary = self.primary.sum() / sum(self.births(year) for year in range(2013, 2021))
        return float((secondary - primary * (1 - PRACTICAL)) * self.births(2015))

    def growth(self, track: str) -> float:
        """How many pupils there are in a year below, for each in the last year of a track.

        From the printed pupils and the candidates of the same school year.
        """
        if track.startswith("vmbo"):
            pupils = single(self.figures, "secondary_pupils_by_home_region", COUNTED, "vmbo_3_4")
            last = self._printed_candidates(("vmbo_bk", "vmbo_gt"))
            return pupils / last - 1
        science = single(self.figures, "science_profile_pupils", COUNTED, track)
        share = self._science_share(track)
        return science / share / self._printed_candidates((track,))

    def _science_share(self, track: str) -> float:
        """The share of science profiles in year 4, in the year that pupils were printed for."""
        return single(self.figures, "science_profile_share", COUNTED, track) / 100

    def _printed_candidates(self, tracks: tuple[str, ...]) -> float:
        table = self.exams.filter(
            (pl.col("variable") == "exam_candidates")
            & (pl.col("period") == COUNTED)
            & pl.col("sex").is_null()
            & pl.col("track").is_in(tracks)
        )
        return float(table["value"].sum())

    def years(self, track: str) -> Array:
        """Pupils per region × field × sex × year of a track; years before the last one alike."""
        place = list(TRACKS).index(track)
        last = self.last_years[:, place]
        before = TRACKS[track][1] - 1
        return np.stack([last * self.growth(track)] * before + [last], axis=3)

    def third_years(self, track: str) -> Array:
        """Pupils in year 3 of havo or vwo as region × sex: printed pupils less the later years."""
        detail = _PRINTED[track]
        pupils = single(self.figures, "secondary_pupils_by_home_region", COUNTED, detail)
        later = (TRACKS[track][1] - 1) * self.growth(track) + 1
        left = pupils - later * self._printed_candidates((track,))
        pattern = self.last_years[:, list(TRACKS).index(track)].sum(axis=1)
        return np.asarray(left * pattern / pattern.sum())

    def pass_rate(self, track: str) -> tuple[float, float, float]:
        """The share that passes: newest, least and most of the years that are known."""
        rates = []
        for period in ("2021/22", "2022/23", LAST):
            of_track = self.exams.filter(
                (pl.col("period") == period) & pl.col("sex").is_null() & (pl.col("track") == track)
            )
            sums = dict(of_track.group_by("variable").agg(pl.col("value").sum()).iter_rows())
            rates.append(min(sums["exam_passes"] / sums["exam_candidates"], 0.999))
        return rates[-1], min(rates), max(rates)

    def municipalities(self) -> Iterable[Row]:
        """Pupils of primary school per municipality, with its labour-market region."""
        for town, value in self.towns.items():
            at = self.nation.place(town), self.nation.lies_in(town, self.zones)
            yield {
                "municipality": town,
                "region": self.nation.region_of[town],
                "value": round(float(self.primary_by_zone[at] / self.size[at] * value), 1),
                "status": "estimate",
                "source": source_of(self.figures, "primary_pupils_by_school_region"),
                "method": "pupils of primary school 2023/24 (see stocks), within a labour-market "
                "region by examination candidates of five years and, for each town, half of what a "
                "typical one has",
            }

    def stocks(self) -> Iterable[Row]:
        """All rows of stocks about pupils."""
        regions, sexes = self.nation.regions, self.sex_share
        years = [str(year) for year in range(1, 9)]
        cohorts = np.array([self.births(2021 - year) for year in range(1, 9)])
        primary = np.outer(self.primary, sexes)[:, :, None] * (cohorts / cohorts.sum())
        yield from stock_rows(
            "po", primary, regions, {"year": years}, _wider(primary, 0.03),
            source_of(self.figures, "primary_pupils_by_school_region"),
            "pupils 2023/24 per province and country, 2022/23 per COROP region, divided over "
            "labour-market regions by fitting to examination candidates of five years per "
            "municipality; years by births on the line between 2000 and 2019; sexes as among "
            "candidates",
        )  # fmt: skip
        source = source_of(self.figures, "secondary_pupils_by_home_region")
        yield from stock_rows(
            "vo_lower", self.lower, regions, {"year": years[:2]}, _wider(self.lower, 0.06), source,
            "general years 1–3 in 2021/22, the Netherlands, moved on three years by births; two "
            "years; divided like the last years",
        )  # fmt: skip
        for track in TRACKS:
            values = self.years(track)
            for place, field in enumerate(FIELDS):
                part = values[:, place]
                yield from stock_rows(
                    stage_name(track, field), part, regions,
                    {"year": years[: part.shape[2]]}, _wider(part, 0.06), f"duo_exams|{source}",
                    "last year: candidates 2023/24 per site, fitted to pupils per province and "
                    "kind of school 2021/22 and to national candidates per field and sex; half the "
                    "regional pattern is that of schools, half that of primary pupils; years "
                    "before it: national ratio of pupils to candidates",
                )  # fmt: skip
            if track in ("havo", "vwo"):
                third = self.third_years(track)[:, :, None]
                yield from stock_rows(
                    f"{track}_3", third[:, :, 0], regions, {}, _wider(third[:, :, 0], 0.12), source,
                    "printed pupils of all years less those of the later years, 2021/22, the "
                    "Netherlands; divided like the last years",
                )  # fmt: skip


def _wider(values: Array, least: float) -> Array:
    """Half widths (80%): at least `least`, wider where few are counted."""
    return np.minimum(0.9, np.sqrt(least**2 + 1.64 / np.maximum(values, 1.0)))


def _typical(per_town: dict[str, float]) -> float:
    """The median number of candidates of towns that have a school."""
    return float(np.median(list(per_town.values())))
