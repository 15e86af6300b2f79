"""Where does this number come from? Its formula, filled in, and the rows that were added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.answers.answer import Answer, Cell, Column
from schakel.answers.figures import Figure
from schakel.answers.words import value_text
from schakel.base.numbers import format_number
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import (
    Dataset,
    DefinitionVersion,
    Formula,
    Indicator,
    Selection,
    Source,
    Text,
)
from schakel.facts.store import observations

_NAMED = 6  # codes that a formula names one by one; the rest is counted
_TERMS = 4  # terms of a sum that are shown one by one


@dataclass(frozen=True)
class Part:
    """The upper or the lower half of a formula: what was selected, its rows, and their sum."""

    dataset: Dataset
    selection: Selection
    words: Text
    total: float | None
    suppressed: int
    rows: Answer


@dataclass(frozen=True)
class FigureExplanation:
    """Everything that makes one figure traceable.

    `formula` is the definition in words, `filled` the same with the numbers (None when there is no
    value), `range` a sentence on what suppressed cells or the source's own margin allow (None when
    the value is exact).
    """

    figure: Figure
    indicator: Indicator
    version: DefinitionVersion
    formula: Text
    filled: Text | None
    range: Text | None
    numerator: Part
    denominator: Part | None
    sources: tuple[Source, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Numerator and, where there is one, denominator."""
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


@lru_cache(maxsize=1024)
def explain(catalog: Catalog, figure: Figure) -> FigureExplanation:
    """The arithmetic behind a figure, its observations and its sources."""
    indicator = catalog.indicator(figure.indicator)
    version = next(v for v in indicator.versions if v.id == figure.version)
    formula = formula_of(version, figure.breakdown[0][0] if figure.breakdown else None)
    above = _part(catalog, formula.numerator, figure)
    below = _part(catalog, formula.denominator, figure) if formula.denominator else None
    return FigureExplanation(
        figure=figure,
        indicator=indicator,
        version=version,
        formula=formula_words(catalog, formula),
        filled=_both(lambda language: _filled(catalog, figure, formula, (above, below), language))
        if figure.value is not None
        else None,
        range=_range(catalog, figure, [above, below] if below else [above]),
        numerator=above,
        denominator=below,
        sources=tuple(catalog.sources[name] for name in figure.sources),
    )


def formula_of(version: DefinitionVersion, split: str | None) -> Formula:
    """The formula of a definition version, or that of its breakdown by a dimension."""
    if split is None:
        return version.formula
    return next(entry.formula for entry in version.breakdowns if entry.dimension == split)


def formula_words(catalog: Catalog, formula: Formula) -> Text:
    """A formula in words: numerator ÷ denominator × factor, each with its selection."""

    def words(language: str) -> str:
        text = selection_words(catalog, formula.numerator).in_language(language)
        if formula.denominator:
            below = selection_words(catalog, formula.denominator).in_language(language)
            text = f"{text} ÷ {below}"
        return text if formula.times == 1 else f"{text} × {_short(formula.times, language)}"

    return _both(words)


def selection_words(catalog: Catalog, selection: Selection) -> Text:
    """A selection in words: the variable, and per dimension the labels of the codes wanted."""
    dataset = catalog.datasets[selection.dataset]
    variable = dataset.variables[selection.variable].label

    def words(language: str) -> str:
        conditions = "; ".join(
            _condition(catalog, name, codes, language) for name, codes in selection.where.items()
        )
        label = variable.in_language(language)
        return f"{label} ({conditions})" if conditions else label

    return _both(words)


def _condition(catalog: Catalog, dimension: str, codes: Sequence[str] | None, language: str) -> str:
    name = catalog.dimensions[dimension].label.in_language(language)
    name = name[0].lower() + name[1:]
    if codes is None:
        return f"{name}: {'totaal' if language == 'nl' else 'total'}"
    labels = catalog.labels.get(dimension, {})
    few = codes if len(codes) <= _NAMED + 1 else codes[:_NAMED]
    named = [labels[code].in_language(language) if code in labels else code for code in few]
    more = len(codes) - len(named)
    rest = {"nl": f" en {more} andere", "en": f" and {more} others"}[language] if more else ""
    return f"{name}: {', '.join(named)}{rest}"


