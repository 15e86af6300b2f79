"""The track record: what forecasts would have said about histories that are known by now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from schakel.base.periods import parse_period
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import DefinitionVersion, Formula, Selection, Text
from schakel.facts.selection import add_up, dominant_status
from schakel.forecast.backtest import backtest, summary
from schakel.forecast.baselines import Method, constant_share, drift, no_change, sampled
from schakel.forecast.panel import Panel, panel_of
from schakel.forecast.smoothing import damped_trend

NO_CHANGE = "no change"
METHODS: dict[str, Method] = {
    NO_CHANGE: sampled(no_change),
    "constant share": sampled(constant_share),
    "drift": sampled(drift),
    "damped trend": damped_trend,
}
HORIZONS = (1, 2, 3)


@dataclass(frozen=True, eq=False)
class History:
    """A history to be tried on: a panel with its names, and from where it is forecast.

    `units` says what a row of the panel is, `whole` of what its totals are the whole. `hidden` is
    the largest part, in percent, by which suppressed cells could raise a value. `gaps` counts the
    values of the panel that are not known.
    """

    id: str
    label: Text
    unit: Text
    units: Text
    whole: Text
    panel: Panel
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    hidden: float
    gaps: int
    note: Text | None = None


@dataclass(frozen=True, eq=False)
class Track:
    """One history with the scores of every method: row by row, in all, and by horizon."""

    history: History
    scores: pl.DataFrame
    overall: pl.DataFrame
    by_horizon: pl.DataFrame


def track_record(
    catalog: Catalog, further: Mapping[str, Mapping[str, Method]] | None = None
) -> tuple[Track, ...]:
    """All histories, forecast by the baselines and by `further` methods.

    `further` names, per id of a history, methods that are tried on it beside the baselines.

    Raises UnknownName for a history that does not exist.
    """
    further = further or {}
    for name in further:
        find(HISTORIES, name, "history")
    return tuple(
        tried(make(catalog), {**METHODS, **further.get(name, {})})
        for name, make in HISTORIES.items()
    )


def tried(history: History, methods: Mapping[str, Method]) -> Track:
    """One history, forecast from each of its origins by each of the methods."""
    scores = backtest(history.panel, methods, history.origins, HORIZONS)
    return Track(
        history=history,
        scores=scores,
        overall=summary(scores, NO_CHANGE),
        by_horizon=summary(scores, NO_CHANGE, ("horizon", "method")),
    )


def hbo_first_years(catalog: Catalog) -> History:
    """Technical first-years of hbo per province, since DUO counts as it does now."""
    version = catalog.indicator("technical_share_hbo").versions[-1]
    return _by_province(
        catalog,
        version,
        id="hbo_first_years",
        label=Text(
            nl="Eerstejaars techniek in het hbo, per provincie",
            en="Technical first-years of hbo, by province",
        ),
        whole=Text(
            nl="alle hbo-eerstejaars van de provincie", en="all hbo first-years of the province"
        ),
        note=Text(
            nl="De reeks begint met het hoge jaar 2020; een lijn van daaruit trekt de daling door.",
            en="The series begins with the high year 2020; a line from there draws the fall on.",
        ),
    )


def mbo_students(catalog: Catalog) -> History:
    """Technical students of mbo per province."""
    version = catalog.indicator("technical_share_mbo").versions[-1]
    return _by_province(
        catalog,
        version,
        id="mbo_students",
        label=Text(
            nl="Studenten techniek in het mbo, per provincie",
            en="Technical students of mbo, by province",
        ),
        whole=Text(nl="alle mbo-studenten van de provincie", en="all mbo students of the province"),
        note=Text(
            nl="Een school telt in de provincie van haar hoofdkantoor; Flevoland heeft er geen.",
            en="A college counts in the province of its main office; Flevoland has none.",
        ),
    )


def vacancies(catalog: Catalog) -> History:
    """Open vacancies per province and industry: means of four quarters, July to June."""
    version = catalog.indicator("open_vacancies").versions[0]
    whole = version.formula.numerator
    codes = _smallest(catalog, "sector")
    parts = whole.model_copy(update={"where": {"sector": codes}})
    table = years_to_june(
        known_sums(catalog, parts, version, "sector").join(
            known_sums(catalog, whole, version).select("area", "period", total="value"),
            on=["area", "period"],
            how="left",
        )
    )
    return _history(
        catalog,
        table.with_columns(pl.col("value", "total", "highest") * 1000),
        first_known=4,
        id="vacancies",
        label=Text(
            nl="Openstaande vacatures, per provincie en bedrijfstak",
            en="Open vacancies, by province and industry",
        ),
        unit=Text(nl="vacatures", en="vacancies"),
        units=Text(nl="provincie × bedrijfstak", en="province × industry"),
        whole=Text(
            nl="alle openstaande vacatures van de provincie",
            en="all open vacancies of the province",
        ),
        note=Text(
            nl="Gemiddelden van vier kwartalen, juli tot en met juni, zodat het seizoen wegvalt. "
            "CBS rondt een kwartaal af op honderd vacatures. In het laatste jaar begon corona.",
            en="Means of four quarters, July to June, so that the season drops out. CBS rounds a "
            "quarter to a hundred vacancies. The pandemic began in the last year.",
        ),
    )


HISTORIES: dict[str, Callable[[Catalog], History]] = {
    "hbo_first_years": hbo_first_years,
    "mbo_students": mbo_students,
    "vacancies": vacancies,
}


def _by_province(
    catalog: Catalog,
    version: DefinitionVersion,
    id: str,
    label: Text,
    whole: Text,
    note: Text | None = None,
) -> History:
    """The history of the numerator of a share, with its denominator as the whole."""
    part, all_of_it = version.formula.numerator, _denominator(version.formula)
    table = known_sums(catalog, part, version).join(
        known_sums(catalog, all_of_it, version).select("area", "period", total="value"),
        on=["area", "period"],
        how="left",
    )
    return _history(
        catalog,
        table.with_columns(pl.col("area").alias("unit")),
        first_known=2,
        id=id,
        label=label,
        unit=Text(nl="studenten", en="students"),
        units=Text(nl="provincie", en="province"),
        whole=whole,
        note=note,
    )


def _denominator(formula: Formula) -> Selection:
    assert formula.denominator is not None, "a share has a denominator"
    return formula.denominator


def _history(
    catalog: Catalog,
    table: pl.DataFrame,
    first_known: int,
    id: str,
    label: Text,
    unit: Text,
    units: Text,
    whole: Text,
    note: Text | None,
) -> History:
    """The history in a table of unit, period, value, total, highest and sources.

    It is forecast from every period with `first_known` periods up to and with it.
    """
    periods = sorted(table.filter(pl.col("value").is_not_null())["period"].unique())
    panel = panel_of(table, periods)
    return History(
        id=id,
        label=label,
        unit=unit,
        units=units,
        whole=whole,
        panel=panel,
        origins=tuple(periods[first_known - 1 : -1]),
        sources=tuple(sorted(_names(table["sources"]))),
        hidden=_hidden(table),
        gaps=int((panel.values != panel.values).sum()),
        note=note,
    )


def _names(sources: pl.Series) -> set[str]:
    """The sources in lists of them; one text of a list may hold several, parted by spaces."""
    return {name for listed in sources for text in listed for name in text.split()}


def _hidden(table: pl.DataFrame) -> float:
    """By how much, in percent, suppressed cells could raise the value it matters most to."""
    raised = table.filter(pl.col("value") > 0).select(
        (100 * (pl.col("highest") / pl.col("value") - 1)).max()
    )
    return float(raised.item() or 0)


def known_sums(
    catalog: Catalog, selection: Selection, version: DefinitionVersion, split: str | None = None
) -> pl.DataFrame:
    """Sums per province and period of a definition; what is missing or wholly hidden is null."""
    provinces = [code for code, area in catalog.areas.items() if area.kind == "province"]
    table = add_up(catalog, selection, split).filter(pl.col("area").is_in(provinces)).collect()
    table = table.filter(_within(version, table["period"]))
    missing = pl.Series(
        [dominant_status(rank) is Status.MISSING for rank in table["status_rank"]], dtype=pl.Boolean
    )
    hidden = (pl.col("suppressed") > 0) & (pl.col("published") == 0)
    return table.with_columns(pl.when(~(missing | hidden)).then("counted").alias("value"))


def _within(version: DefinitionVersion, periods: pl.Series) -> pl.Series:
    first, last = (parse_period(text or "") for text in (version.first_period, version.last_period))
    spans = [parse_period(period) for period in periods]
    return pl.Series(
        [not (span.start < first.start or span.end > last.end) for span in spans], dtype=pl.Boolean
    )


def _smallest(catalog: Catalog, dimension: str) -> tuple[str, ...]:
    """The codes of a dimension that are not divided further."""
    name = catalog.dimensions[dimension].classification
    assert name is not None, "a dimension with codes"
    codes = catalog.classifications[name].codes
    parents = {code.parent for code in codes}
    return tuple(code.code for code in codes if code.code not in parents)


def years_to_june(table: pl.DataFrame) -> pl.DataFrame:
    """Means of the four quarters from July to June; a year with a gap is not known."""
    sums = ("value", "total", "highest")
    return (
        table.with_columns(
            pl.concat_str("area", "sector", separator=" × ").alias("unit"),
            pl.Series("period", list(_years_of(table["period"]))),
        )
        .group_by("unit", "period", maintain_order=True)
        .agg(
            # Rounded far below what is published: the order of a sum may not make a difference.
            *(
                pl.when(pl.col(name).count() == 4).then(pl.col(name).mean().round(6))
                for name in sums
            ),
            pl.col("sources").list.join(" ").unique(),
        )
    )


def _years_of(quarters: pl.Series) -> Iterator[str]:
    for quarter in quarters:
        year = int(parse_period(quarter).start - 0.5)
        yield f"{year}Q3–{year + 1}Q2"
