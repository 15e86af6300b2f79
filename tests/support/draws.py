"""Small ensembles to run: a random walk per draw, and some that go wrong."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schakel.runs.job import Job


@dataclass(frozen=True)
class Walks:
    """Per draw a walk of some steps and where it ends; `pause` is waited in each block."""

    seed: int = 1
    steps: int = 7
    pause: float = 0

    def __call__(self, block: range) -> dict[str, np.ndarray]:
        time.sleep(self.pause)
        draws = [np.random.default_rng((self.seed, draw)) for draw in block]
        walks = np.array([draw.normal(size=self.steps).cumsum() for draw in draws])
        return {"walk": walks, "steps up": (np.diff(walks) > 0).sum(axis=1)}


@dataclass(frozen=True)
class Noted:
    """Another work that notes in a file which blocks are made."""

    work: Walks
    notes: Path

    def __call__(self, block: range) -> dict[str, np.ndarray]:
        with self.notes.open("a") as notes:
            notes.write(f"{block.start}\n")
        return self.work(block)


@dataclass(frozen=True)
class Broken:
    """Walks of which one draw has a value that is no number."""

    draw: int
    value: float

    def __call__(self, block: range) -> dict[str, np.ndarray]:
        arrays = Walks()(block)
        if self.draw in block:
            arrays["walk"][block.index(self.draw), 2] = self.value
        return arrays


@dataclass(frozen=True)
class Deadly:
    """A block that takes its worker with it."""

    draw: int

    def __call__(self, block: range) -> dict[str, np.ndarray]:
        if self.draw in block:
            time.sleep(1)
            os._exit(1)
        return Walks()(block)


def walks(draws: int = 20, block_size: int = 3, work=None, **settings) -> Job:
    """A job of walks; its identity is that of the walks, however they are wrapped."""
    work = work or Walks(**settings)
    return Job(work, draws, {"work": "walks", "seed": 1}, block_size)