def _part(catalog: Catalog, selection: Selection, figure: Figure) -> Part:
    dataset = catalog.datasets[selection.dataset]
    rows = _rows(catalog, dataset, selection, figure)
    return Part(
        dataset=dataset,
        selection=selection,
        words=selection_words(catalog, selection),
        total=float(rows["counted"].sum()) if len(rows) else None,
        suppressed=int((rows["status"] == Status.SUPPRESSED).sum()),
        rows=_answer(catalog, dataset, selection, rows),
    )


def _rows(catalog: Catalog, dataset: Dataset, selection: Selection, figure: Figure) -> pl.DataFrame:
    """The observations that a figure adds up, largest first; `counted` is what each counts as."""
    places = catalog.territory.composition(figure.area, dataset.grain)
    table = observations(catalog, dataset.id)
    wanted = [
        pl.col("variable") == selection.variable,
        pl.col("period") == figure.period,
        pl.col("region").is_in(places),
        *(_is_one_of(name, codes) for name, codes in selection.where.items()),
        *(pl.col(name) == code for name, code in figure.breakdown),
    ]
    cell = dataset.suppression
    hidden = pl.col("status") == Status.SUPPRESSED
    counted = pl.when(hidden).then(cell.counted_as if cell else 0.0).otherwise(pl.col("value"))
    rows = table.filter(*wanted).with_columns(counted.alias("counted"))
    keys = ["counted", "region", *dataset.dimensions, "source"]
    return rows.sort(keys, descending=[True] + [False] * (len(keys) - 1), nulls_last=True)


def _is_one_of(dimension: str, codes: Sequence[str] | None) -> pl.Expr:
    column = pl.col(dimension)
    return column.is_null() if codes is None else column.is_in(list(codes))


def _answer(catalog: Catalog, dataset: Dataset, selection: Selection, rows: pl.DataFrame) -> Answer:
    used = [name for name in dataset.dimensions if rows[name].is_not_null().any()]
    unit = dataset.variables[selection.variable].unit
    names = ["region", "value", "low", "high", "status", "counted", "period", *used]
    names += ["source", "retrieved", "note"]
    if not rows["low"].is_not_null().any():
        names = [name for name in names if name not in ("low", "high")]
    if not rows["note"].is_not_null().any():
        names.remove("note")
    table = rows.select(pl.col(n).dt.to_string() if n == "retrieved" else n for n in names)
    found: tuple[tuple[Cell, ...], ...] = tuple(table.iter_rows())
    return Answer(
        question=selection_words(catalog, selection),
        columns=tuple(_column(catalog, name, unit) for name in names),
        rows=found,
        sources=tuple(catalog.sources[name] for name in rows["source"].unique().sort()),
    )


_COLUMNS = {
    "region": Column("region", Text(nl="Gebied", en="Area"), "area"),
    "period": Column("period", Text(nl="Periode", en="Period"), "period"),
    "status": Column("status", Text(nl="Status", en="Status"), "status"),
    "source": Column("source", Text(nl="Bron", en="Source")),
    "retrieved": Column("retrieved", Text(nl="Opgehaald", en="Retrieved")),
    "note": Column("note", Text(nl="Opmerking", en="Note")),
}
_NUMBERS = {
    "value": Text(nl="Waarde", en="Value"),
    "low": Text(nl="Laagst mogelijk", en="Lowest possible"),
    "high": Text(nl="Hoogst mogelijk", en="Highest possible"),
    "counted": Text(nl="Telt mee als", en="Counts as"),
}


def _column(catalog: Catalog, name: str, unit: str) -> Column:
    if name in _COLUMNS:
        return _COLUMNS[name]
    if name in _NUMBERS:
        return Column(name, _NUMBERS[name], "number", unit)
    return Column(name, catalog.dimensions[name].label)


def _filled(
    catalog: Catalog,
    figure: Figure,
    formula: Formula,
    parts: tuple[Part, Part | None],
    language: str,
) -> str:
    above, below = parts
    result = _result(catalog, figure, language)
    upper = _total(catalog, above, language)
    times = "" if formula.times == 1 else f" × {_short(formula.times, language)}"
    if below:
        return f"{upper} ÷ {_total(catalog, below, language)}{times} {result}"
    counted = [row[_place(above.rows, "counted")] for row in above.rows.rows]
    if len(counted) == 1 and not times:
        return _as_published(result.removeprefix("= "), language)
    if 1 < len(counted) <= _TERMS:
        decimals = _decimals(catalog, above)
        terms = " + ".join(format_number(float(n or 0), decimals, language) for n in counted)
        upper = f"({terms})" if times else terms
    elif len(counted) > _TERMS and not times:
        added = "getallen opgeteld" if language == "nl" else "numbers added up"
        upper = f"{format_number(len(counted), 0, language)} {added}"
    return f"{upper}{times} {result}"


