"""Teachers of technical subjects in vmbo, mbo and hbo, and what they and firms can take on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from schakel.facts.chain.base import Array, Row, parameter_row, single, source_of, stock_rows
from schakel.facts.chain.work import Work

SECTORS = ("vo", "mbo", "hbo")
ACADEMICS = "0111"
_HIGHER = 0.6  # hbo among all who start in higher education: 90 of 150 thousand
SLACK = (1.1, 1.0, 1.3)
PLACES_SLACK = (1.15, 1.02, 1.5)


class Teachers:
    """Heads per region, and capacities that follow from them."""

    def __init__(self, work: Work):
        self.work = work
        self.studies = work.studies
        self.figures = work.figures

    @cached_property
    def fte_per_head(self) -> float:
        """Full-time jobs for each teacher in mbo."""
        fte = single(self.figures, "mbo_teachers_fte", "ca. 2020/21")
        return fte / single(self.figures, "mbo_teachers", "ca. 2020/21")

    @cached_property
    def students(self) -> dict[str, Array]:
        """Technical pupils or students per region whom these teachers teach."""
        school, studies = self.studies.school, self.studies
        vmbo = school.years("vmbo_bk")[:, 0].sum(axis=(1, 2))
        return {
            "vo": vmbo,
            "mbo": studies.mbo[:, :, 0].sum(axis=(1, 2, 3)),
            "hbo": studies.hbo[:, :, 0].sum(axis=(1, 2)),
        }

    @cached_property
    def national(self) -> dict[str, float]:
        """Heads in the country per sector."""
        short = single(
            self.figures, "teacher_shortage_subject_fte", "2023-10", "subject_vmbo_vocational"
        )
        share = single(
            self.figures, "teacher_shortage_subject_share", "2023-10", "subject_vmbo_vocational"
        )
        vocational = short / (share / 100) - short
        pupils = self.studies.school.years("vmbo_bk")
        mbo = single(self.figures, "mbo_teachers", "ca. 2020/21")
        academics = self.work.nation.facts("denkwerk_occupations")
        higher = academics.filter(
            (academics["variable"] == "employed") & (academics["denkwerk_occupation"] == ACADEMICS)
        )["value"][0]
        return {
            "vo": vocational * pupils[:, 0].sum() / pupils.sum() / self.fte_per_head,
            "mbo": mbo * self.students["mbo"].sum() / self.studies.mbo.sum(),
            "hbo": higher * _HIGHER * self.students["hbo"].sum() / self.studies.hbo.sum(),
        }

    def stocks(self) -> Iterable[Row]:
        """Rows of stocks about teachers."""
        women = single(self.figures, "women_in_technical_occupations_share", "2019") / 100
        notes = {
            "vo": ("teacher_shortage_subject_fte", "vocational subjects of vmbo: shortage in fte "
                   "divided by shortage in %, less the shortage; technical part by pupils"),
            "mbo": ("mbo_teachers", "33,000 heads about 2020/21, technical part by students"),
            "hbo": ("", "lecturers in higher education 2024Q1, hbo part by first-years, technical "
                    "part by students; widely uncertain"),
        }  # fmt: skip
        for sector in SECTORS:
            pattern = self.students[sector] / self.students[sector].sum()
            heads = np.outer(pattern * self.national[sector], [women, 1 - women])
            variable, note = notes[sector]
            source = source_of(self.figures, variable) if variable else "denkwerk_occupations"
            spread = {"vo": 0.3, "mbo": 0.2, "hbo": 0.35}[sector]
            method = f"{note}; regions by students; women as in technical work"
            yield from stock_rows(
                f"teachers_{sector}_tech",
                heads,
                self.work.nation.regions,
                {},
                spread,
                source,
                method,
            )

    def parameters(self) -> Iterable[Row]:
        """Rows of parameters that follow from these stocks."""
        source = source_of(self.figures, "mbo_teachers")
        yield parameter_row(
            "fte_per_head", self.fte_per_head, self.fte_per_head - 0.03, self.fte_per_head + 0.03,
            source=source, method="27,000 fte for 33,000 teachers in mbo; used for vo and hbo too",
        )  # fmt: skip
        for sector in ("vo", "hbo"):
            now = self.students[sector].sum() / (self.national[sector] * self.fte_per_head)
            yield parameter_row(
                f"students_per_fte_{sector}", *(now * slack for slack in SLACK),
                distribution="lognormal", evidence="assumption", source="",
                method=f"students now for each fte ({now:.1f}) × {SLACK[0]} "
                f"({SLACK[1]}–{SLACK[2]}): no row tells how many more a teacher could take",
            )  # fmt: skip
        yield from self._places()
        yield from self._side_entry()

    def _places(self) -> Iterable[Row]:
        """Work placements and teaching, as they are used now in each region."""
        students = self.studies.mbo[:, :, 0].sum(axis=(1, 3))
        workers = self.work.regional[:, :-1].sum(axis=1)
        for place, region in enumerate(self.work.nation.regions):
            bol, bbl = students[place]
            yield parameter_row(
                "places_per_worker", *(bbl / workers[place] * slack for slack in PLACES_SLACK),
                region=region, distribution="lognormal", evidence="assumption", source="",
                method="technical bbl students for each technical worker of the region × "
                f"{PLACES_SLACK[0]} ({PLACES_SLACK[1]}–{PLACES_SLACK[2]}): no row tells how many "
                "more places firms would offer",
            )  # fmt: skip
            share = bol / (bol + bbl)
            yield parameter_row(
                "teaching_for_bol", share, share - 0.08, min(share + 0.15, 0.95), region=region,
                source="duo_mbo_students_2019",
                method="bol students among technical students of mbo (see stocks): as if each "
                "asked as much teaching",
            )  # fmt: skip

    def _side_entry(self) -> Iterable[Row]:
        """How many workers become teachers: what keeps the stock on its published path."""
        leaving = {"vo": 0.066, "mbo": 0.08, "hbo": 0.066}  # exit + retirement (+ mbo to vo)
        coming = {"vo": 41.0, "mbo": 41.0 + 400 * self._technical_share(), "hbo": 0.0}
        grants = single(self.figures, "side_entry_grants", "2023")
        known = {"vo": 20.0, "mbo": grants * 0.46 * self._technical_share(), "hbo": 0.0}
        pool = self.side_pool
        for sector in SECTORS:
            heads = self.national[sector]
            fewer = 0.01 if sector == "mbo" else 0.0
            wanted = max(heads * (leaving[sector] - fewer) - coming[sector], known[sector])
            least = max(known[sector], wanted * 0.6)
            yield parameter_row(
                f"side_entry_{sector}", wanted / pool, least / pool, wanted * 1.4 / pool,
                evidence="calibrated", source=source_of(self.figures, "side_entry_grants"),
                method="keeps as many teachers as there are; in mbo 1% less a year, the published "
                "path of teachers needed; at least the grants for side entry of 2023 (46% mbo as "
                "in 2018, technical part by students); routes without a grant are not counted",
            )  # fmt: skip

    def _technical_share(self) -> float:
        return float(self.students["mbo"].sum() / self.studies.mbo.sum())

    @cached_property
    def side_pool(self) -> float:
        """Workers of 25 to 64 in the families from which teachers come."""
        names = ("construction", "installation", "metal", "mechanics", "technicians", "engineers",
                 "ict_development", "ict_operations")  # fmt: skip
        places = [self.work.families.index(name) for name in names]
        return float(self.work.workers[:, :, places, 2:10].sum())
