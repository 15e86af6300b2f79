"""Coverage as plain tables, for CSV and for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from schakel.answers.answer import Answer, Column
from schakel.answers.answer import Cell as Value
from schakel.answers.coverage import CoverageState
from schakel.answers.coverage_gaps import LinkGap
from schakel.answers.data import sources_of
from schakel.catalog.types import Text
from schakel.coverage.matrix import Amounts, Cell
from schakel.coverage.placing import MEASURES

Row = Literal["cell", "link_total", "area_total", "total"]
_MONEY = {
    "pledged": ("Toegezegd", "Pledged"),
    "granted": ("Verleend", "Granted"),
    "spent": ("Besteed", "Spent"),
    "committed": ("Vastgelegd", "Committed"),
}
_PARTS = {
    "": ("", ""),
    "_own": (", alleen voor dit vak", ", for this cell alone"),
    "_shared": (", gedeeld met andere vakken", ", shared with other cells"),
}


def row_kind(cell: Cell) -> Row:
    """Whether this is a cell, or a total over areas, over links, or over everything."""
    if cell.link is None:
        return "total" if cell.column is None else "area_total"
    return "link_total" if cell.column is None else "cell"


def cells_in_order(state: CoverageState) -> list[Cell]:
    """All cells link by link, each row ended by its total; the totals per area come last."""
    table = state.coverage.areas
    links: list[str | None] = [link.id for link in state.links]
    areas: list[str | None] = [area.code for area in state.areas]
    return [table.cell(link, area) for link in [*links, None] for area in [*areas, None]]


def gap_of(state: CoverageState, cell: Cell) -> LinkGap | None:
    """The gap beside a cell or beside the total of a link; None beside other totals."""
    if cell.link is None:
        return None
    return state.gaps[cell.link, cell.column or state.catalog.region.area]


def cells_answer(state: CoverageState) -> Answer:
    """One row a cell or total: actions, money, participants, and the gap of the link there.

    Rows of totals count each action and euro once; amounts are euros, empty when unknown.
    """
    cells = cells_in_order(state)
    gaps = [gap_of(state, cell) for cell in cells]
    figures = [gap.figure for gap in gaps if gap and gap.figure]
    return Answer(
        question=Text(
            nl="Welke schakels van de keten zijn door wat gedekt?",
            en="Which links of the chain are covered by what?",
        ),
        columns=(*_CELL_COLUMNS, *_money_columns(), *_GAP_COLUMNS),
        rows=tuple(
            (*_named(state, cell), *_counted(cell), *_money(cell), *_gap(gap))
            for cell, gap in zip(cells, gaps, strict=True)
        ),
        figures=tuple(dict.fromkeys(figures)),
        sources=sources_of(state.catalog, figures),
    )


_CELL_COLUMNS = (
    Column("row", Text(nl="Soort rij", en="Kind of row")),
    Column("link", Text(nl="Code schakel", en="Link code")),
    Column("link_name", Text(nl="Schakel", en="Link")),
    Column("area", Text(nl="Code gebied", en="Area code"), "area"),
    Column("area_name", Text(nl="Gebied", en="Area")),
    Column("actions", Text(nl="Acties", en="Actions"), "number"),
    Column("amount_unknown", Text(nl="Bedrag onbekend", en="Amount unknown"), "number"),
    Column("participants_aimed", Text(nl="Deelnemers beoogd", en="Participants aimed"), "number"),
    Column("aimed_unknown", Text(nl="Beoogd onbekend", en="Aim unknown"), "number"),
    Column(
        "participants_reached", Text(nl="Deelnemers bereikt", en="Participants reached"), "number"
    ),
    Column("reached_unknown", Text(nl="Bereikt onbekend", en="Reached unknown"), "number"),
    Column("action_keys", Text(nl="Sleutels van acties", en="Keys of actions")),
)
_GAP_COLUMNS = (
    Column("gap", Text(nl="Nog te gaan tot het doel", en="Still to go to the target"), "number"),
    Column("target", Text(nl="Doel", en="Target"), "number"),
    Column("why_no_gap", Text(nl="Waarom geen verschil", en="Why no gap")),
    Column("figure", Text(nl="Vast adres van het cijfer", en="Permanent address"), "figure"),
)


def _money_columns() -> Iterator[Column]:
    for name, (dutch, english) in _MONEY.items():
        for ending, (nl, en) in _PARTS.items():
            label = Text(nl=dutch + nl, en=english + en)
            yield Column(f"{name}{ending}", label, "number", "euro")


def _named(state: CoverageState, cell: Cell) -> tuple[Value, ...]:
    catalog = state.catalog
    link = catalog.links[cell.link].label.nl if cell.link else None
    area = catalog.areas[cell.column].label.nl if cell.column else None
    return (row_kind(cell), cell.link, link, cell.column, area)


def _counted(cell: Cell) -> tuple[Value, ...]:
    return (
        len(cell.actions),
        cell.amount_unknown,
        cell.participants_aimed,
        cell.aimed_unknown,
        cell.participants_reached,
        cell.reached_unknown,
        " ".join(cell.actions),
    )


def _money(cell: Cell) -> Iterator[Value]:
    sides: tuple[Amounts, ...] = (cell.money, cell.own, cell.shared)
    for name in MEASURES:
        yield from (getattr(side, name) for side in sides)


def _gap(gap: LinkGap | None) -> tuple[Value, ...]:
    if gap is None:
        return (None, None, None, None)
    target = gap.target.value if gap.target else None
    address = gap.figure.address if gap.figure else None
    return (gap.gap, target, gap.why_none, address)


def chain_money_answer(state: CoverageState) -> Answer:
    """Single-project money against chain money: in total, per year and per funder."""
    money = state.coverage.chain_money
    splits = [
        ("total", money.total),
        *(("year", split) for split in money.years),
        *(("funder", split) for split in money.funders),
    ]
    return Answer(
        question=Text(
            nl="Hoeveel geld gaat naar losse projecten, en hoeveel naar de keten?",
            en="How much money goes to single projects, and how much to the chain?",
        ),
        columns=(
            Column("row", Text(nl="Soort rij", en="Kind of row")),
            Column("key", Text(nl="Jaar of financier", en="Year or funder")),
            Column("single", Text(nl="Eén schakel", en="One link"), "number", "euro"),
            Column("chain", Text(nl="Twee of meer schakels", en="Two or more"), "number", "euro"),
            Column("unknown", Text(nl="Schakel onbekend", en="Link unknown"), "number", "euro"),
            Column("chain_share", Text(nl="Deel keten", en="Share of chain"), "number"),
        ),
        rows=tuple(
            (kind, split.key, split.single, split.chain, split.unknown, split.chain_share)
            for kind, split in splits
        ),
    )


def together_answer(state: CoverageState) -> Answer:
    """Actions to look at together, one row a set."""
    return Answer(
        question=Text(
            nl="Welke acties krijgen in hetzelfde vak en jaar geld voor hetzelfde doel?",
            en="Which actions get money in the same cell and year for the same goal?",
        ),
        columns=(
            Column("actions", Text(nl="Acties", en="Actions")),
            Column("cells", Text(nl="Schakel:gebied", en="Link:area")),
            Column("goals", Text(nl="Doelen", en="Goals")),
            Column("years", Text(nl="Jaren", en="Years")),
            Column("funders", Text(nl="Financiers", en="Funders")),
            Column("same_funders", Text(nl="Betaalt er meer dan één", en="Pays for more than one")),
        ),
        rows=tuple(
            (
                " ".join(entry.actions),
                " ".join(f"{link}:{area}" for link, area in entry.cells),
                " ".join(entry.goals),
                " ".join(str(year) for year in entry.years),
                " ".join(entry.funders),
                " ".join(entry.same_funders),
            )
            for entry in state.coverage.together.listed
        ),
    )


def not_placed_answer(state: CoverageState) -> Answer:
    """Actions and money that reach no cell, and why."""
    return Answer(
        question=Text(
            nl="Welke acties en welk geld hebben geen plaats in de tabel?",
            en="Which actions and money have no place in the table?",
        ),
        columns=(
            Column("action", Text(nl="Actie", en="Action")),
            Column("reasons", Text(nl="Waarom", en="Why")),
            Column("committed", Text(nl="Vastgelegd", en="Committed"), "number", "euro"),
        ),
        rows=tuple(
            (entry.action, " ".join(entry.reasons), entry.committed)
            for entry in state.coverage.not_placed
        ),
    )