def _as_published(result: str, language: str) -> str:
    if language == "nl":
        return f"Er is niets gerekend; de bron geeft dit getal zelf: {result}"
    return f"Nothing was computed; the source itself gives this number: {result}"


def _result(catalog: Catalog, figure: Figure, language: str) -> str:
    assert figure.value is not None, "only a figure with a value has an outcome"
    equals = "≈" if figure.status is Status.ESTIMATE else "="
    return f"{equals} {value_text(catalog.units[figure.unit], figure.value, language)}"


def _place(answer: Answer, name: str) -> int:
    return [column.name for column in answer.columns].index(name)


def _total(catalog: Catalog, part: Part, language: str) -> str:
    return format_number(part.total or 0.0, _decimals(catalog, part), language)


def _decimals(catalog: Catalog, part: Part) -> int:
    """As the unit says; one more when suppressed cells count as half a person."""
    decimals = catalog.units[part.dataset.variables[part.selection.variable].unit].decimals
    halves = part.total is not None and abs(part.total - round(part.total, decimals)) > 1e-9
    return decimals + 1 if halves and part.suppressed else decimals


def _short(number: float, language: str) -> str:
    decimals = next((n for n in range(6) if round(number, n) == number), 6)
    return format_number(number, decimals, language)


def _range(catalog: Catalog, figure: Figure, parts: Sequence[Part]) -> Text | None:
    if figure.low is None or figure.high is None:
        return None
    hidden = [part for part in parts if part.suppressed]
    return _both(
        lambda language: (
            _suppression_sentence(catalog, figure, hidden, language)
            if hidden
            else _margin_sentence(catalog, figure, language)
        )
    )


def _suppression_sentence(
    catalog: Catalog, figure: Figure, hidden: Sequence[Part], language: str
) -> str:
    low, high = _ends(catalog, figure, language)
    most = max(hidden, key=lambda part: part.suppressed)
    cell = most.dataset.suppression
    assert cell is not None, "a suppressed cell without a rule adds nothing to the range"
    smallest, largest, counted = (
        _short(number, language) for number in (cell.smallest, cell.largest, cell.counted_as)
    )
    number, rows = (format_number(n, 0, language) for n in (most.suppressed, len(most.rows.rows)))
    if language == "nl":
        return (
            f"De bron verbergt {number} van de {rows} cellen, omdat het om zo weinig mensen gaat. "
            f"In zo’n cel kan {smallest} tot en met {largest} staan; hier telt hij mee als "
            f"{counted}. Het echte getal ligt daarom tussen {low} en {high}."
        )
    return (
        f"The source hides {number} of the {rows} cells, because they are about so few people. "
        f"Such a cell can hold {smallest} up to {largest}; here it counts as {counted}. The true "
        f"number therefore lies between {low} and {high}."
    )


def _margin_sentence(catalog: Catalog, figure: Figure, language: str) -> str:
    low, high = _ends(catalog, figure, language)
    if language == "nl":
        return f"De bron geeft zelf een marge: het echte getal ligt tussen {low} en {high}."
    return f"The source itself gives a margin: the true number lies between {low} and {high}."


def _ends(catalog: Catalog, figure: Figure, language: str) -> tuple[str, str]:
    """Both ends of the range, with so many decimals that they differ as printed."""
    assert figure.low is not None and figure.high is not None
    unit = catalog.units[figure.unit]
    decimals = unit.decimals
    while decimals < 4 and f"{figure.low:.{decimals}f}" == f"{figure.high:.{decimals}f}":
        decimals += 1
    exact = unit.model_copy(update={"decimals": decimals})
    return value_text(exact, figure.low, language), value_text(exact, figure.high, language)


def _both(words: Callable[[str], str]) -> Text:
    return Text(nl=words("nl"), en=words("en"))
