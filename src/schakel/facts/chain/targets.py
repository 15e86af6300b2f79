"""What is published about the labour market, as rates per worker: what a fit has to meet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from schakel.facts.chain.base import Row, nation, single, source_of
from schakel.facts.chain.moves import QUARTERS, Moves
from schakel.facts.chain.outlook import VACANCIES_WIDTH, Outlook
from schakel.facts.chain.school import School
from schakel.facts.chain.studies import Studies
from schakel.facts.chain.work import Work

CLASSES = ("technical", "ict", "other")
# Half widths (80%), judged: thousands are rounded, a survey has noise, a method was changed.
_SEEKERS = {"technical": 0.15, "ict": 0.25, "other": 0.08}
_YEARLY = 0.08
_NET = 0.005  # of the workers in a year: nothing is published about who comes


class Targets:
    """Rates per class of occupation families, the country."""

    def __init__(self, outlook: Outlook):
        self.outlook, self.work = outlook, outlook.work
        self.figures = outlook.figures
        self.moves = Moves(outlook)

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

    def beside(self) -> dict[str, float]:
        """Published figures that are no targets: technical vacancies in part, switches, growth."""
        part = "industry_construction__technical"
        made = single(self.figures, "new_vacancies_by_occupation", "2022", part)
        return {
            "technical": made,
            "bound": self._opened(part, "technical"),
            "opened_ict": self._opened("ict", "ict"),
            "quarter": self.moves.quarterly(None),
            "year": single(self.figures, "occupation_change_year_share", "2018"),
            **{f"grew_{name}": self._growth(name) for name in ("technical", "ict")},
        }

    def _opened(self, part: str, name: str) -> float:
        """Vacancies that arose in 2022 for a part of a class, per worker of the class."""
        made = single(self.figures, "new_vacancies_by_occupation", "2022", part)
        return made / single(self.figures, "employed_by_class_quarter_before", "2022Q2", name)

    def _growth(self, name: str) -> float:
        """Growth of the workers of a class from 2022Q2 to 2023Q2, as a share of them."""
        variable = "employed_by_class_quarter_before"
        first, last = (single(self.figures, variable, q, name) for q in QUARTERS[1:])
        return last / first - 1

    def _stocks(self) -> Iterable[Row]:
        seekers = self.work.unemployed.sum(axis=(0, 1, 3))
        workers, vacancies = self.work.national, self.outlook.vacancies.sum(axis=0)
        for name in CLASSES:
            mine = [self.work.families.index(family) for family in self.families[name]]
            size = workers[mine].sum()
            yield self._row(
                "seekers", name, seekers[mine].sum() / size, _SEEKERS[name],
                source_of(self.figures, "unemployed_by_last_occupation"), "2024Q1",
            )  # fmt: skip
            yield self._row(
                "vacancies", name, vacancies[mine].sum() / size, VACANCIES_WIDTH[name],
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

    def _moves(self) -> Iterable[Row]:
        """Who leaves a class for another in a year; and that as many come as go."""
        source = source_of(self.figures, "occupation_change_quarter_share")
        for name in ("technical", "ict"):
            value = self.moves.leaving(name)
            yield self._row("moved", name, value, 0.5, source, "2018, 2021–2023")
        for name in ("technical", "ict"):
            row = self._row("net", name, 0.0, 0, source, "taken: as many as go")
            yield row | {"low": -_NET, "high": _NET}

    def _row(
        self, measure: str, name: str, value: float, wide: float, source: str, period: str
    ) -> Row:
        families = self.families[name] if name else self.work.families
        return {
            "measure": measure, "group": name or "all", "families": families, "value": value,
            "low": value * (1 - wide), "high": value * (1 + wide), "source": source,
            "note": period,
        }  # fmt: skip
