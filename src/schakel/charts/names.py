"""What series, columns and files of a chart are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schakel.answers.answer import Column
from schakel.answers.figures import Figure
from schakel.answers.words import breakdown_words
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

PERIOD = Column("period", Text(nl="Periode", en="Period"), "period")
AREA = Column("area", Text(nl="Gebied", en="Area"), "area")


def both(write: Callable[[str], str]) -> Text:
    """A text in both languages from one function of the language."""
    return Text(nl=write("nl"), en=write("en"))


def names(catalog: Catalog, figures: Sequence[Figure]) -> list[Text]:
    """What tells these figures apart: their areas, what they are split by, or both."""
    areas = len({figure.area for figure in figures}) > 1
    splits = any(figure.breakdown for figure in figures)

    def name(figure: Figure, language: str) -> str:
        area = catalog.area(figure.area).label.in_language(language)
        split = breakdown_words(catalog, figure, language) if splits else ""
        if not split:
            return area
        return f"{area} ({split})" if areas else split[0].upper() + split[1:]

    return [Text(nl=name(figure, "nl"), en=name(figure, "en")) for figure in figures]


def csv_name(indicator: str, figures: Sequence[Figure]) -> str:
    """File name of the table: the indicator, what it is split by, and the area if there is one."""
    splits = sorted({dimension for figure in figures for dimension, _ in figure.breakdown})
    areas = {figure.area for figure in figures}
    one = [next(iter(areas)).lower()] if len(areas) == 1 else []
    return "-".join([indicator, *splits, *one]) + ".csv"
