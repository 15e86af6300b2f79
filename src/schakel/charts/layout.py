"""Where things stand in a chart: sizes of text, scales with round steps, labels kept apart."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

FONT_SIZE = 14
LINE_HEIGHT = 17
_NARROW = frozenset("fijlrt.,:;|!'’()[] \N{NO-BREAK SPACE}")
_WIDE = frozenset("mwMW%@—")


@dataclass(frozen=True)
class Format:
    """The measures of a picture in pixels: its width, the height of the plot, room for labels."""

    name: str
    width: int
    height: int
    label_room: int


WIDE = Format("wide", 560, 250, 176)
NARROW = Format("narrow", 360, 230, 118)


@dataclass(frozen=True)
class Scale:
    """A stretch of numbers laid over a stretch of pixels (`start` belongs to `low`)."""

    low: float
    high: float
    start: float
    end: float

    def pixel(self, value: float) -> float:
        """Where a value stands."""
        part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


def text_width(text: str, *, bold: bool = False) -> float:
    """About how wide a text is at the font size of charts, in the widest face that is common."""
    ems = sum(0.36 if c in _NARROW else 0.95 if c in _WIDE else 0.62 for c in text)
    return ems * FONT_SIZE * (1.12 if bold else 1.0)


def wrapped(text: str, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit in the room as far as its words allow."""
    if text_width(text, bold=bold) <= room:
        return [text]
    letters = max(4, int(room / text_width("n", bold=bold)))
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=True)


def round_steps(low: float, high: float, count: int = 4) -> list[float]:
    """Multiples of a round step that enclose low to high, in about `count` steps."""
    if high - low < 1e-6:
        high = low + 1
    step = round_up((high - low) / count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def round_up(value: float, choices: Sequence[float] = (1, 2, 2.5, 5, 10)) -> float:
    """The smallest round number (a choice times a power of ten) that is not below the value."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    return next(c * power for c in (*choices, 10) if c * power >= value * (1 - 1e-9))


def decimals_of(numbers: Sequence[float], most: int = 6) -> int:
    """How many decimals it takes to write these numbers without loss."""
    return next((d for d in range(most) if all(abs(round(n, d) - n) < 1e-9 for n in numbers)), most)


def kept_apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles of labels as near as can be to where they are wanted, none over another.

    Labels that would overlap form a block around their common middle; blocks stay within low to
    high as long as they fit.
    """
    blocks: list[tuple[float, list[int]]] = []
    for index in sorted(range(len(wanted)), key=lambda i: (wanted[i], i)):
        block = [index]
        middle = _within(wanted[index], heights[index], low, high)
        while blocks and _overlap(blocks[-1], (middle, block), heights):
            earlier_middle, earlier = blocks.pop()
            middle = (earlier_middle * len(earlier) + middle * len(block)) / (
                len(earlier) + len(block)
            )
            block = [*earlier, *block]
            middle = _within(middle, _height(block, heights), low, high)
        blocks.append((middle, block))
    placed = [0.0] * len(wanted)
    for middle, block in blocks:
        top = middle - _height(block, heights) / 2
        for index in block:
            placed[index] = top + heights[index] / 2
            top += heights[index]
    return placed


def _height(block: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[index] for index in block)


def _overlap(
    above: tuple[float, list[int]], below: tuple[float, list[int]], heights: Sequence[float]
) -> bool:
    room = (_height(above[1], heights) + _height(below[1], heights)) / 2
    return below[0] - above[0] < room - 1e-9


def _within(middle: float, height: float, low: float, high: float) -> float:
    return max(low + height / 2, min(high - height / 2, middle))
