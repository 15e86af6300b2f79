"""The made-up Markov chain in Mesa, one agent a person: what `schakel bench chain` compares with.

Run by a Python that has Mesa, which need not have Schakel:

    python mesa_chain.py CHANCES.npy PERSONS YEARS

CHANCES has (age, from, to). Prints the seconds that the years took and the persons per state.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import accumulate

import mesa
import numpy as np

LAST_AGES = 20  # nobody is that old at the start


class Person(mesa.Agent):
    """Somebody with an age and a state."""

    def __init__(self, model, age, state):
        super().__init__(model)
        self.age, self.state = age, state

    def step(self):
        """A year passes."""
        lot, row = self.model.random.random(), self.model.reached[self.age][self.state]
        state = 0
        while lot >= row[state]:
            state += 1
        self.state = state
        self.age += 1


class Chain(mesa.Model):
    """As many persons of each age and state."""

    def __init__(self, chances, people):
        super().__init__(seed=1)
        ages, states = chances.shape[0] - LAST_AGES, chances.shape[1]
        self.reached = [
            [[*list(accumulate(row))[:-1], 1.0] for row in of_age] for of_age in chances.tolist()
        ]
        for number in range(people):
            cell = number * ages * states // people
            Person(self, cell // states, cell % states)

    def step(self):
        """A year passes for everybody."""
        self.agents.do("step")


def main() -> None:
    """Run the chain and print what came of it."""
    path, people, years = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chances = np.load(path)
    model = Chain(chances, people)
    clock = time.perf_counter()
    for _ in range(years):
        model.step()
    seconds = time.perf_counter() - clock
    counts = np.bincount([one.state for one in model.agents], minlength=chances.shape[1])
    print(json.dumps({"seconds": seconds, "states": counts.tolist(), "version": mesa.__version__}))


if __name__ == "__main__":
    main()
