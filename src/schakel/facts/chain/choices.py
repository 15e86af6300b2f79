"""Built parameters of school and study: choices, diplomas, and who comes from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from schakel.facts.chain.base import (
    SEXES,
    Array,
    Row,
    by_area,
    parameter_row,
    share_rows,
    single,
    source_of,
)
from schakel.facts.chain.durations import Programme
from schakel.facts.chain.school import FIELDS, TRACKS
from schakel.facts.chain.studies import (
    DEGREES,
    LEVELS,
    PATHS,
    UNIVERSITY,
    Studies,
)

BIRTHS = {
    2024: "2019",
    2026: "2022",
    2027: "2023",
}  # children go to school in the year that they turn four
TECHNICAL_STAYS = {"female": 0.4, "male": 0.75}


class Choices:
    """Parameters that follow from pupils and students."""

    def __init__(self, studies: Studies):
        self.studies = studies
        self.school = studies.school
        self.figures = studies.figures
        self.regions = studies.nation.regions
        given = studies.nation.given
        self.to_mbo = {
            "vmbo_bk": given["to_mbo_bk"],
            "vmbo_gt": (1 - given["gt_to_havo"]) * given["to_mbo_gt"],
        }
        self.to_level_3 = {"vmbo_bk": given["bk_to_level_3"], "vmbo_gt": given["gt_to_level_3"]}
        self.to_hbo = {
            "havo": given["havo_to_hbo"],
            "vwo": (1 - given["vwo_to_wo"]) * given["vwo_to_hbo"],
        }
        self.given = given

    def parameters(self) -> Iterable[Row]:
        """All rows."""
        yield from self._births()
        yield from self._tracks()
        yield from self._profiles()
        yield from self._passes()
        yield from self._mbo()
        yield from self._higher()
        yield from self._technical_choice()
        yield from self._from_elsewhere()

    def _births(self) -> Iterable[Row]:
        source = source_of(self.figures, "live_births")
        share = self.school.share
        for year, period in BIRTHS.items():
            total = single(self.figures, "live_births", period)
            printed = by_area(self.figures, "live_births", period)
            regional = (
                self._births_by_region(printed, total) if "PV23" in printed else share * total
            )
            for region, value in zip(self.regions, regional, strict=True):
                wide = 0.06
                yield parameter_row(
                    "po_entrants", value, value * (1 - wide), value * (1 + wide),
                    region=region, valid_from=year, distribution="normal", source=source,
                    method=f"live births of {period} per province and country, four years on, "
                    "divided like pupils of primary school; migration of children is not in it"
                    + ("; after 2027 as in 2023" if year == 2027 else ""),
                )  # fmt: skip
        special = self.school.from_special
        yield parameter_row(
            "from_special", special, special * 0.7, special * 1.3, distribution="lognormal",
            source=source_of(self.figures, "secondary_pupils_by_home_region"),
            method="pupils in the general years for each birth, less pupils of primary school for "
            "each birth: from special primary schools and from abroad",
        )  # fmt: skip
        sexes = dict(zip(SEXES, self.school.sex_share, strict=True))
        yield from share_rows(
            "pupil_sex", "sex", sexes, 0.0, source="duo_exams",
            method="girls and boys among candidates of all examinations 2023/24",
        )  # fmt: skip
        shares = dict(zip(self.regions, self.school.share, strict=True))
        yield from share_rows(
            "region_share_young", "region", shares, 0.0, source="duo_exams",
            method="share of each region in the country’s pupils of primary school",
        )  # fmt: skip

    def _births_by_region(self, printed: dict[str, float], total: float) -> Array:
        """Births of the provinces with a number, within each like pupils of primary school."""
        pupils = self.school.primary_by_province()
        provinces = self.school.provinces
        inside = [printed[area] for area in provinces[:-1]]
        margin = np.array([*inside, total - sum(inside)])
        return np.asarray((pupils / pupils.sum(axis=0) * margin).sum(axis=1))

    def _tracks(self) -> Iterable[Row]:
        sizes = {
            track: self.school.years(track)[..., 0].sum(axis=(1, 2))
            if track.startswith("vmbo")
            else self.school.third_years(track).sum(axis=1)
            for track in TRACKS
        }
        left = np.sum(list(sizes.values()), axis=0)
        for track in ("vmbo_bk", "vmbo_gt", "havo"):
            shares = sizes[track] / left
            left = left - sizes[track]
            for region, share in zip(self.regions, shares.tolist(), strict=True):
                yield parameter_row(
                    f"track_{track}", share, share - 0.03, share + 0.03, region=region,
                    source=source_of(self.figures, "secondary_pupils_by_home_region"),
                    method="pupils in year 3 of each track in the region (see stocks); share of "
                    "those who did not go to a track named before it (vmbo-bk, vmbo-gt, havo, vwo)",
                )  # fmt: skip

    def _profiles(self) -> Iterable[Row]:
        for place, track in enumerate(TRACKS):
            last = self.school.last_years[:, place]
            for r, region in enumerate(self.regions):
                for s, sex in enumerate(SEXES):
                    technical, all_fields = last[r, 0, s], last[r, :, s].sum()
                    share = technical / all_fields
                    wide = 0.02 + 1.28 * np.sqrt(share * (1 - share) / max(all_fields, 1))
                    yield parameter_row(
                        f"choice_{track}", share, max(share - wide, share / 3), share + wide,
                        region=region, sex=sex, source="duo_exams",
                        method="technical or science profiles among candidates 2023/24, regions "
                        "fitted (see stocks); the choice of a pupil two years before",
                    )  # fmt: skip

    def _passes(self) -> Iterable[Row]:
        for track in TRACKS:
            value, low, high = self.school.pass_rate(track)
            yield parameter_row(
                f"pass_{track}", value, low, high, source="duo_exams", evidence="measured",
                method="passes among candidates 2023/24; low and high: of 2021/22 to 2023/24",
            )  # fmt: skip

    def _mbo(self) -> Iterable[Row]:
        for place, level in enumerate(LEVELS):
            programme = self.studies.mbo_programmes[level]
            source = source_of(self.figures, "mbo_graduates")
            yield from _diplomas(
                f"mbo{level}_diploma", programme, 0.15, source,
                "graduates 2024/25 for each student; diplomas before the last year as the law sets "
                "the length of the level",
            )  # fmt: skip
            yield from _dropouts(
                f"mbo{level}_dropout", programme, "inspectie_mbo_undiploma",
                "leavers without a diploma per level (Inspectie, about 2018–2020) on graduates "
                "2024/25; share of those without a diploma in that year; not technical alone",
            )  # fmt: skip
            for f, field in enumerate(FIELDS):
                counts = self.studies.mbo_counts[:, place, f].sum(axis=(0, 2))
                yield from share_rows(
                    f"path_mbo{level}_{field}", "path",
                    dict(zip(PATHS, counts / counts.sum(), strict=True)), 0.15,
                    source="duo_mbo_students_2019",
                    method="students of 2019 per pathway, the country",
                )  # fmt: skip

    def _higher(self) -> Iterable[Row]:
        for (degree, field), programme in self.studies.hbo_programmes.items():
            method = "enrolled, first-years and graduates 2023, the country"
            yield from _diplomas(
                f"hbo_{degree}_{field}_diploma", programme, 0.12, "duo_hbo_graduates", method
            )
            yield from _dropouts(
                f"hbo_{degree}_{field}_dropout", programme, "duo_hbo_enrolled",
                f"{method}; first year: drop-out from hbo of 12–15% (2016); share of those without "
                "a diploma in that year",
            )  # fmt: skip
        yield from _diplomas(
            "wo_diploma", UNIVERSITY, 0.2, "duo_wo_graduates_2018",
            "bachelor and master together: half in the fifth year, most in the sixth: no cohort is "
            "published",
        )  # fmt: skip
        yield from _dropouts(
            "wo_dropout", UNIVERSITY, "duo_wo_graduates_2018",
            "bachelor’s graduates 2018 on first-years 2015: about four in five, spread over three "
            "years",
        )  # fmt: skip

    # --- choices that no row gives ---

    @cached_property
    def graduates(self) -> dict[str, Array]:
        """Vmbo graduates a year who go to mbo: track → region × field × sex."""
        return {
            track: self.school.last_years[:, place]
            * self.school.pass_rate(track)[0]
            * self.to_mbo[track]
            for place, track in enumerate(TRACKS)
            if track in self.to_mbo
        }

    @cached_property
    def basic_share(self) -> float:
        """The share of vmbo-bk that does the basic track, which opens level 2."""
        table = self.school.exams.filter(
            (pl.col("variable") == "exam_candidates")
            & (pl.col("period") == "2023/24")
            & pl.col("sex").is_null()
            & (pl.col("track") == "vmbo_bk")
        )
        kader = float(table.filter(pl.col("level") == "vmbo_k")["value"].sum())
        return 1 - kader / float(table["value"].sum())

    def level_shares(self, track: str) -> dict[str, float]:
        """Levels of mbo to which the graduates of a track go."""
        second = self.basic_share if track == "vmbo_bk" else 0.0
        third = (1 - second) * self.to_level_3[track]
        return {"2": second, "3": third, "4": 1 - second - third}

    @cached_property
    def technical_choice(self) -> dict[str, tuple[float, float]]:
        """Per sex the share that chooses technical mbo, of technical and of other vmbo."""
        students = self.studies.mbo.sum(axis=(0, 1, 3))
        found = {}
        for s, sex in enumerate(SEXES):
            wanted = students[0, s] / students[:, s].sum()
            coming = sum(g.sum(axis=0)[:, s] for g in self.graduates.values())
            technical = coming[0] / coming.sum()
            stays = min(TECHNICAL_STAYS[sex], 0.95 * wanted / technical)
            found[sex] = (stays, (wanted - stays * technical) / (1 - technical))
        return found

    def _technical_choice(self) -> Iterable[Row]:
        method = (
            "no row gives mbo by field after vmbo by field; the two shares reproduce the technical "
            "share of students per sex, of which one combination was taken: not identified"
        )
        for sex, (stays, comes) in self.technical_choice.items():
            for origin, value, wide in (("tech", stays, 0.15), ("other", comes, 0.4 * comes)):
                yield parameter_row(
                    f"mbo_tech_from_{origin}", value, max(value - wide, value / 3), value + wide,
                    sex=sex, evidence="calibrated", source="duo_mbo_students_2019", method=method,
                )  # fmt: skip
        yield parameter_row(
            "bk_to_level_2", self.basic_share, self.basic_share - 0.05, self.basic_share + 0.08,
            source="duo_exams",
            method="basic track (and learn-work track) among candidates of vmbo-bk 2023/24: it "
            "opens level 2, the other track levels 3 and 4",
        )  # fmt: skip

    # --- what comes from elsewhere ---

    def mbo_coming(self) -> Array:
        """Entrants a year from vmbo and lower mbo: region × level × field × sex."""
        found = np.zeros((len(self.regions), len(LEVELS), len(FIELDS), len(SEXES)))
        for track, graduates in self.graduates.items():
            for place, level in enumerate(LEVELS):
                part = graduates * self.level_shares(track)[level]
                for s, sex in enumerate(SEXES):
                    stays, comes = self.technical_choice[sex]
                    technical = part[:, 0, s] * stays + part[:, 1, s] * comes
                    found[:, place, 0, s] += technical
                    found[:, place, 1, s] += part[:, :, s].sum(axis=1) - technical
        found[:, :, 0] += self.retrained()
        found[:, 2] += self._from_havo()
        students = self.studies.mbo.sum(axis=3)
        for place, level in enumerate(LEVELS[:-1]):
            diplomas = self.studies.mbo_programmes[level].diplomas
            found[:, place + 1] += students[:, place] * diplomas * self.given[f"on_mbo{level}"]
        return found

    def retrained(self) -> Array:
        """Workers a year who start technical bbl: region × level × sex."""
        persons = single(
            self.figures, "bbl_entrants_working_before", "2024/25", "chamber_technology_building"
        )
        bbl = self.studies.mbo[:, :, 0, 1]
        return np.asarray(bbl / bbl.sum() * persons)

    def _from_havo(self) -> Array:
        """Pupils of havo a year who go to mbo level 4: region × field × sex."""
        last = self.school.last_years[:, list(TRACKS).index("havo")]
        passing = last * self.school.pass_rate("havo")[0]
        after = passing * (1 - self.to_hbo["havo"]) * self.given["havo_to_mbo"]
        left = (1 - self.given["havo_on"]) * self.given["havo_4_to_mbo"]
        before = last * self.school.growth("havo") * left
        going = after + before
        found = np.zeros_like(going)
        for s, sex in enumerate(SEXES):
            stays, comes = self.technical_choice[sex]
            found[:, 0, s] = going[:, 0, s] * stays + going[:, 1, s] * comes
        found[:, 1] = going.sum(axis=1) - found[:, 0]
        return found

    def hbo_coming(self) -> Array:
        """Entrants a year from havo, vwo and mbo: region × degree × field × sex."""
        found = np.zeros((len(self.regions), len(DEGREES), len(FIELDS), len(SEXES)))
        for track in ("havo", "vwo"):
            last = self.school.last_years[:, list(TRACKS).index(track)]
            going = last * self.school.pass_rate(track)[0] * self.to_hbo[track]
            technical = self.studies.technical(track, going)
            found[:, 1, 0] += technical
            found[:, 1, 1] += going.sum(axis=1) - technical
        associate = self.given["mbo_to_ad"]
        students = self.studies.mbo[:, 2].sum(axis=2)
        going = students * self.studies.mbo_programmes["4"].diplomas * self.given["mbo4_to_hbo"]
        technical = going[:, 0] * self.given["mbo_tech_to_hbo_tech"]
        other = going.sum(axis=1) - technical
        for d, share in enumerate((associate, 1 - associate)):
            found[:, d, 0] += technical * share
            found[:, d, 1] += other * share
        return found

    def _from_elsewhere(self) -> Iterable[Row]:
        coming = self.mbo_coming()
        for place, level in enumerate(LEVELS):
            need = self.studies.mbo[:, place].sum(axis=2) / self.studies.mbo_programmes[level].years
            for f, field in enumerate(FIELDS):
                yield from self._residual(
                    f"entrants_mbo{level}_{field}", (need - coming[:, place])[:, f],
                    "entrants that keep the students of 2024, less those from vmbo and lower mbo: "
                    "from level 1, havo, abroad, or of an older age and not from work",
                    source_of(self.figures, "mbo_entrants"),
                )  # fmt: skip
        hbo = self.hbo_coming()
        first = self.studies.hbo_nation("first_years", "2024", by_sex=True)
        for d, degree in enumerate(DEGREES):
            for f, field in enumerate(FIELDS):
                share = self.studies.hbo[:, d, f] / self.studies.hbo[:, d, f].sum(axis=0)
                yield from self._residual(
                    f"entrants_hbo_{degree}_{field}", share * first[d, f] - hbo[:, d, f],
                    "first-years 2024 less those straight from havo, vwo and mbo: later, older, or "
                    "from abroad", "duo_hbo_first_years_by_sex",
                )  # fmt: skip

    def _residual(self, name: str, values: Array, method: str, source: str) -> Iterable[Row]:
        for r, region in enumerate(self.regions):
            for s, sex in enumerate(SEXES):
                value = max(float(values[r, s]), 0.0)
                yield parameter_row(
                    name, value, value * 0.5, value * 1.5, region=region, sex=sex,
                    distribution="normal", source=source, method=method,
                )  # fmt: skip


def _diplomas(
    name: str, programme: Programme, spread: float, source: str, method: str
) -> Iterable[Row]:
    for year, share in enumerate(programme.diploma, start=1):
        low, high = share * (1 - spread), min(share * (1 + spread), share + (1 - share) / 2)
        most = 1 - programme.dropout[year - 1]
        yield parameter_row(
            name, float(share), float(low), float(min(high, most)), year=str(year),
            distribution="logitnormal" if share else "fixed", source=source, method=method,
        )  # fmt: skip


def _dropouts(name: str, programme: Programme, source: str, method: str) -> Iterable[Row]:
    """Per year who leaves the programme among those without a diploma in that year."""
    pairs = zip(programme.diploma, programme.dropout, strict=True)
    for year, (diploma, dropout) in enumerate(pairs, start=1):
        share = float(dropout / (1 - diploma))
        yield parameter_row(
            name, share, share * 0.7, min(share * 1.3, share + (1 - share) / 2), year=str(year),
            distribution="logitnormal" if share else "fixed", source=source, method=method,
        )  # fmt: skip
