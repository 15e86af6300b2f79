"""What is published about the labour market, as rates per worker: what a fit has to meet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from statistics import fmean

from schakel.facts.chain.base import Row, nation, single, source_of
from schakel.facts.chain.outlook import Outlook
from schakel.facts.chain.school import School
from schakel.facts.chain.studies import Studies
from schakel.facts.chain.work import Work

CLASSES = ("technical", "ict", "other")
# Half widths (80%), judged: thousands are rounded, a survey has noise, a method was changed.
_SEEKERS = {"technical": 0.15, "ict": 0.25, "other": 0.08}
_VACANCIES = {"technical": 0.08, "ict": 0.2, "other": 0.06}
_GROWTH = {"technical": 0.02, "ict": 0.05}  # of the workers, as shares of them
_YEARLY, _ICT = 0.08, 0.15
_QUARTERS = ("2021Q2", "2022Q2", "2023Q2")


class Targets:
    """Rates per class of occupation families, the country."""

    def __init__(self, outlook: Outlook):
        self.outlook, self.work = outlook, outlook.work
        self.figures = outlook.figures

    @classmethod
    def of(cls, package: Path) -> Targets:
        """Those of a region package."""
        return cls(Outlook(Work(Studies(School(nation(package))))))

    @cached_property
    def families(self) -> dict[str, tuple[str, ...]]:
        """The families of each class."""
        keys = self.work.keys
        return {
            name: tuple(family for family in self.work.families if keys[family]["class"] == name)
            for name in CLASSES
        }

    def rows(self) -> Iterable[Row]:
        """All of them: stocks first, then what happens in a year."""
        yield from self._stocks()
        yield from self._yearly()
        yield from self._moves()
        yield from self._growth()

    def beside(self) -> dict[str, float]:
        """Published figures that are no targets: new technical vacancies in part, and switches."""
        part = "industry_construction__technical"
        made = single(self.figures, "new_vacancies_by_occupation", "2022", part)
        among = single(self.figures, "employed_by_class_quarter_before", "2022Q2", "technical")
        return {
            "technical": made,
            "bound": made / among,
            "quarter": self._quarterly(None),
            "year": single(self.figures, "occupation_change_year_share", "2018"),
        }

    def _stocks(self) -> Iterable[Row]:
        seekers = self.work.seekers.sum(axis=(0, 1, 3, 4))
        workers, vacancies = self.work.national, self.outlook.vacancies.sum(axis=0)
        for name in CLASSES:
            mine = [self.work.families.index(family) for family in self.families[name]]
            size = workers[mine].sum()
            yield self._row(
                "seekers", name, seekers[mine].sum() / size, _SEEKERS[name],
                source_of(self.figures, "unemployed_by_last_occupation"), "2024Q1",
            )  # fmt: skip
            yield self._row(
                "vacancies", name, vacancies[mine].sum() / size, _VACANCIES[name],
                source_of(self.figures, "open_vacancies_technical"), "2023; ICT from 2021",
            )  # fmt: skip

    def _yearly(self) -> Iterable[Row]:
        employed = single(self.figures, "employed_by_class_quarter_before", "2023Q2")
        for measure, variable in (
            ("opened", "new_vacancies_year"),
            ("filled", "filled_vacancies_year"),
        ):
            value = single(self.figures, variable, "2023") / employed
            source = source_of(self.figures, variable)
            yield self._row(measure, "", value, _YEARLY, source, "2023")
        made = single(self.figures, "new_vacancies_by_occupation", "2022", "ict")
        among = single(self.figures, "employed_by_class_quarter_before", "2022Q2", "ict")
        source = source_of(self.figures, "new_vacancies_by_occupation")
        yield self._row("opened", "ict", made / among, _ICT, source, "2022")

    def _moves(self) -> Iterable[Row]:
        """Switches a quarter, brought to a year and to other classes only."""
        year = single(self.figures, "occupation_change_year_share", "2018")
        inside = single(self.figures, "occupation_changers_within_class", "2018")
        outside = 1 - inside / single(self.figures, "occupation_changers_year", "2017")
        among_all = self._quarterly(None)
        for name in ("technical", "ict"):
            value = year / 100 * self._quarterly(name) / among_all * outside
            source = source_of(self.figures, "occupation_change_quarter_share")
            yield self._row("moved", name, value, 0.5, source, "2018, 2021–2023")

    def _growth(self) -> Iterable[Row]:
        """Growth of the workers of a class in a year."""
        variable = "employed_by_class_quarter_before"
        for name, wide in _GROWTH.items():
            first, last = (single(self.figures, variable, q, name) for q in _QUARTERS[1:])
            row = self._row("growth", name, last / first - 1, 0, "", "2022Q2–2023Q2")
            source = source_of(self.figures, variable)
            yield row | {
                "low": row["value"] - wide, "high": row["value"] + wide, "source": source,
            }  # fmt: skip

    def _quarterly(self, name: str | None) -> float:
        """Mean share that switched in a quarter, in percent."""
        variable = "occupation_change_quarter_share"
        return fmean(single(self.figures, variable, quarter, name) for quarter in _QUARTERS)

    def _row(
        self, measure: str, name: str, value: float, wide: float, source: str, period: str
    ) -> Row:
        families = self.families[name] if name else self.work.families
        return {
            "measure": measure, "group": name or "all", "families": families, "value": value,
            "low": value * (1 - wide), "high": value * (1 + wide), "source": source,
            "note": period,
        }  # fmt: skip
