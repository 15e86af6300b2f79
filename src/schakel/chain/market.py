"""The labour market in one step: separations, openings and hires, as expected shares.

After del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond and Farmer (2021), "Occupational mobility and
automation: a data-driven network model", mean-field form. Per region and occupation family: e in
work, u seeking, v vacancies, d jobs wanted.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from schakel.chain.compiled import Floats, Ints


@njit(cache=True, nogil=True)
def market_year(
    people: Any, vacancies: Any, demand: Any, next_demand: Any, substeps: int,
    separation: Any, opening: Any, adjust_separation: Any, adjust_opening: Any,
    alike: Any, self_loop: Any, longer: Any,
    workers: Any, seekers: Any, others: int, numbers: Any, flows: Any,
) -> None:  # fmt: skip
    """All steps of a year for expected people (S, G), who are moved in place, as vacancies are.

    Demand moves from this year's to the next in equal steps. The other arguments are those of
    `step_shares` and `expected`.
    """
    before = np.empty_like(people)
    for step in range(substeps):
        along = (step + 1) / substeps
        dynamic = step_shares(
            _counted(people, workers, others), _counted(people, seekers, others), vacancies,
            demand * (1 - along) + next_demand * along, separation, opening,
            adjust_separation, adjust_opening, alike, self_loop, longer,
        )  # fmt: skip
        before[:] = people
        expected(before, dynamic, workers, seekers, others, numbers, people, flows)


@njit(cache=True, nogil=True)
def step_shares(
    work: Any, seek: Any, vacancies: Any, demand: Any,
    separation: Any, opening: Any, adjust_separation: Any, adjust_opening: Any,
    alike: Any, self_loop: Any, longer: Any,
) -> Any:  # fmt: skip
    """Shares (R, O + O² + O) of this step; `vacancies` (R, O) are moved on in place.

    First the share of workers who lose their job, then per family of seekers the share hired in
    each family, then the share of seekers who pass on to a longer duration. All arguments but
    `alike` (O, O) are (R, O).
    """
    regions, size = work.shape
    found = np.zeros((regions, size + size * size + size))
    begun = np.empty(size)
    for region in range(regions):
        lost = found[region, :size]
        hired = found[region, size : size + size * size].reshape(size, size)
        _turnover(
            work[region], vacancies[region], demand[region], separation[region], opening[region],
            adjust_separation[region], adjust_opening[region], lost, begun,
        )  # fmt: skip
        _hire(seek[region], vacancies[region], alike, self_loop[region], hired)
        for i in range(size):
            stay = max(0.0, 1.0 - hired[i].sum())
            found[region, size + size * size + i] = stay * longer[region, i]
        _fill(seek[region], hired, begun, vacancies[region])
    return found


@njit(cache=True, nogil=True)
def _turnover(
    work: Any, vacancies: Any, demand: Any, separation: Any, opening: Any,
    adjust_separation: Any, adjust_opening: Any, lost: Any, begun: Any,
) -> None:  # fmt: skip
    """Share of workers who lose their job, and vacancies that open, per family."""
    for i in range(len(work)):
        gap = work[i] + vacancies[i] - demand[i]
        back = min(work[i], adjust_separation[i] * max(0.0, gap))
        more = min(work[i], adjust_opening[i] * max(0.0, -gap))
        leaving = separation[i] * work[i] + (1.0 - separation[i]) * back
        lost[i] = min(1.0, leaving / max(work[i], 1e-300))
        begun[i] = opening[i] * work[i] + (1.0 - opening[i]) * more


@njit(cache=True, nogil=True)
def _hire(seek: Any, vacancies: Any, alike: Any, self_loop: Any, found: Any) -> None:
    """Share of the seekers of family i who are hired in family j, (O, O)."""
    size = len(seek)
    asked = np.zeros(size)
    for i in range(size):
        total = 0.0
        for j in range(size):
            weight = self_loop[i] if j == i else (1.0 - self_loop[i]) * alike[i, j]
            found[i, j] = vacancies[j] * weight
            total += found[i, j]
        if total > 0.0:
            for j in range(size):
                found[i, j] /= total
                asked[j] += seek[i] * found[i, j]
    for j in range(size):
        if asked[j] > 0.0:
            tightness = vacancies[j] / asked[j]
            # Below 1e-300 nobody is hired; it is kept from dividing by nothing.
            asked[j] = tightness * (1.0 - math.exp(-1.0 / max(tightness, 1e-300)))
        else:
            asked[j] = 1.0
    for i in range(size):
        for j in range(size):
            found[i, j] *= asked[j]


@njit(cache=True, nogil=True)
def _fill(seek: Any, hired: Any, begun: Any, vacancies: Any) -> None:
    """Vacancies after those that open and those that are filled."""
    for j in range(len(seek)):
        taken = 0.0
        for i in range(len(seek)):
            taken += seek[i] * hired[i, j]
        vacancies[j] = max(0.0, vacancies[j] + begun[j] - taken)


def counted(stocks: Floats, states: Ints, others: int) -> Floats:
    """People per region and family, (R, O): of stocks (G, S), in the states (O, …) of each."""
    return np.asarray(_counted(np.ascontiguousarray(stocks.T), states, others))


@njit(cache=True, nogil=True)
def _counted(stocks: Any, states: Any, others: int) -> Any:
    found = np.zeros((stocks.shape[1] // others, len(states)))
    total = np.empty(stocks.shape[1])
    for family in range(len(states)):
        total[:] = 0.0
        for state in states[family].flat:
            if state >= 0:
                total += stocks[state]
        for group in range(len(total)):
            found[group // others, family] += total[group]
    return found


@njit(cache=True, nogil=True)
def expected(
    stocks: Any, dynamic: Any, workers: Any, seekers: Any, others: int, numbers: Any,
    found: Any, flows: Any,
) -> None:  # fmt: skip
    """Move expected workers and seekers from `stocks` in `found`, which has them where they were.

    The same moves as the edges of the market, family by family at once. Stocks are (S, G), flows
    (G, F); `numbers` are the flows of the market. Unsigned indices as in `kernels`.
    """
    size, combinations, durations = seekers.shape
    lost, hired, longer = _per_group(dynamic, size, others)
    leave, groups = hired.sum(axis=1), np.uint64(stocks.shape[1])
    came, people = np.empty((size, stocks.shape[1])), np.empty(stocks.shape[1])
    counts = np.zeros((len(numbers), stocks.shape[1]))
    for each in range(combinations):
        came[:] = 0.0
        for family in range(size):
            at_first = seekers[family, each, 0]
            _shift(stocks, workers[family, each], lost, family, found, at_first, counts, 0)
            people[:] = 0.0
            for duration in range(durations):
                state = seekers[family, each, duration]
                _leave(stocks, state, leave, family, found, people)
                if duration + 1 < durations:
                    target = seekers[family, each, duration + 1]
                    _shift(stocks, state, longer, family, found, target, counts, 3)
            _hired(people, hired, leave, family, came, counts)
        for family in range(size):
            row, state = np.uint64(family), np.uint64(workers[family, each])
            for group in range(groups):
                found[state, group] += came[row, group]
    for place in range(len(numbers)):
        for group in range(len(flows)):
            flows[group, numbers[place]] += counts[place, group]


@njit(cache=True, nogil=True)
def _per_group(dynamic: Any, size: int, others: int) -> Any:
    """Shares of the market, per region, as (O, G), (O, O, G) and (O, G)."""
    groups = len(dynamic) * others
    found = np.empty((dynamic.shape[1], groups))
    for group in range(groups):
        for place in range(len(found)):
            found[place, group] = dynamic[group // others, place]
    middle = size + size * size
    return found[:size], found[size:middle].reshape(size, size, groups), found[middle:]


@njit(cache=True, nogil=True)
def _shift(
    stocks: Any, source: Any, shares: Any, family: Any, found: Any, target: Any, counts: Any,
    flow: Any,
) -> None:  # fmt: skip
    """Move a share of the people of one state to another."""
    source, target = np.uint64(source), np.uint64(target)
    row, flow = np.uint64(family), np.uint64(flow)
    for group in range(np.uint64(stocks.shape[1])):
        moving = stocks[source, group] * shares[row, group]
        found[source, group] -= moving
        found[target, group] += moving
        counts[flow, group] += moving


@njit(cache=True, nogil=True)
def _leave(
    stocks: Any, source: Any, leave: Any, family: Any, found: Any, people: Any
) -> None:  # fmt: skip
    """Take the seekers of one state who are hired out of it; `people` are all who seek."""
    source, row = np.uint64(source), np.uint64(family)
    for group in range(np.uint64(stocks.shape[1])):
        people[group] += stocks[source, group]
        found[source, group] -= stocks[source, group] * leave[row, group]


@njit(cache=True, nogil=True)
def _hired(people: Any, hired: Any, leave: Any, family: Any, came: Any, counts: Any) -> None:
    """Add who are hired, of the seekers of one family, to those who come to each; count them."""
    row, groups = np.uint64(family), np.uint64(len(people))
    for other in range(np.uint64(len(came))):
        for group in range(groups):
            came[other, group] += people[group] * hired[row, other, group]
    own, elsewhere = np.uint64(1), np.uint64(2)
    for group in range(groups):
        counts[own, group] += people[group] * hired[row, row, group]
        counts[elsewhere, group] += people[group] * (leave[row, group] - hired[row, row, group])
