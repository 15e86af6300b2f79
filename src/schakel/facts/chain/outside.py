"""Who comes to work from outside the region: cross-border workers, by where they work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from schakel.facts.chain.base import Array, Row, parameter_row, single
from schakel.facts.chain.work import Work

# Half widths (80%): manufacturing alone has 10 of 80 thousand cross-border workers, with all
# business services (temp work) 30 of 80; technical and ICT work is 19% of all work.
LOW, HIGH = 10 / 80 / 0.19, 30 / 80 / 0.19


class Outside:
    """Parameters about people who live outside the region and work in it."""

    def __init__(self, work: Work):
        self.work, self.figures = work, work.figures

    @cached_property
    def new_in_a_year(self) -> float:
        """Jobs that are filled in a year, as a part of all jobs (2023)."""
        filled = single(self.figures, "filled_vacancies_year", "2023")
        return filled / single(self.figures, "employed_by_class_quarter_before", "2023Q2")

    @cached_property
    def cross_border(self) -> Array:
        """Workers who live in Germany, per region, as a part of those who live and work there.

        Provinces without a published share have what is left, by their workers.
        """
        rows = self.work.nation.table("margins.csv").to_dicts()
        people = sum(float(row["value"]) for row in rows if row["margin"] == "cross_border") * 1000
        known = {
            row["area"]: float(row["value"]) / 100
            for row in rows
            if row["margin"] == "cross_border_share"
        }
        areas, workers = self.work.areas, self.work.area_share * self.work.national.sum()
        others = np.array([area not in known for area in areas])
        share = np.array([known.get(area, 0.0) for area in areas])
        share[others] = (1 - share.sum()) * workers[others] / workers[others].sum()
        spread = self.work.region_share
        return np.asarray((people * share) @ spread / (workers @ spread))

    def parameters(self) -> Iterable[Row]:
        """How many technicians are newly from across the border in a year, per region."""
        for region, share in zip(self.work.nation.regions, self.cross_border, strict=True):
            value = float(share) * self.new_in_a_year
            yield parameter_row(
                "cross_border", value, value * LOW, value * HIGH, region=region,
                source="cbs_cross_border_2021",
                method="44 thousand employees who live in Germany (2021), over provinces as in "
                "2012 (cbs_cross_border_2012; where none is published by workers), in a province "
                "everywhere the same part of the workers, though the border has more; times the "
                "jobs filled in a year on all jobs (15.6%, sf-121ed20d13): as if they stayed as "
                "long as others. Technicians like all: low and high by industry (2017, "
                "manufacturing 10 of 80 thousand, with business services 30). Workers from "
                "Belgium are not published by province here",
            )  # fmt: skip
