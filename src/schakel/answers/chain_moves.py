"""How people move from link to link of the chain in one year: the stocks and flows of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from schakel.answers.chain_names import ChainNames
from schakel.answers.projected import Projection
from schakel.catalog.types import ChainLink

_OUTSIDE, _OUT, _MARKET = "outside", "out", "market"


@dataclass(frozen=True)
class LinkMove:
    """People who go from one link to another in a year; None: from outside, or out of the chain.

    `market` are the moves between work and looking for work: far more than all others.
    """

    source: str | None
    target: str | None
    people: float
    market: bool


@dataclass(frozen=True)
class ChainMoves:
    """The people in each link in October of a year, and who move between links in the year after.

    Numbers are the means of the draws, because these add up.
    """

    area: str
    sex: str
    year: int
    stocks: Mapping[str, float]
    moves: tuple[LinkMove, ...]


def move_key(move: LinkMove) -> str:
    """How a move between links is called in an address."""
    return _key(move.source, move.target, move.market)


def _key(source: str | None, target: str | None, market: bool) -> str:
    return "-".join([source or _OUTSIDE, target or _OUT, *([_MARKET] if market else [])])


def move_ends(key: str) -> tuple[str, str]:
    """The two links of a move by its key; what is no link is outside the chain."""
    source, _, rest = key.partition("-")
    return source, rest.partition("-")[0]


def link_flows(names: ChainNames, key: str) -> list[str]:
    """The flows that a move between links is the sum of."""
    return [flow for flow in names.ends if _key(*_between(names, flow)) == key]


def _between(names: ChainNames, flow: str) -> tuple[str | None, str | None, bool]:
    """The links that a flow runs between, and whether it is one of the labour market."""
    source, target = (names.link_of_stage.get(end) for end in names.ends.get(flow, ("", "")))
    return source, target, flow.removesuffix("_otherwise") not in names.flows


def moves_year(projection: Projection, wanted: int) -> int:
    """The year with flows that is nearest to the one that is wanted."""
    years = projection.rows.filter(pl.col("measure") == "flow")["year"].unique().to_list()
    nearest: int = min(years, key=lambda year: (abs(year - wanted), year))
    return nearest


def chain_moves(
    projection: Projection,
    names: ChainNames,
    links: Mapping[str, ChainLink],
    area: str,
    sex: str,
    year: int,
) -> ChainMoves:
    """Stages and flows of an area, a sex and a year, added up per link in the links' order."""
    rows = projection.rows.filter(
        (pl.col("region") == area) & (pl.col("sex") == sex) & (pl.col("year") == year)
    )
    stocks: dict[str, float] = {}
    for key, people in _means(rows, "stock"):
        link = names.link_of_stage.get(key, "")
        stocks[link] = stocks.get(link, 0.0) + people
    found: dict[tuple[str | None, str | None, bool], float] = {}
    for key, people in _means(rows, "flow"):
        source, target, market = _between(names, key)
        if source != target:
            found[source, target, market] = found.get((source, target, market), 0.0) + people
    order = [*links, None]
    moves = sorted(
        (
            LinkMove(source, target, people, market)
            for (source, target, market), people in found.items()
        ),
        key=lambda move: (order.index(move.source), order.index(move.target), move.market),
    )
    return ChainMoves(
        area, sex, year, {link: stocks[link] for link in links if link in stocks}, tuple(moves)
    )


def _means(rows: pl.DataFrame, measure: str) -> list[tuple[str, float]]:
    kept = rows.filter(pl.col("measure") == measure)
    return list(zip(kept["key"].to_list(), kept["mean"].to_list(), strict=True))


def school_moves(moves: ChainMoves, links: Mapping[str, ChainLink]) -> list[LinkMove]:
    """The moves onward through school and from there to the labour market, without those in it."""
    order = list(links)
    market = {move.source for move in moves.moves if move.market}
    return [
        move
        for move in moves.moves
        if move.source and move.target and not move.market and move.source not in market
        and move.people >= 1 and order.index(move.source) < order.index(move.target)
    ]  # fmt: skip


def leaving_school(moves: ChainMoves, links: Mapping[str, ChainLink]) -> float:
    """People who go from school to the labour market."""
    market = {move.source for move in moves.moves if move.market}
    return sum(move.people for move in school_moves(moves, links) if move.target in market)
