"""Ensembles: however draws are cut up and whichever is done first, the bits are the same."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.runs.block import finish
from schakel.runs.hashes import array_hashes
from schakel.runs.run import run
from schakel.runs.stopping import Interrupted
from tests.support.draws import Walks, walks


class Shuffled:
    """Finishes blocks in an order of its own, as workers do; stops for good after some."""

    label = "shuffled"

    def __init__(self, random, most: int):
        self.random, self.most = random, most

    def finished(self, parcel, blocks):
        order = self.random.sample(blocks, len(blocks))
        for number, block in enumerate(order):
            if number == self.most:
                raise KeyboardInterrupt
            yield finish(parcel, block)


@settings(deadline=None, max_examples=50)
@given(
    draws=st.integers(1, 40),
    block_size=st.integers(1, 50),
    random=st.randoms(use_true_random=False),
)
def test_any_blocks_in_any_order_give_the_same_bits(draws, block_size, random):
    with TemporaryDirectory() as folder:
        outcome = run(walks(draws, block_size), Path(folder), Shuffled(random, draws))
    assert array_hashes(outcome.arrays) == array_hashes(Walks()(range(draws)))


@settings(deadline=None, max_examples=50)
@given(
    draws=st.integers(1, 40),
    block_size=st.integers(1, 10),
    stopped=st.lists(st.integers(0, 6), max_size=4),
    random=st.randoms(use_true_random=False),
)
def test_a_run_stopped_any_number_of_times_gives_the_same_bits(draws, block_size, stopped, random):
    job = walks(draws, block_size)
    with TemporaryDirectory() as folder:
        for most in stopped:
            with suppress(Interrupted):
                run(job, Path(folder), Shuffled(random, most))
        outcome = run(job, Path(folder), Shuffled(random, draws))
    assert array_hashes(outcome.arrays) == array_hashes(Walks()(range(draws)))
