"""Two made-up chains, to measure engines with and to hold them against known solutions."""

from __future__ import annotations

from typing import Any

import numpy as np

from schakel.chain.compiled import Floats
from schakel.chain.tables import ChainTables

STATES, AGES = 16, 100
_BORN_LAST = 80  # years before the last age: nobody reaches it in twenty


def matrices(states: int = STATES, ages: int = AGES, seed: int = 1) -> Floats:
    """Chances (age, from, to) to be in a state a year later; most people stay where they are."""
    chance = np.random.default_rng(seed)
    found = chance.dirichlet(np.full(states, 0.5), size=(ages, states)) * 0.3
    found[:, np.arange(states), np.arange(states)] += 0.7
    return np.asarray(np.round(found / found.sum(axis=2, keepdims=True), 12))


def start(people: float, states: int = STATES, ages: int = AGES) -> Floats:
    """Persons (age, state) at the start: as many in each, none of the last twenty ages."""
    found = np.zeros((ages, states))
    found[:_BORN_LAST] = people / (_BORN_LAST * states)
    return found


def markov(people: float) -> ChainTables:
    """A Markov chain of 16 states × 100 ages: every year one older, and in any of the states."""
    chances, stocks = matrices(), start(people)
    states, ages = [f"s{n}" for n in range(STATES)], [str(n) for n in range(AGES)]
    return ChainTables(
        axes={"age": ages, "state": states},
        groups={"region": ("land",)},
        stages=[{"stage": "person", "axes": "age state"}],
        flows=[
            {
                "flow": "move",
                "source": "person",
                "target": f"person[age=next,state={'|'.join(states)}]",
                "share": "chance",
            }
        ],
        about={"chance": {"keys": ("age", "state", "to_state")}},
        parameters=[
            {"parameter": "chance", "age": age, "state": one, "to_state": other, "value": value}
            for age, of_age in zip(ages[:-1], chances.tolist(), strict=False)
            for one, row in zip(states, of_age, strict=True)
            for other, value in zip(states, row, strict=True)
        ],
        stocks=[
            {"stage": "person", "region": "land", "age": age, "state": state, "value": value}
            for age, row in zip(ages, stocks.tolist(), strict=True)
            for state, value in zip(states, row, strict=True)
        ],
    )


def europe(regions: int = 242, states: int = 64, ages: int = AGES) -> ChainTables:
    """Regions × two sexes × ages × states: people grow older, move on, fall back or die.

    From the first half of the states to the second there is room for so many a region. Made up:
    as many regions as the European Union has at NUTS 2, and about as many people.
    """
    names = [f"r{n:03}" for n in range(regions)]
    axes = {"age": [str(n) for n in range(ages)], "state": [f"s{n:02}" for n in range(states)]}
    door = states // 2 - 1
    before, after = (
        f"state={'|'.join(axes['state'][part])}"
        for part in (slice(0, door), slice(door + 1, states))
    )
    parameters: list[dict[str, Any]] = [
        {"parameter": "dies", "sex": sex, "age": age, "value": least + 0.3 * (number / ages) ** 6}
        for sex, least in (("female", 0.001), ("male", 0.002))
        for number, age in enumerate(axes["age"])
    ]
    parameters += [
        {"parameter": "on", "state": state, "value": 0.05 + 0.2 * (number % 7) / 7}
        for number, state in enumerate(axes["state"])
    ]
    parameters += [
        {"parameter": "back", "value": 0.02},
        {"parameter": "births", "value": 10_000},
        *(
            {"parameter": "room", "region": name, "value": 2_000 + 10 * n}
            for n, name in enumerate(names)
        ),
    ]
    person = {"flow": "on", "target": "person[age=next,state=next]", "share": "1-dies * on"}
    return ChainTables(
        axes=axes,
        groups={"region": names, "sex": ("female", "male")},
        stages=[{"stage": "person", "axes": "age state"}],
        flows=[
            {
                "flow": "birth",
                "target": f"person[age=0,state={axes['state'][0]}]",
                "share": "births",
            },
            {"flow": "death", "source": "person", "share": "dies"},
            {**person, "source": f"person[{before}]"},
            {**person, "source": f"person[{after}]"},
            {
                **person,
                "flow": "admission",
                "source": f"person[state={axes['state'][door]}]",
                "capacity": "room",
            },
            {
                "flow": "back",
                "source": "person",
                "target": f"person[age=next,state={axes['state'][0]}]",
                "share": "1-dies * 1-on * back",
            },
            {
                "flow": "older",
                "source": "person",
                "target": "person[age=next]",
                "share": "1-dies * 1-on * 1-back",
            },
        ],
        about={
            "dies": {"keys": ("sex", "age")},
            "on": {"keys": ("state",)},
            "back": {"keys": ()},
            "births": {"keys": ()},
            "room": {"keys": ("region",)},
        },
        parameters=parameters,
        stocks=[
            {
                "stage": "person",
                "region": name,
                "sex": sex,
                "age": age,
                "state": axes["state"][n % states],
                "value": 9_000.0,
            }
            for name in names
            for sex in ("female", "male")
            for n, age in enumerate(axes["age"])
        ],
        capacities=[{"capacity": "room", "limit": "room", "term": "constant", "share": "room"}],
    )
