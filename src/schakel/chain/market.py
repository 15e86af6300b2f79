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


@njit(cache=True)
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
    for region in range(regions):
        lost, begun = _turnover(
            work[region], vacancies[region], demand[region], separation[region], opening[region],
            adjust_separation[region], adjust_opening[region],
        )  # fmt: skip
        hired = _hired(seek[region], vacancies[region], alike, self_loop[region])
        for i in range(size):
            found[region, i] = lost[i]
            found[region, size + i * size : size + (i + 1) * size] = hired[i]
            stay = max(0.0, 1.0 - hired[i].sum())
            found[region, size + size * size + i] = stay * longer[region, i]
        for j in range(size):
            taken = (seek[region] * hired[:, j]).sum()
            vacancies[region, j] = max(0.0, vacancies[region, j] + begun[j] - taken)
    return found


@njit(cache=True)
def _turnover(
    work: Any, vacancies: Any, demand: Any, separation: Any, opening: Any,
    adjust_separation: Any, adjust_opening: Any,
) -> Any:  # fmt: skip
    """Share of workers who lose their job, and vacancies that open, per family."""
    gap = work + vacancies - demand
    back = np.minimum(work, adjust_separation * np.maximum(0.0, gap))
    more = np.minimum(work, adjust_opening * np.maximum(0.0, -gap))
    lost = separation * work + (1.0 - separation) * back
    begun = opening * work + (1.0 - opening) * more
    return np.minimum(1.0, lost / np.maximum(work, 1e-300)), begun


@njit(cache=True)
def _hired(seek: Any, vacancies: Any, alike: Any, self_loop: Any) -> Any:
    """Share of the seekers of family i who are hired in family j, (O, O)."""
    size = len(seek)
    found = np.zeros((size, size))
    for i in range(size):
        total = 0.0
        for j in range(size):
            weight = self_loop[i] if j == i else (1.0 - self_loop[i]) * alike[i, j]
            found[i, j] = vacancies[j] * weight
            total += found[i, j]
        if total > 0.0:
            found[i] /= total
    for j in range(size):
        asked = (seek * found[:, j]).sum()
        if asked > 0.0:
            tightness = vacancies[j] / asked
            found[:, j] *= tightness * (1.0 - math.exp(-1.0 / max(tightness, 1e-300)))
    return found


@njit(cache=True)
def counted(stocks: Any, states: Any, others: int) -> Any:
    """People per region and family, (R, O), in the states (O, …) of each family."""
    found = np.zeros((stocks.shape[0] // others, len(states)))
    for group in range(stocks.shape[0]):
        for family in range(len(states)):
            total = 0.0
            for state in states[family].flat:
                if state >= 0:
                    total += stocks[group, state]
            found[group // others, family] += total
    return found


@njit(cache=True)
def expected(
    stocks: Any, dynamic: Any, workers: Any, seekers: Any, others: int, numbers: Any,
    found: Any, flows: Any,
) -> None:  # fmt: skip
    """Move expected workers and seekers from `stocks` in `found`, which has them where they were.

    The same moves as the edges of the market, family by family at once. `numbers` are its flows.
    """
    size, combinations, durations = seekers.shape
    came, leave = np.empty(size), np.empty(size)
    for group in range(stocks.shape[0]):
        made, before, after = dynamic[group // others], stocks[group], found[group]
        hired = made[size : size + size * size].reshape(size, size)
        longer = made[size + size * size :]
        separated, own, elsewhere, waiting = 0.0, 0.0, 0.0, 0.0
        for i in range(size):
            leave[i] = hired[i].sum()
        for each in range(combinations):
            came[:] = 0.0
            for i in range(size):
                lost = before[workers[i, each]] * made[i]
                after[workers[i, each]] -= lost
                after[seekers[i, each, 0]] += lost
                separated += lost
                for duration in range(durations):
                    state = seekers[i, each, duration]
                    people = before[state]
                    for j in range(size):
                        came[j] += people * hired[i, j]
                    own += people * hired[i, i]
                    elsewhere += people * (leave[i] - hired[i, i])
                    after[state] -= people * leave[i]
                    if duration + 1 < durations:
                        after[state] -= people * longer[i]
                        after[seekers[i, each, duration + 1]] += people * longer[i]
                        waiting += people * longer[i]
            for j in range(size):
                after[workers[j, each]] += came[j]
        flows[group, numbers[0]] += separated
        flows[group, numbers[1]] += own
        flows[group, numbers[2]] += elsewhere
        flows[group, numbers[3]] += waiting
