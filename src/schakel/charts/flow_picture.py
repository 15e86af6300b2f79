"""People through the chain as stairs: each link a block, each flow a ribbon as wide as it is large.

A ribbon leaves its block downwards and enters the next one from the left, so that no ribbon runs
over a block. A block is as high as what comes in and as wide as what goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from schakel.answers.answer import Column
from schakel.answers.chain_moves import ChainMoves, LinkMove, move_key, school_moves
from schakel.answers.estimates import MOVES, Told, address_of
from schakel.base.numbers import format_number
from schakel.catalog.types import ChainLink, Text
from schakel.charts.chart import Cell, Chart, Spec
from schakel.charts.colours import INK, LINE, SERIES, SOFT, themed
from schakel.charts.layout import FONT_SIZE
from schakel.charts.names import both

_OUTSIDE = Text(nl="(van buiten de keten)", en="(from outside the chain)")
_OUT = Text(nl="(uit de keten)", en="(out of the chain)")
_WIDTH, _RIBBONS, _GAP, _LABEL, _LEAST = 360.0, 140.0, 8.0, 40.0, 4.0


def flow_chart(
    moves: ChainMoves, links: Mapping[str, ChainLink], title: Text, sentence: Text, language: str
) -> Chart:
    """The picture, with all moves as a table beside it."""
    return Chart(
        spec={"stairs": _shapes(moves, links, language), "width": _WIDTH},
        narrow=None,
        language=language,
        title=title,
        sentence=sentence,
        alt=both(lambda to: f"{_KIND.in_language(to)} {sentence.in_language(to)}"),
        columns=(
            Column("move", Text(nl="Van → naar", en="From → to")),
            Column("people", Text(nl="Mensen in een jaar", en="People in a year"), "figure"),
        ),
        rows=tuple(_row(moves, move, links, language) for move in moves.moves),
        csv_name="chain-flows",
        notes=(_NOTE,),
    )


_KIND = Text(
    nl="Stroombeeld: een trap van blokken, één per schakel, met daartussen banden.",
    en="Flow picture: stairs of blocks, one for each link, with ribbons between them.",
)
_NOTE = Text(
    nl="Hoe breder de band, hoe meer mensen. Wie van baan wisselt, van buiten komt of de keten "
    "verlaat, is niet getekend; dat staat in de tabel. De eerste twee jaren van havo en vwo tellen "
    "bij vmbo. Alles is geschat.",
    en="The wider the ribbon, the more people. Who changes jobs, comes from outside or leaves the "
    "chain is not drawn; the table has that. The first two years of havo and vwo count with vmbo. "
    "All is estimated.",
)


def _row(
    moves: ChainMoves, move: LinkMove, links: Mapping[str, ChainLink], language: str
) -> tuple[Cell, ...]:
    source = links[move.source].label if move.source else _OUTSIDE
    target = links[move.target].label if move.target else _OUT
    people = format_number(round(move.people, -1), 0, language)
    address = address_of(MOVES, moves.area, move_key(move), moves.year, moves.sex)
    return f"{source.in_language(language)} → {target.in_language(language)}", Told(people, address)


def _shapes(moves: ChainMoves, links: Mapping[str, ChainLink], language: str) -> list[Any]:
    drawn = school_moves(moves, links)
    shown = [link for link in links if any(link in (m.source, m.target) for m in drawn)]
    scale = _RIBBONS / (sum(move.people for move in drawn) or 1.0)
    blocks = _blocks(shown, drawn, scale)
    shapes: list[Any] = [*_ribbons(shown, drawn, blocks, scale)]
    for link in shown:
        left, top, wide, high = blocks[link]
        shapes.append(("block", left, top, wide, high))
        people = format_number(round(moves.stocks.get(link, 0.0), -2), 0, language)
        shapes.append(("label", left, top, links[link].label.in_language(language), people))
    return shapes


Block = tuple[float, float, float, float]


def _blocks(shown: Sequence[str], drawn: Sequence[LinkMove], scale: float) -> dict[str, Block]:
    left, top, found = 0.0, 0.0, {}
    for link in shown:
        goes = sum(move.people for move in drawn if move.source == link) * scale
        comes = sum(move.people for move in drawn if move.target == link) * scale
        wide, high = max(goes, _LEAST), max(comes, 12.0)
        top += _LABEL
        found[link] = (left, top, wide, high)
        left += wide + _GAP
        top += high
    return found


def _ribbons(
    shown: Sequence[str], drawn: Sequence[LinkMove], blocks: Mapping[str, Block], scale: float
) -> list[Any]:
    """The farther a ribbon goes, the more to the left it leaves; so none of a block cross."""
    entered = {link: blocks[link][1] for link in shown}
    found = []
    for link in shown:
        left, top, wide, high = blocks[link]
        at = left + wide
        mine = [move for move in drawn if move.source == link]
        for move in sorted(mine, key=lambda move: shown.index(str(move.target))):
            thick = move.people * scale
            at -= thick
            target = str(move.target)
            found.append(
                ("ribbon", at, top + high, thick, blocks[target][0], entered[target])
            )  # fmt: skip
            entered[target] += thick
    return found


def drawn_stairs(spec: Spec) -> tuple[str, tuple[float, float]]:
    """The picture's body, and its width and height."""
    shapes = spec["stairs"]
    bottom = max((s[2] + s[4] for s in shapes if s[0] == "block"), default=0.0)
    parts = {"ribbon": "", "block": "", "label": ""}
    for kind, *numbers in shapes:
        parts[kind] += _DRAW[kind](*numbers)
    body = (
        f'<g fill="{themed(SERIES[0])}" fill-opacity=".4" stroke="{themed(LINE)}" '
        f'stroke-width=".5">{parts["ribbon"]}</g>'
        f'<g fill="{themed(SERIES[0])}">{parts["block"]}</g>'
        f'<g font-size="{FONT_SIZE}" fill="{themed(INK)}">{parts["label"]}</g>'
    )
    return body, (spec["width"], bottom + 4)


def _ribbon(x: float, y: float, thick: float, to_x: float, to_y: float) -> str:
    """Down from (x, y), then around a corner into the block at (to_x, to_y)."""
    return (
        f'<path d="M{x:.1f} {y:.1f}V{to_y + thick / 2:.1f}Q{x:.1f} {to_y + thick:.1f} '
        f'{x + thick / 2:.1f} {to_y + thick:.1f}H{to_x:.1f}V{to_y:.1f}H{x + thick:.1f}V{y:.1f}z"/>'
    )


def _block(x: float, y: float, wide: float, high: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}z"/>'


def _label(x: float, y: float, name: str, people: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y - 20:.1f}" font-weight="600">{escape(name)}</text>'
        f'<text x="{x:.1f}" y="{y - 5:.1f}" fill="{themed(SOFT)}">{people}</text>'
    )


_DRAW: Mapping[str, Callable[..., str]] = {"ribbon": _ribbon, "block": _block, "label": _label}
