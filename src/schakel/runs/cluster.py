"""Blocks on a Dask cluster, by the address of its scheduler."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from schakel.base.errors import Problem, SchakelError
from schakel.runs import versions
from schakel.runs.block import Finishing, finish
from schakel.runs.stopping import Stopped

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask scheduler; `patience` is how long it may take to answer (seconds)."""

    address: str
    patience: float = 5.0

    @property
    def label(self) -> str:
        """The engine in a few words."""
        return f"cluster, {self.address}"

    def finished(self, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Each block as it is finished.

        Raises SchakelError, before the first block, when the scheduler or its workers are not
        there or have other versions; Stopped when they are lost half-way.
        """
        with self._client() as client:
            self._require_workers(client)
            yield from self._results(client, parcel, blocks)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        try:
            # An optional extra that is heavy, so it is loaded by those who use it.
            from distributed import Client  # noqa: PLC0415
        except ImportError as error:
            raise self._error(
                "a Schakel without Dask", "the extra `cluster`", 'pip install "schakel[cluster]"'
            ) from error
        self._require_scheduler()
        with Client(self.address, timeout=self.patience, set_as_default=False) as client:
            yield client

    def _require_scheduler(self) -> None:
        """A scheduler answers there. Dask's client is only made then: of two that fail in one
        process, the first can hang the second when it is thrown away."""
        try:
            # A thread of its own: that of a notebook has a loop already.
            with ThreadPoolExecutor(1) as thread:
                kind = thread.submit(asyncio.run, self._what_is_there()).result()
            found = None if kind == "Scheduler" else f"no scheduler but a {kind.lower()}"
        except Exception as error:  # whatever a stranger's answer leads to
            reason = str(error) or type(error).__name__
            found = f"no scheduler that answers within {self.patience:g} seconds: {reason}"
        if found:
            raise self._error(
                found,
                "the address of a running Dask scheduler, such as tcp://127.0.0.1:8786",
                "start it with `dask scheduler`, correct the address, "
                "or leave it out to use this machine",
            )

    async def _what_is_there(self) -> str:
        from distributed import Security, rpc  # noqa: PLC0415

        keys = Security().get_connection_args("client")
        async with rpc(self.address, timeout=self.patience, connection_args=keys) as there:
            answer = await asyncio.wait_for(there.identity(), self.patience)
        return str(answer["type"])

    def _require_workers(self, client: Client) -> None:
        """There are workers, and they would compute the same to the bit."""
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            raise self._error(
                "a scheduler without workers", "one worker or more", "start `dask worker`"
            ) from error
        try:
            found = client.run(versions.current)
        except (ImportError, AttributeError) as error:
            raise self._error(
                f"workers without this Schakel: {error}",
                "the same Schakel on every worker",
                'install it there: pip install "schakel[cluster]"',
            ) from error
        here = versions.current()
        problems = [
            Problem(f"worker {worker}", theirs, f"{mine}, as here", "install the same there", name)
            for worker, there in sorted(found.items())
            for name, (mine, theirs) in here.differences(there).items()
        ]
        if problems:
            raise SchakelError(problems)

    def _results(self, client: Client, parcel: bytes, blocks: Sequence[range]) -> Finishing:
        """Never more than a few blocks a thread at once, so that results do not pile up."""
        from distributed import KilledWorker, as_completed  # noqa: PLC0415
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.comm import CommClosedError  # noqa: PLC0415

        def submitted(block: range) -> object:
            return client.submit(finish, work, block, pure=False)

        waiting = iter(blocks)
        try:
            work = client.scatter(parcel, broadcast=True, hash=False)
            at_once = 2 * sum(client.nthreads().values())
            running = as_completed(
                [submitted(block) for block in islice(waiting, at_once)],
                loop=client.loop,
                with_results=True,
            )
            for _, finished in running:
                if isinstance(finished, FutureCancelledError):
                    raise finished
                yield finished
                for block in islice(waiting, 1):
                    running.add(submitted(block))
        except (CommClosedError, FutureCancelledError, KilledWorker, TimeoutError) as error:
            raise Stopped(
                self._problem(
                    f"a cluster that was lost: {error}",
                    "a scheduler and workers that live until the end",
                    "look at their logs and start them again",
                )
            ) from error

    def _error(self, found: str, expected: str, advice: str) -> SchakelError:
        return SchakelError(self._problem(found, expected, advice))

    def _problem(self, found: str, expected: str, advice: str) -> Problem:
        return Problem(f"cluster {self.address}", found, expected, advice)
