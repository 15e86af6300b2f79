"""What is asked of a run: a function, a number of draws, and how they are cut into blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from schakel.base.errors import Problem, SchakelError
from schakel.runs import versions
from schakel.runs.hashes import Arrays, json_hash

Work = Callable[[range], Arrays]
FORMAT = 1  # of the files in which blocks are kept


@dataclass(frozen=True)
class Job:
    """An ensemble of draws.

    `work` is a pure function from a block of draw numbers to named arrays, first axis the draws of
    the block. It can be pickled and takes its random numbers from the draw's number, so that a
    draw is the same in whatever block, process or machine it is made.

    `identity` is all that decides the result, as plain data: the question, seed, hashes of the
    data. A run is picked up again only under the same identity, draws, block size and versions.

    `draw_bytes` is the estimated size of one draw's arrays; 0 when unknown. The block size is the
    job's own and never follows from the number of workers.
    """

    work: Work = field(repr=False)
    draws: int
    identity: Mapping[str, object]
    block_size: int = 25
    draw_bytes: int = 0

    def __post_init__(self) -> None:
        sizes = {"draws": (self.draws, 1), "block_size": (self.block_size, 1)}
        sizes["draw_bytes"] = (self.draw_bytes, 0)
        problems = [
            Problem("run", repr(value), f"a whole number, {least} or more", "correct it", name)
            for name, (value, least) in sizes.items()
            if not isinstance(value, int) or value < least
        ]
        if problems:
            raise SchakelError(problems)

    def blocks(self) -> list[range]:
        """The draws, cut into blocks of `block_size`; the last one may be shorter."""
        starts = range(0, self.draws, self.block_size)
        return [range(start, min(start + self.block_size, self.draws)) for start in starts]

    def description(self) -> dict[str, object]:
        """All that decides the result, as plain data."""
        return {
            "identity": dict(self.identity),
            "draws": self.draws,
            "block_size": self.block_size,
            "versions": asdict(versions.current()),
            "format": FORMAT,
        }

    def key(self) -> str:
        """sha256 of the description: the name of the run."""
        return json_hash(self.description())
