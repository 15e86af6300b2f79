"""The engine `persons`: one row a person, whose choices hang on (person, year, event) alone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from schakel.chain.compiled import Chain, Edges, Floats, Given, Inflows, Ints
from schakel.chain.keyed import as_chance, chances, key, key_of, whole
from schakel.chain.moves import book, book_second, edge_share, second_shares
from schakel.chain.threads import in_parts, threads_for

_ROUND, _MOVE, _PLACE, _SECOND, _ENTER = range(5)
GONE = -1
# A person who asks for a place stands, until it is given or refused, at this less the edge.
_ASKS = -2
# What a slot of a table of choices has where it has no number of an edge below 254.
_STAYS, _UNSURE = 254, 255
_LARGE = 20_000
_1, _64 = np.uint64(1), np.uint64(64)


class Persons:
    """Persons of a chain. The number of a person is the place in `cell`, and never changes.

    `cell` (N) is where each is: group × S + state, or `GONE`.
    """

    def __init__(self, chain: Chain, seed: int, draw: int):
        self._others = chain.others
        self._seed, self._draw = seed, draw
        self._moves = 0
        self._kept: dict[Edges, tuple[tuple[Floats, ...], Choices]] = {}
        self._counts = whole(chain.stocks, self._next(_ROUND))
        self.cell = _repeated(np.arange(self._counts.size), self._counts.ravel())

    @property
    def stocks(self) -> Floats:
        """Persons per cell, (G, S)."""
        return np.asarray(self._counts, dtype=np.float64)

    def move(self, edges: Edges, given: Given, flows: Floats) -> Floats:
        """Move everybody along the edges of a phase; who asked for a place, (R, K)."""
        self._moves += 1
        threads = threads_for(len(self.cell), _LARGE)
        taken = np.zeros((threads, len(self._counts) * len(edges)), dtype=np.int64)
        choices = self._choices(edges, given)
        in_parts(_walk, threads, self.cell, *choices, self._now(_MOVE), taken)
        taken = taken.sum(axis=0).reshape(len(self._counts), len(edges))
        requests = np.zeros_like(given.places)
        if edges.capped:
            second = self._admit(edges, given, taken, requests)
            book_second(edges, second, self._counts, flows)
        book(edges, taken, self._counts, flows)
        return requests

    def _choices(self, edges: Edges, given: Given) -> Choices:
        """What lots lead to in a phase; kept until the shares change."""
        now = (given.shares, given.dynamic, given.scale)
        kept = self._kept.get(edges)
        if kept and all(np.array_equal(*pair) for pair in zip(kept[0], now, strict=True)):
            return kept[1]
        groups, states = self._counts.shape
        # The more persons there are in a cell, the finer the table.
        each = len(self.cell) // (2 * groups * states)
        found = Choices.empty(groups, states, len(edges), min(8, max(1, each.bit_length() - 1)))
        in_parts(
            _fill, threads_for(found.table.size, _LARGE), states, *now, edges.first, edges.share,
            edges.target, edges.capacity, self._others, *found,
        )  # fmt: skip
        self._kept[edges] = tuple(each.copy() for each in now), found
        return found

    def _admit(self, edges: Edges, given: Given, taken: Ints, requests: Floats) -> Ints:
        """Who is not drawn by lot for a place stays, or goes to the second choice at once.

        Takes those who got none out of `taken`, and fills `requests`. Gives who takes the second
        choice, (G, asking).
        """
        states, asking = self._counts.shape[1], np.flatnonzero(self.cell <= _ASKS)
        asked: Ints = _ASKS - self.cell[asking]
        group, edge = asked // len(edges), asked % len(edges)
        pair = group // self._others * requests.shape[1] + edges.capacity[edge]
        requests[:] = np.bincount(pair, minlength=requests.size).reshape(requests.shape)
        refused = self._refused(asking, pair, requests.ravel(), given.places.ravel())
        np.subtract.at(taken, (group[refused], edge[refused]), 1)
        share, number = second_shares(edges, given.shares), np.searchsorted(edges.asking, edge)
        second = refused.copy()
        lots = chances(self._now(_SECOND), asking[refused])
        second[refused] = lots < share[group[refused], number[refused]]
        found = np.zeros(share.shape, dtype=np.int64)
        np.add.at(found, (group[second], number[second]), 1)
        goal = np.where(refused, edges.source[edge], edges.target[edge])
        goal[second] = edges.other_target[edge[second]]
        self.cell[asking] = np.where(goal < 0, GONE, group * states + goal)
        return found

    def _refused(self, asking: Ints, pair: Ints, requests: Floats, places: Floats) -> Any:
        """Whether each of those who ask gets no place, drawn by lot per region and capacity."""
        found = np.zeros(len(asking), dtype=bool)
        scarce = np.flatnonzero((requests > places)[pair])
        lots = chances(self._now(_PLACE), asking[scarce])
        order = scarce[np.lexsort((lots, pair[scarce]))]
        ordered = pair[order]
        rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
        found[order] = rank >= np.floor(places[ordered])
        return found

    def enter(self, inflows: Inflows, people: Floats, flows: Floats) -> None:
        """Add who comes from outside; parts of a person by chance."""
        if not len(people):
            return
        came = whole(np.ascontiguousarray(people.T), self._next(_ENTER))
        groups, states = self._counts.shape
        for number, (target, flow) in enumerate(zip(inflows.target, inflows.flow, strict=True)):
            self._counts[:, target] += came[:, number]
            flows[:, flow] += came[:, number]
        cells = np.arange(groups)[:, None] * states + inflows.target
        self.cell = np.concatenate((self.cell, _repeated(cells.ravel(), came.ravel())))

    def _next(self, event: int) -> np.uint64:
        self._moves += 1
        return self._now(event)

    def _now(self, event: int) -> np.uint64:
        return key(self._seed, self._draw, self._moves, event)


class Choices(NamedTuple):
    """What a lot from 0 up to 1 leads to, in each cell.

    Edges of a cell are numbered on from `begin` (G × S + 1). `table` (G × S, slots) has which of
    them a lot with these first bits leads to, `_STAYS`, or `_UNSURE`; then `reached` (G × E) says:
    the chance of this edge or one before it. `goal` (G × E) is the cell that an edge leads to,
    `GONE`, or who asks.
    """

    begin: Ints
    table: Ints
    reached: Floats
    goal: Ints

    @classmethod
    def empty(cls, groups: int, states: int, edges: int, bits: int) -> Choices:
        """Room for the choices of so many groups, each with so many states and edges."""
        return cls(
            np.full(groups * states + 1, groups * edges, dtype=np.int32),
            np.empty((groups * states, 1 << bits), dtype=np.uint8),
            np.empty(groups * edges),
            np.empty(groups * edges, dtype=np.int32),
        )


@njit(cache=True, nogil=True)
def _fill(
    thread: int, part: int, parts: int, states: int, shares: Any, dynamic: Any, scale: Any,
    first: Any, share: Any, target: Any, capacity: Any, others: int, begin: Any, table: Any,
    reached: Any, goal: Any,
) -> None:  # fmt: skip
    """Fill what `Choices` has. Each part has every so manieth cell."""
    for cell in range(part, len(table), parts):
        group, state = cell // states, cell % states
        begin[cell] = group * len(share) + first[state]
        place, total = begin[cell], 0.0
        for edge in range(first[state], first[state + 1]):
            total += edge_share(group, state, share[edge], shares, dynamic, scale, others)
            reached[place] = total
            if capacity[edge] >= 0:
                goal[place] = _ASKS - place
            else:
                goal[place] = group * states + target[edge] if target[edge] >= 0 else GONE
            place += 1
        _fill_slots(reached[begin[cell] : place], table[cell])


@njit(cache=True)
def _fill_slots(reached: Any, slots: Any) -> None:
    """Which edge all lots of a slot of a cell lead to."""
    slot = 0
    for edge in range(len(reached)):
        ends = min(1.0, reached[edge]) * len(slots)
        if ends > slot:
            full = int(ends)
            slots[slot:full] = edge if edge < _STAYS else _UNSURE
            slot = full
            if ends > full:
                slots[slot] = _UNSURE
                slot += 1
    slots[slot:] = _STAYS


@njit(cache=True, nogil=True)
def _walk(
    thread: int, part: int, parts: int, cell: Any, begin: Any, table: Any, reached: Any,
    goal: Any, key: Any, taken: Any,
) -> None:  # fmt: skip
    """Move persons, and count per thread (T, G × E) who took each edge.

    Unsigned numbers spare the check whether an index counts from the end.
    """
    counts, slots = taken[thread], table.ravel()
    bits = np.uint64(round(np.log2(table.shape[1])))
    first, last = part * len(cell) // parts, (part + 1) * len(cell) // parts
    mine = cell[first:last]
    for place in range(len(mine)):
        if mine[place] < 0:
            continue
        here, word = np.uint64(mine[place]), key_of(key, first + place)
        choice = slots[(here << bits) + (word >> (_64 - bits))]
        if choice == _STAYS:
            continue
        edge = np.uint64(begin[here]) + np.uint64(choice)
        if choice == _UNSURE:
            edge = _counted(as_chance(word), begin[here], begin[here + _1], reached)
            if edge == begin[here + _1]:
                continue
        counts[edge] += 1
        mine[place] = goal[edge]


@njit(cache=True)
def _counted(lot: float, begin: int, end: int, reached: Any) -> Any:
    """The edge of a lot, by counting those before it; `end` to stay."""
    found = np.uint64(begin)
    for edge in range(begin, end):
        found += np.uint64(1) if reached[edge] <= lot else np.uint64(0)
    return found


@njit(cache=True)
def _repeated(values: Any, times: Any) -> Any:
    """Each value so many times, in few bytes."""
    found, begin = np.empty(times.sum(), dtype=np.int32), 0
    for place in range(len(values)):
        found[begin : begin + times[place]] = values[place]
        begin += times[place]
    return found
